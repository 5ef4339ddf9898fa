// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include "dyson/block_inverse.hpp"
#include "dyson/small_inverse.hpp"
#include "dyson/sums.hpp"

namespace freepencil {

template <class S>
std::size_t BlockInverse<S>::scratch_size(const BlockProgram& program) {
  const auto largest = static_cast<std::size_t>(program.largest_diagonal());
  return static_cast<std::size_t>(program.temporaries()) * run + largest * largest;
}

template <class S>
bool BlockInverse<S>::invert(const Operation& block, int count, const S* input, S* output, std::size_t stride,
                             S* scratch) {
  const int n = block.size;
  bool finite = true;
  if (n == 1) {
    const S* __restrict a = input + static_cast<std::size_t>(block.input[0]) * run;
    S* __restrict m = output + block.output[0] * stride;
    if constexpr (std::is_floating_point_v<S>) {
      // The sum of all x - x is zero or not a number.
      const S sum = detail::lane_sum<S>(
          static_cast<std::size_t>(count),
          [&](std::size_t t) {
            m[t] = S(1) / a[t];
            return m[t] - m[t];
          },
          [](S&, std::size_t) {});
      return sum == S(0);
    } else {
      for (int t = 0; t < count; ++t) {
        Accumulate<S>::invert(m[t], a[t]);
        finite &= is_finite(m[t]);
      }
      return finite;
    }
  }
  for (int t = 0; t < count && finite; ++t) {
    for (int e = 0; e < n * n; ++e) {
      scratch[e] = block.input[e] < 0 ? S(0) : input[static_cast<std::size_t>(block.input[e]) * run + t];
    }
    finite = invert_in_place(n, scratch);
    for (int e = 0; e < n * n; ++e) output[block.output[e] * stride + t] = scratch[e];
  }
  return finite;
}

template <class S>
bool BlockInverse<S>::compute(const BlockProgram& program, const Operation& operation, int count, const S* input,
                              S* output, std::size_t stride, S* scratch) {
  using Numbers = Accumulate<S>;
  if (operation.size > 0) {
    S* dense = scratch + static_cast<std::size_t>(program.temporaries()) * run;
    return invert(operation, count, input, output, stride, dense);
  }
  for (const auto& step : operation.steps) {
    const S* __restrict left =
        step.gather ? input + static_cast<std::size_t>(step.left) * run : output + step.left * stride;
    const S* __restrict right =
        step.gather ? output + step.right * stride : scratch + static_cast<std::size_t>(step.right) * run;
    S* __restrict target =
        step.gather ? scratch + static_cast<std::size_t>(step.target) * run : output + step.target * stride;
    if (step.gather) {
      if (step.first) {
        for (int t = 0; t < count; ++t) Numbers::assign(target[t], left[t], right[t]);
      } else {
        for (int t = 0; t < count; ++t) Numbers::add(target[t], left[t], right[t]);
      }
    } else if (step.first) {
      for (int t = 0; t < count; ++t) Numbers::assign_negative(target[t], left[t], right[t]);
    } else {
      for (int t = 0; t < count; ++t) Numbers::subtract(target[t], left[t], right[t]);
    }
  }
  return true;
}

template <class S>
bool BlockInverse<S>::compute(int count, const S* input, S* output, std::size_t stride, S* scratch) const {
  for (const auto& operation : operations()) {
    if (!compute(*this, operation, count, input, output, stride, scratch)) return false;
  }
  return true;
}

}  // namespace freepencil
