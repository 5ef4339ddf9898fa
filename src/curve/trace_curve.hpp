// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "curve/grid.hpp"
#include "expr/region.hpp"

namespace freepencil {

/// The outputs of `declared` at all points of a grid. Every block of a line is followed from its first point: the root
/// at a point starts Newton's method at the next, and what that cannot vouch for is computed as `solve_outputs` does.
/// A point without a value has the reason in its place; thresholds and divergences between points are marked. The
/// digits do not depend on the number of threads. `model_at` makes the model of the same file and outputs at other
/// settings, and is called from one thread at a time.
[[nodiscard]] Curve trace_curve(const ModelAt& model_at, const Model& declared, const ParameterPoint& base,
                                std::vector<Sweep> sweeps, const CurveOptions& options);

}  // namespace freepencil
