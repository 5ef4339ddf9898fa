// SPDX-License-Identifier: GPL-3.0-or-later
// The map g -> Phi(g) with its workspace, and the rule by which an iterate is accepted.
#pragma once

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <type_traits>

#include "solve/scales.hpp"

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
  /// `workspace`: of a map of another system, whose memory is used once more.
  explicit FixedPoint(const DysonSystem<S>& system, Resolvent<S> workspace = {})
      : system_(&system),
        resolvent_(std::move(workspace)),
        unknowns_(system.unknowns()),
        classes_(system.structure().classes.size()) {
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

  /// False where F - S is singular; `iterate` keeps its old image then. Only what the iteration needs is computed here,
  /// and nothing at the point where the map was evaluated last.
  bool evaluate(Vector<S> g, Iterate<S>& iterate) {
    iterate.g = std::move(g);
    if ((state_ != State::Iterated && state_ != State::Complete) || iterate.g != here_) {
      here_ = iterate.g;
      all_(unknowns_) = here_;
      radius_.reset();
      state_ = State::Nothing;
      if (!system_->evaluate(all_, component_, resolvent_)) return false;
      state_ = State::Iterated;
      system_->phi(resolvent_, image_);
    }
    iterate.image = image_(unknowns_);
    iterate.residual = RealOf<S>(0);
    for (Eigen::Index k = 0; k < iterate.g.size(); ++k) {
      using std::abs;
      const RealOf<S> own = abs(iterate.image[k] - iterate.g[k]);
      if (!is_finite(own)) return false;
      if (own > iterate.residual) iterate.residual = own;
    }
    return true;
  }

  /// The image of M = F^{-1}.
  bool evaluate_deterministic(Iterate<S>& iterate) {
    state_ = State::Nothing;
    radius_.reset();
    if (!system_->evaluate_deterministic(resolvent_)) return false;
    state_ = State::Deterministic;
    system_->phi(resolvent_, image_);
    iterate.image = image_(unknowns_);
    return iterate.image.allFinite();
  }

  /// At the last point evaluated, as are those that follow.
  [[nodiscard]] Matrix<S> jacobian() const {
    return component_ != nullptr ? system_->jacobian(resolvent_, *component_) : system_->jacobian(resolvent_);
  }
  /// Infinite where a block that is no part of the iteration is singular.
  [[nodiscard]] RealOf<S> branch_radius() {
    if (!complete()) return std::numeric_limits<RealOf<S>>::infinity();
    // Numbers with a precision may be asked for in more than one.
    if (!radius_ || !std::is_trivially_copyable_v<S>) radius_ = system_->branch_radius(resolvent_, classes_);
    return *radius_;
  }
  /// Whether the point also solves the equations that relations have replaced; a component alone cannot tell.
  [[nodiscard]] bool solves_the_whole() {
    return component_ != nullptr || (complete() && system_->whole_residual(resolvent_) <= RealOf<S>(1e-8));
  }
  /// The size below which nothing can be said of an unknown but for rounding: see solve/scales.hpp.
  [[nodiscard]] Vector<RealOf<S>> scales() {
    if (!complete()) return Vector<RealOf<S>>::Zero(static_cast<Eigen::Index>(unknowns_.size()));
    return rounding_scales(*system_, resolvent_, unknowns_);
  }
  /// Not a number where they have no value.
  [[nodiscard]] std::vector<S> traces() {
    const S none(std::numeric_limits<RealOf<S>>::quiet_NaN());
    if (!complete()) return std::vector<S>(system_->wanted().size(), none);
    return system_->traces(resolvent_);
  }
  [[nodiscard]] std::vector<RealOf<S>> trace_scales() {
    const RealOf<S> unbounded = std::numeric_limits<RealOf<S>>::infinity();
    if (!complete()) return std::vector<RealOf<S>>(system_->wanted().size(), unbounded);
    return system_->trace_scales(resolvent_);
  }

  [[nodiscard]] const DysonSystem<S>& system() const { return *system_; }
  /// Nothing but this may be asked of the map afterwards.
  [[nodiscard]] Resolvent<S> take_workspace() { return std::move(resolvent_); }
  /// Indices of the unknowns that it is about.
  [[nodiscard]] const std::vector<int>& unknowns() const { return unknowns_; }

 private:
  enum class State { Nothing, Iterated, Complete, Deterministic };

  /// The rest of M at the last point.
  bool complete() {
    if (state_ == State::Iterated && system_->complete(component_, resolvent_)) state_ = State::Complete;
    return state_ == State::Complete || state_ == State::Deterministic;
  }

  const DysonSystem<S>* system_;
  Resolvent<S> resolvent_;
  const Component* component_ = nullptr;
  std::vector<int> unknowns_, classes_;
  State state_ = State::Nothing;
  Vector<S> here_, all_, image_;
  std::optional<RealOf<S>> radius_;
};

/// |Phi_k(g) - g_k| <= tolerance * max(|g_k|, scale_k) for every k. The unknowns of one system can differ by twenty
/// powers of ten, and the smallest can matter most, so that none is measured by another one.
template <class S>
struct StopRule {
  RealOf<S> tolerance{};

  /// By the point alone: what is refused here may still pass with the scales.
  [[nodiscard]] bool without_scales(const Iterate<S>& iterate) const {
    using std::abs;
    for (Eigen::Index k = 0; k < iterate.g.size(); ++k) {
      if (!(abs(iterate.image[k] - iterate.g[k]) <= tolerance * RealOf<S>(abs(iterate.g[k])))) return false;
    }
    return true;
  }
  /// At the point where the map was evaluated last.
  [[nodiscard]] bool operator()(FixedPoint<S>& map, const Iterate<S>& iterate) const {
    using std::abs;
    using Real = RealOf<S>;
    if (without_scales(iterate)) return true;
    const Vector<Real> scales = map.scales();
    for (Eigen::Index k = 0; k < iterate.g.size(); ++k) {
      const Real scale = std::max(Real(abs(iterate.g[k])), Real(scales[k]));
      if (!(abs(iterate.image[k] - iterate.g[k]) <= tolerance * scale)) return false;
    }
    return true;
  }
};

}  // namespace freepencil
