// SPDX-License-Identifier: GPL-3.0-or-later
// An ensemble in a number type of the caller's choice, computed from the exact parameters: nothing is limited by the
// doubles that an Ensemble holds.
#pragma once

#include <vector>

#include "expr/evaluate.hpp"
#include "laws/ensemble.hpp"
#include "numeric/real_of.hpp"

namespace freepencil {

template <class R>
struct PointValues {
  std::vector<R> parameters;
  std::vector<R> sizes;                 ///< N_s of the ensemble
  std::vector<std::vector<R>> weights;  ///< by space: of the atoms that have mass
  std::vector<std::vector<R>> symbols;  ///< by symbol: at these atoms; none where it is an explicit matrix
  std::vector<R> variances;             ///< by random matrix
};

/// In the number type R. Values may be infinite or not a number: the caller checks.
template <class R>
[[nodiscard]] PointValues<R> point_values(const Model& model, const Ensemble& ensemble);

/// The same at parameters that are not the ensemble's: near them, or with derivatives. Atoms have mass where the
/// ensemble's have.
template <class R>
[[nodiscard]] PointValues<R> point_values(const Model& model, const Ensemble& ensemble, std::vector<R> parameters);

/// The exact parameters in the number type R.
template <class R>
[[nodiscard]] std::vector<R> parameter_values(const Ensemble& ensemble);

/// The same numbers as leaves of expressions that are evaluated in S, which may be complex.
template <class S>
class PointLeaves {
 public:
  explicit PointLeaves(const PointValues<RealOf<S>>& values)
      : parameters_(values.parameters.begin(), values.parameters.end()),
        sizes_(values.sizes.begin(), values.sizes.end()) {
    for (const auto& symbol : values.symbols) symbols_.emplace_back(symbol.begin(), symbol.end());
  }
  [[nodiscard]] Leaves<S> leaves() const {
    return {.parameters = parameters_, .sizes = sizes_, .symbols = symbols_, .locals = {}, .traces = {}};
  }
  /// With values for the traces.
  [[nodiscard]] Leaves<S> leaves(std::span<const S> traces) const {
    Leaves<S> result = leaves();
    result.traces = traces;
    return result;
  }

 private:
  std::vector<S> parameters_, sizes_;
  std::vector<std::vector<S>> symbols_;
};

template <>
[[nodiscard]] PointValues<double> point_values(const Model& model, const Ensemble& ensemble);

}  // namespace freepencil
