// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/evaluate.hpp"

#include <cmath>
#include <limits>
#include <unordered_map>

namespace freepencil {
namespace {

using Kind = ScalarNode::Kind;

template <class S>
S to(const Rational& value) {
  return S(static_cast<double>(value));
}

template <class S>
S integer_power(S base, long exponent) {
  if (exponent < 0) return S(1) / integer_power(base, -exponent);
  S result(1);
  for (; exponent > 0; exponent >>= 1, base *= base) {
    if (exponent & 1) result *= base;
  }
  return result;
}

template <class S>
S rational_power(const S& base, const Rational& exponent) {
  using std::pow, std::sqrt;
  constexpr long by_multiplication = 32;
  if (denominator(exponent) == 1 && abs(numerator(exponent)) <= by_multiplication) {
    return integer_power(base, static_cast<long>(numerator(exponent)));
  }
  if (denominator(exponent) == 2 && abs(numerator(exponent)) <= by_multiplication) {
    return integer_power(S(sqrt(base)), static_cast<long>(numerator(exponent)));
  }
  return pow(base, S(static_cast<double>(exponent)));
}

/// Evaluates every node once; a node without symbols and row variables is one number, not a row of them.
template <class S>
class RowEvaluator {
 public:
  RowEvaluator(const Scalars& scalars, const Leaves<S>& leaves) : scalars_(scalars), leaves_(leaves) {}

  const std::vector<S>& operator()(ScalarId id) {
    const auto known = values_.find(id);
    if (known != values_.end()) return known->second;
    return values_.emplace(id, compute(scalars_[id])).first->second;
  }

 private:
  std::vector<S> compute(const ScalarNode& node) {
    using std::exp, std::log, std::pow;
    switch (node.kind) {
      case Kind::Number:
        return {to<S>(node.value)};
      case Kind::ImaginaryUnit:
        if constexpr (std::is_same_v<S, double>) {
          return {std::numeric_limits<double>::quiet_NaN()};
        } else {
          return {S(0, 1)};
        }
      case Kind::Parameter:
        return {leaves_.parameters[node.index]};
      case Kind::Size:
        return {leaves_.sizes[node.index]};
      case Kind::Trace:
        return {leaves_.traces[node.index]};
      case Kind::Symbol:
        return leaves_.symbols[node.index];
      case Kind::Local:
        return leaves_.locals[node.index];
      case Kind::Sum:
        return fold(node, to<S>(node.value), [](S& total, const S& x, const Rational& c) { total += to<S>(c) * x; });
      case Kind::Product:
        return fold(node, S(1), [](S& total, const S& x, const Rational& e) { total *= rational_power(x, e); });
      case Kind::Power: {
        std::vector<S> base = (*this)(node.terms[0].second);
        const std::vector<S>& exponent = (*this)(node.terms[1].second);
        widen(base, exponent.size());
        for (std::size_t k = 0; k < base.size(); ++k) base[k] = pow(base[k], exponent[exponent.size() == 1 ? 0 : k]);
        return base;
      }
      case Kind::Exp:
      case Kind::Log: {
        std::vector<S> values = (*this)(node.terms[0].second);
        for (S& x : values) x = node.kind == Kind::Exp ? exp(x) : log(x);
        return values;
      }
    }
    return {};
  }

  static void widen(std::vector<S>& values, std::size_t count) {
    if (values.size() == 1 && count > 1) values.assign(count, S(values.front()));
  }

  template <class Accumulate>
  std::vector<S> fold(const ScalarNode& node, const S& start, Accumulate accumulate) {
    std::vector<S> total = {start};
    for (const auto& [number, id] : node.terms) {
      const std::vector<S>& values = (*this)(id);
      widen(total, values.size());
      for (std::size_t k = 0; k < total.size(); ++k) accumulate(total[k], values[values.size() == 1 ? 0 : k], number);
    }
    return total;
  }

  const Scalars& scalars_;
  const Leaves<S>& leaves_;
  std::unordered_map<ScalarId, std::vector<S>> values_;
};

}  // namespace

template <class S>
std::vector<S> evaluate_rows(const Scalars& scalars, ScalarId id, const Leaves<S>& leaves, std::size_t count) {
  std::vector<S> values = RowEvaluator<S>(scalars, leaves)(id);
  if (values.size() == 1 && count != 1) values.assign(count, S(values.front()));
  return values;
}

template std::vector<double> evaluate_rows(const Scalars&, ScalarId, const Leaves<double>&, std::size_t);
template std::vector<std::complex<double>> evaluate_rows(const Scalars&, ScalarId, const Leaves<std::complex<double>>&,
                                                         std::size_t);

std::optional<Rational> evaluate_exactly(const Scalars& scalars, ScalarId id, const Leaves<Rational>& leaves) {
  const ScalarNode& node = scalars[id];
  switch (node.kind) {
    case Kind::Number:
      return node.value;
    case Kind::Parameter:
      return leaves.parameters[node.index];
    case Kind::Size:
      return leaves.sizes[node.index];
    case Kind::Trace:
      return leaves.traces[node.index];
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
