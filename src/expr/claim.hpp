// SPDX-License-Identifier: GPL-3.0-or-later
// What a file claims: scalar statements about outputs in closed form, and identities between matrices.
//
// A closed form is arithmetic in parameters, traces of deterministic matrices and Quantity leaves: numbers that a claim
// defines by other means, as the root of an equation or the larger of two numbers.
#pragma once

#include <freepencil/diagnostic.hpp>
#include <freepencil/request.hpp>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "expr/matrix.hpp"
#include "expr/scalar.hpp"

namespace freepencil {

/// One unknown of a root: a number in this domain, which may be a half-line or the whole line.
struct RootUnknown {
  std::string name;
  std::uint32_t quantity = 0;            ///< its index into Model::quantities
  std::optional<ScalarId> lower, upper;  ///< may depend on parameters and on quantities before this one
  bool lower_closed = false, upper_closed = false;
  Span span;
};

/// `root(k > a, m > b : l1 = r1, l2 = r2)`: as many equations as unknowns, which must have one solution in the domain.
struct RootSystem {
  std::vector<RootUnknown> unknowns;
  std::vector<ScalarId> equations;  ///< left - right: each is zero; in Quantity leaves of the unknowns
  Span span;
};

/// A number that a claim defines otherwise than by arithmetic; Quantity leaves of the arena are indices of these.
struct Quantity {
  /// The value of an output.
  struct OfOutput {
    std::uint32_t output = 0;  ///< index into Model::outputs

    friend bool operator==(const OfOutput&, const OfOutput&) = default;
  };
  /// Its derivative with respect to a parameter, of order 1 or 2.
  struct OutputDerivative {
    std::uint32_t output = 0, parameter = 0;
    int order = 1;

    friend bool operator==(const OutputDerivative&, const OutputDerivative&) = default;
  };
  /// The limit of an expression in the traces of outputs, as one parameter goes to a limit.
  struct OutputLimit {
    ScalarId expression{};  ///< in parameters and Trace leaves of random matrices
    LimitPoint limit;
  };
  /// One unknown of a root.
  struct RootComponent {
    std::uint32_t system = 0, component = 0;  ///< index into Model::root_systems; of its unknowns
  };
  /// The derivative of one unknown of a root with respect to a parameter: component of the solution of J x = -f, with
  /// J the derivatives of the equations with respect to the unknowns and f those with respect to the parameter. Further
  /// derivatives have the same J and another right side.
  struct RootDerivative {
    std::vector<std::vector<ScalarId>> matrix;  ///< J
    std::vector<ScalarId> right;                ///< -f
    std::uint32_t component = 0;

    friend bool operator==(const RootDerivative&, const RootDerivative&) = default;
  };
  struct Extremum {
    bool largest = true;
    std::vector<ScalarId> arguments;

    friend bool operator==(const Extremum&, const Extremum&) = default;
  };
  /// What a `limit` of a closed form calls its variable, where that is no parameter of the file.
  struct Variable {};
  /// The limit of a closed form as a parameter, or a Variable, goes to a limit.
  struct ClosedLimit {
    ScalarId body{};
    ScalarId variable{};  ///< a Parameter leaf, or the Quantity leaf of a Variable
    LimitPoint::Side side = LimitPoint::Side::Above;
    ScalarId target{};  ///< free of the variable; nothing that is looked at for an infinite side
    bool both_sides = false;
  };

  std::string name;  ///< as the claim calls it; empty for what has no name
  Span span;
  std::variant<OfOutput, OutputDerivative, OutputLimit, RootComponent, RootDerivative, Extremum, Variable, ClosedLimit>
      what;
};

/// `left < right`: what restricts a file or a claim to a region, and what a claim states.
struct Comparison {
  enum class Relation { Equal, Less, LessEqual, Greater, GreaterEqual };

  ScalarId left{}, right{};
  Relation relation = Relation::Equal;
  Span span;
};

/// `left ~ right as phi -> 0 : O(phi^2)`: |left - right| is at most a constant times `order` near the limit.
struct Expansion {
  ScalarId left{}, right{}, order{};  ///< `left` may have OfOutput quantities
  LimitPoint limit;
  Span span;
};

/// `A == B` between matrices, or between vectors as linear combinations of random vectors: one pair of matrices each.
struct MatrixIdentity {
  std::vector<std::pair<MatrixId, MatrixId>> sides;
  Span span;
};

struct Claim {
  std::string title;
  Span span;  ///< of its first line
  bool expect_refuted = false;
  std::vector<Comparison> assumptions;
  std::vector<std::variant<Comparison, Expansion, MatrixIdentity>> statements;
  /// The names that it gives to scalars, in the order of the file: for a report.
  std::vector<std::pair<std::string, ScalarId>> definitions;
};

}  // namespace freepencil
