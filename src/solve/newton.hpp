// SPDX-License-Identifier: GPL-3.0-or-later
// Damped Newton steps on g = Phi(g) with the explicit Jacobian.
#pragma once

#include <Eigen/LU>
#include <freepencil/solution.hpp>

#include "solve/fixed_point.hpp"

namespace freepencil {

namespace detail {

/// The largest |v_k| / scale_k. What has no scale has no length either.
template <class S>
RealOf<S> length(const Vector<S>& v, const Vector<RealOf<S>>& scale) {
  using std::abs;
  RealOf<S> largest(0);
  for (Eigen::Index k = 0; k < v.size(); ++k) {
    const RealOf<S> size = abs(v[k]);
    if (!(size > RealOf<S>(0))) continue;
    const RealOf<S> relative = size / scale[k];
    if (!(relative <= largest)) largest = relative;
  }
  return largest;
}

/// The residual of the component that is worst in relation to its own size.
template <class S>
RealOf<S> spread(const Iterate<S>& iterate) {
  return length<S>(iterate.difference(), iterate.g.cwiseAbs());
}

/// 1 - L at the point where the map was evaluated last, factored with every unknown in units of its own size: pivots
/// mean nothing where rows differ by many powers of ten.
template <class S>
class NewtonCorrection {
 public:
  NewtonCorrection(const FixedPoint<S>& map, const Iterate<S>& iterate) {
    using Real = RealOf<S>;
    const auto n = iterate.g.size();
    if (n == 1) {
      single_ = S(1) / (S(1) - map.jacobian()(0, 0));
      return;
    }
    size_ = iterate.g.cwiseAbs() + iterate.difference().cwiseAbs();
    for (Real& size : size_) {
      if (!(size > Real(0))) size = Real(1);
    }
    const Vector<S> units = size_.template cast<S>();
    const Matrix<S> derivative = Matrix<S>::Identity(n, n) - map.jacobian();
    lu_.compute(units.cwiseInverse().asDiagonal() * derivative * units.asDiagonal());
  }
  [[nodiscard]] Vector<S> operator()(const Vector<S>& difference) const {
    if (difference.size() == 1) return difference * single_;
    const Vector<S> units = size_.template cast<S>();
    return lu_.solve(difference.cwiseQuotient(units)).cwiseProduct(units);
  }

 private:
  S single_{};  // the inverse, of one unknown
  Vector<RealOf<S>> size_;
  Eigen::PartialPivLU<Matrix<S>> lu_;
};

/// One step from `iterate`, where the map was evaluated last. A step counts when the residual falls, or the simplified
/// Newton correction at the new point (Deuflhard's natural test, which does not depend on the scale of the unknowns).
template <class S>
bool newton_step(FixedPoint<S>& map, Iterate<S>& iterate) {
  using Real = RealOf<S>;
  const NewtonCorrection<S> correction(map, iterate);
  const Vector<S> step = correction(iterate.difference());
  if (!step.allFinite()) return false;
  const Vector<Real> scale = iterate.g.cwiseAbs() + step.cwiseAbs();
  const Real size = length<S>(step, scale);
  constexpr int max_halvings = 6;
  Real damping(1);
  Iterate<S> trial;
  for (int halving = 0; halving <= max_halvings; ++halving, damping /= 2) {
    if (!map.evaluate(iterate.g + S(damping) * step, trial)) continue;
    const Real decrease = 1 - damping / 4;
    if (trial.residual <= decrease * iterate.residual ||
        length<S>(correction(trial.difference()), scale) <= decrease * size) {
      iterate = std::move(trial);
      return true;
    }
  }
  return false;
}

/// Where rounding keeps the residual above the stop rule: whether Newton's corrections have settled at a length that
/// leaves no doubt about the root. Next to a fold, where two roots have met and gone, the correction is never smaller
/// than the root of its distance. The map is left at `iterate`.
template <class S>
bool settled(FixedPoint<S>& map, Iterate<S>& iterate) {
  using Real = RealOf<S>;
  const Real basin(1e-6);
  constexpr int corrections = 3;
  for (int count = 0; count < corrections; ++count) {
    if (!map.evaluate(iterate.g, iterate)) return false;
    const Vector<Real> scale = map.scales().cwiseMax(iterate.g.cwiseAbs());
    const Vector<S> step = NewtonCorrection<S>(map, iterate)(iterate.difference());
    if (!step.allFinite() || !(length<S>(step, scale) <= basin)) return false;
    Iterate<S> next;
    if (!map.evaluate(iterate.g + step, next)) return false;
    if (next.residual < iterate.residual) iterate = std::move(next);
  }
  return map.evaluate(iterate.g, iterate);
}

}  // namespace detail

/// True when the stop rule holds at the end, or Newton's corrections have settled; then further steps are taken while
/// they halve the relative residual of the worst component, so that the last digits do not depend on the tolerance. The
/// map is left at `iterate`.
template <class S>
bool newton(FixedPoint<S>& map, Iterate<S>& iterate, const StopRule<S>& accept, int max_steps,
            std::vector<SolveStep>& history) {
  const auto record = [&] { history.push_back({SolveStep::Method::Newton, static_cast<double>(iterate.residual)}); };
  if (!map.evaluate(iterate.g, iterate)) return false;
  // The scales of the stop rule cost more than a step: they are asked for where steps have ceased to help.
  bool falls = true;
  for (int steps = 0; !accept.without_scales(iterate); ++steps) {
    if (!falls && accept(map, iterate)) break;
    const RealOf<S> before = iterate.residual;
    if (steps == max_steps || !detail::newton_step(map, iterate)) {
      if (falls && map.evaluate(iterate.g, iterate) && accept(map, iterate)) break;
      return detail::settled(map, iterate);
    }
    falls = 16 * iterate.residual <= before;
    record();
  }
  constexpr int max_polishing = 8;
  const RealOf<S> floor = 2 * Eigen::NumTraits<RealOf<S>>::epsilon();  // the last digit of every unknown
  for (int polishing = 0; polishing < max_polishing && detail::spread(iterate) > floor; ++polishing) {
    Iterate<S> better = iterate;
    if (!detail::newton_step(map, better) || !(2 * detail::spread(better) < detail::spread(iterate))) break;
    iterate = std::move(better);
    record();
  }
  return map.evaluate(iterate.g, iterate);
}

}  // namespace freepencil
