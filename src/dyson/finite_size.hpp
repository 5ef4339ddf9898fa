// SPDX-License-Identifier: GPL-3.0-or-later
// The term of order 1/n of the expected traces: docs/theory/finite_size.md.
//
// E Q^{-1} = M + G_1 + O(n^-2), where on every space, as functions of the atom,
//   G_1 = M S[G_1] M + M Xi,
// and Xi holds what S leaves out: pairs of Z with Z (for real entries), and the fourth cumulant of the entries.
#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "dyson/dyson_system.hpp"

namespace freepencil {

/// The sum of the traces of all blocks that join equal spaces. A system that is to have a finite-size term must want
/// it: blocks of M that no limit needs do occur there.
template <class S>
[[nodiscard]] PointTrace<S> every_block(const PointPencil<S>& pencil);

template <class S>
class FiniteSize {
 public:
  using Real = RealOf<S>;

  /// `M` is the solution of `system`, and both must outlive the object; `excess` holds E z^4 / v^2 - 3 of the entries
  /// of every variable.
  FiniteSize(const DysonSystem<S>& system, const Resolvent<S>& M, std::vector<Real> excess);

  /// First-order terms of the first `count` wanted traces, in the units of the pencil: the coefficient of 1/n where
  /// sizes and variances are relative to n, the correction itself where sizes are numbers of rows. Nothing where 1 - T
  /// or 1 - L is singular to working precision; near that the caller is to compare two precisions.
  [[nodiscard]] std::optional<std::vector<S>> first_order(std::size_t count);

  /// T without complex conjugation, on the traces Tr(f2 f B_{k k2}) over all pairs of ports (k,f) and (k2,f2).
  [[nodiscard]] Matrix<S> second_moment_matrix() const;
  /// L: the derivative of Phi for every trace that S pairs, those included that are zero in the limit by structure.
  [[nodiscard]] Matrix<S> response() const;
  [[nodiscard]] const std::vector<TracedBlock>& unknowns() const { return unknowns_; }

 private:
  using Values = std::vector<S>;     // at the atoms of a space; none: zero
  using Port = std::pair<int, int>;  // a column and a function behind the random matrices in it
  /// tr(f2 f3 M_kl) of the pair of terms, which adds `strength` * trace * outer to S_ij.
  struct Pair {
    int left = 0, right = 0, unknown = 0;
    S strength{};
    Weight outer;
  };

  void collect_ports();
  void collect_pairs();
  [[nodiscard]] int port_pair(Port a, Port b) const { return pair_index_.at({a, b}); }
  [[nodiscard]] Port port(int term) const { return {pencil_.random[term].column, pencil_.random[term].right}; }
  [[nodiscard]] const S* block(int column, int row) const;
  /// Multiplies by a function; the identity changes nothing.
  void dress(Values& values, int function) const;
  void dress(Values& values, const Weight& weight) const;
  [[nodiscard]] S integral(int space, const Values& values) const;
  [[nodiscard]] Values product(int space, const S* a, const S* b) const;
  static void add(Values& sum, const Values& values, const S& factor);

  bool add_same_orientation();
  void add_fourth_cumulant();
  /// The factor f2 M_kl f3 between two terms of opposite orientation; none where it vanishes.
  [[nodiscard]] Values between(int left, int right) const;
  /// sum_i M_pi Xi_iq.
  [[nodiscard]] Values direct(int column, int row) const;
  [[nodiscard]] Values first_order_block(int column, int row, const Vector<S>& g1) const;
  [[nodiscard]] std::optional<Vector<S>> solve_response() const;

  const DysonSystem<S>& system_;
  const PointPencil<S>& pencil_;
  const Resolvent<S>& M_;
  std::vector<Real> excess_;
  std::vector<Port> ports_;
  std::map<std::pair<Port, Port>, int> pair_index_;
  std::vector<std::pair<Port, Port>> port_pairs_;
  std::vector<TracedBlock> unknowns_;
  std::vector<Pair> pairs_;
  std::map<std::pair<int, int>, Values> xi_;  // by row i and row q
};

extern template PointTrace<double> every_block(const PointPencil<double>&);
extern template PointTrace<std::complex<double>> every_block(const PointPencil<std::complex<double>>&);
extern template PointTrace<long double> every_block(const PointPencil<long double>&);
extern template PointTrace<std::complex<long double>> every_block(const PointPencil<std::complex<long double>>&);
extern template class FiniteSize<double>;
extern template class FiniteSize<std::complex<double>>;
extern template class FiniteSize<long double>;
extern template class FiniteSize<std::complex<long double>>;

}  // namespace freepencil
