// SPDX-License-Identifier: GPL-3.0-or-later
// The methods that start at a point: one component of the unknowns after the other.
#pragma once

#include "solve/direct.hpp"

namespace freepencil {

/// A linear component needs a single solve, and the size of one component does not spoil the residual of the others.
/// What one method has solved is kept for the next one.
template <class S>
class Components {
 public:
  Components(const DysonSystem<S>& system, const SolveOptions& options, Vector<S> start)
      : system_(&system), options_(&options), start_(std::move(start)), g_(start_) {}

  /// Averaged, Anderson, Newton or TrustRegion on the components that are not solved yet, then Newton on all. `last`:
  /// no other method follows, so that it need not give up early.
  DirectRun<S> solve(SolveMethod method, std::vector<SolveStep>& history, bool last = false);

 private:
  DirectRun<S> solve(FixedPoint<S>& part, const Vector<S>& start, SolveMethod method, bool last,
                     std::vector<SolveStep>& history) const;

  const DysonSystem<S>* system_;
  const SolveOptions* options_;
  Vector<S> start_, g_;
  std::size_t solved_ = 0;
};

extern template class Components<double>;
extern template class Components<std::complex<double>>;

}  // namespace freepencil
