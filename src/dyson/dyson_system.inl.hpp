// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include "dyson/dyson_system.hpp"

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
std::vector<ShapeRelation> shapes_of(const std::vector<TraceRelation<S>>& relations) {
  std::vector<ShapeRelation> shapes;
  for (const auto& relation : relations) {
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
  const PencilShape shape = detail::shape_of(pencil_, wanted_);
  if (relations_) {
    const auto shapes = detail::shapes_of(*relations_);
    structure_ = analyze(shape, &shapes);
  } else {
    structure_ = analyze(shape);
  }
  if (!structure_.invertible) return;
  tabulate_weights();
  plan_covariance();
  plan_ = plan(structure_.blocks);
  for (const auto& stage : structure_.stages) {
    std::vector<Block> blocks;
    for (const int u : stage) blocks.push_back(structure_.unknowns[u].block);
    stages_.push_back(plan(blocks));
  }
}

template <class S>
void DysonSystem<S>::check_finite() {
  const auto check = [this](const auto& value) { finite_ = finite_ && is_finite(value); };
  for (const auto& entry : pencil_.entries) std::for_each(entry.values.begin(), entry.values.end(), check);
  for (const auto& function : pencil_.functions) std::for_each(function.begin(), function.end(), check);
  for (const auto& term : pencil_.random) check(term.coefficient);
  for (const auto& variance : pencil_.variances) check(variance);
  for (const auto& trace : wanted_) {
    check(trace.constant);
    for (const auto& term : trace.terms) std::for_each(term.values.begin(), term.values.end(), check);
  }
}

template <class S>
void DysonSystem<S>::tabulate_weights() {
  const auto tabulate = [&](const Weight& weight) {
    if (weight.is_identity()) return;
    auto [at, inserted] = weights_.try_emplace(weight, pencil_.functions[weight.second]);
    if (!inserted || weight.first < 0) return;
    const Values& other = pencil_.functions[weight.first];
    for (std::size_t t = 0; t < other.size(); ++t) at->second[t] = multiply(at->second[t], other[t]);
  };
  for (const auto& unknown : structure_.unknowns) tabulate(unknown.weight);
  for (const auto& term : structure_.covariance) tabulate(term.outer);
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
void DysonSystem<S>::plan_covariance() {
  for (const auto& term : structure_.covariance) {
    const auto& left = pencil_.random[term.left];
    const auto& right = pencil_.random[term.right];
    const Real size = pencil_.spaces[pencil_.columns[left.column]].size;
    covariance_.push_back(left.coefficient * right.coefficient * S(pencil_.variances[left.variable] * size));
  }
  expansions_.resize(structure_.unknowns.size());
  for (std::size_t u = 0; u < expansions_.size(); ++u) {
    if (structure_.relation[u] < 0) continue;
    for (const auto& [traced, coefficient] : (*relations_)[structure_.relation[u]].terms) {
      const auto at = std::lower_bound(structure_.unknowns.begin(), structure_.unknowns.end(), traced);
      expansions_[u].emplace_back(static_cast<int>(at - structure_.unknowns.begin()), coefficient);
    }
  }
}

template <class S>
typename DysonSystem<S>::Plan DysonSystem<S>::plan(const std::vector<Block>& blocks) const {
  Plan result;
  for (int s = 0; s < static_cast<int>(pencil_.spaces.size()); ++s) {
    // Blocks join equal spaces only, so the wanted blocks of one space never lead to another.
    std::vector<std::pair<int, int>> needed;
    for (const auto& [column, row] : blocks) {
      if (pencil_.columns[column] == s) needed.emplace_back(column, row);
    }
    auto& space = result.spaces.emplace_back();
    space.weights = pencil_.spaces[s].weights;
    space.inverse = BlockInverse<S>(structure_.equation, needed);
    plan_space(s, space);
  }
  return result;
}

template <class S>
void DysonSystem<S>::plan_space(int s, SpaceSystem& space) const {
  space.constants.assign(space.inverse.inputs(), S(0));
  for (const auto& entry : pencil_.entries) {
    if (pencil_.rows[entry.row] != s) continue;
    const int input = space.inverse.input_slot(entry.row, entry.column);
    if (input < 0) continue;
    const S& first = entry.values.front();
    const bool constant = std::all_of(entry.values.begin(), entry.values.end(), [&](const S& v) { return v == first; });
    if (constant) {
      space.constants[input] += first;
    } else {
      space.varying.push_back({input, entry.values});
      space.changing.push_back(input);
    }
  }
  for (std::size_t t = 0; t < structure_.covariance.size(); ++t) {
    const auto& term = structure_.covariance[t];
    if (pencil_.rows[term.row] != s) continue;
    const int input = space.inverse.input_slot(term.row, term.column);
    if (input < 0) continue;
    if (term.outer.is_identity()) {
      space.uniform.emplace_back(input, static_cast<int>(t));
    } else {
      space.modulated.push_back({input, static_cast<int>(t), &values(term.outer)});
      space.changing.push_back(input);
    }
  }
  std::sort(space.changing.begin(), space.changing.end());
  space.changing.erase(std::unique(space.changing.begin(), space.changing.end()), space.changing.end());
}

template <class S>
Vector<S> DysonSystem<S>::strengths(const Vector<S>& all) const {
  Vector<S> result(covariance_.size());
  for (std::size_t t = 0; t < covariance_.size(); ++t) {
    result[t] = multiply(covariance_[t], all[structure_.covariance[t].unknown]);
  }
  return result;
}

template <class S>
void DysonSystem<S>::follow_relations(Vector<S>& all) const {
  for (std::size_t u = 0; u < expansions_.size(); ++u) {
    if (structure_.relation[u] < 0) continue;
    S value = (*relations_)[structure_.relation[u]].constant;
    for (const auto& [other, coefficient] : expansions_[u]) value += multiply(coefficient, all[other]);
    all[u] = value;
  }
}

template <class S>
bool DysonSystem<S>::evaluate(const Vector<S>& g, Resolvent<S>& M) const {
  M.all = Vector<S>::Zero(structure_.unknowns.size());
  M.all(structure_.solved) = g;
  follow_relations(M.all);
  for (std::size_t k = 0; k < stages_.size(); ++k) {
    if (!evaluate(stages_[k], strengths(M.all), M.followers)) return false;
    for (const int u : structure_.stages[k]) {
      const auto& [block, weight] = structure_.unknowns[u];
      const int s = pencil_.columns[block.column];
      const auto& space = stages_[k].spaces[s];
      const S* entries = M.followers[s].values(space.inverse.output_slot(block.column, block.row));
      const Values& f = values(weight);
      S sum(0);
      for (std::size_t t = 0; t < space.weights.size(); ++t) {
        sum += space.weights[t] * (f.empty() ? entries[t] : multiply(f[t], entries[t]));
      }
      M.all[u] = sum;
    }
    follow_relations(M.all);
  }
  return evaluate(plan_, strengths(M.all), M.spaces);
}

template <class S>
bool DysonSystem<S>::evaluate_deterministic(Resolvent<S>& M) const {
  M.all = Vector<S>::Zero(structure_.unknowns.size());
  return evaluate(plan_, strengths(M.all), M.spaces);
}

template <class S>
bool DysonSystem<S>::evaluate(const Plan& plan, const Vector<S>& strengths,
                              std::vector<typename Resolvent<S>::Space>& spaces) const {
  spaces.resize(plan.spaces.size());
  for (std::size_t s = 0; s < spaces.size(); ++s) {
    if (!evaluate_space(plan.spaces[s], strengths, spaces[s])) return false;
  }
  return true;
}

template <class S>
bool DysonSystem<S>::evaluate_space(const SpaceSystem& space, const Vector<S>& strengths,
                                    typename Resolvent<S>::Space& M) {
  constexpr std::size_t run = BlockInverse<S>::run;
  const std::size_t atoms = space.weights.size();
  M.atoms = atoms;
  M.constants = space.constants;
  for (const auto& [slot, term] : space.uniform) M.constants[slot] -= strengths[term];
  M.blocks.resize(atoms * static_cast<std::size_t>(space.inverse.outputs()));
  M.input.resize(run * M.constants.size());
  M.scratch.resize(space.inverse.scratch_size());
  if (space.inverse.outputs() == 0) return true;
  for (std::size_t k = 0; k < M.constants.size(); ++k)
    std::fill_n(M.input.begin() + k * run, std::min(run, atoms), M.constants[k]);
  for (std::size_t begin = 0; begin < atoms; begin += run) {
    const std::size_t count = std::min(run, atoms - begin);
    const auto target = [&](int slot) { return M.input.data() + static_cast<std::size_t>(slot) * run; };
    if (begin > 0) {
      for (const int slot : space.changing) std::fill_n(target(slot), count, M.constants[slot]);
    }
    for (const auto& entry : space.varying) {
      for (std::size_t t = 0; t < count; ++t) target(entry.slot)[t] += entry.values[begin + t];
    }
    for (const auto& entry : space.modulated) {
      const S strength = strengths[entry.term];
      const S* values = entry.values->data() + begin;
      for (std::size_t t = 0; t < count; ++t) target(entry.slot)[t] -= multiply(strength, values[t]);
    }
    if (!space.inverse.compute(static_cast<int>(count), M.input.data(), M.blocks.data() + begin, atoms,
                               M.scratch.data())) {
      return false;
    }
  }
  return true;
}

template <class S>
S DysonSystem<S>::trace(const Resolvent<S>& M, BlockSlot block, const Values& weight) const {
  if (block.slot < 0) return S(0);
  const auto& weights = plan_.spaces[block.space].weights;
  const S* values = M.spaces[block.space].values(block.slot);
  S sum(0);
  for (std::size_t t = 0; t < weights.size(); ++t) {
    sum += weights[t] * (weight.empty() ? values[t] : multiply(weight[t], values[t]));
  }
  return sum;
}

template <class S>
void DysonSystem<S>::phi(const Resolvent<S>& M, Vector<S>& result) const {
  result.resize(unknowns());
  for (int u = 0; u < unknowns(); ++u) result[u] = trace(M, unknown(u));
}

template <class S>
typename DysonSystem<S>::Real DysonSystem<S>::whole_residual(const Resolvent<S>& M) const {
  using std::abs;
  Real residual(0), scale(1);
  for (std::size_t u = 0; u < structure_.unknowns.size(); ++u) {
    scale = std::max(scale, Real(abs(M.all[u])));
    const Real own = abs(trace(M, structure_.unknowns[u]) - M.all[u]);
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
      const auto& weights = plan_.spaces[block.space].weights;
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
