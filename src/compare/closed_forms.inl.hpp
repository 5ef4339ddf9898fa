// SPDX-License-Identifier: GPL-3.0-or-later
// Definitions of closed_forms.hpp's templates.
#pragma once

#include <cmath>

#include "compare/closed_forms.hpp"
#include "compare/small_system.hpp"
#include "expr/evaluate_precise.hpp"

namespace freepencil {
namespace detail {

inline bool has_value(double x) { return std::isfinite(x); }
inline bool has_value(const Multi& x) { return isfinite(x); }
inline bool has_value(const Ball& x) { return x.is_finite(); }

template <class S>
S extreme(bool largest, const S& a, const S& b) {
  return (a < b) == largest ? b : a;
}
/// The ball around both ends' extremes: max is increasing in both.
inline Ball extreme(bool largest, const Ball& a, const Ball& b) {
  return Ball::between(extreme<Multi>(largest, a.lower(), b.lower()), extreme<Multi>(largest, a.upper(), b.upper()));
}

}  // namespace detail

template <class S>
Reasoned<S> ClosedForms<S>::operator()(ScalarId id) {
  if (auto reason = prepare(id)) return std::move(*reason);
  const S value = evaluate_rows<S>(traces_.scalars(), id, leaves(), 1).front();
  if (!detail::has_value(value)) return Reason{"the expression has no finite real value there"};
  return value;
}

template <class S>
Reasoned<std::vector<S>> ClosedForms<S>::rows(SpaceId space, ScalarId function) {
  if (auto reason = prepare(function)) return std::move(*reason);
  return evaluate_rows<S>(traces_.scalars(), function, leaves(), point_.weights[space].size());
}

template <class S>
std::optional<Reason> ClosedForms<S>::prepare(ScalarId id) {
  for (const std::uint32_t index : traces_.scalars().leaves(id, ScalarNode::Kind::Trace)) {
    if (const auto value = trace(index); !value) return value.failure();
  }
  for (const std::uint32_t index : traces_.scalars().leaves(id, ScalarNode::Kind::Quantity)) {
    if (const auto value = quantity(index); !value) return value.failure();
  }
  return std::nullopt;
}

template <class S>
Reasoned<S> ClosedForms<S>::trace(std::uint32_t index) {
  if (const auto known = known_traces_.find(index); known != known_traces_.end()) {
    if (known->second) return *known->second;
    return trace_values_[index];
  }
  const SpectralTrace trace = traces_[index];
  const auto compute = [&]() -> Reasoned<S> {
    if (!trace.valid) return Reason{"a trace is not one of a function of commuting deterministic matrices"};
    const auto values = rows(trace.space, trace.function);
    if (!values) return values.failure();
    S total(0);
    for (std::size_t k = 0; k < values->size(); ++k) total += weights(trace.space)[k] * (*values)[k];
    if (!detail::has_value(total)) return Reason{"a trace has no finite real value"};
    return total;
  };
  const Reasoned<S> value = compute();
  known_traces_[index] = value ? std::nullopt : std::optional<Reason>(value.failure());
  if (!value) return value;
  if (trace_values_.size() <= index) trace_values_.resize(std::max<std::size_t>(traces_.size(), index + 1), S(0));
  trace_values_[index] = *value;
  return value;
}

template <class S>
Reasoned<S> ClosedForms<S>::quantity(std::uint32_t index) {
  if (const auto known = known_quantities_.find(index); known != known_quantities_.end()) {
    if (known->second) return *known->second;
    return quantity_values_[index];
  }
  known_quantities_[index] = Reason{"a quantity is defined by itself"};
  const Reasoned<S> value = compute(index);
  known_quantities_[index] = value ? std::nullopt : std::optional<Reason>(value.failure());
  if (!value) return value;
  if (quantity_values_.size() <= index) quantity_values_.resize(index + 1, S(0));
  quantity_values_[index] = *value;
  return value;
}

template <class S>
Reasoned<S> ClosedForms<S>::compute(std::uint32_t index) {
  if (const auto given = source_.given.find(index); given != source_.given.end()) return given->second;
  const auto& quantities = traces_.model().quantities;
  if (index >= quantities.size()) return Reason{"a quantity has no value"};
  const auto& what = quantities[index].what;
  if (const auto* component = std::get_if<Quantity::RootComponent>(&what); component && source_.roots) {
    const auto roots = source_.roots(component->system);
    if (!roots) return roots.failure();
    return (*roots)[component->component];
  }
  if (const auto* limit = std::get_if<Quantity::ClosedLimit>(&what); limit && source_.limits)
    return source_.limits(*limit);
  if (const auto* best = std::get_if<Quantity::Extremum>(&what)) return extremum(*best);
  if (const auto* derivative = std::get_if<Quantity::RootDerivative>(&what)) return root_derivative(*derivative);
  return Reason{"the value of '" + quantities[index].name + "' is not known"};
}

template <class S>
Reasoned<S> ClosedForms<S>::extremum(const Quantity::Extremum& extremum) {
  std::optional<S> best;
  for (const ScalarId argument : extremum.arguments) {
    const Reasoned<S> value = (*this)(argument);
    if (!value) return value;
    best = best ? S(detail::extreme(extremum.largest, *best, *value)) : *value;
  }
  if (!best) return Reason{"an extremum has no arguments"};
  return *best;
}

// J x = -f, which is the right side as it is given.
template <class S>
Reasoned<S> ClosedForms<S>::root_derivative(const Quantity::RootDerivative& derivative) {
  std::vector<std::vector<S>> matrix;
  std::vector<S> right;
  for (const auto& row : derivative.matrix) {
    auto& values = matrix.emplace_back();
    for (const ScalarId entry : row) {
      const Reasoned<S> value = (*this)(entry);
      if (!value) return value;
      values.push_back(*value);
    }
  }
  for (const ScalarId entry : derivative.right) {
    const Reasoned<S> value = (*this)(entry);
    if (!value) return value;
    right.push_back(*value);
  }
  auto solution = solve_small(std::move(matrix), std::move(right));
  if (!solution || !detail::has_value((*solution)[derivative.component])) {
    return Reason{"the equations of a root have a singular derivative"};
  }
  return (*solution)[derivative.component];
}

}  // namespace freepencil
