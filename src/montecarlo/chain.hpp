// SPDX-License-Identifier: GPL-3.0-or-later
// Products as chains of dense factors with diagonal matrices in the gaps, and the cheapest way to multiply them out.
#pragma once

#include <functional>
#include <map>
#include <vector>

#include "expr/model.hpp"

namespace freepencil {

/// Whether a matrix is diagonal in the basis of its space: where the order of products is kept, a multiple of the
/// identity alone is.
[[nodiscard]] bool is_diagonal(const Matrices& matrices, MatrixId id);

/// coefficient * gaps[0] * factors[0] * gaps[1] * ... * factors[m-1] * gaps[m]; gaps are functions of spectra, one
/// where the order of products is kept.
struct Chain {
  ScalarId coefficient{};
  std::vector<MatrixId> factors;
  std::vector<ScalarId> gaps;
  SpaceId row = 0, column = 0;

  [[nodiscard]] std::size_t length() const { return factors.size(); }
};

/// Reads any matrix as a chain; a matrix that is no product is a chain of one factor, or of none if it is diagonal.
[[nodiscard]] Chain flatten(Scalars& scalars, Matrices& matrices, MatrixId id);

/// How to compute consecutive factors, the gaps between them included and those at the ends not.
struct Choice {
  enum class Rule {
    Known,       // computed before, or its adjoint
    Leaf,        // one factor
    Solve,       // the first factor is an inverse: a linear system
    SolveRight,  // the last one is: the adjoint system
    Multiply,    // two parts, `left` factors in the first
    Gram,        // b' * diagonal * b: half the work of a product
    Congruence,  // b' * inv(H) * b by the triangular factor of H
  };
  Rule rule = Rule::Leaf;
  std::size_t left = 0;
  double cost = 0;
};

/// The cheapest way for every interval of one chain; of a cyclic chain (a trace) intervals may wrap around.
class ChainPlanner {
 public:
  struct Context {
    Scalars& scalars;
    Matrices& matrices;
    std::function<std::size_t(SpaceId)> size;
    std::function<bool(MatrixId)> known;  ///< whether a matrix or its adjoint has been computed
  };

  ChainPlanner(Context context, Chain chain, bool cyclic);

  [[nodiscard]] const Chain& chain() const { return chain_; }
  [[nodiscard]] MatrixId factor(std::size_t k) const { return chain_.factors[k % chain_.length()]; }
  /// The diagonal in front of factor k; of a cyclic chain the ends are merged.
  [[nodiscard]] ScalarId gap(std::size_t k) const;
  /// The matrix that an interval stands for.
  [[nodiscard]] MatrixId id(std::size_t start, std::size_t count);
  [[nodiscard]] Choice choose(std::size_t start, std::size_t count);

  struct Halves {
    std::size_t start = 0, count = 0;  ///< the first part; the second is the rest of the cycle
    double cost = 0;
  };
  /// tr(A B) needs no product of A and B: the cheapest two parts of a cyclic chain of at least two factors.
  [[nodiscard]] Halves halves();

 private:
  [[nodiscard]] Choice compute(std::size_t start, std::size_t count);
  [[nodiscard]] bool self_adjoint(MatrixId id) { return context_.matrices.is_self_adjoint(id); }
  [[nodiscard]] bool is_inverse(std::size_t k) const;
  [[nodiscard]] double rows(std::size_t k) const;
  [[nodiscard]] double columns(std::size_t k) const;

  Context context_;
  Chain chain_;
  bool cyclic_;
  std::map<std::pair<std::size_t, std::size_t>, Choice> choices_;
  std::map<std::pair<std::size_t, std::size_t>, MatrixId> ids_;
};

}  // namespace freepencil
