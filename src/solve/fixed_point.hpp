// SPDX-License-Identifier: GPL-3.0-or-later
// The map g -> Phi(g) with its workspace, and the rule by which an iterate is accepted.
#pragma once

#include <algorithm>

#include "dyson/dyson_system.hpp"

namespace freepencil {

template <class S>
[[nodiscard]] RealOf<S> max_norm(const Vector<S>& v) {
  return v.size() == 0 ? RealOf<S>(0) : RealOf<S>(v.cwiseAbs().maxCoeff());
}

/// A point, its image and the distance between them.
template <class S>
struct Iterate {
  Vector<S> g, image;
  RealOf<S> residual{};

  [[nodiscard]] Vector<S> difference() const { return image - g; }
};

/// Evaluates a Dyson system; `resolvent` belongs to the last point evaluated.
template <class S>
class FixedPoint {
 public:
  explicit FixedPoint(const DysonSystem<S>& system) : system_(&system) {}

  /// False, with `iterate` unchanged but for its point, where F - S is singular.
  bool evaluate(Vector<S> g, Iterate<S>& iterate) {
    iterate.g = std::move(g);
    if (!system_->evaluate(iterate.g, resolvent_)) return false;
    system_->phi(resolvent_, iterate.image);
    iterate.residual = max_norm<S>(iterate.difference());
    return is_finite(iterate.residual);
  }

  [[nodiscard]] const DysonSystem<S>& system() const { return *system_; }
  [[nodiscard]] const Resolvent<S>& resolvent() const { return resolvent_; }

 private:
  const DysonSystem<S>* system_;
  Resolvent<S> resolvent_;
};

/// max_k |Phi_k(g) - g_k| <= tolerance * max(1, max_k |g_k|)
template <class S>
struct StopRule {
  RealOf<S> tolerance{};

  [[nodiscard]] RealOf<S> bound(const Iterate<S>& iterate) const {
    return tolerance * std::max(RealOf<S>(1), max_norm<S>(iterate.g));
  }
  [[nodiscard]] bool operator()(const Iterate<S>& iterate) const { return iterate.residual <= bound(iterate); }
};

}  // namespace freepencil
