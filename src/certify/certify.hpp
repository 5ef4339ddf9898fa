// SPDX-License-Identifier: GPL-3.0-or-later
// Existence, uniqueness and the branch of a root, proved in ball arithmetic.
#pragma once

#include <string>
#include <vector>

#include "dyson/precise.hpp"

namespace freepencil {

/// The floating-point numbers that belong to a ball.
template <class B>
struct FloatingOf;
template <>
struct FloatingOf<Ball> {
  using Type = Multi;
};
template <>
struct FloatingOf<std::complex<Ball>> {
  using Type = std::complex<Multi>;
};

template <class B>
struct Certificate {
  enum class Outcome { NotRun, Proved, NoRoot, NoBranch };
  Outcome outcome = Outcome::NotRun;
  std::string reason;       ///< one sentence unless proved
  Vector<B> g;              ///< contains exactly one root; which is the physical one
  std::vector<B> traces;    ///< contain the wanted traces at that root
  double branch_bound = 0;  ///< of the branch radius, below one

  [[nodiscard]] bool proved() const { return outcome == Outcome::Proved; }
};

/// Half the width of the box around the centre, in units of the length of the Newton step there; there is also an
/// absolute part, for an exact centre has no step.
inline constexpr double standard_box = 8;

/// The Krawczyk operator K = c - Y h(c) + (1 - Y h'(X)) (X - c), h(g) = g - Phi(g), on a box X around c: K inside X
/// proves that X, and K, contain exactly one root (Krawczyk 1969; Rump 2010, theorem 13.3). The second-moment operator
/// over the box proves the branch. The system must have no relations but those that eliminate nothing from the
/// equation: from its root the whole of M must follow.
template <class B>
[[nodiscard]] Certificate<B> certify(const DysonSystem<B>& system, const Vector<typename FloatingOf<B>::Type>& centre,
                                     double box = standard_box);

extern template Certificate<Ball> certify(const DysonSystem<Ball>&, const Vector<Multi>&, double);
extern template Certificate<std::complex<Ball>> certify(const DysonSystem<std::complex<Ball>>&,
                                                        const Vector<std::complex<Multi>>&, double);

}  // namespace freepencil
