// SPDX-License-Identifier: GPL-3.0-or-later
// Fills in a DysonPlan from its structure.
#pragma once

#include <array>
#include <utility>
#include <vector>

#include "dyson/dyson_plan.hpp"

namespace freepencil {

class DysonPlanner {
 public:
  explicit DysonPlanner(DysonPlan& plan) : plan_(plan) {}

  void fill_in();

 private:
  /// By space: which operations.
  using Marks = std::vector<std::vector<char>>;

  void plan_programs();
  void plan_traces();
  void plan_feeds();
  void find_stages();
  void plan_components();
  void plan_moments(const std::vector<int>& columns, DysonPlan::Moments& moments);

  int density(int space, std::array<int, 4> functions);
  int density(int space, const Weight& first, const Weight& second) {
    return density(space, {first.first, first.second, second.first, second.second});
  }
  [[nodiscard]] std::pair<int, int> slot(int column, int row) const;
  /// What the unknowns of a part, and the derivative, need.
  [[nodiscard]] DysonPlan::Part part(const std::vector<int>& solved, const std::vector<int>& followers);
  [[nodiscard]] DysonPlan::Derivative derivative(const std::vector<int>& solved, const std::vector<int>& followers);
  /// Marks operations that fill the slots (space, slot), and what they need; with `through_S` followers that enter
  /// their inputs as well, which are returned.
  std::vector<int> close(std::vector<std::pair<int, int>> slots, bool through_S, Marks& marks) const;
  [[nodiscard]] Marks no_marks() const;
  [[nodiscard]] DysonPlan::Goal goal(const Marks& marks, const std::vector<int>& traced) const;
  [[nodiscard]] DysonPlan::Goal goal_in_turns(const Marks& marks, const std::vector<int>& traced) const;
  void add_pass(int space, const std::vector<char>& marks, int stage, std::vector<int> traced,
                std::vector<DysonPlan::Pass>& passes) const;

  DysonPlan& plan_;
  std::vector<std::vector<int>> writer_;  // by space and output slot: the operation
  std::vector<std::vector<int>> stage_;  // by space and operation: behind which stage of followers its inputs are known
  /// Whether every follower is complete before the stage that needs it. Else cancellations by structure have taken an
  /// input away from a follower, which only an evaluation of its own without that input shows.
  bool in_order_ = true;
};

}  // namespace freepencil
