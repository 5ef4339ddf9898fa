// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "laws/spectrum.hpp"

namespace freepencil {
namespace {

/// Whether the weights are one by their form, whatever the parameters are: `sqrt(p)` and `1 - sqrt(p)`.
bool sum_to_one_by_form(const Model& model, const std::vector<Atom>& atoms) {
  Scalars scalars = *model.scalars;
  std::vector<std::pair<Rational, ScalarId>> terms;
  for (const Atom& atom : atoms) terms.emplace_back(1, atom.weight);
  return scalars.as_number(scalars.sum(terms)) == Rational(1);
}

/// Weights that are no rational numbers here, to the accuracy of a double: rational numbers near them that sum to one.
std::variant<std::vector<Rational>, std::string> approximate_weights(const Model& model, const std::vector<Atom>& atoms,
                                                                     const ParameterValues& at) {
  std::vector<Rational> weights;
  Rational total = 0;
  for (const Atom& atom : atoms) {
    const double value = at.approximate(*model.scalars, atom.weight);
    if (!std::isfinite(value)) return fmt::format("the weight of atom {} is not a finite number", weights.size() + 1);
    total += weights.emplace_back(value);
  }
  // Each weight is a few roundings away from its value; without a form that says one, that is all that can be decided.
  const double tolerance = 16 * static_cast<double>(atoms.size()) * std::numeric_limits<double>::epsilon();
  if (!sum_to_one_by_form(model, atoms) && std::abs(total.convert_to<double>() - 1) > tolerance) {
    return fmt::format("the weights sum to {}, not to 1", total.convert_to<double>());
  }
  if (total > 0) {
    for (Rational& weight : weights) weight /= total;
  }
  return weights;
}

}  // namespace

std::string weight_error(std::span<const Rational> weights) {
  Rational total = 0;
  for (std::size_t k = 0; k < weights.size(); ++k) {
    if (weights[k] < 0) return fmt::format("the weight of atom {} is negative: {}", k + 1, short_text(weights[k]));
    total += weights[k];
  }
  if (total != 1) return fmt::format("the weights sum to {}, not to 1", short_text(total));
  return {};
}

AtomsOrError list_atoms(const Model& model, const std::vector<Atom>& atoms, const ParameterValues& at) {
  AtomList list{.count = atoms.size(), .weights = {}, .values = {}};
  for (const Atom& atom : atoms) {
    const auto weight = at.exact(*model.scalars, atom.weight);
    if (!weight) break;
    list.weights.push_back(*weight);
  }
  if (list.weights.size() < atoms.size()) {
    auto approximate = approximate_weights(model, atoms, at);
    if (const auto* error = std::get_if<std::string>(&approximate)) return *error;
    list.weights = std::get<std::vector<Rational>>(std::move(approximate));
  }
  if (auto error = weight_error(list.weights); !error.empty()) return error;

  list.values.resize(atoms.front().values.size());
  for (const Atom& atom : atoms) {
    for (std::size_t j = 0; j < list.values.size(); ++j) {
      list.values[j].push_back(at.approximate(*model.scalars, atom.values[j]));
    }
  }
  return list;
}

}  // namespace freepencil
