// SPDX-License-Identifier: GPL-3.0-or-later
// Newton's method, and averaging until it can take over; roots are accepted by their branch radius.
#pragma once

#include <freepencil/solution.hpp>
#include <optional>

#include "solve/anderson.hpp"
#include "solve/newton.hpp"

namespace freepencil {

/// How far a run came. `iterate` is the last root if there was one, else the last point.
template <class S>
struct DirectRun {
  bool root = false;   ///< the stop rule holds
  bool whole = false;  ///< and the equations that relations have replaced hold as well
  RealOf<S> branch_radius{};
  Iterate<S> iterate;

  [[nodiscard]] bool physical() const { return root && whole && branch_radius < RealOf<S>(1); }
};

/// Newton alone from `start`.
template <class S>
DirectRun<S> polish(FixedPoint<S>& map, const Vector<S>& start, const SolveOptions& options,
                    std::vector<SolveStep>& history);

/// Averaging with Anderson mixing of the given depth, at most `max_iterations` evaluations. Newton is tried whenever
/// the residual has fallen by another factor; a root of the wrong branch sends it back to averaging.
template <class S>
DirectRun<S> iterate(FixedPoint<S>& map, const Vector<S>& start, const SolveOptions& options, int max_iterations,
                     int depth, std::vector<SolveStep>& history);

extern template DirectRun<double> polish(FixedPoint<double>&, const Vector<double>&, const SolveOptions&,
                                         std::vector<SolveStep>&);
extern template DirectRun<double> iterate(FixedPoint<double>&, const Vector<double>&, const SolveOptions&, int, int,
                                          std::vector<SolveStep>&);
extern template DirectRun<std::complex<double>> polish(FixedPoint<std::complex<double>>&,
                                                       const Vector<std::complex<double>>&, const SolveOptions&,
                                                       std::vector<SolveStep>&);
extern template DirectRun<std::complex<double>> iterate(FixedPoint<std::complex<double>>&,
                                                        const Vector<std::complex<double>>&, const SolveOptions&, int,
                                                        int, std::vector<SolveStep>&);

}  // namespace freepencil
