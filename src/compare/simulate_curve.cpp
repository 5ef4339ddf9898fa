// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/simulate_curve.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "compare/validate_model.hpp"
#include "curve/pieces.hpp"

namespace freepencil {
namespace {

bool has_values(const CurvePoint& point) {
  return std::all_of(point.cells.begin(), point.cells.end(),
                     [](const CurveCell& cell) { return cell.status == Status::Converged; });
}

/// Evenly spread over the points of each line that have all values.
std::vector<std::size_t> chosen_points(const Grid& grid, const Curve& curve) {
  std::vector<std::size_t> chosen;
  for (std::size_t begin = 0; begin < grid.size(); begin += grid.line()) {
    std::vector<std::size_t> known;
    for (std::size_t k = 0; k < grid.line(); ++k) {
      if (has_values(curve.points[begin + k])) known.push_back(begin + k);
    }
    const std::size_t count = std::min(known.size(), simulated_points);
    for (std::size_t k = 0; k < count; ++k)
      chosen.push_back(known[count == 1 ? 0 : k * (known.size() - 1) / (count - 1)]);
  }
  return chosen;
}

}  // namespace

std::vector<std::string> simulate_curve(const ModelAt& model_at, const Model& declared, const Grid& grid,
                                        const ValidationOptions& options, Curve& curve) {
  std::vector<std::string> missing;
  const std::vector<std::size_t> chosen = chosen_points(grid, curve);
  for (std::size_t k = 0; k < chosen.size(); ++k) {
    const ParameterPoint point = grid[chosen[k]];
    ValidationOptions here = options;
    if (options.progress) {
      here.progress = [&](double fraction) {
        options.progress((static_cast<double>(k) + fraction) / static_cast<double>(chosen.size()));
      };
    }
    const auto fails = [&](const std::string& why) {
      missing.push_back(fmt::format("no simulation at {} = {}: {}", curve.axes.front().name,
                                    curve.axes.front().values[curve.index(chosen[k], 0)], why));
    };
    Expected<Model> model = model_at(settings(declared, point));
    if (!model) {
      fails(model.errors().front().message);
      continue;
    }
    const Expected<Validation> validation = validate_model(*model, completed(point, *model), here);
    if (!validation || validation->status != Status::Converged) {
      fails(validation ? validation->reason : validation.errors().front().message);
      continue;
    }
    Curve::Simulation& simulation = curve.simulations.emplace_back();
    simulation.point = chosen[k];
    for (const auto& entry : validation->outputs) {
      simulation.outputs.push_back({entry.extrapolated, entry.standard_error, entry.verdict});
    }
  }
  return missing;
}

}  // namespace freepencil
