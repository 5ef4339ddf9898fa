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

/// The outputs one Newton step from g, everything rounded upwards; nothing where that fails.
template <class S>
std::optional<std::vector<S>> rounded_outputs(const Piece& piece, const OutputProgram<S>& outputs,
                                              const Ensemble& ensemble, const Vector<S>& g) {
  const RoundingUpwards rounding;
  const auto at = values_upwards(piece.model, ensemble, piece.spectra ? &piece.spectra->upwards : nullptr);
  const DysonSystem<S> system =
      dyson_system<S>(piece.model, piece.equations.linearization, at, &piece.equations.relations);
  if (!system.finite() || !system.invertible() || system.unknowns() != g.size()) return std::nullopt;
  FixedPoint<S> map(system);
  Iterate<S> iterate;
  if (!map.evaluate(g, iterate)) return std::nullopt;
  if (g.size() > 0 && !is_finite(detail::full_newton_step(map, iterate))) return std::nullopt;
  return outputs(at, map.traces());
}

/// Estimated absolute errors of the outputs; nothing where they cannot be had.
template <class S>
std::optional<std::vector<double>> errors(const Piece& piece, const OutputProgram<S>& outputs, const Ensemble& ensemble,
                                          const PointValues<double>& at, FixedPoint<S>& map, const Vector<S>& g,
                                          const std::vector<S>& traces, const std::vector<S>& values) {
  std::vector<double> result(values.size(), 0);
  const auto upwards = rounded_outputs(piece, outputs, ensemble, g);
  if (!upwards) return std::nullopt;
  for (std::size_t k = 0; k < values.size(); ++k) result[k] = safety * std::abs((*upwards)[k] - values[k]);
  const auto scales = map.trace_scales();
  for (std::size_t j = 0; j < traces.size(); ++j) {
    auto shifted = traces;
    shifted[j] += S(safety * std::numeric_limits<double>::epsilon() * scales[j]);
    const auto changed = outputs(at, shifted);
    for (std::size_t k = 0; k < values.size(); ++k) result[k] += std::abs(changed[k] - values[k]);
  }
  return result;
}

}  // namespace

template <class S>
std::optional<Vector<S>> Follower<S>::predicted(double position, Eigen::Index size) const {
  if (!last_ || last_->g.size() != size) return std::nullopt;
  if (!before_ || before_->g.size() != size || before_->position == last_->position) return last_->g;
  const double share = (position - last_->position) / (last_->position - before_->position);
  const Vector<S> line = last_->g + S(share) * (last_->g - before_->g);
  return line.allFinite() ? line : last_->g;
}

template <class S>
std::optional<Solution> Follower<S>::operator()(const Ensemble& ensemble, double position) {
  const Model& model = piece_->model;
  const auto at = point_values<double>(model, ensemble);
  const DysonSystem<S> system =
      dyson_system<S>(model, piece_->equations.linearization, at, &piece_->equations.relations);
  DysonSolution<S> solved;
  if (const auto start = predicted(position, system.unknowns())) solved = solve_from(system, *start, *options_);
  if (solved.status != Status::Converged) {
    auto root = find_root<S>(model, piece_->equations, ensemble, *options_);
    if (root.solved.status != Status::Converged || !root.reduced) return std::nullopt;
    solved = std::move(root.solved);
  }
  before_ = std::move(last_);
  last_ = {position, solved.g};
  if (!(solved.branch_radius < 1 - certain)) return std::nullopt;

  FixedPoint<S> map(system);
  Iterate<S> iterate;
  if (!map.evaluate(solved.g, iterate)) return std::nullopt;
  const std::vector<S> values = outputs_(at, solved.traces);
  const auto estimated = errors(*piece_, outputs_, ensemble, at, map, solved.g, solved.traces, values);
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
