// SPDX-License-Identifier: GPL-3.0-or-later
#include "curve/trace_curve.hpp"

#include <algorithm>
#include <mutex>

#include "curve/block_tracer.hpp"
#include "curve/marks.hpp"
#include "support/parallel.hpp"

namespace freepencil {
namespace {

Curve empty_curve(const Model& declared, const Grid& grid, const SolveRequest& request) {
  Curve curve;
  curve.request = request;
  for (const Sweep& sweep : grid.sweeps()) {
    const Parameter& parameter = declared.parameters[sweep.parameter];
    Curve::Axis& axis = curve.axes.emplace_back();
    axis.name = parameter.name;
    axis.description = parameter.description;
    axis.spacing = sweep.spacing;
    for (const Rational& value : sweep.values) {
      axis.values.push_back(to_string(value));
      axis.positions.push_back(value.convert_to<double>());
    }
  }
  for (const Output& output : declared.outputs) curve.outputs.push_back({output.name, output.description, true});
  curve.points.resize(grid.size());
  return curve;
}

/// Hands blocks on in their order, whoever finishes first.
class InOrder {
 public:
  InOrder(const std::vector<Stretch>& blocks, const Curve& curve, const CurveOptions& options, std::size_t known)
      : blocks_(blocks), curve_(curve), options_(options), done_(blocks.size(), 0), next_(known), count_(known) {}

  void finished(std::size_t block) {
    const std::lock_guard lock(mutex_);
    done_[block] = 1;
    ++count_;
    for (; next_ < blocks_.size() && done_[next_] != 0; ++next_) {
      const auto [begin, end] = blocks_[next_];
      if (options_.finished) options_.finished(curve_, {begin, std::span(curve_.points).subspan(begin, end - begin)});
    }
    if (options_.progress) options_.progress(static_cast<double>(count_) / static_cast<double>(blocks_.size()));
  }

 private:
  const std::vector<Stretch>& blocks_;
  const Curve& curve_;
  const CurveOptions& options_;
  std::vector<char> done_;
  std::size_t next_, count_;
  std::mutex mutex_;
};

/// A coordinate in which neighbours have about the same distance.
double position_of(const Curve::Axis& axis, std::size_t index) {
  return axis.spacing == Spacing::Logarithmic ? static_cast<double>(index) : axis.positions[index];
}

}  // namespace

Curve trace_curve(const ModelAt& model_at, const Model& declared, const ParameterPoint& base, std::vector<Sweep> sweeps,
                  const CurveOptions& options) {
  const Grid grid(base, std::move(sweeps));
  Curve curve = empty_curve(declared, grid, options.request);
  Pieces pieces(model_at, declared, grid.sweeps());
  std::vector<PieceOrReason> where;
  where.reserve(grid.size());
  for (std::size_t k = 0; k < grid.size(); ++k) where.push_back(pieces.at(grid[k]));
  for (const Piece& piece : pieces.all()) {
    for (auto& output : curve.outputs) output.real = output.real && piece.real;
  }

  std::mutex making;
  const FreshModel fresh = [&](const ParameterPoint& point) {
    const std::lock_guard lock(making);
    return pieces.fresh(point);
  };
  const std::vector<Stretch> all = stretches(grid);
  std::size_t known = 0;
  while (known < all.size() && all[known].end <= options.known.size()) ++known;
  if (known > 0) {
    std::copy_n(options.known.begin(), all[known - 1].end, curve.points.begin());
  }
  InOrder in_order(all, curve, options, known);
  parallel_for(all.size() - known, options.threads, [&](std::size_t index, int) {
    const std::size_t block = known + index;
    BlockTracer tracer(fresh, options, curve.outputs.size());
    for (std::size_t k = all[block].begin; k < all[block].end; ++k) {
      curve.points[k] = tracer(where[k], grid[k], position_of(curve.axes.front(), curve.index(k, 0)));
    }
    in_order.finished(block);
  });
  curve.marks = find_thresholds(grid, curve, where);
  const auto divergences = find_divergences(grid, curve, pieces, fresh, options, curve.marks);
  curve.marks.insert(curve.marks.end(), divergences.begin(), divergences.end());
  return curve;
}

}  // namespace freepencil
