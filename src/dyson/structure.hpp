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

/// The pencil without its coefficients.
struct PencilShape {
  struct RandomPosition {
    int row = 0, column = 0, variable = 0;
    bool adjoint = false;
  };
  std::vector<int> rows, columns;                  ///< space of each
  std::vector<double> sizes;                       ///< by space
  std::vector<std::pair<int, int>> deterministic;  ///< (row, column) of F
  std::vector<RandomPosition> random;
  std::vector<Block> targets;  ///< blocks that the outputs need
};

/// S_{ij} gets the unknown g_{kl} when block (i,k) is `random[left]` = a Z and block (l,j) is `random[right]` = b Z',
/// or the other way round.
struct CovarianceTerm {
  int row = 0, column = 0;  ///< i, j
  int left = 0, right = 0;
  int unknown = 0;
};

/// A strong component of the unknowns' dependency graph.
struct Component {
  std::vector<int> unknowns;
  /// False if the equations are affine in the component's own unknowns: no block M_{kl} of it has a path
  /// k -> i (S_ij) j -> i' (S_i'j') j' -> l through two positions of S that contain them.
  bool nonlinear = true;
  /// Second-moment classes that are known with this component and not before it.
  std::vector<int> classes;
};

struct Structure {
  bool invertible = false;  ///< false: F - S is singular whatever the numbers are; nothing below is filled in
  Pattern equation;         ///< of F - S: rows x columns
  Pattern inverse;          ///< of M = (F - S)^{-1}: columns x rows
  std::vector<Block> unknowns;
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
[[nodiscard]] Structure analyze(const PencilShape& shape);

}  // namespace freepencil
