// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include "dyson/block_inverse.hpp"
#include "dyson/small_inverse.hpp"

namespace freepencil {

template <class S>
BlockInverse<S>::BlockInverse(const Pattern& pattern, const std::vector<std::pair<int, int>>& wanted)
    : size_(pattern.columns()) {
  input_slots_.assign(static_cast<std::size_t>(size_) * size_, -1);
  output_slots_.assign(static_cast<std::size_t>(size_) * size_, -1);
  const auto form = *block_triangular_form(pattern);
  std::vector<std::vector<char>> need(size_);
  for (const auto& [k, l] : wanted) {
    need[l].resize(size_, 0);
    need[l][k] = 1;
  }
  for (int l = 0; l < size_; ++l) {
    if (!need[l].empty()) plan_column(pattern, form, l, std::move(need[l]));
  }
}

template <class S>
int BlockInverse<S>::use_input(int row, int column) {
  int& slot = input_slots_[row * size_ + column];
  if (slot < 0) slot = inputs_++;
  return slot;
}

template <class S>
int BlockInverse<S>::use_output(int k, int l) {
  int& slot = output_slots_[k * size_ + l];
  if (slot < 0) slot = outputs_++;
  return slot;
}

template <class S>
void BlockInverse<S>::plan_diagonal(const Pattern& pattern, const std::vector<int>& rows,
                                    const std::vector<int>& columns) {
  if (output_slot(columns.front(), rows.front()) >= 0) return;
  Diagonal block;
  block.size = static_cast<int>(rows.size());
  for (int row : rows) {
    for (int column : columns) block.input.push_back(pattern(row, column) ? use_input(row, column) : -1);
  }
  for (int column : columns) {
    for (int row : rows) block.output.push_back(use_output(column, row));
  }
  largest_ = std::max(largest_, block.size);
  diagonals_.push_back(std::move(block));
}

// Column l of the inverse solves A x = e_l: nothing before the block of row l, its diagonal inverse there, and behind
// it x_b = -inverse(A_bb) sum_c A_bc x_c over the blocks c before b.
template <class S>
void BlockInverse<S>::plan_column(const Pattern& pattern, const BlockTriangularForm& form, int l,
                                  std::vector<char> need) {
  const int blocks = static_cast<int>(form.rows.size());
  const auto contains = [](const std::vector<int>& v, int value) {
    return std::find(v.begin(), v.end(), value) != v.end();
  };
  int own = 0;
  while (!contains(form.rows[own], l)) ++own;

  std::vector<char> present(size_, 0);  // x_c may be nonzero
  for (int c : form.columns[own]) present[c] = 1;
  for (int b = own + 1; b < blocks; ++b) {
    const bool fed = std::any_of(form.rows[b].begin(), form.rows[b].end(), [&](int row) {
      for (int c = 0; c < size_; ++c) {
        if (present[c] && pattern(row, c)) return true;
      }
      return false;
    });
    if (fed) {
      for (int c : form.columns[b]) present[c] = 1;
    }
  }
  const auto needed = [&](int b) {
    return std::any_of(form.columns[b].begin(), form.columns[b].end(), [&](int k) { return need[k] && present[k]; });
  };
  for (int b = blocks - 1; b > own; --b) {
    if (!needed(b)) continue;
    for (int row : form.rows[b]) {
      for (int c = 0; c < size_; ++c) {
        if (pattern(row, c) && present[c] && !contains(form.columns[b], c)) need[c] = 1;
      }
    }
  }

  plan_diagonal(pattern, form.rows[own], form.columns[own]);
  for (int b = own + 1; b < blocks; ++b) {
    if (!needed(b)) continue;
    const auto& rows = form.rows[b];
    plan_diagonal(pattern, rows, form.columns[b]);
    temporaries_ = std::max(temporaries_, static_cast<int>(rows.size()));
    std::vector<char> filled(rows.size(), 0);
    for (std::size_t r = 0; r < rows.size(); ++r) {
      for (int c = 0; c < size_; ++c) {
        if (!pattern(rows[r], c) || !present[c] || contains(form.columns[b], c)) continue;
        steps_.push_back({true, !filled[r], static_cast<int>(r), use_input(rows[r], c), use_output(c, l)});
        filled[r] = 1;
      }
    }
    for (int k : form.columns[b]) {
      if (!need[k]) continue;
      bool first = true;
      for (std::size_t r = 0; r < rows.size(); ++r) {
        if (!filled[r]) continue;
        const int inverse = output_slot(k, rows[r]);
        steps_.push_back({false, first, use_output(k, l), inverse, static_cast<int>(r)});
        first = false;
      }
    }
  }
}

template <class S>
std::size_t BlockInverse<S>::scratch_size() const {
  return static_cast<std::size_t>(temporaries_) * run + static_cast<std::size_t>(largest_) * largest_;
}

template <class S>
bool BlockInverse<S>::invert(const Diagonal& block, int count, const S* input, S* output, std::size_t stride,
                             S* scratch) const {
  const int n = block.size;
  bool finite = true;
  if (n == 1) {
    const S* a = input + static_cast<std::size_t>(block.input[0]) * run;
    S* m = output + block.output[0] * stride;
    for (int t = 0; t < count; ++t) {
      m[t] = S(1) / a[t];
      finite &= is_finite(m[t]);
    }
    return finite;
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
bool BlockInverse<S>::compute(int count, const S* input, S* output, std::size_t stride, S* scratch) const {
  S* dense = scratch + static_cast<std::size_t>(temporaries_) * run;
  for (const auto& block : diagonals_) {
    if (!invert(block, count, input, output, stride, dense)) return false;
  }
  for (const auto& step : steps_) {
    const S* __restrict left =
        step.gather ? input + static_cast<std::size_t>(step.left) * run : output + step.left * stride;
    const S* __restrict right =
        step.gather ? output + step.right * stride : scratch + static_cast<std::size_t>(step.right) * run;
    S* __restrict target =
        step.gather ? scratch + static_cast<std::size_t>(step.target) * run : output + step.target * stride;
    if (step.gather) {
      if (step.first) {
        for (int t = 0; t < count; ++t) target[t] = multiply(left[t], right[t]);
      } else {
        for (int t = 0; t < count; ++t) target[t] += multiply(left[t], right[t]);
      }
    } else if (step.first) {
      for (int t = 0; t < count; ++t) target[t] = -multiply(left[t], right[t]);
    } else {
      for (int t = 0; t < count; ++t) target[t] -= multiply(left[t], right[t]);
    }
  }
  return true;
}

}  // namespace freepencil
