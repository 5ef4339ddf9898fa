// SPDX-License-Identifier: GPL-3.0-or-later
// Sums over atoms. Floating-point numbers are added up in several lanes, which a vector unit takes at once and whose
// number, being fixed, makes the same sum on every machine.
#pragma once

#include <cstddef>
#include <type_traits>

#include "dyson/linear_algebra.hpp"

namespace freepencil {
namespace detail {

/// The sum over t below `count` of term(t); `add` adds it to its first argument where a number allocates.
template <class S, class Term, class Add>
[[nodiscard]] S lane_sum(std::size_t count, const Term& term, const Add& add) {
  if constexpr (std::is_trivially_copyable_v<S>) {
    constexpr std::size_t lanes = 8 * sizeof(double) / sizeof(S) > 0 ? 8 * sizeof(double) / sizeof(S) : 1;
    S parts[lanes] = {};
    std::size_t t = 0;
    for (; t + lanes <= count; t += lanes) {
      for (std::size_t lane = 0; lane < lanes; ++lane) parts[lane] += term(t + lane);
    }
    for (; t < count; ++t) parts[t % lanes] += term(t);
    S sum = parts[0];
    for (std::size_t lane = 1; lane < lanes; ++lane) sum += parts[lane];
    return sum;
  } else {
    S sum(0);
    for (std::size_t t = 0; t < count; ++t) add(sum, t);
    return sum;
  }
}

}  // namespace detail

/// sum of density * a; no density is one everywhere.
template <class S>
[[nodiscard]] S integral(const S* density, const S* a, std::size_t count) {
  if (density == nullptr) {
    return detail::lane_sum<S>(
        count, [&](std::size_t t) { return a[t]; }, [&](S& sum, std::size_t t) { sum += a[t]; });
  }
  return detail::lane_sum<S>(
      count, [&](std::size_t t) { return multiply(density[t], a[t]); },
      [&](S& sum, std::size_t t) { Accumulate<S>::add(sum, density[t], a[t]); });
}

/// sum of density * a * b
template <class S>
[[nodiscard]] S integral(const S* density, const S* a, const S* b, std::size_t count) {
  if (density == nullptr) return integral(a, b, count);
  return detail::lane_sum<S>(
      count, [&](std::size_t t) { return multiply(multiply(a[t], b[t]), density[t]); },
      [&](S& sum, std::size_t t) { Accumulate<S>::add(sum, multiply(a[t], b[t]), density[t]); });
}

}  // namespace freepencil
