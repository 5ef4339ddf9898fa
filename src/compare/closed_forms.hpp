// SPDX-License-Identifier: GPL-3.0-or-later
// Closed forms as numbers: arithmetic, traces of deterministic matrices, extrema and derivatives of roots. How roots
// and limits are found is given from outside.
#pragma once

#include <functional>
#include <map>
#include <unordered_map>
#include <vector>

#include "compare/reasoned.hpp"
#include "compare/spectral_traces.hpp"
#include "laws/point_values.hpp"
#include "numeric/ball.hpp"

namespace freepencil {

/// Where quantities come from that are not computed by arithmetic.
template <class S>
struct QuantitySource {
  std::map<std::uint32_t, S> given;                                     ///< by quantity
  std::function<Reasoned<std::vector<S>>(std::uint32_t system)> roots;  ///< all unknowns of a root system
  std::function<Reasoned<S>(const Quantity::ClosedLimit& limit)> limits;
};

/// Values at one parameter point, in the current precision. Keeps what it has computed; a trace or quantity costs its
/// evaluation once.
template <class S>
class ClosedForms {
 public:
  ClosedForms(const SpectralTraces& traces, const PointValues<S>& point, QuantitySource<S> source)
      : traces_(traces), point_(point), source_(std::move(source)) {}

  /// A number: never an infinity, and no ball without a finite radius.
  [[nodiscard]] Reasoned<S> operator()(ScalarId id);
  [[nodiscard]] Reasoned<S> quantity(std::uint32_t index);
  /// A function of the matrices of a space, at every atom that has mass. Not checked for being finite.
  [[nodiscard]] Reasoned<std::vector<S>> rows(SpaceId space, ScalarId function);

  [[nodiscard]] const std::vector<S>& weights(SpaceId space) const { return point_.weights[space]; }

 private:
  [[nodiscard]] Reasoned<S> trace(std::uint32_t index);
  [[nodiscard]] Reasoned<S> compute(std::uint32_t quantity);
  [[nodiscard]] Reasoned<S> extremum(const Quantity::Extremum& extremum);
  [[nodiscard]] Reasoned<S> root_derivative(const Quantity::RootDerivative& derivative);
  /// Computes all traces and quantities that an expression has as leaves; the reason where one has no value.
  [[nodiscard]] std::optional<Reason> prepare(ScalarId id);
  [[nodiscard]] Leaves<S> leaves() const {
    return {.parameters = point_.parameters,
            .sizes = point_.sizes,
            .symbols = point_.symbols,
            .locals = {},
            .traces = trace_values_,
            .unknowns = {},
            .quantities = quantity_values_};
  }

  const SpectralTraces& traces_;
  const PointValues<S>& point_;
  QuantitySource<S> source_;
  std::vector<S> trace_values_, quantity_values_;
  std::map<std::uint32_t, std::optional<Reason>> known_traces_, known_quantities_;  ///< no reason: the value is there
};

extern template class ClosedForms<double>;
extern template class ClosedForms<Multi>;
extern template class ClosedForms<Ball>;

}  // namespace freepencil
