// SPDX-License-Identifier: GPL-3.0-or-later
// Definitions of evaluate.hpp's templates, for those who evaluate in a further scalar type.
#pragma once

#include <complex>
#include <cstdint>
#include <type_traits>
#include <unordered_map>

#include "expr/evaluate.hpp"
#include "numeric/scalar_traits.hpp"

namespace freepencil {
namespace detail {

/// The number in S. What most expressions are full of, fractions of small integers, is a matter of one division.
template <class S>
S converted(const Rational& value) {
  if constexpr (std::is_same_v<S, double> || std::is_same_v<S, std::complex<double>>) {
    constexpr std::int64_t exact = std::int64_t{1} << 53;
    const auto& fraction = value.backend().data();
    if (mpz_fits_slong_p(mpq_numref(fraction)) != 0 && mpz_fits_slong_p(mpq_denref(fraction)) != 0) {
      const std::int64_t above = mpz_get_si(mpq_numref(fraction)), below = mpz_get_si(mpq_denref(fraction));
      if (-exact <= above && above <= exact && below <= exact) {
        return static_cast<double>(above) / static_cast<double>(below);
      }
    }
  }
  return ScalarTraits<S>::from(value);
}

/// Evaluates every node once; a node without symbols and row variables is one number, not a row of them.
template <class S>
class RowEvaluator {
  using Kind = ScalarNode::Kind;
  using Traits = ScalarTraits<S>;

 public:
  RowEvaluator(const Scalars& scalars, const Leaves<S>& leaves) : scalars_(scalars), leaves_(leaves) {}

  const std::vector<S>& operator()(ScalarId id) {
    const auto known = values_.find(id);
    if (known != values_.end()) return known->second;
    return values_.emplace(id, compute(scalars_[id])).first->second;
  }

 private:
  std::vector<S> compute(const ScalarNode& node) {
    switch (node.kind) {
      case Kind::Number:
        return {converted<S>(node.value)};
      case Kind::ImaginaryUnit:
        return {Traits::imaginary_unit()};
      case Kind::Parameter:
        return {leaves_.parameters[node.index]};
      case Kind::Size:
        return {leaves_.sizes[node.index]};
      case Kind::Trace:
        return {leaves_.traces[node.index]};
      case Kind::Unknown:
        return {leaves_.unknowns[node.index]};
      case Kind::Quantity:
        return {leaves_.quantities[node.index]};
      case Kind::Symbol:
        return leaves_.symbols[node.index];
      case Kind::Local:
        return leaves_.locals[node.index];
      case Kind::Sum:
        return fold(node, converted<S>(node.value), [](const Rational& number) {
          return [c = converted<S>(number)](S& total, const S& x) { total += c * x; };
        });
      case Kind::Product:
        return fold(node, S(1), [](const Rational& number) {
          return [raise = typename Traits::Power(number)](S& total, const S& x) { total *= raise(x); };
        });
      case Kind::Power: {
        std::vector<S> base = (*this)(node.terms[0].second);
        const std::vector<S>& exponent = (*this)(node.terms[1].second);
        widen(base, exponent.size());
        for (std::size_t k = 0; k < base.size(); ++k)
          base[k] = Traits::power(base[k], exponent[exponent.size() == 1 ? 0 : k]);
        return base;
      }
      case Kind::Exp:
      case Kind::Log: {
        std::vector<S> values = (*this)(node.terms[0].second);
        for (S& x : values) x = node.kind == Kind::Exp ? Traits::exp(x) : Traits::log(x);
        return values;
      }
    }
    return {};
  }

  static void widen(std::vector<S>& values, std::size_t count) {
    if (values.size() == 1 && count > 1) values.assign(count, S(values.front()));
  }

  /// `step(number)` makes what accumulates one term into every row.
  template <class Step>
  std::vector<S> fold(const ScalarNode& node, const S& start, Step step) {
    std::vector<S> total = {start};
    for (const auto& [number, id] : node.terms) {
      const std::vector<S>& values = (*this)(id);
      const auto accumulate = step(number);
      widen(total, values.size());
      for (std::size_t k = 0; k < total.size(); ++k) accumulate(total[k], values[values.size() == 1 ? 0 : k]);
    }
    return total;
  }

  const Scalars& scalars_;
  const Leaves<S>& leaves_;
  std::unordered_map<ScalarId, std::vector<S>> values_;
};

}  // namespace detail

template <class S>
std::vector<S> evaluate_rows(const Scalars& scalars, ScalarId id, const Leaves<S>& leaves, std::size_t count) {
  std::vector<S> values = detail::RowEvaluator<S>(scalars, leaves)(id);
  if (values.size() == 1 && count != 1) values.assign(count, S(values.front()));
  return values;
}

}  // namespace freepencil
