// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/dyson_plan.hpp"

#include <algorithm>
#include <deque>
#include <mutex>

#include "dyson/dyson_planner.hpp"

namespace freepencil {
namespace {

/// The number of rows of a space matters only where F alone is singular.
bool same(const DysonPlan& plan, const PencilShape& shape, const std::optional<std::vector<ShapeRelation>>& relations) {
  const PencilShape& own = plan.shape;
  return own.rows == shape.rows && own.columns == shape.columns && own.deterministic == shape.deterministic &&
         own.random == shape.random && own.targets == shape.targets && own.plain == shape.plain &&
         (!plan.structure.depends_on_sizes || own.sizes == shape.sizes) && plan.relations == relations;
}

}  // namespace

DysonPlan::DysonPlan(PencilShape pencil, std::optional<std::vector<ShapeRelation>> known)
    : shape(std::move(pencil)), relations(std::move(known)) {
  structure = analyze(shape, relations ? &*relations : nullptr);
  if (structure.invertible) DysonPlanner(*this).fill_in();
}

std::shared_ptr<const DysonPlan> DysonPlan::of(PencilShape pencil, std::optional<std::vector<ShapeRelation>> known) {
  constexpr std::size_t most = 16;
  static std::mutex mutex;
  static std::deque<std::shared_ptr<const DysonPlan>> recent;
  {
    const std::lock_guard lock(mutex);
    for (const auto& plan : recent) {
      if (same(*plan, pencil, known)) return plan;
    }
  }
  auto plan = std::make_shared<const DysonPlan>(std::move(pencil), std::move(known));
  const std::lock_guard lock(mutex);
  recent.push_front(plan);
  if (recent.size() > most) recent.pop_back();
  return plan;
}

}  // namespace freepencil
