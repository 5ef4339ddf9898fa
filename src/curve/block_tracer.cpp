// SPDX-License-Identifier: GPL-3.0-or-later
#include "curve/block_tracer.hpp"

#include "equivalent/finite_size.hpp"
#include "equivalent/solve_model.hpp"
#include "equivalent/solve_outputs.hpp"

namespace freepencil {

CurvePoint BlockTracer::failed(Status status, const std::string& reason) const {
  CurvePoint point;
  point.cells.assign(outputs_, {status, reason, {}});
  return point;
}

CurvePoint BlockTracer::taken(Solution solution) {
  CurvePoint point;
  point.branch_radius = solution.branch_radius;
  for (Solution::Value& value : solution.outputs) {
    CurveCell& cell = point.cells.emplace_back(CurveCell{Status::Converged, {}, std::move(value)});
    cell.number.name.clear();
    cell.number.description.clear();
  }
  return point;
}

template <class S>
std::optional<Solution> BlockTracer::follow(std::optional<Follower<S>>& follower, const Piece& piece,
                                            const Ensemble& ensemble, double position) {
  if (!follower || piece_ != &piece) follower.emplace(piece, options_.solve);
  piece_ = &piece;
  return (*follower)(ensemble, position);
}

Solution BlockTracer::solve(const Piece& piece, const Ensemble& ensemble, double position) {
  std::optional<Solution> solution;
  if (!options_.request.beyond_double()) {
    solution = piece.real ? follow(real_, piece, ensemble, position) : follow(complex_, piece, ensemble, position);
  }
  if (!solution) solution = solve_ensemble(piece.model, piece.equations, ensemble, options_.solve, options_.request);
  if (options_.request.finite_size && solution->status == Status::Converged) {
    require_finite_size(piece.model, piece.equations, ensemble, options_.solve, options_.request, *solution);
  }
  return std::move(*solution);
}

CurvePoint BlockTracer::solve_each_alone(const ParameterPoint& point, const Solution& together) {
  if (outputs_ == 1) return failed(together.status, together.reason);
  CurvePoint result;
  for (std::size_t k = 0; k < outputs_; ++k) {
    CurveCell& cell = result.cells.emplace_back(CurveCell{together.status, together.reason, {}});
    Expected<Model> model = fresh_(point);
    if (!model) continue;
    model->outputs = {model->outputs[k]};
    const ParameterPoint here = completed(point, *model);
    const Expected<Solution> alone = solve_outputs(*model, here, options_.solve, options_.request);
    if (!alone) {
      cell = {Status::OutsideDomain, alone.errors().front().message, {}};
      continue;
    }
    cell = alone->status == Status::Converged ? std::move(taken(*alone).cells.front())
                                              : CurveCell{alone->status, alone->reason, {}};
  }
  return result;
}

CurvePoint BlockTracer::solve_with_limits(const ParameterPoint& point) {
  Expected<Model> model = fresh_(point);
  if (!model) return failed(Status::OutsideDomain, model.errors().front().message);
  const Expected<Solution> solution = solve_outputs(*model, point, options_.solve, options_.request);
  if (!solution) return failed(Status::OutsideDomain, solution.errors().front().message);
  return solution->status == Status::Converged ? taken(*solution) : solve_each_alone(point, *solution);
}

CurvePoint BlockTracer::operator()(const PieceOrReason& piece_or_reason, const ParameterPoint& point, double position) {
  const auto outside = [&](const std::string& reason) {
    return solve_each_alone(point, {.status = Status::OutsideDomain, .reason = reason});
  };
  if (const auto* reason = std::get_if<std::string>(&piece_or_reason)) return outside(*reason);
  const Piece& piece = *std::get<const Piece*>(piece_or_reason);
  const ParameterPoint here = piece.complete(point);
  if (piece.limits) return solve_with_limits(here);
  const Expected<Ensemble> ensemble = piece.ensemble(here);
  if (!ensemble) return outside(ensemble.errors().front().message);
  Solution solution = solve(piece, *ensemble, position);
  return solution.status == Status::Converged ? taken(std::move(solution)) : solve_each_alone(here, solution);
}

}  // namespace freepencil
