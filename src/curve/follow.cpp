// SPDX-License-Identifier: GPL-3.0-or-later
#include "curve/follow.hpp"

#include <cmath>
#include <limits>

#include "curve/rounding.hpp"
#include "dyson/from_model.hpp"
#include "equivalent/root.hpp"
#include "equivalent/solve_model.hpp"
#include "solve/full_step.hpp"

namespace freepencil {
namespace {

constexpr double safety = 0x1p5;
/// So near the edge of the spectrum, rounding decides on which side of one the radius is.
constexpr double certain = 1e-9;

}  // namespace

template <class S>
auto Follower<S>::point(const Ensemble& ensemble) -> Point {
  const Model& model = piece_->model;
  if (piece_->spectra && !nearest_) nearest_.emplace(model, piece_->equations, point_values<double>(model, ensemble));
  auto at = nearest_ ? nearest_->numbers(ensemble.parameters) : point_values<double>(model, ensemble);
  DysonSystem<S> system =
      nearest_ ? nearest_->system(at)
               : dyson_system<S>(model, piece_->equations.linearization, at, &piece_->equations.relations);
  return {std::move(at), std::move(system)};
}

template <class S>
auto Follower<S>::point_upwards(const Ensemble& ensemble) -> Point {
  const Model& model = piece_->model;
  const auto all = [&] {
    return values_upwards(model, ensemble, piece_->spectra ? &piece_->spectra->upwards : nullptr);
  };
  if (piece_->spectra && !upwards_) upwards_.emplace(model, piece_->equations, all());
  auto at = upwards_ ? upwards_->numbers(parameters_upwards(ensemble)) : all();
  DysonSystem<S> system =
      upwards_ ? upwards_->system(at)
               : dyson_system<S>(model, piece_->equations.linearization, at, &piece_->equations.relations);
  return {std::move(at), std::move(system)};
}

/// The outputs one Newton step from g, everything rounded upwards; nothing where that fails.
template <class S>
std::optional<std::vector<S>> Follower<S>::rounded_outputs(const Ensemble& ensemble, const Vector<S>& g) {
  const RoundingUpwards rounding;
  const auto [at, system] = point_upwards(ensemble);
  if (!system.finite() || !system.invertible() || system.unknowns() != g.size()) return std::nullopt;
  FixedPoint<S> map(system, std::move(workspace_upwards_));
  Iterate<S> iterate;
  if (!map.evaluate(g, iterate)) return std::nullopt;
  if (g.size() > 0 && !is_finite(detail::full_newton_step(map, iterate))) return std::nullopt;
  auto values = outputs_(at, map.traces());
  workspace_upwards_ = map.take_workspace();
  return values;
}

/// Estimated absolute errors of the outputs; nothing where they cannot be had.
template <class S>
std::optional<std::vector<double>> Follower<S>::errors(const Ensemble& ensemble, const PointValues<double>& at,
                                                       FixedPoint<S>& map, const Vector<S>& g,
                                                       const std::vector<S>& traces, const std::vector<S>& values) {
  std::vector<double> result(values.size(), 0);
  const auto upwards = rounded_outputs(ensemble, g);
  if (!upwards) return std::nullopt;
  for (std::size_t k = 0; k < values.size(); ++k) result[k] = safety * std::abs((*upwards)[k] - values[k]);
  const auto scales = map.trace_scales();
  for (std::size_t j = 0; j < traces.size(); ++j) {
    auto shifted = traces;
    shifted[j] += S(safety * std::numeric_limits<double>::epsilon() * scales[j]);
    const auto changed = outputs_(at, shifted);
    for (std::size_t k = 0; k < values.size(); ++k) result[k] += std::abs(changed[k] - values[k]);
  }
  return result;
}

template <class S>
std::optional<Vector<S>> Follower<S>::predicted(double position, Eigen::Index size) const {
  if (roots_.empty() || roots_.back().g.size() != size) return std::nullopt;
  // Neville's scheme, each polynomial in place of that of one degree less.
  std::vector<Vector<S>> through;
  for (const Root& root : roots_) through.push_back(root.g);
  for (std::size_t degree = 1; degree < roots_.size(); ++degree) {
    for (std::size_t j = roots_.size() - 1; j >= degree; --j) {
      const double span = roots_[j].position - roots_[j - degree].position;
      const double share = (position - roots_[j].position) / span;
      through[j] += S(share) * (through[j] - through[j - 1]);
    }
  }
  return through.back().allFinite() ? through.back() : roots_.back().g;
}

template <class S>
void Follower<S>::remember(double position, const Vector<S>& g) {
  constexpr std::size_t most = 4;
  const bool fits = !roots_.empty() && roots_.back().g.size() == g.size() && roots_.back().position != position;
  if (!fits) roots_.clear();
  if (roots_.size() == most) roots_.erase(roots_.begin());
  roots_.push_back({position, g});
}

template <class S>
std::optional<Solution> Follower<S>::operator()(const Ensemble& ensemble, double position) {
  const Model& model = piece_->model;
  const auto [at, system] = point(ensemble);
  FixedPoint<S> map(system, std::move(workspace_));
  DysonSolution<S> solved;
  if (const auto start = predicted(position, system.unknowns())) solved = solve_from(map, *start, *options_);
  if (solved.status != Status::Converged) {
    auto root = find_root<S>(model, piece_->equations, ensemble, *options_);
    if (root.solved.status != Status::Converged || !root.reduced) return std::nullopt;
    solved = std::move(root.solved);
  }
  remember(position, solved.g);
  if (!(solved.branch_radius < 1 - certain)) return std::nullopt;

  Iterate<S> iterate;
  if (!map.evaluate(solved.g, iterate)) return std::nullopt;
  const std::vector<S> values = outputs_(at, solved.traces);
  const auto estimated = errors(ensemble, at, map, solved.g, solved.traces, values);
  workspace_ = map.take_workspace();
  if (!estimated) return std::nullopt;
  Solution solution{.status = Status::Converged,
                    .reason = {},
                    .failed = {},
                    .outputs = {},
                    .unknowns = solved.unknowns,
                    .nonlinear = solved.nonlinear,
                    .linear = solved.linear,
                    .iterations = solved.iterations,
                    .residual = solved.residual,
                    .branch_radius = solved.branch_radius,
                    .history = {}};
  for (std::size_t k = 0; k < values.size(); ++k) {
    const std::complex<double> value(values[k]);
    if (!std::isfinite(value.real()) || !std::isfinite(value.imag())) return std::nullopt;
    if (!((*estimated)[k] <= vouched_accuracy * std::abs(value))) return std::nullopt;
    solution.outputs.push_back({model.outputs[k].name, value, std::is_same_v<S, double>, {}});
  }
  return solution;
}

template class Follower<double>;
template class Follower<std::complex<double>>;

}  // namespace freepencil
