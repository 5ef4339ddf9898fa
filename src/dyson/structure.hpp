// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of a Dyson equation before any number is: which traces enter it, and which depend on which.
#pragma once

#include <utility>
#include <vector>

#include "dyson/graph.hpp"

namespace freepencil {

/// Column k and row l: block M_{kl} of the inverse.
struct Block {
  int column = 0, row = 0;

  friend bool operator==(const Block&, const Block&) = default;
  friend auto operator<=>(const Block&, const Block&) = default;
};

/// The product of two functions on a space, by their indices, the smaller one first; -1 is the identity.
struct Weight {
  int first = -1, second = -1;

  static Weight of(int f, int g) { return f < g ? Weight{f, g} : Weight{g, f}; }
  [[nodiscard]] bool is_identity() const { return second < 0; }
  friend bool operator==(const Weight&, const Weight&) = default;
  friend auto operator<=>(const Weight&, const Weight&) = default;
};

/// The scalar g = tr(weight * M_{kl}).
struct TracedBlock {
  Block block;
  Weight weight;

  friend bool operator==(const TracedBlock&, const TracedBlock&) = default;
  friend auto operator<=>(const TracedBlock&, const TracedBlock&) = default;
};

/// The pencil without its coefficients.
struct PencilShape {
  struct RandomPosition {
    int row = 0, column = 0, variable = 0;
    bool adjoint = false;
    int left = -1, right = -1;  ///< functions on both sides
    friend bool operator==(const RandomPosition&, const RandomPosition&) = default;
  };
  std::vector<int> rows, columns;                  ///< space of each
  std::vector<double> sizes;                       ///< by space
  std::vector<std::pair<int, int>> deterministic;  ///< (row, column) of F
  std::vector<RandomPosition> random;
  std::vector<Block> targets;  ///< blocks that the outputs need
  std::vector<char> plain;     ///< by space: no deterministic matrix but the identity acts on it
};

/// S_{ij} gets the function `outer` times the unknown g = tr(f2 f3 M_{kl}) when block (i,k) is `random[left]` = a f1 Z
/// f2 and block (l,j) is `random[right]` = b f3 Z' f4, or the other way round; `outer` is f1 f4.
struct CovarianceTerm {
  int row = 0, column = 0;  ///< i, j
  int left = 0, right = 0;
  Weight outer;
  int unknown = 0;
};

/// An identity that holds for every Q of this shape: one trace is a constant plus a linear combination of others.
struct ShapeRelation {
  TracedBlock traced;
  std::vector<TracedBlock> terms;
  friend bool operator==(const ShapeRelation&, const ShapeRelation&) = default;
};

/// A strong component of the dependency graph of the unknowns that no relation expresses by others.
struct Component {
  std::vector<int> unknowns;   ///< indices into Structure::solved: they determine the rest of the component
  std::vector<int> followers;  ///< indices into Structure::unknowns: the rest, each given by the ones before it
  /// False if the equations are affine in the component's own unknowns: no block M_{kl} of it has a path
  /// k -> i (S_ij) j -> i' (S_i'j') j' -> l through two positions of S that contain them.
  bool nonlinear = true;
  /// Second-moment classes that are known with this component and not before it.
  std::vector<int> classes;
};

struct Structure {
  bool invertible = false;            ///< false: F - S is singular whatever the numbers are; nothing below is filled in
  bool depends_on_sizes = false;      ///< whether F alone is singular: then the sizes of the spaces decide on zeros
  Pattern equation;                   ///< of F - S: rows x columns
  Pattern inverse;                    ///< of M = (F - S)^{-1}: columns x rows
  std::vector<TracedBlock> unknowns;  ///< all the traces that enter S
  std::vector<int> relation;          ///< by unknown: which relation expresses it by others, or -1
  std::vector<int> solved;            ///< unknowns from which all others follow without solving an equation
  /// The followers in the order in which they follow: every one from the solved ones and earlier stages.
  std::vector<std::vector<int>> stages;
  std::vector<CovarianceTerm> covariance;
  /// Columns with a random term, by strong component of "X takes column k to column m of the inverse". Only pairs of
  /// columns of one class matter for the radius of the second-moment operator: it is block triangular in the classes,
  /// and by the Cauchy-Schwarz inequality of completely positive maps a mixed block (a,b) has at most the radius
  /// sqrt(r_a r_b).
  std::vector<std::vector<int>> classes;
  std::vector<Component> components;  ///< every one behind those that it depends on
  std::vector<Block> blocks;          ///< of M that any of the computations needs, sorted
};

/// F - S is taken to its fixed point of patterns: from S = 0 upwards where F alone is invertible, for the physical
/// solution is a power series in X then; else downwards from the pattern of Q^{-1}.
/// Without `relations` every unknown is solved for; with them (there may be none) only a smallest set is. Throws
/// std::invalid_argument where one names a trace that another expresses.
[[nodiscard]] Structure analyze(const PencilShape& shape, const std::vector<ShapeRelation>* relations = nullptr);

}  // namespace freepencil
