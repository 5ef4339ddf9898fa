// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/block_program.hpp"

#include <algorithm>

namespace freepencil {

BlockProgram::BlockProgram(const Pattern& pattern, const std::vector<std::pair<int, int>>& wanted)
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

int BlockProgram::use_input(int row, int column) {
  int& slot = input_slots_[row * size_ + column];
  if (slot < 0) slot = inputs_++;
  return slot;
}

int BlockProgram::use_output(int k, int l) {
  int& slot = output_slots_[k * size_ + l];
  if (slot < 0) slot = outputs_++;
  return slot;
}

void BlockProgram::plan_diagonal(const Pattern& pattern, const std::vector<int>& rows,
                                 const std::vector<int>& columns) {
  if (output_slot(columns.front(), rows.front()) >= 0) return;
  Operation block;
  block.size = static_cast<int>(rows.size());
  for (const int row : rows) {
    for (const int column : columns) {
      block.input.push_back(pattern(row, column) ? use_input(row, column) : -1);
      if (block.input.back() >= 0) block.inputs_read.push_back(block.input.back());
    }
  }
  for (const int column : columns) {
    for (const int row : rows) block.output.push_back(use_output(column, row));
  }
  block.outputs_written = block.output;
  largest_ = std::max(largest_, block.size);
  operations_.push_back(std::move(block));
}

// Column l of the inverse solves A x = e_l: nothing before the block of row l, its diagonal inverse there, and behind
// it x_b = -inverse(A_bb) sum_c A_bc x_c over the blocks c before b.
void BlockProgram::plan_column(const Pattern& pattern, const BlockTriangularForm& form, int l, std::vector<char> need) {
  const int blocks = static_cast<int>(form.rows.size());
  const auto contains = [](const std::vector<int>& v, int value) {
    return std::find(v.begin(), v.end(), value) != v.end();
  };
  int own = 0;
  while (!contains(form.rows[own], l)) ++own;

  std::vector<char> present(size_, 0);  // x_c may be nonzero
  for (const int c : form.columns[own]) present[c] = 1;
  for (int b = own + 1; b < blocks; ++b) {
    const bool fed = std::any_of(form.rows[b].begin(), form.rows[b].end(), [&](int row) {
      for (int c = 0; c < size_; ++c) {
        if (present[c] && pattern(row, c)) return true;
      }
      return false;
    });
    if (fed) {
      for (const int c : form.columns[b]) present[c] = 1;
    }
  }
  const auto needed = [&](int b) {
    return std::any_of(form.columns[b].begin(), form.columns[b].end(), [&](int k) { return need[k] && present[k]; });
  };
  for (int b = blocks - 1; b > own; --b) {
    if (!needed(b)) continue;
    for (const int row : form.rows[b]) {
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
    Operation column;
    std::vector<char> filled(rows.size(), 0);
    for (std::size_t r = 0; r < rows.size(); ++r) {
      for (int c = 0; c < size_; ++c) {
        if (!pattern(rows[r], c) || !present[c] || contains(form.columns[b], c)) continue;
        column.steps.push_back({true, !filled[r], static_cast<int>(r), use_input(rows[r], c), use_output(c, l)});
        column.inputs_read.push_back(column.steps.back().left);
        column.outputs_read.push_back(column.steps.back().right);
        filled[r] = 1;
      }
    }
    for (const int k : form.columns[b]) {
      if (!need[k]) continue;
      bool first = true;
      for (std::size_t r = 0; r < rows.size(); ++r) {
        if (!filled[r]) continue;
        const int inverse = output_slot(k, rows[r]);
        column.steps.push_back({false, first, use_output(k, l), inverse, static_cast<int>(r)});
        column.outputs_read.push_back(inverse);
        first = false;
      }
      column.outputs_written.push_back(use_output(k, l));
    }
    operations_.push_back(std::move(column));
  }
}

}  // namespace freepencil
