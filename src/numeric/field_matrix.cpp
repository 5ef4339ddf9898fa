// SPDX-License-Identifier: GPL-3.0-or-later
#include "numeric/field_matrix.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace freepencil {
namespace {

/// A row of a sparse matrix: columns increasing.
struct Term {
  std::size_t column;
  PrimeField value;
};
using SparseRow = std::vector<Term>;

SparseRow sparse(const FieldMatrix& x, std::size_t row) {
  SparseRow result;
  for (std::size_t c = 0; c < x.columns(); ++c) {
    if (x(row, c) != PrimeField(0)) result.push_back({c, x(row, c)});
  }
  return result;
}

/// a - factor * b
SparseRow subtract(const SparseRow& a, PrimeField factor, const SparseRow& b) {
  SparseRow result;
  result.reserve(a.size() + b.size());
  auto left = a.begin(), right = b.begin();
  while (left != a.end() || right != b.end()) {
    if (right == b.end() || (left != a.end() && left->column < right->column)) {
      result.push_back(*left++);
    } else if (left == a.end() || right->column < left->column) {
      result.push_back({right->column, -(factor * right->value)});
      ++right;
    } else {
      const PrimeField value = left->value - factor * right->value;
      if (value != PrimeField(0)) result.push_back({left->column, value});
      ++left;
      ++right;
    }
  }
  return result;
}

/// x^-1 y with pivots that keep zeros: matrices of pencils are made of few blocks.
class SparseElimination {
 public:
  SparseElimination(const FieldMatrix& x, const FieldMatrix& y) : counts_(x.columns()), rows_with_(x.columns()) {
    for (std::size_t r = 0; r < x.rows(); ++r) {
      rows_.push_back(sparse(x, r));
      right_.push_back(sparse(y, r));
      for (const Term& term : rows_.back()) {
        ++counts_[term.column];
        rows_with_[term.column].push_back(r);
      }
      left_.emplace(rows_.back().size(), r);
    }
  }

  FieldMatrix solve(std::size_t columns) {
    while (!left_.empty()) eliminate();
    // The solution is as sparse as the blocks of the matrix: only what is there is multiplied.
    std::vector<SparseRow> known(counts_.size());
    std::vector<PrimeField> sum(columns);
    std::vector<bool> seen(columns);
    for (auto step = steps_.rbegin(); step != steps_.rend(); ++step) {
      std::vector<std::size_t> touched;
      const auto add = [&](std::size_t column, PrimeField value) {
        if (!seen[column]) touched.push_back(column);
        seen[column] = true;
        sum[column] += value;
      };
      PrimeField pivot;
      for (const Term& term : right_[step->row]) add(term.column, term.value);
      for (const Term& term : rows_[step->row]) {
        if (term.column == step->column) {
          pivot = term.value;
        } else {
          for (const Term& other : known[term.column]) add(other.column, -(term.value * other.value));
        }
      }
      const PrimeField scale = pivot.inverse();
      SparseRow& row = known[step->column];
      for (const std::size_t column : touched) {
        if (sum[column] != PrimeField(0)) row.push_back({column, sum[column] * scale});
        sum[column] = 0;
        seen[column] = false;
      }
    }
    FieldMatrix result(known.size(), columns);
    for (std::size_t r = 0; r < known.size(); ++r) {
      for (const Term& term : known[r]) result(r, term.column) = term.value;
    }
    return result;
  }

 private:
  struct Step {
    std::size_t row, column;
  };

  /// The shortest row, and in it the column that occurs in the fewest others (Markowitz 1957).
  void eliminate() {
    const std::size_t row = left_.extract(left_.begin()).value().second;
    if (rows_[row].empty()) throw UnluckyDraw("singular matrix");
    const auto pivot = std::min_element(rows_[row].begin(), rows_[row].end(), [&](const Term& a, const Term& b) {
      return counts_[a.column] < counts_[b.column];
    });
    const std::size_t column = pivot->column;
    const PrimeField scale = pivot->value.inverse();
    for (const Term& term : rows_[row]) --counts_[term.column];
    for (const std::size_t other : rows_with_[column]) {
      const auto at = std::lower_bound(rows_[other].begin(), rows_[other].end(), column,
                                       [](const Term& term, std::size_t c) { return term.column < c; });
      if (at == rows_[other].end() || at->column != column) continue;
      if (left_.erase({rows_[other].size(), other}) == 0) continue;  // a pivot row, this one or an earlier one
      const PrimeField factor = at->value * scale;
      SparseRow changed = subtract(rows_[other], factor, rows_[row]);
      recount(other, rows_[other], changed);
      rows_[other] = std::move(changed);
      right_[other] = subtract(right_[other], factor, right_[row]);
      left_.emplace(rows_[other].size(), other);
    }
    steps_.push_back({row, column});
  }

  /// The counts as a row changes. A row that lost a column stays in the list of it and is passed over there.
  void recount(std::size_t row, const SparseRow& before, const SparseRow& after) {
    for (const Term& term : before) --counts_[term.column];
    auto old = before.begin();
    for (const Term& term : after) {
      ++counts_[term.column];
      while (old != before.end() && old->column < term.column) ++old;
      if (old == before.end() || old->column != term.column) rows_with_[term.column].push_back(row);
    }
  }

  std::vector<SparseRow> rows_, right_;
  std::vector<std::size_t> counts_;                     // of a column in the rows that are left
  std::vector<std::vector<std::size_t>> rows_with_;     // a column
  std::set<std::pair<std::size_t, std::size_t>> left_;  // length of a row, and which
  std::vector<Step> steps_;
};

}  // namespace

FieldMatrix solve(const FieldMatrix& x, const FieldMatrix& y) { return SparseElimination(x, y).solve(y.columns()); }

}  // namespace freepencil
