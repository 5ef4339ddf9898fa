// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "montecarlo/planner.hpp"

namespace freepencil {

using Kind = MatrixNode::Kind;

void Planner::add_trace(MatrixId id, std::uint32_t index) {
  if (plan_.traces.size() <= index) plan_.traces.resize(index + 1);
  expand_trace(index, 1, id);
}

void Planner::expand_trace(std::uint32_t index, std::complex<double> coefficient, MatrixId id) {
  const MatrixNode node = matrices_[id];
  if (node.kind == Kind::Combination) {
    for (std::size_t k = 0; k < node.children.size(); ++k) {
      expand_trace(index, coefficient * number(node.coefficients[k]), node.children[k]);
    }
    return;
  }
  const Chain chain = flatten(scalars_, matrices_, id);
  if (chain.length() == 1 && matrices_[chain.factors.front()].kind == Kind::Combination) {
    // tr(D (A + B)) = tr(D A) + tr(D B): the sum itself is not needed.
    const MatrixNode sum = matrices_[chain.factors.front()];
    const ScalarId around = scalars_.multiply(chain.gaps.back(), chain.gaps.front());
    const MatrixId diagonal = matrices_.deterministic(chain.row, scalars_.multiply(chain.coefficient, around));
    for (std::size_t k = 0; k < sum.children.size(); ++k) {
      expand_trace(index, coefficient * number(sum.coefficients[k]), matrices_.product({diagonal, sum.children[k]}));
    }
    return;
  }
  const auto normalisation = static_cast<double>(size(chain.row));
  coefficient *= number(chain.coefficient) / normalisation;
  PlannedTrace& trace = plan_.traces[index];
  if (chain.length() == 0) {
    for (const std::complex<double> value : expand(chain.row, chain.gaps.front()))
      trace.constant += coefficient * value;
  } else {
    pending_.push_back({.trace = index, .number = plan_.numbers++, .chain = chain});
    trace.numbers.emplace_back(coefficient, pending_.back().number);
  }
}

void Planner::single_factor_trace(const Chain& chain, std::uint32_t number) {
  const MatrixId factor = chain.factors.front();
  const std::uint32_t around = diagonal(chain.row, scalars_.multiply(chain.gaps.back(), chain.gaps.front()));
  const MatrixNode node = matrices_[factor];
  const bool hermitian_inverse = node.kind == Kind::Inverse && matrices_.is_self_adjoint(node.children.front());
  if (!hermitian_inverse || find(factor)) {
    const Operand a = matrix(factor);
    push(step::DiagonalSum{number, a.slot, around, a.adjoint, false});
    return;
  }
  if (!inverse_diagonals_.contains(factor)) {
    const Factor inverted = factorize(node.children.front());
    const std::uint32_t slot = new_slot();
    push(step::InverseDiagonal{slot, inverted.index});
    inverse_diagonals_.emplace(factor, slot);
  }
  push(step::DiagonalSum{number, inverse_diagonals_.at(factor), around, false, true});
}

void Planner::pair_trace(const Chain& chain, std::uint32_t number) {
  ChainPlanner planner = chain_planner(chain, true);
  const ChainPlanner::Halves halves = planner.halves();
  const std::size_t second = halves.start + halves.count;
  Operand a = interval(planner, halves.start, halves.count);
  Operand b = interval(planner, second, chain.length() - halves.count);
  const auto gap_before = [&](std::size_t k) { return diagonal(matrices_[planner.factor(k)].row, planner.gap(k)); };
  const bool half = half_[a.slot] && half_[b.slot];
  if (!half) {
    full(a);
    full(b);
    // Reading one part along its rows and the other along its columns is fast; a Hermitian part can be read either way.
    if (a.adjoint == b.adjoint) {
      if (matrices_.is_self_adjoint(planner.id(second, chain.length() - halves.count))) {
        b.adjoint = !a.adjoint;
      } else if (matrices_.is_self_adjoint(planner.id(halves.start, halves.count))) {
        a.adjoint = !b.adjoint;
      }
    }
  }
  push(step::PairSum{number, gap_before(halves.start), a, gap_before(second), b, half});
}

namespace {

/// Calls `use` with every slot that a step reads or writes.
template <class Use>
struct SlotVisitor {
  const Use& use;

  void operator()(const step::Sample& s) const { use(s.slot); }
  void operator()(const step::Constant& s) const { use(s.slot); }
  void operator()(const step::Multiply& s) const { use(s.slot), use(s.a.slot), use(s.b.slot); }
  void operator()(const step::Gram& s) const { use(s.slot), use(s.b.slot); }
  void operator()(const step::Congruence& s) const { use(s.slot), use(s.b.slot); }
  void operator()(const step::Combine& s) const { use(s.slot), terms(s.sum); }
  void operator()(const step::Mirror& s) const { use(s.slot); }
  void operator()(const step::Factorize& s) const { use(s.slot); }
  void operator()(const step::FactorizeBlocks& s) const {
    for (const PlannedSum& block : s.blocks) terms(block);
  }
  void operator()(const step::Solve& s) const { use(s.slot), use(s.b.slot); }
  void operator()(const step::Invert& s) const { use(s.slot); }
  void operator()(const step::InverseDiagonal& s) const { use(s.slot); }
  void operator()(const step::BlockColumn& s) const { use(s.slot); }
  void operator()(const step::BlockPart& s) const { use(s.slot), use(s.source); }
  void operator()(const step::DiagonalSum& s) const { use(s.slot); }
  void operator()(const step::PairSum& s) const { use(s.a.slot), use(s.b.slot); }

  void terms(const PlannedSum& sum) const {
    for (const PlannedTerm& term : sum.terms) use(term.matrix.slot);
  }
};

}  // namespace

EvaluationPlan Planner::finish() {
  // Long products first: what they compute, an explicit inverse for instance, makes the short ones cheap.
  std::stable_sort(pending_.begin(), pending_.end(),
                   [](const Pending& a, const Pending& b) { return a.chain.length() > b.chain.length(); });
  for (const Pending& pending : pending_) {
    trace_ = pending.trace;
    if (pending.chain.length() == 1) {
      single_factor_trace(pending.chain, pending.number);
    } else {
      pair_trace(pending.chain, pending.number);
    }
  }

  std::vector<bool> needed_later(plan_.slots, false);
  for (auto at = plan_.steps.rbegin(); at != plan_.steps.rend(); ++at) {
    const auto use = [&](std::uint32_t slot) {
      if (!needed_later[slot]) at->released.push_back(slot);
      needed_later[slot] = true;
    };
    std::visit(SlotVisitor<decltype(use)>{use}, at->kind);
  }
  return std::move(plan_);
}

EvaluationPlan plan_evaluation(const Model& model, const Ensemble& ensemble, std::span<const std::uint32_t> traces,
                               bool complex) {
  Planner planner(model, ensemble, complex);
  for (std::uint32_t k = 0; k < traces.size(); ++k) planner.add_trace(model.traces[traces[k]], k);
  return planner.finish();
}

}  // namespace freepencil
