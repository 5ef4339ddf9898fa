// SPDX-License-Identifier: GPL-3.0-or-later
// Declared spectra as lists of atoms at one parameter point: one file a kind of declaration.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "expr/model.hpp"

namespace freepencil {

/// A parameter point and the relative sizes there, exact as far as they are rational. Weights and values of spectra
/// are functions of these alone: they do not change with the finite size at which a spectrum is realised.
struct ParameterValues {
  std::vector<Rational> exact_parameters;
  std::vector<std::optional<Rational>> exact_sizes;  ///< by space, as far as they are known
  std::vector<double> parameters, sizes;

  /// Nothing where the value is not rational, or stems from a size that is not.
  [[nodiscard]] std::optional<Rational> exact(const Scalars& scalars, ScalarId id) const;
  [[nodiscard]] double approximate(const Scalars& scalars, ScalarId id) const;
  /// Values in `count` rows of a family or table with these row variables.
  [[nodiscard]] std::vector<double> rows(const Scalars& scalars, ScalarId id,
                                         std::span<const std::vector<double>> locals, std::size_t count) const;
};

/// Atoms in the order of their declaration.
struct AtomList {
  std::size_t count = 0;
  std::vector<Rational> weights;            ///< sum to one; empty where all are equal
  std::vector<std::vector<double>> values;  ///< [symbol of the spectrum][atom]
};

/// What is wrong with a declaration at this point, or its atoms.
using AtomsOrError = std::variant<AtomList, std::string>;
[[nodiscard]] AtomsOrError list_atoms(const Model& model, const std::vector<Atom>& atoms, const ParameterValues& at);
/// In the limit, a very long family is listed by the points of its rule (see family_rule.hpp) where that is good for
/// rule_digits digits; at a finite size by all of its members.
[[nodiscard]] AtomsOrError list_family(const Model& model, const Family& family, const ParameterValues& at,
                                       bool finite);
[[nodiscard]] AtomsOrError list_table(const Model& model, const Table& table, const ParameterValues& at);

/// What is wrong with weights that must be nonnegative and sum to one; empty where nothing is.
[[nodiscard]] std::string weight_error(std::span<const Rational> weights);

}  // namespace freepencil
