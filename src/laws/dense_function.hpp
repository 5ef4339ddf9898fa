// SPDX-License-Identifier: GPL-3.0-or-later
// Functions of one explicit matrix, by its eigenvalues.
#pragma once

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

/// The matrix f(Sigma), for a function of a symbol that has a dense matrix: size * size entries; it is symmetric, also
/// where f is complex.
template <class S>
[[nodiscard]] std::vector<S> dense_function(const Scalars& scalars, const Ensemble& ensemble, std::uint32_t symbol,
                                            ScalarId f);
extern template std::vector<double> dense_function(const Scalars&, const Ensemble&, std::uint32_t, ScalarId);
extern template std::vector<std::complex<double>> dense_function(const Scalars&, const Ensemble&, std::uint32_t,
                                                                 ScalarId);

}  // namespace freepencil
