// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/symbolic_inverse.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace freepencil {
namespace {

Pattern pattern_of(std::size_t size, const SymbolicInverse::Entries& entries) {
  Pattern pattern(static_cast<int>(size), static_cast<int>(size));
  for (const auto& [at, entry] : entries) pattern.set(at.first, at.second);
  return pattern;
}

bool contains(const std::vector<int>& list, int value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace

SymbolicInverse::SymbolicInverse(Matrices& matrices, std::vector<SpaceId> rows, std::vector<SpaceId> columns,
                                 Entries entries, Hooks hooks)
    : matrices_(matrices),
      rows_(std::move(rows)),
      columns_(std::move(columns)),
      entries_(std::move(entries)),
      hooks_(std::move(hooks)),
      form_(block_triangular_form(pattern_of(rows_.size(), entries_))) {
  // A part whose rows and columns are of different spaces is not square: all is one part then.
  const auto square = [&](std::size_t part) {
    std::vector<SpaceId> heights, widths;
    for (const int row : form_->rows[part]) heights.push_back(rows_[row]);
    for (const int column : form_->columns[part]) widths.push_back(columns_[column]);
    return std::is_permutation(heights.begin(), heights.end(), widths.begin());
  };
  bool all_square = true;
  for (std::size_t part = 0; form_ && part < form_->rows.size(); ++part) all_square = all_square && square(part);
  if (all_square) return;
  form_.emplace();
  form_->rows.emplace_back(rows_.size());
  form_->columns.emplace_back(columns_.size());
  std::iota(form_->rows[0].begin(), form_->rows[0].end(), 0);
  std::iota(form_->columns[0].begin(), form_->columns[0].end(), 0);
}

MatrixId SymbolicInverse::negated(MatrixId id) { return matrices_.scaled(Rational(-1), id); }

void SymbolicInverse::accumulate(Dense& into, std::pair<int, int> at, MatrixId term) {
  const auto [place, inserted] = into.try_emplace(at, term);
  if (!inserted) place->second = matrices_.sum(place->second, term);
}

void SymbolicInverse::tidy(Dense& entries) const {
  for (auto& [at, entry] : entries) entry = hooks_.tidy(entry);
  std::erase_if(entries, [&](const auto& entry) { return matrices_.is_zero(entry.second); });
}

// Numbers first, then what fills in least, then the shallowest.
std::optional<std::pair<int, int>> SymbolicInverse::pivot(const Entries& left, const std::vector<int>& rows,
                                                          const std::vector<int>& columns, int last) const {
  std::optional<std::tuple<bool, int, std::size_t, std::uint32_t, int, int>> best;
  for (const auto& [at, entry] : left) {
    const auto [row, column] = at;
    if (!contains(rows, row) || !contains(columns, column) || rows_[row] != columns_[column]) continue;
    std::size_t in_row = 0, in_column = 0;
    for (const auto& [other, unused] : left) {
      in_row += other.first == row && contains(columns, other.second);
      in_column += other.second == column && contains(rows, other.first);
    }
    const bool number = matrices_.as_multiple_of_identity(entry).has_value();
    const std::tuple rank(column == last, number ? 0 : 1, (in_row - 1) * (in_column - 1), matrices_.depth(entry), row,
                          column);
    if (!best || rank < *best) best = rank;
  }
  if (!best) return std::nullopt;
  return std::pair(std::get<4>(*best), std::get<5>(*best));
}

std::optional<SymbolicInverse::Dense> SymbolicInverse::invert(int part, int last) {
  std::vector<int> rows = form_->rows[part], columns = form_->columns[part];
  Entries left;
  for (const auto& [at, entry] : entries_) {
    if (contains(rows, at.first) && contains(columns, at.second)) left.emplace(at, entry);
  }
  // Gauss and Jordan on [left | right]; a row whose pivot stands in column k ends as row k of the inverse.
  Dense right;
  std::map<int, int> row_of_column;
  for (const int row : rows) right.emplace(std::pair(row, row), matrices_.identity(rows_[row]));
  while (!rows.empty()) {
    const auto at = pivot(left, rows, columns, last);
    if (!at) return std::nullopt;
    const auto [i, j] = *at;
    const MatrixId reciprocal = hooks_.tidy(matrices_.inverse(left.at({i, j})));
    const auto scale_row = [&](Dense& side) {
      for (auto& [place, entry] : side) {
        if (place.first == i) entry = matrices_.product({reciprocal, entry});
      }
    };
    scale_row(left);
    scale_row(right);
    std::vector<std::pair<int, MatrixId>> others;
    for (const auto& [place, entry] : left) {
      if (place.second == j && place.first != i) others.emplace_back(place.first, entry);
    }
    for (const auto& [row, factor] : others) {
      const MatrixId minus = negated(factor);
      const auto subtract = [&](Dense& side) {
        const Dense before = side;
        for (const auto& [place, entry] : before) {
          if (place.first == i) accumulate(side, {row, place.second}, matrices_.product({minus, entry}));
        }
      };
      subtract(left);
      subtract(right);
      left.erase({row, j});
    }
    tidy(left);
    tidy(right);
    row_of_column[j] = i;
    std::erase(rows, i);
    std::erase(columns, j);
  }
  Dense result;
  for (const auto& [column, row] : row_of_column) {
    for (const auto& [place, entry] : right) {
      if (place.first == row) result.emplace(std::pair(column, place.second), entry);
    }
  }
  return result;
}

std::optional<MatrixId> SymbolicInverse::block(int k, int l) {
  if (!form_) return std::nullopt;
  const auto inverted = [&](int part) -> const std::optional<Dense>& {
    const int last = contains(form_->columns[part], k) ? k : -1;
    const auto [at, inserted] = inverted_.try_emplace({part, last});
    if (inserted) at->second = invert(part, last);
    return at->second;
  };
  const auto abbreviated = [&](int column, int row, MatrixId formula) {
    const bool wanted = column == k && row == l;
    return wanted ? formula : hooks_.known(column, row).value_or(formula);
  };
  // Column l of the inverse, part after part, until that of column k is known.
  std::map<int, MatrixId> x;
  bool begun = false;
  for (int part = 0; part < static_cast<int>(form_->rows.size()); ++part) {
    const bool own = contains(form_->rows[part], l);
    const bool wanted = contains(form_->columns[part], k);
    begun = begun || own;
    if (begun) {
      Dense rhs;  // (row, 0)
      if (own) rhs.emplace(std::pair(l, 0), matrices_.identity(rows_[l]));
      for (const int row : form_->rows[part]) {
        for (const auto& [column, value] : x) {
          const auto entry = entries_.find({row, column});
          if (entry != entries_.end()) accumulate(rhs, {row, 0}, negated(matrices_.product({entry->second, value})));
        }
      }
      tidy(rhs);
      if (!rhs.empty()) {
        const auto& inverse = inverted(part);
        if (!inverse) return std::nullopt;
        Dense solution;  // (column, 0)
        for (const auto& [place, entry] : *inverse) {
          const auto side = rhs.find({place.second, 0});
          if (side == rhs.end()) continue;
          const MatrixId factor = abbreviated(place.first, place.second, entry);
          accumulate(solution, {place.first, 0}, matrices_.product({factor, side->second}));
        }
        tidy(solution);
        for (const auto& [place, entry] : solution) x[place.first] = abbreviated(place.first, l, entry);
      }
    }
    if (wanted) break;
  }
  const auto found = x.find(k);
  return found != x.end() ? found->second : matrices_.zero(columns_[k], rows_[l]);
}

}  // namespace freepencil
