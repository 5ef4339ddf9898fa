// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "equivalent/precise.hpp"

namespace freepencil {

template <class S>
struct PreciseFiniteSize {
  Status status = Status::NotRun;
  std::string reason;                         ///< one sentence unless converged
  std::vector<PreciseNumber<S>> first_order;  ///< of every output: the coefficient of 1/n
};

/// The terms of order 1/n of all outputs to so many digits; the declared laws of the entries count. `g` is a root in
/// double precision of the system in which every trace is an unknown.
template <class S>
[[nodiscard]] PreciseFiniteSize<S> precise_finite_size(const Model& model, const Equations& equations,
                                                       const Ensemble& ensemble, const Vector<S>& g, int digits);

extern template PreciseFiniteSize<Multi> precise_finite_size(const Model&, const Equations&, const Ensemble&,
                                                             const Vector<Multi>&, int);
extern template PreciseFiniteSize<std::complex<Multi>> precise_finite_size(const Model&, const Equations&,
                                                                           const Ensemble&,
                                                                           const Vector<std::complex<Multi>>&, int);

}  // namespace freepencil
