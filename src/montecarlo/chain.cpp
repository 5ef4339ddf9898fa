// SPDX-License-Identifier: GPL-3.0-or-later
#include "montecarlo/chain.hpp"

#include <limits>

namespace freepencil {
namespace {

using Kind = MatrixNode::Kind;
using Rule = Choice::Rule;

/// Beyond this many factors the cheapest order, whose search takes the cube of the length, is not looked for.
constexpr std::size_t longest_searched = 48;

/// Costs are in floating-point operations of a matrix product; triangular solves and inversions run at about half its
/// speed (OpenBLAS 0.3.21 at dimension 500: 45 against 20 Gflop/s).
constexpr double triangular = 2;

}  // namespace

bool is_diagonal(const Matrices& matrices, MatrixId id) {
  const MatrixNode& node = matrices[id];
  return node.kind == Kind::Deterministic && (!matrices.keeps_order(node.row) || matrices.as_multiple_of_identity(id));
}

Chain flatten(Scalars& scalars, Matrices& matrices, MatrixId id) {
  const MatrixNode& node = matrices[id];
  if (node.kind == Kind::Combination && node.children.size() == 1) {
    const ScalarId coefficient = node.coefficients.front();
    Chain chain = flatten(scalars, matrices, node.children.front());
    chain.coefficient = scalars.multiply(coefficient, chain.coefficient);
    return chain;
  }
  Chain chain{
      .coefficient = scalars.one(), .factors = {}, .gaps = {scalars.one()}, .row = node.row, .column = node.column};
  for (const MatrixId child : node.kind == Kind::Product ? node.children : std::vector<MatrixId>{id}) {
    if (is_diagonal(matrices, child)) {
      chain.gaps.back() = scalars.multiply(chain.gaps.back(), matrices[child].function);
    } else {
      chain.factors.push_back(child);
      chain.gaps.push_back(scalars.one());
    }
  }
  return chain;
}

ChainPlanner::ChainPlanner(Context context, Chain chain, bool cyclic)
    : context_(std::move(context)), chain_(std::move(chain)), cyclic_(cyclic) {
  if (cyclic_) {
    chain_.gaps.front() = context_.scalars.multiply(chain_.gaps.back(), chain_.gaps.front());
    chain_.gaps.back() = chain_.gaps.front();
  }
}

ScalarId ChainPlanner::gap(std::size_t k) const { return chain_.gaps[cyclic_ ? k % chain_.length() : k]; }

double ChainPlanner::rows(std::size_t k) const {
  return static_cast<double>(context_.size(context_.matrices[factor(k)].row));
}

double ChainPlanner::columns(std::size_t k) const {
  return static_cast<double>(context_.size(context_.matrices[factor(k)].column));
}

bool ChainPlanner::is_inverse(std::size_t k) const { return context_.matrices[factor(k)].kind == Kind::Inverse; }

MatrixId ChainPlanner::id(std::size_t start, std::size_t count) {
  const auto [at, inserted] = ids_.try_emplace({start % chain_.length(), count});
  if (!inserted) return at->second;
  std::vector<MatrixId> factors;
  for (std::size_t k = start; k < start + count; ++k) {
    if (k > start && gap(k) != context_.scalars.one()) {
      factors.push_back(context_.matrices.deterministic(context_.matrices[factor(k)].row, gap(k)));
    }
    factors.push_back(factor(k));
  }
  return at->second = context_.matrices.product(factors);
}

Choice ChainPlanner::choose(std::size_t start, std::size_t count) {
  start %= chain_.length();
  const auto known = choices_.find({start, count});
  if (known != choices_.end()) return known->second;
  return choices_[{start, count}] = compute(start, count);
}

Choice ChainPlanner::compute(std::size_t start, std::size_t count) {
  const MatrixId whole = id(start, count);
  if (context_.known(whole)) return {.rule = Rule::Known};

  const std::size_t end = start + count;
  const double r = rows(start), c = columns(end - 1);
  if (count == 1) {
    // All columns of an inverse by LAPACK's own inversion: a third of the work of solving with the identity.
    if (!is_inverse(start)) return {.rule = Rule::Leaf};
    const bool hermitian = self_adjoint(context_.matrices[factor(start)].children.front());
    return {.rule = Rule::Leaf, .cost = (hermitian ? 2. / 3 : 4. / 3) * triangular * r * r * r};
  }

  Choice best{.cost = std::numeric_limits<double>::infinity()};
  const auto offer = [&](Rule rule, std::size_t left, double cost) {
    if (cost < best.cost) best = {.rule = rule, .left = left, .cost = cost};
  };
  if (self_adjoint(whole)) {
    const std::size_t middle = start + count / 2;
    if (count % 2 == 0) {
      offer(Rule::Gram, count / 2, choose(middle, count / 2).cost + rows(middle) * c * c);
    } else if (is_inverse(middle)) {
      const double k = rows(middle);
      offer(Rule::Congruence, count / 2, choose(middle + 1, count / 2).cost + triangular * k * k * c + k * c * c);
    }
  }
  if (is_inverse(start)) offer(Rule::Solve, 1, choose(start + 1, count - 1).cost + 2 * triangular * r * r * c);
  if (is_inverse(end - 1)) {
    offer(Rule::SolveRight, count - 1, choose(start, count - 1).cost + 2 * triangular * r * c * c);
  }
  const bool search = chain_.length() <= longest_searched;
  for (std::size_t left = 1; left < (search ? count : 2); ++left) {
    // An inverse is not formed to be multiplied once: the rules above solve instead.
    const bool lone_inverse = (left == 1 && is_inverse(start) && !context_.known(factor(start))) ||
                              (left == count - 1 && is_inverse(end - 1) && !context_.known(factor(end - 1)));
    if (lone_inverse) continue;
    offer(Rule::Multiply, left,
          choose(start, left).cost + choose(start + left, count - left).cost + 2 * r * rows(start + left) * c);
  }
  return best;
}

ChainPlanner::Halves ChainPlanner::halves() {
  const std::size_t length = chain_.length();
  if (length > longest_searched) return {.start = 0, .count = length / 2};
  Halves best{.cost = std::numeric_limits<double>::infinity()};
  for (std::size_t count = 1; count <= length / 2; ++count) {
    for (std::size_t start = 0; start < length; ++start) {
      const MatrixId first = id(start, count), second = id(start + count, length - count);
      const bool same = first == second || first == context_.matrices.adjoint(second);
      const double cost = choose(start, count).cost + (same ? 0 : choose(start + count, length - count).cost);
      if (cost < best.cost) best = {.start = start, .count = count, .cost = cost};
    }
  }
  return best;
}

}  // namespace freepencil
