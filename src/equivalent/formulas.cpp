// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/formulas.hpp"

#include <algorithm>

#include "expr/algebra.hpp"
#include "expr/collect.hpp"
#include "expr/structure.hpp"
#include "expr/substitute.hpp"

namespace freepencil {

// With values = A u + b: (1 - A) u = b.
std::optional<std::vector<ScalarId>> Formulas::linear_solution(const std::vector<ScalarId>& unknowns,
                                                               const std::vector<ScalarId>& values) {
  const std::size_t count = unknowns.size();
  if (count > 2) return std::nullopt;
  std::vector<ScalarId> b(count, scalars_.zero());
  std::vector<std::vector<ScalarId>> B(count, b);  // 1 - A
  for (std::size_t r = 0; r < count; ++r) {
    const auto parts = collect(scalars_, values[r], unknowns);
    if (!parts) return std::nullopt;
    B[r][r] = scalars_.one();
    for (const auto& [exponents, coefficient] : *parts) {
      const auto at = std::find(exponents.begin(), exponents.end(), 1);
      const auto degree = std::count_if(exponents.begin(), exponents.end(), [](auto e) { return e != 0; });
      if (degree > 1 || (degree == 1 && at == exponents.end())) return std::nullopt;
      ScalarId& place = degree == 0 ? b[r] : B[r][at - exponents.begin()];
      place = degree == 0 ? coefficient : scalars_.subtract(place, coefficient);
    }
  }
  const auto times = [&](ScalarId x, ScalarId y) { return scalars_.multiply(x, y); };
  std::vector<ScalarId> above = b;
  ScalarId below = B[0][0];
  if (count == 2) {
    below = scalars_.subtract(times(B[0][0], B[1][1]), times(B[0][1], B[1][0]));
    above = {scalars_.subtract(times(B[1][1], b[0]), times(B[0][1], b[1])),
             scalars_.subtract(times(B[0][0], b[1]), times(B[1][0], b[0]))};
  }
  std::size_t closed = 0, open = 0;
  for (std::size_t r = 0; r < count; ++r) {
    above[r] = simplify(scalars_, scalars_.divide(above[r], below));
    closed += written_length(scalars_, above[r]);
    open += written_length(scalars_, values[r]);
  }
  if (count > 1 && closed > 2 * open) return std::nullopt;
  return above;
}

void Formulas::learn_trace(std::uint32_t index, ScalarId value) {
  std::vector<ScalarId> traces;
  (void)substitute(scalars_, value, [&](const ScalarNode& node) -> std::optional<ScalarId> {
    if (node.kind == ScalarNode::Kind::Trace) traces.push_back(scalars_.leaf(node.kind, node.index));
    return std::nullopt;
  });
  if (traces.size() != 1 || known_traces_.contains(traces.front())) return;
  const ScalarId unknown = scalars_.leaf(ScalarNode::Kind::Unknown, index);
  // 1/e - 1/R vanishes where the equation holds; it is affine in t where R is one over such a form.
  for (const Rational& power : {Rational(-1), Rational(1)}) {
    const ScalarId zero = scalars_.subtract(scalars_.power(unknown, power), scalars_.power(value, power));
    const auto parts = collect(scalars_, zero, traces);
    if (!parts || parts->size() > 2 || !parts->contains({1})) continue;
    const ScalarId constant = parts->contains({0}) ? parts->at({0}) : scalars_.zero();
    if (parts->size() == 2 && !parts->contains({0})) continue;
    known_traces_[traces.front()] = scalars_.negate(scalars_.divide(constant, parts->at({1})));
    return;
  }
}

ScalarId Formulas::shortened(ScalarId id) {
  const ScalarId plain = simplify(scalars_, id);
  if (known_traces_.empty()) return plain;
  const ScalarId other =
      simplify(scalars_, substitute(scalars_, plain, [&](const ScalarNode& node) -> std::optional<ScalarId> {
                 if (node.kind != ScalarNode::Kind::Trace) return std::nullopt;
                 const auto at = known_traces_.find(scalars_.leaf(node.kind, node.index));
                 return at == known_traces_.end() ? std::nullopt : std::optional(at->second);
               }));
  return written_length(scalars_, other) < written_length(scalars_, plain) ? other : plain;
}

MatrixId Formulas::shortened(MatrixId id) {
  const MatrixNode node = matrices_[id];
  if (node.kind != MatrixNode::Kind::Deterministic) return id;
  return matrices_.deterministic(node.row, shortened(node.function));
}

}  // namespace freepencil
