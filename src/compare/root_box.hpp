// SPDX-License-Identifier: GPL-3.0-or-later
// One box at a time: what shrinks it, and what proves that it has one root.
#pragma once

#include <optional>
#include <span>

#include "compare/box_values.hpp"

namespace freepencil {

/// `tight` lies in `region`; each has one root and no other.
struct CertifiedRoot {
  Box region;  ///< as large as the proof reaches
  Box tight;   ///< as small as rounding lets it be
};

class RootBoxes {
 public:
  /// Of the regions in which roots are proved, relative to the roots.
  static constexpr double smallest_radius = 1e-12;

  explicit RootBoxes(const BoxFunctions& functions) : functions_(functions), values_(functions) {}

  /// The part of the box that may have roots, as far as a few rounds of contraction tell; nothing where it has none.
  [[nodiscard]] std::optional<Box> contracted(Box box);

  /// Newton's method in doubles from the middle of a bounded box; nothing where it does not converge.
  [[nodiscard]] std::optional<std::vector<double>> approximate_root(const Box& box);

  /// Around the point: nothing where even a small box is not proved to have one root. Boxes may reach beyond the
  /// domain.
  [[nodiscard]] std::optional<CertifiedRoot> certified(const std::vector<double>& centre);

  [[nodiscard]] BoxValues& values() { return values_; }

 private:
  /// |Y F(c)|, an upper bound by unknown: how far a root may be, and what rounding of F alone makes of that.
  [[nodiscard]] std::vector<double> newton_step(const std::vector<double>& centre);
  /// The same root in a smaller box, down to rounding.
  [[nodiscard]] Box refined(Box box);
  /// The Krawczyk operator K = c - Y F(c) + (1 - Y J(X)) (X - c); nothing without an inverse Y of the middle of J.
  [[nodiscard]] std::optional<Box> krawczyk(const Box& box, const std::vector<double>& centre);
  [[nodiscard]] std::optional<Box> newton(const Box& box);
  [[nodiscard]] std::optional<Box> newton_of_unbounded(const Box& box);
  [[nodiscard]] std::optional<Box> newton_of_one(const Box& box);
  /// An approximate inverse of the middle of the derivative over the box that was set last.
  [[nodiscard]] std::optional<std::vector<std::vector<double>>> preconditioner();
  /// Whether the equations exist everywhere in the box that was set last.
  [[nodiscard]] bool exists(std::size_t equations);
  [[nodiscard]] std::vector<RealInterval> equations_at(const std::vector<double>& point);

  const BoxFunctions& functions_;
  BoxValues values_;
};

[[nodiscard]] bool is_bounded(const Box& box);
[[nodiscard]] std::vector<double> middle(const Box& box);
[[nodiscard]] bool subset(const Box& inner, const Box& outer);
[[nodiscard]] bool disjoint(const Box& a, const Box& b);
/// Whether they overlap by more than a face.
[[nodiscard]] bool share_interior(const Box& a, const Box& b);

}  // namespace freepencil
