// SPDX-License-Identifier: GPL-3.0-or-later
// Where the spectra are rational the fixed-point equations are algebraic: one polynomial equation for one quantity, or
// two between two of them.
//
// At generic parameters the physical solution is a point of an irreducible variety over the field of rational functions
// of the parameters. So every polynomial that vanishes there has an irreducible factor that does, and the equation of
// lowest degree for one quantity is unique up to a constant. Which factor it is, is read off the solution itself at
// random parameters.
#pragma once

#include <complex>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "equivalent/derivation.hpp"

namespace freepencil {

/// The physical solution at a parameter point: the values of `Derivation::unknowns`, then those of its outputs; nothing
/// where there is none. Ten digits are enough.
using PhysicalSolution =
    std::function<std::optional<std::vector<std::complex<double>>>(std::span<const Rational> parameters)>;

struct EliminationOptions {
  enum class Method {
    Automatic,   ///< resultants, and a Groebner basis where these grow too large
    Resultants,  ///< one unknown after the other; within this program
    Groebner,    ///< by the program `singular`
  };
  Method method = Method::Automatic;
  std::string singular = "Singular";  ///< as a shell would find it
  double seconds = 60;                ///< for all of it; only `singular` is stopped in the middle
  int points = 4;                     ///< where the physical factor is told from others
  std::uint64_t seed = 1;             ///< of these points
};

struct Elimination {
  struct Quantity {
    std::string name;
    ScalarId leaf{};  ///< an Unknown: of the derivation, or with index unknowns.size() + k for output k
  };
  struct Factor {
    ScalarId polynomial{};
    std::uint64_t multiplicity = 1;
    std::vector<ScalarId> summands = {};  ///< its parts in the order of reading: by falling powers of one quantity
  };
  /// polynomial = 0 at the physical solution.
  struct Relation {
    ScalarId polynomial{};        ///< in the quantities and the parameters: integer coefficients, irreducible
    std::uint64_t degree = 0;     ///< in the quantities
    std::vector<Factor> factors;  ///< of the last polynomial that elimination gave; others are other branches or none
    std::size_t physical = 0;     ///< index into factors: the one that is `polynomial`
  };
  std::vector<Quantity> quantities;
  std::vector<Relation> relations;  ///< as many as quantities
  bool groebner = false;            ///< by a Groebner basis rather than resultants
  double residual = 0;  ///< of the relations at a parameter point that was not used, relative to their largest parts
  double seconds = 0;
};

/// Why nothing was found.
struct EliminationFailure {
  enum class Kind {
    NotAlgebraic,  ///< there is no such polynomial, or none that this elimination takes: the question must change
    NotReached,    ///< one may exist, but it was not found
  };
  Kind kind = Kind::NotReached;
  std::string reason;
  std::optional<Span> span = {};  ///< of what is in the way, if that is one statement
};

/// What was found, or why nothing was.
using EliminationOrFailure = std::variant<Elimination, EliminationFailure>;

/// Relations between the named quantities, one or two, each an output or an unknown of the derivation.
[[nodiscard]] EliminationOrFailure eliminate(Model& model, const Derivation& derivation,
                                             const std::vector<std::string>& names, const PhysicalSolution& solution,
                                             const EliminationOptions& options = {});

}  // namespace freepencil
