// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/unknown_derivative.hpp"

#include <stdexcept>

#include "expr/rational_function.hpp"

namespace freepencil {

using Kind = ScalarNode::Kind;

ScalarId UnknownDerivative::operator()(ScalarId id) {
  if (const auto at = known_.find(id); at != known_.end()) return at->second;
  Scalars& scalars = traces_.scalars();
  ScalarId total = direct_(id);
  for (const std::uint32_t index : traces_.leaves(id, Kind::Trace)) {
    const ScalarId inner = of_function(index);
    if (inner == scalars.zero()) continue;
    const ScalarId outer = derivative(scalars, id, scalars.leaf(Kind::Trace, index));
    total = scalars.add(total, scalars.multiply(outer, traces_.trace(traces_[index].space, inner)));
  }
  known_.emplace(id, total);
  return total;
}

ScalarId UnknownDerivative::of_function(std::uint32_t trace) {
  return lowest_terms(traces_.scalars(), (*this)(traces_[trace].function));
}

ScalarId lowest_terms(Scalars& scalars, ScalarId id) {
  if (scalars[id].terms.empty()) return id;
  try {
    RationalFunctions functions(scalars, std::span(&id, 1));
    const auto fraction = functions.fraction(id);
    if (!fraction) return id;
    std::vector<std::pair<Rational, ScalarId>> factors = {{1, functions.expression(fraction->numerator)}};
    for (const auto& [base, power] : fraction->denominator) {
      factors.emplace_back(-Rational(power), functions.expression(base));
    }
    return scalars.product(factors);
  } catch (const std::length_error&) {
    return id;
  }
}

}  // namespace freepencil
