// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <numeric>
#include <utility>

#include "dyson/dyson_system.hpp"

namespace freepencil {
namespace detail {

template <class S>
PencilShape shape_of(const PointPencil<S>& pencil, const std::vector<PointTrace<S>>& wanted) {
  PencilShape shape;
  shape.rows = pencil.rows;
  shape.columns = pencil.columns;
  for (const auto& space : pencil.spaces) shape.sizes.push_back(static_cast<double>(space.size));
  for (const auto& entry : pencil.entries) {
    // Patterns are those of this point: a ridge parameter of zero leaves no entry.
    const bool zero = std::all_of(entry.values.begin(), entry.values.end(), [](const S& v) { return v == S(0); });
    if (!zero) shape.deterministic.emplace_back(entry.row, entry.column);
  }
  for (const auto& term : pencil.random) {
    shape.random.push_back({term.row, term.column, term.variable, term.adjoint});
  }
  for (const auto& trace : wanted) {
    for (const auto& term : trace.terms) shape.targets.push_back({term.column, term.row});
  }
  return shape;
}

}  // namespace detail

template <class S>
DysonSystem<S>::DysonSystem(PointPencil<S> pencil, std::vector<PointTrace<S>> traces)
    : pencil_(std::move(pencil)), wanted_(std::move(traces)) {
  std::erase_if(pencil_.random, [](const auto& term) { return term.coefficient == S(0); });
  check_finite();
  structure_ = analyze(detail::shape_of(pencil_, wanted_));
  if (!structure_.invertible) return;
  plan_inverses();
  plan_deterministic();
  plan_covariance();
}

template <class S>
void DysonSystem<S>::check_finite() {
  const auto check = [this](const auto& value) { finite_ = finite_ && is_finite(value); };
  for (const auto& entry : pencil_.entries) std::for_each(entry.values.begin(), entry.values.end(), check);
  for (const auto& term : pencil_.random) check(term.coefficient);
  for (const auto& variance : pencil_.variances) check(variance);
  for (const auto& trace : wanted_) {
    check(trace.constant);
    for (const auto& term : trace.terms) std::for_each(term.values.begin(), term.values.end(), check);
  }
}

template <class S>
void DysonSystem<S>::plan_inverses() {
  for (int s = 0; s < static_cast<int>(pencil_.spaces.size()); ++s) {
    // Blocks join equal spaces only, so the wanted blocks of one space never lead to another.
    std::vector<std::pair<int, int>> needed;
    for (const auto& [column, row] : structure_.blocks) {
      if (pencil_.columns[column] == s) needed.emplace_back(column, row);
    }
    auto& space = spaces_.emplace_back();
    space.weights = pencil_.spaces[s].weights;
    space.inverse = BlockInverse<S>(structure_.equation, needed);
  }
  for (const auto& [column, row] : structure_.unknowns) unknown_slots_.push_back(slot(column, row));
}

template <class S>
void DysonSystem<S>::plan_deterministic() {
  for (auto& space : spaces_) space.constants.assign(space.inverse.inputs(), S(0));
  for (const auto& entry : pencil_.entries) {
    auto& space = spaces_[pencil_.rows[entry.row]];
    const int input = space.inverse.input_slot(entry.row, entry.column);
    if (input < 0) continue;
    const S& first = entry.values.front();
    const bool constant = std::all_of(entry.values.begin(), entry.values.end(), [&](const S& v) { return v == first; });
    if (constant) {
      space.constants[input] += first;
    } else {
      space.varying.push_back({input, entry.values});
    }
  }
}

template <class S>
void DysonSystem<S>::plan_covariance() {
  for (const auto& term : structure_.covariance) {
    const int s = pencil_.rows[term.row];
    const int input = spaces_[s].inverse.input_slot(term.row, term.column);
    const auto& left = pencil_.random[term.left];
    const auto& right = pencil_.random[term.right];
    const Real size = pencil_.spaces[pencil_.columns[left.column]].size;
    const S coefficient = left.coefficient * right.coefficient * S(pencil_.variances[left.variable] * size);
    covariance_.push_back({s, input, term.unknown, coefficient});
  }
}

template <class S>
bool DysonSystem<S>::evaluate(const Vector<S>& g, Resolvent<S>& M) const {
  M.spaces.resize(spaces_.size());
  for (std::size_t s = 0; s < spaces_.size(); ++s) M.spaces[s].constants = spaces_[s].constants;
  for (const auto& term : covariance_)
    M.spaces[term.space].constants[term.slot] -= multiply(term.coefficient, g[term.unknown]);
  for (std::size_t s = 0; s < spaces_.size(); ++s) {
    if (!evaluate_space(spaces_[s], M.spaces[s])) return false;
  }
  return true;
}

template <class S>
bool DysonSystem<S>::evaluate_space(const SpaceSystem& space, typename Resolvent<S>::Space& M) {
  constexpr std::size_t run = BlockInverse<S>::run;
  const std::size_t atoms = space.weights.size();
  M.atoms = atoms;
  M.blocks.resize(atoms * static_cast<std::size_t>(space.inverse.outputs()));
  M.input.resize(run * M.constants.size());
  M.scratch.resize(space.inverse.scratch_size());
  for (std::size_t k = 0; k < M.constants.size(); ++k)
    std::fill_n(M.input.begin() + k * run, std::min(run, atoms), M.constants[k]);
  for (std::size_t begin = 0; begin < atoms; begin += run) {
    const std::size_t count = std::min(run, atoms - begin);
    for (const auto& entry : space.varying) {
      S* target = M.input.data() + static_cast<std::size_t>(entry.slot) * run;
      if (begin > 0) std::fill_n(target, count, M.constants[entry.slot]);
    }
    for (const auto& entry : space.varying) {
      S* target = M.input.data() + static_cast<std::size_t>(entry.slot) * run;
      for (std::size_t t = 0; t < count; ++t) target[t] += entry.values[begin + t];
    }
    if (!space.inverse.compute(static_cast<int>(count), M.input.data(), M.blocks.data() + begin, atoms,
                               M.scratch.data())) {
      return false;
    }
  }
  return true;
}

template <class S>
S DysonSystem<S>::trace(const Resolvent<S>& M, BlockSlot block) const {
  if (block.slot < 0) return S(0);
  const auto& weights = spaces_[block.space].weights;
  const S* values = M.spaces[block.space].values(block.slot);
  S sum(0);
  for (std::size_t t = 0; t < weights.size(); ++t) sum += weights[t] * values[t];
  return sum;
}

template <class S>
S DysonSystem<S>::product_trace(const Resolvent<S>& M, BlockSlot a, BlockSlot b) const {
  if (a.slot < 0 || b.slot < 0) return S(0);
  const auto& weights = spaces_[a.space].weights;
  const S* left = M.spaces[a.space].values(a.slot);
  const S* right = M.spaces[b.space].values(b.slot);
  S sum(0);
  for (std::size_t t = 0; t < weights.size(); ++t) sum += weights[t] * multiply(left[t], right[t]);
  return sum;
}

template <class S>
void DysonSystem<S>::phi(const Resolvent<S>& M, Vector<S>& result) const {
  result.resize(unknowns());
  for (int u = 0; u < unknowns(); ++u) result[u] = trace(M, unknown_slots_[u]);
}

template <class S>
Matrix<S> DysonSystem<S>::jacobian(const Resolvent<S>& M) const {
  std::vector<int> all(unknowns());
  std::iota(all.begin(), all.end(), 0);
  return jacobian(M, all);
}

template <class S>
Matrix<S> DysonSystem<S>::jacobian(const Resolvent<S>& M, const std::vector<int>& unknowns) const {
  Matrix<S> result = Matrix<S>::Zero(unknowns.size(), unknowns.size());
  std::vector<int> index(structure_.unknowns.size(), -1);
  for (std::size_t u = 0; u < unknowns.size(); ++u) index[unknowns[u]] = static_cast<int>(u);
  std::vector<std::optional<S>> integrals;  // of one unknown, by position of S: several terms share it
  for (std::size_t u = 0; u < unknowns.size(); ++u) {
    const auto [k, l] = structure_.unknowns[unknowns[u]];
    const int space = pencil_.columns[k];
    integrals.assign(spaces_[space].inverse.inputs(), std::nullopt);
    for (std::size_t t = 0; t < covariance_.size(); ++t) {
      const auto& term = covariance_[t];
      if (term.space != space || index[term.unknown] < 0) continue;
      auto& integral = integrals[term.slot];
      const auto& position = structure_.covariance[t];
      if (!integral) integral = product_trace(M, slot(k, position.row), slot(position.column, l));
      result(u, index[term.unknown]) += term.coefficient * *integral;
    }
  }
  return result;
}

template <class S>
std::vector<S> DysonSystem<S>::traces(const Resolvent<S>& M) const {
  std::vector<S> result;
  for (const auto& wanted : wanted_) {
    S value = wanted.constant;
    for (const auto& term : wanted.terms) {
      const BlockSlot block = slot(term.column, term.row);
      if (block.slot < 0) continue;
      if (term.values.size() == 1) {
        value += term.values.front() * trace(M, block);
        continue;
      }
      const auto& weights = spaces_[block.space].weights;
      const S* values = M.spaces[block.space].values(block.slot);
      for (std::size_t t = 0; t < weights.size(); ++t) value += weights[t] * multiply(term.values[t], values[t]);
    }
    result.push_back(value);
  }
  return result;
}

template <class S>
std::vector<RealOf<S>> DysonSystem<S>::trace_scales(const Resolvent<S>& M) const {
  using std::abs;
  std::vector<Real> result;
  for (const auto& wanted : wanted_) {
    Real scale = abs(wanted.constant);
    for (const auto& term : wanted.terms) {
      const BlockSlot block = slot(term.column, term.row);
      if (block.slot < 0) continue;
      const auto& weights = spaces_[block.space].weights;
      const S* values = M.spaces[block.space].values(block.slot);
      for (std::size_t t = 0; t < weights.size(); ++t) {
        scale += weights[t] * abs(term.values[term.values.size() == 1 ? 0 : t]) * abs(values[t]);
      }
    }
    result.push_back(scale);
  }
  return result;
}

}  // namespace freepencil
