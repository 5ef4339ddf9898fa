// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include "solve/kept_signs.hpp"

namespace freepencil {
namespace detail {

/// D and the order of columns for one irreducible block of a pencil.
template <class S>
class AccretiveForm {
 public:
  using Real = RealOf<S>;

  AccretiveForm(const PointPencil<S>& pencil, const std::vector<int>& rows, const std::vector<int>& columns)
      : pencil_(&pencil), rows_(rows), columns_(columns) {
    valid_ = pair() && scale() && sign();
  }

  /// The sign of tr M_kl if it has one.
  [[nodiscard]] int sign_of(const Block& block) const {
    const auto partner = column_of_.find(block.row);
    if (!valid_ || partner == column_of_.end() || partner->second != block.column) return 0;
    return factor_.at(block.row) > Real(0) ? sign_ : -sign_;
  }

 private:
  using Term = typename PointPencil<S>::RandomTerm;
  struct Mirror {
    int row = 0, other = 0;  // D_row * a = -D_other * conj(b)
    S a{}, b{};
  };

  [[nodiscard]] bool contains(int row, int column) const {
    return std::find(rows_.begin(), rows_.end(), row) != rows_.end() &&
           std::find(columns_.begin(), columns_.end(), column) != columns_.end();
  }
  bool join(int row, int column) {
    const auto [at, inserted] = column_of_.try_emplace(row, column);
    const auto [back, new_back] = row_of_.try_emplace(column, row);
    return at->second == column && back->second == row;
  }

  /// Every random term has one partner, its adjoint, and they stand in transposed places.
  bool pair() {
    std::vector<Term> terms;
    for (const Term& term : pencil_->random) {
      if (contains(term.row, term.column)) terms.push_back(term);
    }
    for (const Term& term : terms) {
      const Term* partner = nullptr;
      for (const Term& other : terms) {
        if (other.variable != term.variable || other.adjoint == term.adjoint) continue;
        if (other.left != term.right || other.right != term.left || partner != nullptr) return false;
        partner = &other;
      }
      if (partner == nullptr || !join(partner->row, term.column)) return false;
      mirrors_.push_back({term.row, partner->row, term.coefficient, partner->coefficient});
    }
    return column_of_.size() == rows_.size();
  }

  /// D from one row to those that share a term with it, until nothing is left to do; then every equation must hold.
  bool scale() {
    std::vector<std::vector<S>> values;
    for (const auto& entry : pencil_->entries) {
      if (!contains(entry.row, entry.column)) continue;
      auto& sum = entries_[{entry.row, entry.column}];
      if (sum.size() < entry.values.size()) sum.resize(entry.values.size(), sum.empty() ? S(0) : sum.front());
      for (std::size_t t = 0; t < sum.size(); ++t) sum[t] += entry.values[entry.values.size() == 1 ? 0 : t];
    }
    for (const auto& [at, entry] : entries_) {
      const auto [row, column] = at;
      if (column_of_.at(row) == column) continue;
      const auto partner = entries_.find({row_of_.at(column), column_of_.at(row)});
      if (partner == entries_.end() || partner->second.size() != entry.size()) return false;
      for (std::size_t t = 0; t < entry.size(); ++t) {
        mirrors_.push_back({row, row_of_.at(column), entry[t], partner->second[t]});
      }
    }
    factor_[rows_.front()] = Real(1);
    for (bool changed = true; std::exchange(changed, false);) {
      for (const Mirror& mirror : mirrors_) {
        if (!factor_.contains(mirror.row) || factor_.contains(mirror.other)) continue;
        if (mirror.b == S(0)) continue;
        const S quotient = -mirror.a / Eigen::numext::conj(mirror.b);
        factor_[mirror.other] = factor_[mirror.row] * Eigen::numext::real(quotient);
        changed = true;
      }
    }
    return factor_.size() == rows_.size() && std::all_of(mirrors_.begin(), mirrors_.end(), [&](const Mirror& mirror) {
             using std::abs;
             const S own = factor_[mirror.row] * mirror.a;
             const S sum = own + factor_[mirror.other] * Eigen::numext::conj(mirror.b);
             return abs(sum) <= 16 * Eigen::NumTraits<Real>::epsilon() * Real(abs(own));
           });
  }

  /// The real part of D Q on the diagonal.
  bool sign() {
    for (const auto& [at, entry] : entries_) {
      const auto [row, column] = at;
      if (column_of_.at(row) != column) continue;
      for (const S& value : entry) {
        const Real part = factor_[row] * Eigen::numext::real(value);
        const int own = part > Real(0) ? 1 : part < Real(0) ? -1 : 0;
        if (own * sign_ < 0) return false;
        if (own != 0) sign_ = own;
      }
    }
    return sign_ != 0;
  }

  const PointPencil<S>* pencil_;
  std::vector<int> rows_, columns_;
  std::map<int, int> column_of_, row_of_;
  std::vector<Mirror> mirrors_;
  std::map<std::pair<int, int>, std::vector<S>> entries_;
  std::map<int, Real> factor_;
  int sign_ = 0;
  bool valid_ = false;
};

/// 1, -1, or 0 where a function changes its sign or is not real.
template <class S>
int sign_of(const std::vector<S>& weight) {
  using Real = RealOf<S>;
  int sign = weight.empty() ? 1 : 0;
  for (const S& value : weight) {
    const Real part = Eigen::numext::real(value);
    if (S(part) != value) return 0;
    const int own = part > Real(0) ? 1 : part < Real(0) ? -1 : 0;
    if (own * sign < 0) return 0;
    if (own != 0) sign = own;
  }
  return sign;
}

}  // namespace detail

template <class S>
std::vector<int> kept_signs(const DysonSystem<S>& system) {
  std::vector<int> signs(static_cast<std::size_t>(system.unknowns()), 0);
  const PointPencil<S>& pencil = system.pencil();
  Pattern pattern(pencil.size(), pencil.size());
  for (const auto& entry : pencil.entries) pattern.set(entry.row, entry.column);
  for (const auto& term : pencil.random) pattern.set(term.row, term.column);
  const auto form = block_triangular_form(pattern);
  if (!form) return signs;
  for (std::size_t b = 0; b < form->rows.size(); ++b) {
    const detail::AccretiveForm<S> block(pencil, form->rows[b], form->columns[b]);
    for (int u = 0; u < system.unknowns(); ++u) {
      const TracedBlock& traced = system.unknown(u);
      const int sign = block.sign_of(traced.block) * detail::sign_of<S>(system.values(traced.weight));
      if (sign != 0) signs[u] = sign;
    }
  }
  return signs;
}

}  // namespace freepencil
