// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/dyson_planner.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace freepencil {

void DysonPlanner::fill_in() {
  plan_programs();
  plan_traces();
  plan_feeds();
  find_stages();
  Marks all = no_marks();
  for (auto& space : all) std::fill(space.begin(), space.end(), char{1});
  std::vector<int> unknowns(plan_.unknowns.size());
  std::iota(unknowns.begin(), unknowns.end(), 0);
  plan_.everything = goal(all, unknowns);
  plan_components();
  for (const auto& columns : plan_.structure.classes) plan_moments(columns, plan_.moments.emplace_back());
}

void DysonPlanner::plan_programs() {
  for (int s = 0; s < static_cast<int>(plan_.shape.sizes.size()); ++s) {
    // Blocks join equal spaces only, so the wanted blocks of one space never lead to another.
    std::vector<std::pair<int, int>> needed;
    for (const auto& [column, row] : plan_.structure.blocks) {
      if (plan_.shape.columns[column] == s) needed.emplace_back(column, row);
    }
    const auto& program = plan_.programs.emplace_back(plan_.structure.equation, needed);
    auto& writer = writer_.emplace_back(program.outputs(), -1);
    for (std::size_t o = 0; o < program.operations().size(); ++o) {
      for (const int output : program.operations()[o].outputs_written) writer[output] = static_cast<int>(o);
    }
  }
}

int DysonPlanner::density(int space, std::array<int, 4> functions) {
  std::sort(functions.begin(), functions.end());
  const DysonPlan::Density wanted{space, functions};
  const auto at = std::find(plan_.densities.begin(), plan_.densities.end(), wanted);
  if (at == plan_.densities.end()) {
    plan_.densities.push_back(wanted);
    return static_cast<int>(plan_.densities.size()) - 1;
  }
  return static_cast<int>(at - plan_.densities.begin());
}

std::pair<int, int> DysonPlanner::slot(int column, int row) const {
  const int space = plan_.shape.columns[column];
  return {space, plan_.programs[space].output_slot(column, row)};
}

void DysonPlanner::plan_traces() {
  const Structure& structure = plan_.structure;
  plan_.is_follower.assign(structure.unknowns.size(), 0);
  plan_.expansions.resize(structure.unknowns.size());
  for (const auto& stage : structure.stages) {
    for (const int u : stage) plan_.is_follower[u] = 1;
  }
  for (std::size_t u = 0; u < structure.unknowns.size(); ++u) {
    const auto& [block, weight] = structure.unknowns[u];
    const auto [space, at] = slot(block.column, block.row);
    plan_.unknowns.push_back({space, at, density(space, weight, {})});
    if (structure.relation[u] < 0) continue;
    for (const TracedBlock& other : (*plan_.relations)[structure.relation[u]].terms) {
      const auto found = std::lower_bound(structure.unknowns.begin(), structure.unknowns.end(), other);
      plan_.expansions[u].push_back(static_cast<int>(found - structure.unknowns.begin()));
    }
  }
}

void DysonPlanner::plan_feeds() {
  for (const auto& program : plan_.programs) plan_.feeds.emplace_back(program.inputs());
  for (std::size_t t = 0; t < plan_.structure.covariance.size(); ++t) {
    const auto& term = plan_.structure.covariance[t];
    const int space = plan_.shape.rows[term.row];
    const int input = plan_.programs[space].input_slot(term.row, term.column);
    if (input < 0) continue;
    auto& feed = plan_.feeds[space][input];
    (term.outer.is_identity() ? feed.uniform : feed.modulated).push_back(static_cast<int>(t));
  }
}

