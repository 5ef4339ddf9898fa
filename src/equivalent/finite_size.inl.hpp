// SPDX-License-Identifier: GPL-3.0-or-later
// The chain rule for terms of order 1/n, in any number type. Internal to this folder.
#pragma once

#include <optional>

#include "dyson/finite_size.hpp"
#include "dyson/from_model.hpp"
#include "expr/derivative.hpp"
#include "numeric/scalar_traits.hpp"

namespace freepencil::detail {

/// The outputs, or their derivatives, as numbers.
template <class S>
std::vector<S> evaluate_all(const Model& model, const PointValues<RealOf<S>>& at, const std::vector<ScalarId>& scalars,
                            const std::vector<S>& traces) {
  const PointLeaves<S> leaves(at);
  std::vector<S> values;
  for (const ScalarId id : scalars) values.push_back(evaluate<S>(*model.scalars, id, leaves.leaves(traces)));
  return values;
}

/// Every trace is an unknown, those that only the term of order 1/n needs included.
template <class S>
DysonSystem<S> whole_system(const Model& model, const Linearization& linearization, const PointValues<RealOf<S>>& at) {
  auto pencil = point_pencil<S>(model, linearization.pencil, at);
  auto wanted = point_traces<S>(model, linearization.traces, at);
  wanted.push_back(every_block(pencil));
  return {std::move(pencil), std::move(wanted)};
}

/// Values and first-order terms of the traces of the outputs.
template <class S>
struct TraceTerms {
  std::vector<S> traces, first_order;
};

template <class S>
std::optional<TraceTerms<S>> trace_terms(const DysonSystem<S>& system, const Resolvent<S>& M,
                                         const std::vector<Rational>& excess, std::size_t count) {
  TraceTerms<S> result;
  result.traces = system.traces(M);
  std::vector<RealOf<S>> kurtosis;
  for (const Rational& value : excess) kurtosis.push_back(ScalarTraits<RealOf<S>>::from(value));
  auto terms = FiniteSize<S>(system, M, std::move(kurtosis)).first_order(count);
  if (!terms) return std::nullopt;
  result.first_order = std::move(*terms);
  return result;
}

/// sum_i dF/dtr_i tr_i1, and how large the traces are that it comes from.
template <class S>
struct Chained {
  S value{};
  RealOf<S> scale{};
};

template <class S>
std::vector<Chained<S>> chain(const Model& model, const PointValues<RealOf<S>>& at, const TraceTerms<S>& terms) {
  using std::abs;
  std::vector<Chained<S>> result;
  for (const Output& output : model.outputs) {
    std::vector<ScalarId> derivatives;
    for (std::uint32_t k = 0; k < model.traces.size(); ++k) {
      derivatives.push_back(derivative(*model.scalars, output.value, model.scalars->leaf(ScalarNode::Kind::Trace, k)));
    }
    const auto slopes = evaluate_all<S>(model, at, derivatives, terms.traces);
    Chained<S>& sum = result.emplace_back();
    for (std::size_t k = 0; k < slopes.size(); ++k) {
      if (derivatives[k] == model.scalars->zero()) continue;
      sum.value += slopes[k] * terms.first_order[k];
      sum.scale += abs(slopes[k]) * (abs(terms.first_order[k]) + abs(terms.traces[k]));
    }
  }
  return result;
}

}  // namespace freepencil::detail
