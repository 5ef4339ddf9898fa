// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include "dyson/dyson_system.hpp"
#include "dyson/shared_atoms.hpp"
#include "dyson/sums.hpp"

namespace freepencil {
namespace detail {

template <class S>
PencilShape shape_of(const PointPencil<S>& pencil, const std::vector<PointTrace<S>>& wanted) {
  PencilShape shape;
  shape.rows = pencil.rows;
  shape.columns = pencil.columns;
  for (const auto& space : pencil.spaces) shape.sizes.push_back(static_cast<double>(space.size));
  shape.plain.assign(pencil.spaces.size(), 1);
  for (const auto& entry : pencil.entries) {
    // Patterns are those of this point: a ridge parameter of zero leaves no entry.
    const bool zero = std::all_of(entry.values.begin(), entry.values.end(), [](const S& v) { return v == S(0); });
    if (!zero) shape.deterministic.emplace_back(entry.row, entry.column);
    if (entry.values.size() > 1) shape.plain[pencil.rows[entry.row]] = 0;
  }
  for (const auto& term : pencil.random) {
    shape.random.push_back({term.row, term.column, term.variable, term.adjoint, term.left, term.right});
    if (term.left >= 0) shape.plain[pencil.rows[term.row]] = 0;
    if (term.right >= 0) shape.plain[pencil.columns[term.column]] = 0;
  }
  for (const auto& trace : wanted) {
    for (const auto& term : trace.terms) shape.targets.push_back({term.column, term.row});
  }
  return shape;
}

template <class S>
std::optional<std::vector<ShapeRelation>> shapes_of(const std::optional<std::vector<TraceRelation<S>>>& relations) {
  if (!relations) return std::nullopt;
  std::vector<ShapeRelation> shapes;
  for (const auto& relation : *relations) {
    auto& shape = shapes.emplace_back();
    shape.traced = relation.traced;
    for (const auto& term : relation.terms) shape.terms.push_back(term.first);
  }
  return shapes;
}

}  // namespace detail

template <class S>
DysonSystem<S>::DysonSystem(PointPencil<S> pencil, std::vector<PointTrace<S>> traces,
                            std::optional<std::vector<TraceRelation<S>>> relations)
    : pencil_(std::move(pencil)), wanted_(std::move(traces)), relations_(std::move(relations)) {
  std::erase_if(pencil_.random, [](const auto& term) { return term.coefficient == S(0); });
  check_finite();
  plan_ = DysonPlan::of(detail::shape_of(pencil_, wanted_), detail::shapes_of(relations_));
  if (!structure().invertible) return;
  for (const auto& term : structure().covariance) {
    const auto& left = pencil_.random[term.left];
    const auto& right = pencil_.random[term.right];
    const Real size = pencil_.spaces[pencil_.columns[left.column]].size;
    covariance_.push_back(left.coefficient * right.coefficient * S(pencil_.variances[left.variable] * size));
  }
  tabulate_weights();
  tabulate_densities();
  collect_inputs();
}

template <class S>
void DysonSystem<S>::check_finite() {
  const auto check = [this](const auto& value) { finite_ = finite_ && is_finite(value); };
  // Without a branch, which a vector unit can do.
  const auto check_all = [this](const Values& values) {
    bool finite = true;
    for (const S& value : values) finite = is_finite(value) & finite;
    finite_ = finite_ && finite;
  };
  for (const auto& entry : pencil_.entries) check_all(entry.values);
  for (const auto& function : pencil_.functions) check_all(function);
  for (const auto& term : pencil_.random) check(term.coefficient);
  for (const auto& variance : pencil_.variances) check(variance);
  for (const auto& trace : wanted_) {
    check(trace.constant);
    for (const auto& term : trace.terms) check_all(term.values);
  }
}

template <class S>
void DysonSystem<S>::tabulate_weights() {
  const auto tabulate = [&](const Weight& weight) {
    if (weight.first < 0) return;
    auto [at, inserted] = products_.try_emplace(weight, pencil_.functions[weight.second]);
    if (!inserted) return;
    const Values& other = pencil_.functions[weight.first];
    for (std::size_t t = 0; t < other.size(); ++t) at->second[t] = multiply(at->second[t], other[t]);
  };
  for (const auto& unknown : structure().unknowns) tabulate(unknown.weight);
  for (const auto& term : structure().covariance) tabulate(term.outer);
}

// Atoms of equal weight need no product with it.
template <class S>
void DysonSystem<S>::tabulate_densities() {
  for (const auto& space : pencil_.spaces) {
    const auto& w = space.weights;
    equal_weights_.push_back(std::all_of(w.begin(), w.end(), [&](const Real& x) { return same_number(x, w.front()); }));
  }
  densities_.reserve(plan_->densities.size());  // a density points into itself
  for (const auto& [space, functions] : plan_->densities) {
    const auto& weights = pencil_.spaces[space].weights;
    Density density;
    const Values* one = nullptr;
    for (const int function : functions) {
      if (function < 0) continue;
      const Values& next = pencil_.functions[function];
      if (one == nullptr) {
        one = &next;
        continue;
      }
      if (density.own.empty()) density.own = *one;
      for (std::size_t t = 0; t < weights.size(); ++t) density.own[t] = multiply(density.own[t], next[t]);
      one = &density.own;
    }
    density.factor = equal_weights_[space] ? S(weights.front()) : S(1);
    if (!equal_weights_[space]) {
      if (one == nullptr) density.own.assign(weights.size(), S(1));
      if (one != nullptr && one != &density.own) density.own = *one;
      for (std::size_t t = 0; t < weights.size(); ++t) density.own[t] = weights[t] * density.own[t];
    }
    density.values = !density.own.empty() ? density.own.data() : one != nullptr ? one->data() : nullptr;
    densities_.push_back(std::move(density));
  }
}

template <class S>
void DysonSystem<S>::collect_inputs() {
  for (const auto& program : plan_->programs) inputs_.emplace_back(program.inputs());
  for (auto& space : inputs_) {
    for (auto& input : space) input.constant = S(0);
  }
  for (const auto& entry : pencil_.entries) {
    const int space = pencil_.rows[entry.row];
    const int slot = plan_->programs[space].input_slot(entry.row, entry.column);
    if (slot < 0) continue;
    const S& first = entry.values.front();
    const bool constant = std::all_of(entry.values.begin(), entry.values.end(), [&](const S& v) { return v == first; });
    if (constant) {
      inputs_[space][slot].constant += first;
    } else {
      inputs_[space][slot].varying.push_back(entry.values.data());
    }
  }
  for (std::size_t s = 0; s < inputs_.size(); ++s) {
    for (std::size_t slot = 0; slot < inputs_[s].size(); ++slot) {
      for (const int t : plan_->feeds[s][slot].modulated) {
        inputs_[s][slot].modulated.emplace_back(t, values(structure().covariance[t].outer).data());
      }
    }
  }
}

template <class S>
S DysonSystem<S>::mean(const TracedBlock& traced) const {
  const Values& weight = values(traced.weight);
  if (weight.empty()) return S(1);
  const auto& weights = pencil_.spaces[pencil_.columns[traced.block.column]].weights;
  S sum(0);
  for (std::size_t t = 0; t < weights.size(); ++t) sum += weights[t] * weight[t];
  return sum;
}

template <class S>
S DysonSystem<S>::integrate(int space, const S* density, const S* left, const S* right) const {
  const AtomShares shares(atoms(space), BlockInverse<S>::run, right == nullptr ? 1 : 2, working_cost<S>());
  if (shares.count() == 1) {
    return right == nullptr ? integral<S>(density, left, atoms(space))
                            : integral<S>(density, left, right, atoms(space));
  }
  std::vector<S> sums(shares.count(), S(0));
  shares.run([&](std::size_t share, int) {
    const std::size_t begin = shares.begin(share), count = shares.end(share) - begin;
    const S* const f = density == nullptr ? nullptr : density + begin;
    sums[share] =
        right == nullptr ? integral<S>(f, left + begin, count) : integral<S>(f, left + begin, right + begin, count);
  });
  S sum = sums[0];
  for (std::size_t share = 1; share < sums.size(); ++share) sum += sums[share];
  return sum;
}

template <class S>
S DysonSystem<S>::trace(const Resolvent<S>& M, BlockSlot block, const Values& weight) const {
  if (block.slot < 0) return S(0);
  const auto& weights = pencil_.spaces[block.space].weights;
  const S* values = M.spaces[block.space].values(block.slot);
  if (equal_weights_[block.space]) {
    return multiply(S(weights.front()),
                    integrate(block.space, weight.empty() ? nullptr : weight.data(), values, nullptr));
  }
  S sum(0);
  for (std::size_t t = 0; t < weights.size(); ++t) {
    sum += weights[t] * (weight.empty() ? values[t] : multiply(weight[t], values[t]));
  }
  return sum;
}

template <class S>
void DysonSystem<S>::phi(const Resolvent<S>& M, Vector<S>& result) const {
  result.resize(unknowns());
  for (int u = 0; u < unknowns(); ++u) result[u] = M.image[structure().solved[u]];
}

template <class S>
typename DysonSystem<S>::Real DysonSystem<S>::whole_residual(const Resolvent<S>& M) const {
  using std::abs;
  Real residual(0), scale(1);
  for (Eigen::Index u = 0; u < M.all.size(); ++u) {
    scale = std::max(scale, Real(abs(M.all[u])));
    const Real own = abs(M.image[u] - M.all[u]);
    if (!(own <= residual)) residual = own;
  }
  return residual / scale;
}

template <class S>
std::vector<S> DysonSystem<S>::traces(const Resolvent<S>& M) const {
  std::vector<S> result;
  for (const auto& wanted : wanted_) {
    S value = wanted.constant;
    for (const auto& term : wanted.terms) {
      const BlockSlot block = slot(term.column, term.row);
      if (term.values.size() == 1) {
        value += term.values.front() * trace(M, block, {});
      } else {
        value += trace(M, block, term.values);
      }
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
      const auto& weights = pencil_.spaces[block.space].weights;
      const S* values = M.spaces[block.space].values(block.slot);
      for (std::size_t t = 0; t < weights.size(); ++t) {
        scale += abs(weights[t]) * abs(term.values[term.values.size() == 1 ? 0 : t]) * abs(values[t]);
      }
    }
    result.push_back(scale);
  }
  return result;
}

}  // namespace freepencil
