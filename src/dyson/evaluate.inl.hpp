// SPDX-License-Identifier: GPL-3.0-or-later
// M at a point: the passes of a plan over the atoms of every space, in runs that stay in the first cache.
#pragma once

#include <algorithm>
#include <atomic>

#include "dyson/dyson_system.hpp"
#include "dyson/shared_atoms.hpp"
#include "dyson/sums.hpp"

namespace freepencil {

template <class S>
void DysonSystem<S>::start(const Vector<S>& g, Resolvent<S>& M) const {
  const auto count = static_cast<Eigen::Index>(structure().unknowns.size());
  M.all.setZero(count);
  M.image.setZero(count);
  for (Eigen::Index k = 0; k < g.size(); ++k) M.all[structure().solved[k]] = g[k];
  M.spaces.resize(plan_->programs.size());
  for (std::size_t s = 0; s < M.spaces.size(); ++s) {
    M.spaces[s].atoms = atoms(static_cast<int>(s));
    M.spaces[s].blocks.resize(M.spaces[s].atoms * static_cast<std::size_t>(plan_->programs[s].outputs()));
  }
}

template <class S>
bool DysonSystem<S>::evaluate(const Vector<S>& g, Resolvent<S>& M) const {
  start(g, M);
  return run(plan_->everything, true, M);
}

template <class S>
bool DysonSystem<S>::evaluate(const Vector<S>& g, const Component* component, Resolvent<S>& M) const {
  start(g, M);
  return run(part(component).iterate, true, M);
}

template <class S>
bool DysonSystem<S>::complete(const Component* component, Resolvent<S>& M) const {
  return run(part(component).rest, true, M);
}

template <class S>
bool DysonSystem<S>::evaluate_deterministic(Resolvent<S>& M) const {
  start({}, M);
  return run(plan_->everything, false, M);
}

template <class S>
void DysonSystem<S>::follow_relations(Vector<S>& all) const {
  for (std::size_t u = 0; u < plan_->expansions.size(); ++u) {
    if (structure().relation[u] < 0) continue;
    const auto& relation = (*relations_)[structure().relation[u]];
    S value = relation.constant;
    for (std::size_t k = 0; k < relation.terms.size(); ++k) {
      Accumulate<S>::add(value, relation.terms[k].second, all[plan_->expansions[u][k]]);
    }
    all[u] = value;
  }
}

template <class S>
bool DysonSystem<S>::run(const DysonPlan::Goal& goal, bool follow, Resolvent<S>& M) const {
  if (follow) follow_relations(M.all);
  for (std::size_t stage = 0; stage < goal.size(); ++stage) {
    bool followed = false;
    for (const auto& pass : goal[stage]) {
      if (!run(pass, M)) return false;
      for (const int u : pass.traced) {
        if (!follow || !plan_->is_follower[u]) continue;
        M.all[u] = M.image[u];
        followed = true;
      }
    }
    if (followed) follow_relations(M.all);
  }
  return true;
}

template <class S>
bool DysonSystem<S>::run(const DysonPlan::Pass& pass, Resolvent<S>& M) const {
  const auto& program = plan_->programs[pass.space];
  const auto& inputs = inputs_[pass.space];
  M.constants.resize(inputs.size());
  for (const int slot : pass.inputs) {
    M.constants[slot] = inputs[slot].constant;
    for (const int t : plan_->feeds[pass.space][slot].uniform) {
      Accumulate<S>::subtract(M.constants[slot], covariance_[t], M.all[structure().covariance[t].unknown]);
    }
  }
  const std::size_t count = atoms(pass.space), traced = pass.traced.size();
  const AtomShares shares(count, BlockInverse<S>::run, pass.operations.size() + traced, working_cost<S>());
  M.sums.assign(shares.count() * traced, S(0));
  if (M.workers.size() < static_cast<std::size_t>(shares.threads())) M.workers.resize(shares.threads());
  std::atomic<bool> valid = true;
  shares.run([&](std::size_t share, int worker) {
    auto& work = M.workers[worker];
    const auto length = static_cast<std::size_t>(BlockInverse<S>::run);
    work.input.resize(std::max(work.input.size(), length * inputs.size()));
    work.scratch.resize(std::max(work.scratch.size(), BlockInverse<S>::scratch_size(program)));
    if (!run(pass, shares.begin(share), shares.end(share), M.spaces[pass.space], work, M.constants, M.all,
             M.sums.data() + share * traced)) {
      valid = false;
    }
  });
  if (!valid) return false;
  for (std::size_t k = 0; k < traced; ++k) {
    const int u = pass.traced[k];
    S sum = M.sums[k];
    for (std::size_t share = 1; share < shares.count(); ++share) sum += M.sums[share * traced + k];
    M.image[u] = multiply(densities_[plan_->unknowns[u].density].factor, sum);
  }
  return true;
}

template <class S>
void DysonSystem<S>::fill_input(const Input& input, const S& constant, const Vector<S>& all, std::size_t at,
                                std::size_t count, S* target) const {
  // The first function comes with the constant, in one go over the target.
  bool filled = false;
  for (const S* values : input.varying) {
    if (filled) {
      for (std::size_t t = 0; t < count; ++t) target[t] += values[at + t];
    } else {
      for (std::size_t t = 0; t < count; ++t) target[t] = constant + values[at + t];
    }
    filled = true;
  }
  for (const auto& [term, values] : input.modulated) {
    const S strength = multiply(covariance_[term], all[structure().covariance[term].unknown]);
    if (!filled) std::fill_n(target, count, constant);
    for (std::size_t t = 0; t < count; ++t) Accumulate<S>::subtract(target[t], strength, values[at + t]);
    filled = true;
  }
  if (!filled) std::fill_n(target, count, constant);
}

template <class S>
bool DysonSystem<S>::run(const DysonPlan::Pass& pass, std::size_t begin, std::size_t end,
                         typename Resolvent<S>::Space& M, typename Resolvent<S>::Workspace& work,
                         const std::vector<S>& constants, const Vector<S>& all, S* sums) const {
  constexpr std::size_t run = BlockInverse<S>::run;
  const auto& program = plan_->programs[pass.space];
  const auto& inputs = inputs_[pass.space];
  for (std::size_t at = begin; at < end; at += run) {
    const std::size_t count = std::min(run, end - at);
    for (const int slot : pass.inputs) {
      const Input& input = inputs[slot];
      if (at > begin && !input.changes()) continue;
      S* const target = work.input.data() + static_cast<std::size_t>(slot) * run;
      fill_input(input, constants[slot], all, at, count, target);
    }
    for (const int o : pass.operations) {
      if (!BlockInverse<S>::compute(program, program.operations()[o], static_cast<int>(count), work.input.data(),
                                    M.blocks.data() + at, M.atoms, work.scratch.data())) {
        return false;
      }
    }
    for (std::size_t k = 0; k < pass.traced.size(); ++k) {
      const auto& trace = plan_->unknowns[pass.traced[k]];
      const S* density = densities_[trace.density].values;
      sums[k] += integral<S>(density == nullptr ? nullptr : density + at, M.values(trace.slot) + at, count);
    }
  }
  return true;
}

}  // namespace freepencil
