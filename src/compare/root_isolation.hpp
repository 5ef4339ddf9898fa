// SPDX-License-Identifier: GPL-3.0-or-later
// How many roots a system of equations has in a domain: a proof, or the word that there is none.
#pragma once

#include <string>
#include <vector>

#include "compare/box_functions.hpp"

namespace freepencil {

/// One side of the domain of an unknown.
struct DomainEnd {
  RealInterval at;  ///< encloses the number; infinite at both ends of the interval where there is none
  bool closed = false;
};

struct RootDomain {
  std::vector<DomainEnd> lower, upper;  ///< by unknown
};

struct RootIsolation {
  enum class Outcome {
    NotRun,
    Unique,     ///< the domain has one root, and `boxes` one box, in which the root is the only one
    None,       ///< the domain has no root
    Several,    ///< it has at least as many roots as there are boxes, one in each
    Undecided,  ///< `boxes` are what is left where roots may be; `reason` says why
  };
  Outcome outcome = Outcome::NotRun;
  std::string reason;
  std::vector<Box> boxes;
  std::size_t examined = 0;  ///< how many boxes were looked at
};

struct RootSearchLimits {
  std::size_t boxes = 20'000;  ///< looked at before the search gives up
  std::size_t left = 64;       ///< that may be left undecided before it gives up
  double smallest = 1e-11;     ///< a box this much smaller than its distance from the end of the domain is not split
};

/// Branch and bound (Neumaier 1990, chapter 5): boxes in which an equation has no zero are dropped, hull consistency
/// and the interval Newton method shrink the others, and the Krawczyk operator (Krawczyk 1969) proves that a box around
/// an approximate root has one root and no other. Domains may be unbounded: boxes are, too, and are split on a scale on
/// which both ends of a half-line are far away.
[[nodiscard]] RootIsolation isolate_roots(const BoxFunctions& functions, const RootDomain& domain,
                                          const RootSearchLimits& limits = {});

}  // namespace freepencil
