// SPDX-License-Identifier: GPL-3.0-or-later
// Places between the points of a curve where it must not be joined by a line.
#pragma once

#include "curve/block_tracer.hpp"

namespace freepencil {

/// Thresholds: two sizes of which a pseudo-inverse takes the smaller one are equal between two neighbours, or at one of
/// them. The place is exact where the difference of the sizes is linear in the parameter.
[[nodiscard]] std::vector<CurveMark> find_thresholds(const Grid& grid, const Curve& curve,
                                                     const std::vector<PieceOrReason>& where);

/// Divergences: next to a largest |output| of its neighbourhood the maximum is enclosed in ever smaller intervals
/// (golden section), of which every point is solved for; it counts as infinite where it has not stopped growing when
/// the interval is 10^-6 of what it was, or where the solver refuses. Not where a threshold is marked already.
[[nodiscard]] std::vector<CurveMark> find_divergences(const Grid& grid, const Curve& curve, Pieces& pieces,
                                                      const FreshModel& fresh, const CurveOptions& options,
                                                      const std::vector<CurveMark>& thresholds);

}  // namespace freepencil
