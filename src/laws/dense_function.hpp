// SPDX-License-Identifier: GPL-3.0-or-later
// Functions of one explicit matrix, by its eigenvalues.
#pragma once

#include <map>

#include "laws/ensemble.hpp"

namespace freepencil {

/// f, a function of this symbol alone, where the symbol has the values `points`: one number a point, whether f depends
/// on the symbol or not. Values may be infinite or not a number: the caller checks.
template <class S>
[[nodiscard]] std::vector<S> values_at(const Scalars& scalars, const Ensemble& ensemble, std::uint32_t symbol,
                                       std::span<const double> points, ScalarId f);
extern template std::vector<double> values_at(const Scalars&, const Ensemble&, std::uint32_t, std::span<const double>,
                                              ScalarId);
extern template std::vector<std::complex<double>> values_at(const Scalars&, const Ensemble&, std::uint32_t,
                                                            std::span<const double>, ScalarId);

/// The matrices f(Sigma) of one ensemble, for functions of a symbol that has a dense matrix. Each symbol is decomposed
/// once, when that is first needed.
class DenseFunctions {
 public:
  DenseFunctions(const Scalars& scalars, const Ensemble& ensemble) : scalars_(scalars), ensemble_(ensemble) {}

  /// size * size entries of a symmetric matrix, also where f is complex.
  template <class S>
  [[nodiscard]] std::vector<S> entries(std::uint32_t symbol, ScalarId f);

 private:
  const Scalars& scalars_;
  const Ensemble& ensemble_;
  std::map<std::uint32_t, Eigensystem> systems_;
};

extern template std::vector<double> DenseFunctions::entries(std::uint32_t, ScalarId);
extern template std::vector<std::complex<double>> DenseFunctions::entries(std::uint32_t, ScalarId);

}  // namespace freepencil