void DysonPlanner::find_stages() {
  const Structure& structure = plan_.structure;
  std::vector<int> known(structure.unknowns.size(), 0);
  for (std::size_t k = 0; k < structure.stages.size(); ++k) {
    for (const int u : structure.stages[k]) known[u] = static_cast<int>(k) + 1;
  }
  for (std::size_t u = 0; u < known.size(); ++u) {
    for (const int other : plan_.expansions[u]) known[u] = std::max(known[u], known[other]);
  }
  for (std::size_t s = 0; s < plan_.programs.size(); ++s) {
    const auto& operations = plan_.programs[s].operations();
    auto& stages = stage_.emplace_back(operations.size(), 0);
    for (std::size_t o = 0; o < operations.size(); ++o) {
      for (const int input : operations[o].inputs_read) {
        const auto& feed = plan_.feeds[s][input];
        for (const auto* terms : {&feed.uniform, &feed.modulated}) {
          for (const int t : *terms) stages[o] = std::max(stages[o], known[structure.covariance[t].unknown]);
        }
      }
      for (const int output : operations[o].outputs_read) {
        stages[o] = std::max(stages[o], stages[writer_[s][output]]);
      }
    }
  }
  for (std::size_t u = 0; u < known.size(); ++u) {
    const auto& trace = plan_.unknowns[u];
    if (plan_.is_follower[u] && stage_[trace.space][writer_[trace.space][trace.slot]] >= known[u]) in_order_ = false;
  }
}

DysonPlanner::Marks DysonPlanner::no_marks() const {
  Marks marks;
  for (const auto& program : plan_.programs) marks.emplace_back(program.operations().size(), char{0});
  return marks;
}

std::vector<int> DysonPlanner::close(std::vector<std::pair<int, int>> slots, bool through_S, Marks& marks) const {
  std::vector<char> known(plan_.unknowns.size(), 0);
  std::vector<int> followers;
  const auto enter = [&](int u) {
    if (!plan_.is_follower[u] || known[u]) return;
    known[u] = 1;
    followers.push_back(u);
    slots.emplace_back(plan_.unknowns[u].space, plan_.unknowns[u].slot);
  };
  while (!slots.empty()) {
    const auto [space, slot] = slots.back();
    slots.pop_back();
    const int writer = writer_[space][slot];
    if (marks[space][writer]) continue;
    marks[space][writer] = 1;
    const auto& operation = plan_.programs[space].operations()[writer];
    for (const int output : operation.outputs_read) slots.emplace_back(space, output);
    if (!through_S) continue;
    for (const int input : operation.inputs_read) {
      const auto& feed = plan_.feeds[space][input];
      for (const auto* terms : {&feed.uniform, &feed.modulated}) {
        for (const int t : *terms) {
          const int u = plan_.structure.covariance[t].unknown;
          enter(u);
          for (const int other : plan_.expansions[u]) enter(other);
        }
      }
    }
  }
  return followers;
}

void DysonPlanner::add_pass(int space, const std::vector<char>& marks, int stage, std::vector<int> traced,
                            std::vector<DysonPlan::Pass>& passes) const {
  DysonPlan::Pass pass{space, {}, {}, std::move(traced)};
  const auto& operations = plan_.programs[space].operations();
  for (std::size_t o = 0; o < operations.size(); ++o) {
    if (!marks[o] || (stage >= 0 && stage_[space][o] != stage)) continue;
    pass.operations.push_back(static_cast<int>(o));
    pass.inputs.insert(pass.inputs.end(), operations[o].inputs_read.begin(), operations[o].inputs_read.end());
  }
  std::sort(pass.inputs.begin(), pass.inputs.end());
  pass.inputs.erase(std::unique(pass.inputs.begin(), pass.inputs.end()), pass.inputs.end());
  if (!pass.operations.empty() || !pass.traced.empty()) passes.push_back(std::move(pass));
}

DysonPlan::Goal DysonPlanner::goal(const Marks& marks, const std::vector<int>& traced) const {
  if (!in_order_) return goal_in_turns(marks, traced);
  const int stages = static_cast<int>(plan_.structure.stages.size()) + 1;
  DysonPlan::Goal result(stages);
  for (int k = 0; k < stages; ++k) {
    for (std::size_t s = 0; s < plan_.programs.size(); ++s) {
      std::vector<int> here;
      for (const int u : traced) {
        const auto& trace = plan_.unknowns[u];
        if (trace.space == static_cast<int>(s) && stage_[s][writer_[s][trace.slot]] == k) here.push_back(u);
      }
      add_pass(static_cast<int>(s), marks[s], k, std::move(here), result[k]);
    }
  }
  return result;
}

