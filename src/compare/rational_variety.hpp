// SPDX-License-Identifier: GPL-3.0-or-later
// Algebraic equations solved for whatever letters they are linear in, parameters as well as unknowns.
//
// The fixed-point equation of a ridge regression has degree two or more in its unknown but degree one in a size: the
// points (parameters, unknown) are a rational variety, on which an identity is one of rational functions in free
// letters.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "compare/reasoned.hpp"
#include "numeric/ball.hpp"
#include "numeric/polynomial.hpp"

namespace freepencil {

struct RationalVariety {
  /// variable = numerator / denominator, in variables that are not solved for at this place or before.
  struct Solved {
    std::size_t variable = 0;
    Polynomial numerator, denominator;
  };
  std::vector<Solved> solved;
  std::vector<Polynomial> left;  ///< irreducible, in variables that are not solved for: linear in none
};

/// The irreducible variety on which a family of points lies that is analytic in the parameters, from equations that
/// hold on the whole family. Every polynomial is replaced by its physical factor (see physical_factor.hpp), told by
/// balls that contain one point of the family; denominators are proved not to vanish there. Variables are solved for
/// where `solvable` says so. The reason where balls do not tell, or it takes too long: `expired` is asked between the
/// steps.
[[nodiscard]] Reasoned<RationalVariety> rational_variety(const std::vector<Polynomial>& equations,
                                                         const std::vector<Ball>& values,
                                                         const std::vector<char>& solvable,
                                                         const std::function<bool()>& expired);

}  // namespace freepencil
