// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/evaluate.inl.hpp"

namespace freepencil {

template std::vector<double> evaluate_rows(const Scalars&, ScalarId, const Leaves<double>&, std::size_t);
template std::vector<std::complex<double>> evaluate_rows(const Scalars&, ScalarId, const Leaves<std::complex<double>>&,
                                                         std::size_t);

template std::vector<long double> evaluate_rows(const Scalars&, ScalarId, const Leaves<long double>&, std::size_t);
template std::vector<std::complex<long double>> evaluate_rows(const Scalars&, ScalarId,
                                                              const Leaves<std::complex<long double>>&, std::size_t);

std::optional<Rational> evaluate_exactly(const Scalars& scalars, ScalarId id, const Leaves<Rational>& leaves) {
  const ScalarNode& node = scalars[id];
  using Kind = ScalarNode::Kind;
  switch (node.kind) {
    case Kind::Number:
      return node.value;
    case Kind::Parameter:
      return leaves.parameters[node.index];
    case Kind::Size:
      return leaves.sizes[node.index];
    case Kind::Trace:
      return leaves.traces[node.index];
    case Kind::Unknown:
      return leaves.unknowns[node.index];
    case Kind::Quantity:
      return leaves.quantities[node.index];
    case Kind::Sum: {
      Rational total = node.value;
      for (const auto& [coefficient, term] : node.terms) {
        const auto value = evaluate_exactly(scalars, term, leaves);
        if (!value) return std::nullopt;
        total += coefficient * *value;
      }
      return total;
    }
    case Kind::Product: {
      Rational total = 1;
      for (const auto& [exponent, factor] : node.terms) {
        auto value = evaluate_exactly(scalars, factor, leaves);
        if (value && denominator(exponent) != 1) {
          value = denominator(exponent) > 64 ? std::nullopt
                                             : exact_root(*value, static_cast<unsigned>(denominator(exponent)));
        }
        if (value) value = power(*value, numerator(exponent));
        if (!value) return std::nullopt;
        total *= *value;
      }
      return total;
    }
    case Kind::Power: {
      const auto base = evaluate_exactly(scalars, node.terms[0].second, leaves);
      const auto exponent = evaluate_exactly(scalars, node.terms[1].second, leaves);
      if (!base || !exponent || denominator(*exponent) != 1) return std::nullopt;
      return power(*base, numerator(*exponent));
    }
    default:
      return std::nullopt;
  }
}

}  // namespace freepencil
