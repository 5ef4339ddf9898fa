// SPDX-License-Identifier: GPL-3.0-or-later
// The operator-valued Dyson equation M = (F - S[M])^{-1}, S[M] = E[X M X], of a pencil Q = F + X at one parameter
// point.
//
// S is a multiple of the identity in every block, so the equation is one in the normalised traces g_kl = tr M_kl:
// g = Phi(g). Blocks (i,k) = a Z and (l,j) = b Z' of X, or Z' and Z, with entry variance v add a b v N_{C_k} g_kl to
// S_ij.
#pragma once

#include <optional>

#include "dyson/block_inverse.hpp"
#include "dyson/point_pencil.hpp"
#include "dyson/resolvent.hpp"
#include "dyson/structure.hpp"

namespace freepencil {

template <class S>
class DysonSystem {
 public:
  using Real = RealOf<S>;

  DysonSystem(PointPencil<S> pencil, std::vector<PointTrace<S>> traces);

  /// False if F - S is singular for every S: the inverse of Q cannot exist. Nothing else may be called then.
  [[nodiscard]] bool invertible() const { return structure_.invertible; }
  /// Whether all numbers of the pencil and of the traces are finite.
  [[nodiscard]] bool finite() const { return finite_; }

  /// Only traces that enter S and that a wanted trace depends on; the others are left out or vanish identically.
  [[nodiscard]] int unknowns() const { return static_cast<int>(structure_.unknowns.size()); }
  [[nodiscard]] const Structure& structure() const { return structure_; }
  [[nodiscard]] const PointPencil<S>& pencil() const { return pencil_; }
  [[nodiscard]] const std::vector<PointTrace<S>>& wanted() const { return wanted_; }

  /// M at the point g; false if F - S is singular or not finite at an atom.
  bool evaluate(const Vector<S>& g, Resolvent<S>& M) const;

  /// Phi(g): the traces of the unknown blocks of M.
  void phi(const Resolvent<S>& M, Vector<S>& result) const;
  /// d Phi / d g, from dM = M dS M.
  [[nodiscard]] Matrix<S> jacobian(const Resolvent<S>& M) const;
  /// Its rows and columns for these unknowns (sorted).
  [[nodiscard]] Matrix<S> jacobian(const Resolvent<S>& M, const std::vector<int>& unknowns) const;
  /// The values of the wanted traces.
  [[nodiscard]] std::vector<S> traces(const Resolvent<S>& M) const;
  /// The sums of the absolute values of what is added up in them: what they cancel from.
  [[nodiscard]] std::vector<Real> trace_scales(const Resolvent<S>& M) const;
  /// The spectral radius of the second-moment operator B -> M E[X B X*] M*: below 1 exactly at the physical solution.
  [[nodiscard]] Real branch_radius(const Resolvent<S>& M) const;
  /// Its part for some of Structure::classes.
  [[nodiscard]] Real branch_radius(const Resolvent<S>& M, const std::vector<int>& classes) const;

  /// tr M_kl; zero for a block that vanishes identically or that nobody asked for.
  [[nodiscard]] S trace(const Resolvent<S>& M, Block block) const { return trace(M, slot(block.column, block.row)); }

 private:
  struct Varying {
    int slot = 0;
    std::vector<S> values;  // one for every atom
  };
  struct SpaceSystem {
    std::vector<Real> weights;
    BlockInverse<S> inverse;
    std::vector<S> constants;  // the part of F that is the same at all atoms, by input slot of the inverse
    std::vector<Varying> varying;
  };
  struct CovarianceInput {
    int space = 0, slot = 0, unknown = 0;
    S coefficient{};
  };

  void check_finite();
  void plan_inverses();
  void plan_deterministic();
  void plan_covariance();
  static bool evaluate_space(const SpaceSystem& space, typename Resolvent<S>::Space& M);
  [[nodiscard]] BlockSlot slot(int column, int row) const {
    const int space = pencil_.columns[column];
    return {space, spaces_[space].inverse.output_slot(column, row)};
  }
  [[nodiscard]] S trace(const Resolvent<S>& M, BlockSlot block) const;
  /// Sum over atoms of weight * M_a * M_b.
  [[nodiscard]] S product_trace(const Resolvent<S>& M, BlockSlot a, BlockSlot b) const;
  /// Sum over atoms of weight * M_a * conj(M_b).
  [[nodiscard]] S second_moment(const Resolvent<S>& M, BlockSlot a, BlockSlot b) const;
  [[nodiscard]] Matrix<S> second_moment_matrix(const Resolvent<S>& M, const std::vector<int>& columns) const;

  PointPencil<S> pencil_;
  std::vector<PointTrace<S>> wanted_;
  Structure structure_;
  bool finite_ = true;
  std::vector<SpaceSystem> spaces_;
  std::vector<CovarianceInput> covariance_;
  std::vector<BlockSlot> unknown_slots_;
};

extern template class DysonSystem<double>;
extern template class DysonSystem<std::complex<double>>;
extern template class DysonSystem<long double>;
extern template class DysonSystem<std::complex<long double>>;

}  // namespace freepencil
