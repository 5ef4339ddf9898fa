// SPDX-License-Identifier: GPL-3.0-or-later
// The operator-valued Dyson equation M = (F - S[M])^{-1}, S[M] = E[X M X], of a pencil Q = F + X at one parameter
// point.
//
// Blocks (i,k) = a f1 Z f2 and (l,j) = b f3 Z' f4 of X, or Z' and Z, with entry variance v and functions f of the
// deterministic matrices, add a b v N_{C_k} g f1 f4 to S_ij, g = tr(f2 f3 M_kl). So the equation is one in such
// normalised traces: g = Phi(g). Those that others determine without solving an equation can be left out of it.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "dyson/block_inverse.hpp"
#include "dyson/dyson_plan.hpp"
#include "dyson/point_pencil.hpp"
#include "dyson/resolvent.hpp"

namespace freepencil {

/// traced = constant + sum of coefficient * other, an identity of the pencil.
template <class S>
struct TraceRelation {
  TracedBlock traced;
  S constant{};
  std::vector<std::pair<TracedBlock, S>> terms;
};

template <class S>
class DysonSystem {
 public:
  using Real = RealOf<S>;

  /// Without `relations` every trace that enters S is an unknown; with them (there may be none) a smallest set is from
  /// which the others follow.
  DysonSystem(PointPencil<S> pencil, std::vector<PointTrace<S>> traces,
              std::optional<std::vector<TraceRelation<S>>> relations = std::nullopt);

  // There are pointers into the tables of functions and weights, which move with the system.
  DysonSystem(DysonSystem&&) noexcept = default;
  DysonSystem& operator=(DysonSystem&&) noexcept = default;

  /// False if F - S is singular for every S: the inverse of Q cannot exist. Nothing else may be called then.
  [[nodiscard]] bool invertible() const { return structure().invertible; }
  /// Whether all numbers of the pencil and of the traces are finite.
  [[nodiscard]] bool finite() const { return finite_; }

  [[nodiscard]] int unknowns() const { return static_cast<int>(structure().solved.size()); }
  [[nodiscard]] const TracedBlock& unknown(int index) const { return structure().unknowns[structure().solved[index]]; }
  [[nodiscard]] const Structure& structure() const { return plan_->structure; }
  [[nodiscard]] const PointPencil<S>& pencil() const { return pencil_; }
  [[nodiscard]] const std::vector<PointTrace<S>>& wanted() const { return wanted_; }
  [[nodiscard]] const std::optional<std::vector<TraceRelation<S>>>& relations() const { return relations_; }

  /// A weight at the atoms of its space; empty for the identity.
  [[nodiscard]] const std::vector<S>& values(const Weight& weight) const {
    static const std::vector<S> none;
    if (weight.is_identity()) return none;
    return weight.first < 0 ? pencil_.functions[weight.second] : products_.at(weight);
  }
  /// tr of the weight alone.
  [[nodiscard]] S mean(const TracedBlock& traced) const;

  /// M at the point g; false if F - S is singular or not finite at an atom.
  bool evaluate(const Vector<S>& g, Resolvent<S>& M) const;
  /// Only what Phi and its derivative for one component, or for all unknowns, are made of; `complete` adds the rest,
  /// which everything else below needs.
  bool evaluate(const Vector<S>& g, const Component* component, Resolvent<S>& M) const;
  bool complete(const Component* component, Resolvent<S>& M) const;
  /// The same without S: M = F^{-1}.
  bool evaluate_deterministic(Resolvent<S>& M) const;

  /// Phi(g): the traces of the unknown blocks of M.
  void phi(const Resolvent<S>& M, Vector<S>& result) const;
  /// The largest |tr(weight M) - g| over all traces that enter S, those that relations express included, relative to
  /// the largest of them: whether a root of the reduced equation is one of the whole.
  [[nodiscard]] Real whole_residual(const Resolvent<S>& M) const;
  /// d Phi / d g, from dM = M dS M.
  [[nodiscard]] Matrix<S> jacobian(const Resolvent<S>& M) const;
  /// Its rows and columns for the unknowns of one component.
  [[nodiscard]] Matrix<S> jacobian(const Resolvent<S>& M, const Component& component) const;
  /// The values of the wanted traces.
  [[nodiscard]] std::vector<S> traces(const Resolvent<S>& M) const;
  /// The sums of the absolute values of what is added up in them: what they cancel from.
  [[nodiscard]] std::vector<Real> trace_scales(const Resolvent<S>& M) const;
  /// The spectral radius of the second-moment operator B -> M E[X B X*] M*: below 1 exactly at the physical solution.
  [[nodiscard]] Real branch_radius(const Resolvent<S>& M) const;
  /// The operator on traces, a matrix for each of Structure::classes: its spectrum is theirs.
  [[nodiscard]] std::vector<Matrix<S>> second_moment_operator(const Resolvent<S>& M) const;
  /// The radius of its part for some of Structure::classes.
  [[nodiscard]] Real branch_radius(const Resolvent<S>& M, const std::vector<int>& classes) const;

