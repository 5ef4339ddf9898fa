// SPDX-License-Identifier: GPL-3.0-or-later
// Schur complements on constant pivots: with Q_ij = c, equation i gives y_j = (v_i - sum_q Q_iq y_q) / c.
#include <algorithm>

#include "pencil/block_system.hpp"

namespace freepencil {
namespace {

struct Pivot {
  std::uint32_t row = 0, column = 0;
  std::size_t fill = 0;  ///< how many blocks the elimination touches (Markowitz 1957)
};

class Eliminator {
 public:
  explicit Eliminator(LinearRepresentation& representation)
      : representation_(representation), system_(representation.system), algebra_(representation.system.algebra) {}

  void run() {
    find_components();
    while (const auto pivot = best()) {
      eliminate(*pivot);
      find_components();
    }
  }

 private:
  std::optional<Pivot> best() const {
    std::optional<Pivot> found;
    for (std::uint32_t i = 0; i < system_.row_spaces().size(); ++i) {
      for (const auto& [j, block] : system_.row(i)) {
        const std::size_t fill = (system_.row(i).size() - 1) * (system_.column(j).size() - 1);
        if ((!found || fill < found->fill) && is_admissible(i, j, block)) found = Pivot{i, j, fill};
      }
    }
    return found;
  }

  /// The strongly connected components of the unknowns: c leads to what occurs in the equation that defines c. Tarjan
  /// (1972).
  void find_components() {
    const std::size_t count = system_.column_spaces().size();
    row_of_.assign(count, 0);
    for (std::uint32_t row = 0; row < system_.row_spaces().size(); ++row) row_of_[system_.defined_by(row)] = row;
    component_.assign(count, unvisited);
    low_.assign(count, unvisited);
    order_ = 0;
    stack_.clear();
    for (std::uint32_t column = 0; column < count; ++column) {
      if (low_[column] == unvisited) visit(column);
    }
  }

  void visit(std::uint32_t column) {
    const std::uint32_t own = low_[column] = order_++;
    stack_.push_back(column);
    for (const auto& [next, block] : system_.row(row_of_[column])) {
      if (low_[next] == unvisited) visit(next);
      if (component_[next] == unvisited) low_[column] = std::min(low_[column], low_[next]);
    }
    if (low_[column] != own) return;
    for (std::uint32_t member = unvisited; member != column; stack_.pop_back()) {
      member = stack_.back();
      component_[member] = column;
    }
  }

  bool is_admissible(std::uint32_t i, std::uint32_t j, const AffineBlock& pivot) const {
    if (!algebra_.as_number(pivot)) return false;
    // A pivot between two components would weld them together: the small inverses of the Dyson equation would grow by
    // more than the pencil shrinks.
    if (component_[j] != component_[system_.defined_by(i)]) return false;
    // What is read off stays an unknown rather than a difference of others, whose digits would cancel.
    const auto is_difference = [&](const Readout& readout) {
      return readout.u.contains(j) && system_.row(i).size() > 2;
    };
    if (std::any_of(representation_.readouts.begin(), representation_.readouts.end(), is_difference)) return false;
    bool deterministic_row = true, deterministic_column = true;
    for (const auto& [q, across] : system_.row(i)) {
      if (q == j) continue;
      deterministic_row = deterministic_row && algebra_.is_deterministic(across);
      for (const std::uint32_t p : system_.column(j)) {
        if (p != i && !algebra_.can_multiply(system_.row(p).at(j), across)) return false;
      }
    }
    for (const std::uint32_t p : system_.column(j)) {
      if (p != i) deterministic_column = deterministic_column && algebra_.is_deterministic(system_.row(p).at(j));
    }
    const auto enters = [&](const DeterministicVector& v) { return v.contains(i); };
    const auto is_read = [&](const Readout& readout) { return readout.u.contains(j); };
    const auto& inputs = representation_.inputs;
    const auto& readouts = representation_.readouts;
    return (deterministic_column || std::none_of(inputs.begin(), inputs.end(), enters)) &&
           (deterministic_row || std::none_of(readouts.begin(), readouts.end(), is_read));
  }

  void eliminate(const Pivot& pivot) {
    const auto [i, j, fill] = pivot;
    const Rational factor = -1 / *algebra_.as_number(system_.row(i).at(j));
    const auto equation = system_.row(i);
    const auto rows = system_.column(j);

    for (const std::uint32_t p : rows) {
      if (p == i) continue;
      const AffineBlock down = algebra_.scale(factor, system_.row(p).at(j));
      for (const auto& [q, across] : equation) {
        if (q != j) system_.add(p, q, algebra_.multiply(down, across));
      }
      for (DeterministicVector& v : representation_.inputs) {
        if (const auto at = v.find(i); at != v.end())
          algebra_.add_to(v, p, algebra_.multiply(down.deterministic, at->second));
      }
    }
    for (Readout& readout : representation_.readouts) {
      const auto at = readout.u.find(j);
      if (at == readout.u.end()) continue;
      const MatrixId weight = algebra_.scale(factor, at->second);
      for (const auto& [q, across] : equation) {
        if (q != j) algebra_.add_to(readout.u, q, algebra_.multiply(weight, across.deterministic));
      }
      const DeterministicVector& v = representation_.inputs[readout.input];
      if (const auto direct = v.find(i); direct != v.end()) {
        const MatrixId part = algebra_.scale(Rational(-1), algebra_.multiply(weight, direct->second));
        readout.deterministic = algebra_.add(readout.deterministic, part);
      }
      readout.u.erase(j);
    }
    for (DeterministicVector& v : representation_.inputs) v.erase(i);
    for (const auto& [q, across] : equation) system_.erase(i, q);
    for (const std::uint32_t p : rows) system_.erase(p, j);
    representation_.solved_rows.insert(i);
    representation_.solved_columns.insert(j);
    system_.solve_pair(i, j);
  }

  static constexpr std::uint32_t unvisited = UINT32_MAX;

  LinearRepresentation& representation_;
  BlockSystem& system_;
  const BlockAlgebra& algebra_;
  std::vector<std::uint32_t> row_of_, component_, low_, stack_;
  std::uint32_t order_ = 0;
};

}  // namespace

void eliminate_pivots(LinearRepresentation& representation) { Eliminator(representation).run(); }

}  // namespace freepencil
