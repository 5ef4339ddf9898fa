// SPDX-License-Identifier: GPL-3.0-or-later
// The map g -> Phi(g) with its workspace, and the rule by which an iterate is accepted.
#pragma once

#include <algorithm>
#include <numeric>

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

/// The equations of a Dyson system, or of one of its components while the other unknowns are held.
template <class S>
class FixedPoint {
 public:
  explicit FixedPoint(const DysonSystem<S>& system)
      : system_(&system), unknowns_(system.unknowns()), classes_(system.structure().classes.size()) {
    std::iota(unknowns_.begin(), unknowns_.end(), 0);
    std::iota(classes_.begin(), classes_.end(), 0);
    all_ = Vector<S>::Zero(system.unknowns());
  }
  FixedPoint(const DysonSystem<S>& system, const Component& component, Vector<S> held)
      : system_(&system),
        component_(&component),
        unknowns_(component.unknowns),
        classes_(component.classes),
        all_(std::move(held)) {}

  /// False where F - S is singular; `iterate` keeps its old image then.
  bool evaluate(Vector<S> g, Iterate<S>& iterate) {
    iterate.g = std::move(g);
    all_(unknowns_) = iterate.g;
    if (!system_->evaluate(all_, resolvent_)) return false;
    system_->phi(resolvent_, image_);
    iterate.image = image_(unknowns_);
    iterate.residual = max_norm<S>(iterate.difference());
    return is_finite(iterate.residual);
  }

  /// The image of M = F^{-1}.
  bool evaluate_deterministic(Iterate<S>& iterate) {
    if (!system_->evaluate_deterministic(resolvent_)) return false;
    system_->phi(resolvent_, image_);
    iterate.image = image_(unknowns_);
    return iterate.image.allFinite();
  }

  /// At the last point evaluated, as are those that follow.
  [[nodiscard]] Matrix<S> jacobian() const {
    return component_ != nullptr ? system_->jacobian(resolvent_, *component_) : system_->jacobian(resolvent_);
  }
  [[nodiscard]] RealOf<S> branch_radius() const { return system_->branch_radius(resolvent_, classes_); }
  /// Whether the point also solves the equations that relations have replaced; a component alone cannot tell.
  [[nodiscard]] bool solves_the_whole() const {
    return component_ != nullptr || system_->whole_residual(resolvent_) <= RealOf<S>(1e-8);
  }
  [[nodiscard]] std::vector<S> traces() const { return system_->traces(resolvent_); }
  [[nodiscard]] std::vector<RealOf<S>> trace_scales() const { return system_->trace_scales(resolvent_); }

  [[nodiscard]] const DysonSystem<S>& system() const { return *system_; }

 private:
  const DysonSystem<S>* system_;
  const Component* component_ = nullptr;
  std::vector<int> unknowns_, classes_;
  Vector<S> all_, image_;
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