// Every stage by itself, with zero for what is not known yet.
DysonPlan::Goal DysonPlanner::goal_in_turns(const Marks& marks, const std::vector<int>& traced) const {
  DysonPlan::Goal result;
  const auto in_space = [&](std::size_t s, bool followers, const std::vector<int>& from) {
    std::vector<int> here;
    for (const int u : from) {
      if (plan_.unknowns[u].space == static_cast<int>(s) && (plan_.is_follower[u] != 0) == followers) here.push_back(u);
    }
    return here;
  };
  for (const auto& stage : plan_.structure.stages) {
    auto& passes = result.emplace_back();
    std::vector<int> wanted;
    for (const int u : stage) {
      if (std::find(traced.begin(), traced.end(), u) != traced.end()) wanted.push_back(u);
    }
    Marks own = no_marks();
    std::vector<std::pair<int, int>> slots;
    for (const int u : wanted) slots.emplace_back(plan_.unknowns[u].space, plan_.unknowns[u].slot);
    close(slots, false, own);
    for (std::size_t s = 0; s < own.size(); ++s) {
      add_pass(static_cast<int>(s), own[s], -1, in_space(s, true, wanted), passes);
    }
  }
  auto& last = result.emplace_back();
  for (std::size_t s = 0; s < marks.size(); ++s) {
    add_pass(static_cast<int>(s), marks[s], -1, in_space(s, false, traced), last);
  }
  return result;
}

DysonPlan::Derivative DysonPlanner::derivative(const std::vector<int>& solved, const std::vector<int>& followers) {
  DysonPlan::Derivative result{static_cast<int>(solved.size()), static_cast<int>(followers.size()), {}, {}};
  std::vector<int> members = solved;
  members.insert(members.end(), followers.begin(), followers.end());
  std::vector<int> index(plan_.unknowns.size(), -1);
  for (std::size_t k = 0; k < members.size(); ++k) index[members[k]] = static_cast<int>(k);
  const auto integral = [&](const DysonPlan::Derivative::Integral& wanted) {
    const auto at = std::find(result.integrals.begin(), result.integrals.end(), wanted);
    if (at != result.integrals.end()) return static_cast<int>(at - result.integrals.begin());
    result.integrals.push_back(wanted);
    return static_cast<int>(result.integrals.size()) - 1;
  };
  for (std::size_t k = 0; k < members.size(); ++k) {
    const auto& [block, weight] = plan_.structure.unknowns[members[k]];
    const int row = static_cast<int>(k), space = plan_.shape.columns[block.column];
    for (std::size_t t = 0; t < plan_.structure.covariance.size(); ++t) {
      const auto& term = plan_.structure.covariance[t];
      if (plan_.shape.rows[term.row] != space) continue;
      const int u = term.unknown, number = static_cast<int>(t);
      const auto& parts = plan_.expansions[u];
      const bool direct = plan_.structure.relation[u] < 0;
      const bool matters = direct
                               ? index[u] >= 0
                               : std::any_of(parts.begin(), parts.end(), [&](int other) { return index[other] >= 0; });
      const int left = slot(block.column, term.row).second, right = slot(term.column, block.row).second;
      if (!matters || left < 0 || right < 0) continue;
      const int at =
          integral({space, std::min(left, right), std::max(left, right), density(space, weight, term.outer)});
      if (direct) {
        result.entries.push_back({row, index[u], at, number, u, -1});
        continue;
      }
      for (std::size_t p = 0; p < parts.size(); ++p) {
        if (index[parts[p]] >= 0) result.entries.push_back({row, index[parts[p]], at, number, u, static_cast<int>(p)});
      }
    }
  }
  return result;
}