  /// M_kl at every atom of its space; null for a block that vanishes identically or that nobody asked for.
  [[nodiscard]] const S* block(const Resolvent<S>& M, int column, int row) const {
    const BlockSlot at = slot(column, row);
    return at.slot < 0 ? nullptr : M.spaces[at.space].values(at.slot);
  }
  /// tr(weight * M_kl); zero for a block that vanishes identically or that nobody asked for.
  [[nodiscard]] S trace(const Resolvent<S>& M, const TracedBlock& traced) const {
    return trace(M, slot(traced.block.column, traced.block.row), values(traced.weight));
  }

 private:
  using Values = std::vector<S>;  // at the atoms of a space; none: one everywhere

  /// A product of functions and the weights of the atoms: factor * values, no values being one everywhere.
  struct Density {
    const S* values = nullptr;
    S factor{};
    Values own;
  };
  /// One entry of F - S, apart from S.
  struct Input {
    S constant{};                                     // the part of F that is the same at all atoms
    std::vector<const S*> varying;                    // the others
    std::vector<std::pair<int, const S*>> modulated;  // covariance terms with their functions
    [[nodiscard]] bool changes() const { return !varying.empty() || !modulated.empty(); }
  };

  void check_finite();
  void tabulate_weights();
  void tabulate_densities();
  void collect_inputs();

  [[nodiscard]] std::size_t atoms(int space) const { return pencil_.spaces[space].weights.size(); }
  [[nodiscard]] const DysonPlan::Part& part(const Component* component) const {
    return component == nullptr ? plan_->whole : plan_->part(*component);
  }
  void start(const Vector<S>& g, Resolvent<S>& M) const;
  bool run(const DysonPlan::Goal& goal, bool follow, Resolvent<S>& M) const;
  bool run(const DysonPlan::Pass& pass, Resolvent<S>& M) const;
  bool run(const DysonPlan::Pass& pass, std::size_t begin, std::size_t end, typename Resolvent<S>::Space& M,
           typename Resolvent<S>::Workspace& work, const std::vector<S>& constants, const Vector<S>& all,
           S* sums) const;
  void fill_input(const Input& input, const S& constant, const Vector<S>& all, std::size_t at, std::size_t count,
                  S* target) const;
  void follow_relations(Vector<S>& all) const;

  [[nodiscard]] BlockSlot slot(int column, int row) const {
    const int space = pencil_.columns[column];
    return {space, plan_->programs[space].output_slot(column, row)};
  }
  [[nodiscard]] S trace(const Resolvent<S>& M, BlockSlot block, const Values& weight) const;
  /// The sum over the atoms of a space of density * left * right, without `right` where it is null.
  [[nodiscard]] S integrate(int space, const S* density, const S* left, const S* right) const;
  [[nodiscard]] Vector<S> integrals(const Resolvent<S>& M, const DysonPlan::Derivative& derivative) const;
  [[nodiscard]] Matrix<S> jacobian(const Resolvent<S>& M, const DysonPlan::Derivative& derivative) const;
  [[nodiscard]] Matrix<S> second_moment_matrix(const Resolvent<S>& M, const DysonPlan::Moments& moments) const;
  [[nodiscard]] S moment(const Resolvent<S>& M, const DysonPlan::Moment& moment) const;

  PointPencil<S> pencil_;
  std::vector<PointTrace<S>> wanted_;
  std::optional<std::vector<TraceRelation<S>>> relations_;
  std::shared_ptr<const DysonPlan> plan_;
  bool finite_ = true;
  std::vector<char> equal_weights_;    // by space
  std::map<Weight, Values> products_;  // of two functions
  std::vector<S> covariance_;          // by covariance term: a b v N
  std::vector<Density> densities_;     // as in the plan
  std::vector<std::vector<Input>> inputs_;
};

extern template class DysonSystem<double>;
extern template class DysonSystem<std::complex<double>>;
extern template class DysonSystem<long double>;
extern template class DysonSystem<std::complex<long double>>;

}  // namespace freepencil
