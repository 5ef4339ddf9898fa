// SPDX-License-Identifier: GPL-3.0-or-later
// Families of very many members by few of them: a sum over k = from..to as a Gauss rule.
#pragma once

#include <vector>

#include "laws/ensemble.hpp"
#include "laws/spectrum.hpp"

namespace freepencil {

/// sum_k f(k)/count ~ sum_j weights_j f(index_j). The first members stand for themselves; the others are cut into
/// blocks, each as long as its first index, and in a block of N members the points and weights are those that are
/// exact for polynomials below degree 48: the Gauss rule of the counting measure on 0..N-1 (discrete Chebyshev
/// polynomials, Szego, Orthogonal Polynomials, section 2.8). For f that is analytic in the complex plane but for zero
/// and for points at an angle of pi/4 or more from the positive axis, as s/(s + c) with s = k^-4, what is left out is
/// below 1e-29 of the sum. Points and weights are exact numbers of 45 digits; the weights sum to one.
struct FamilyRule {
  std::vector<Rational> index, weights;
};

/// Digits that sums by a rule are good for.
inline constexpr int rule_digits = 27;

/// A rule for from..to, made once; from must be positive. Safe to call from several threads.
[[nodiscard]] const FamilyRule& family_rule(std::int64_t from, std::int64_t to);

/// Whether a family is so long that a limit takes its rule: from 100,000 members on, with a positive index.
[[nodiscard]] bool wants_rule(const Family& family);

/// How far the rule is off for these values of a family, relative: the largest difference from a rule of more points in
/// a block, for s and for s/(s + c) with c the size of s within the block. Infinite where a value is not finite.
[[nodiscard]] double rule_error(const Model& model, const Family& family, const ParameterValues& at);

/// Whether this ensemble has a spectrum that is summed by a rule.
[[nodiscard]] bool uses_rule(const Model& model, const Ensemble& ensemble);

}  // namespace freepencil