DysonPlan::Part DysonPlanner::part(const std::vector<int>& solved, const std::vector<int>& followers) {
  DysonPlan::Part result;
  result.derivative = derivative(solved, followers);
  std::vector<std::pair<int, int>> slots;
  for (const auto* unknowns : {&solved, &followers}) {
    for (const int u : *unknowns) slots.emplace_back(plan_.unknowns[u].space, plan_.unknowns[u].slot);
  }
  for (const auto& integral : result.derivative.integrals) {
    slots.emplace_back(integral.space, integral.left);
    slots.emplace_back(integral.space, integral.right);
  }
  Marks marks = no_marks();
  std::vector<int> traced = close(std::move(slots), true, marks);
  traced.insert(traced.end(), solved.begin(), solved.end());
  for (const int u : followers) {
    if (std::find(traced.begin(), traced.end(), u) == traced.end()) traced.push_back(u);
  }
  result.iterate = goal(marks, traced);
  if (!in_order_) {
    result.rest = plan_.everything;
    return result;
  }
  for (auto& space : marks) {
    for (char& mark : space) mark = mark == 0 ? char{1} : char{0};
  }
  std::vector<int> others;
  for (int u = 0; u < static_cast<int>(plan_.unknowns.size()); ++u) {
    if (std::find(traced.begin(), traced.end(), u) == traced.end()) others.push_back(u);
  }
  result.rest = goal(marks, others);
  return result;
}

void DysonPlanner::plan_components() {
  const Structure& structure = plan_.structure;
  for (const Component& component : structure.components) {
    std::vector<int> solved;
    for (const int u : component.unknowns) solved.push_back(structure.solved[u]);
    plan_.components.push_back(part(solved, component.followers));
  }
  std::vector<int> followers;
  for (const auto& stage : structure.stages) followers.insert(followers.end(), stage.begin(), stage.end());
  plan_.whole = part(structure.solved, followers);
}

void DysonPlanner::plan_moments(const std::vector<int>& columns, DysonPlan::Moments& moments) {
  using Port = std::pair<int, int>;  // column and function
  const auto& random = plan_.shape.random;
  std::vector<int> terms;
  std::vector<Port> ports;
  for (int t = 0; t < static_cast<int>(random.size()); ++t) {
    if (!std::binary_search(columns.begin(), columns.end(), random[t].column)) continue;
    terms.push_back(t);
    ports.emplace_back(random[t].column, random[t].right);
  }
  std::sort(ports.begin(), ports.end());
  ports.erase(std::unique(ports.begin(), ports.end()), ports.end());
  std::vector<std::pair<Port, Port>> pairs;  // of equal spaces, or no random term connects them
  for (const Port& p : ports) {
    for (const Port& p2 : ports) {
      if (plan_.shape.columns[p.first] == plan_.shape.columns[p2.first]) pairs.emplace_back(p, p2);
    }
  }
  moments.size = static_cast<int>(pairs.size());
  for (const int t : terms) {
    for (const int t2 : terms) {
      const auto &a = random[t], &b = random[t2];
      if (a.variable != b.variable || a.adjoint != b.adjoint) continue;
      const std::pair source(Port(a.column, a.right), Port(b.column, b.right));
      const int from = static_cast<int>(std::find(pairs.begin(), pairs.end(), source) - pairs.begin());
      for (int to = 0; to < moments.size; ++to) {
        const auto& [p, p2] = pairs[to];
        const int space = plan_.shape.columns[p.first];
        if (plan_.shape.rows[a.row] != space || plan_.shape.rows[b.row] != space) continue;
        const int left = slot(p.first, a.row).second, right = slot(p2.first, b.row).second;
        if (left < 0 || right < 0) continue;
        const int functions = density(space, {p.second, a.left, p2.second, b.left});
        moments.entries.push_back({to, from, t, t2, space, left, right, p.second, p2.second, functions});
      }
    }
  }
}

}  // namespace freepencil
