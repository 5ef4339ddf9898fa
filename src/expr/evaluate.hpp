// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers for scalar expressions.
#pragma once

#include <complex>
#include <span>
#include <vector>

#include "expr/scalar.hpp"

namespace freepencil {

/// What the leaves of a scalar expression stand for. Spans may be empty where such leaves do not occur.
template <class S>
struct Leaves {
  std::span<const S> parameters;
  std::span<const S> sizes;
  std::span<const std::vector<S>> symbols;  ///< by symbol index: its value at every atom
  std::span<const std::vector<S>> locals;   ///< by local index: its value in every row
  std::span<const S> traces;
  std::span<const S> unknowns = {};
  std::span<const S> quantities = {};
};

/// The value at every one of `count` atoms or rows; a symbol-free expression gives `count` equal values.
/// Not-a-number and infinity come out where the expression has no finite value: the caller checks.
template <class S>
[[nodiscard]] std::vector<S> evaluate_rows(const Scalars& scalars, ScalarId id, const Leaves<S>& leaves,
                                           std::size_t count);

/// The value of an expression without symbols and row variables.
template <class S>
[[nodiscard]] S evaluate(const Scalars& scalars, ScalarId id, const Leaves<S>& leaves) {
  return evaluate_rows(scalars, id, leaves, 1).front();
}

extern template std::vector<double> evaluate_rows(const Scalars&, ScalarId, const Leaves<double>&, std::size_t);
extern template std::vector<std::complex<double>> evaluate_rows(const Scalars&, ScalarId,
                                                                const Leaves<std::complex<double>>&, std::size_t);

extern template std::vector<long double> evaluate_rows(const Scalars&, ScalarId, const Leaves<long double>&,
                                                       std::size_t);
extern template std::vector<std::complex<long double>> evaluate_rows(const Scalars&, ScalarId,
                                                                     const Leaves<std::complex<long double>>&,
                                                                     std::size_t);

/// The exact value where the expression is rational in the leaves; nothing where it is not, or a division by zero.
[[nodiscard]] std::optional<Rational> evaluate_exactly(const Scalars& scalars, ScalarId id,
                                                       const Leaves<Rational>& leaves);

}  // namespace freepencil
