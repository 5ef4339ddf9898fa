// SPDX-License-Identifier: GPL-3.0-or-later
// The pseudo-inverse. Of a product A = B*C through the smallest of its spaces, B with independent columns and C with
// independent rows, it is C'*inv(C*C')*inv(B'*B)*B' (Penrose 1955): which space is the smallest is a matter of the
// parameter point, and becomes part of the region for which the model is made.
#include <cmath>

#include "expr/evaluate.hpp"
#include "expr/resolve_expression.hpp"

namespace freepencil::resolver {
namespace {

/// Sizes of spaces relative to the reference dimension, at the parameter point that the model is for.
class SizesAtPoint {
 public:
  explicit SizesAtPoint(State& state) {
    for (const Parameter& parameter : state.model.parameters) {
      parameters_.push_back(state.setting(parameter).value_or(parameter.value));
    }
    for (const Space& space : state.model.spaces) {
      if (space.reference) {
        sizes_.emplace_back(1);
        continue;
      }
      const Leaves<Rational> leaves{
          .parameters = parameters_, .sizes = sizes_, .symbols = {}, .locals = {}, .traces = {}};
      // Not exact where it has roots; ties are found by the solver then, which meets a singular matrix.
      const auto exact = evaluate_exactly(state.scalars(), space.size, leaves);
      sizes_.push_back(exact ? *exact : approximate(state, space));
    }
  }
  const Rational& operator[](SpaceId space) const { return sizes_[space]; }

 private:
  [[nodiscard]] Rational approximate(State& state, const Space& space) const {
    std::vector<double> parameters, sizes;
    for (const Rational& value : parameters_) parameters.push_back(value.convert_to<double>());
    for (const Rational& value : sizes_) sizes.push_back(value.convert_to<double>());
    const Leaves<double> leaves{.parameters = parameters, .sizes = sizes, .symbols = {}, .locals = {}, .traces = {}};
    const double value = evaluate(state.scalars(), space.size, leaves);
    return std::isfinite(value) ? Rational(value) : Rational(0);
  }

  std::vector<Rational> parameters_, sizes_;
};

/// The factors of a product, or the matrix alone.
std::vector<MatrixId> factors_of(const Matrices& matrices, MatrixId id) {
  const MatrixNode& node = matrices[id];
  return node.kind == MatrixNode::Kind::Product ? node.children : std::vector{id};
}

}  // namespace

Value Evaluator::pseudo_inverse(const Expression& argument, const Value& value, Span span) {
  Matrices& matrices = state_.matrices();
  const auto* given = value.matrix();
  if (given == nullptr) {
    state_.error(argument.span, "pinv needs a matrix that says its own type");
    return {};
  }
  const auto [factor, id] = matrices.take_out_scalar(*given);
  const std::vector<MatrixId> factors = factors_of(matrices, id);
  for (const MatrixId child : factors) {
    const auto kind = matrices[child].kind;
    const bool full_rank = kind == MatrixNode::Kind::Random || kind == MatrixNode::Kind::Deterministic ||
                           kind == MatrixNode::Kind::Inverse;
    if (full_rank) continue;
    state_
        .error(argument.span,
               "pinv applies to products of random and deterministic matrices and inverses: the rank of "
               "a sum cannot be told from its sizes")
        .helps.push_back("write the limit itself: limit(mu = 0+, ... inv(A'*A + mu*I)*A' ...)");
    return {};
  }
  std::vector<SpaceId> spaces = {matrices[factors.front()].row};
  for (const MatrixId child : factors) spaces.push_back(matrices[child].column);

  const SizesAtPoint sizes(state_);
  std::size_t smallest = 0;
  for (std::size_t k = 1; k < spaces.size(); ++k) {
    if (sizes[spaces[k]] < sizes[spaces[smallest]]) smallest = k;
  }
  const SpaceId least = spaces[smallest];
  const auto leaf = [&](SpaceId space) { return state_.scalars().leaf(ScalarNode::Kind::Size, space); };
  for (const SpaceId space : spaces) {
    if (space == least) continue;
    if (sizes[space] == sizes[least]) {
      const std::string left = state_.model.spaces[least].name, right = state_.model.spaces[space].name;
      state_.error(span, "pinv has no limit where " + left + " = " + right)
          .helps.push_back("this is an interpolation threshold: give the parameters other values");
      return {};
    }
    state_.model.region.push_back(
        {.left = leaf(least), .right = leaf(space), .relation = Comparison::Relation::Less, .span = span});
  }

  // Spaces of one kind stand next to each other but for deterministic factors: any of them splits the product.
  const std::vector<MatrixId> left(factors.begin(), factors.begin() + static_cast<std::ptrdiff_t>(smallest));
  const std::vector<MatrixId> right(factors.begin() + static_cast<std::ptrdiff_t>(smallest), factors.end());
  const auto inverse = [&](MatrixId gram) {
    const MatrixId made = matrices.inverse(gram);
    state_.pinv_inverses.insert(made);
    return made;
  };
  std::vector<MatrixId> parts;
  if (!right.empty()) {
    const MatrixId c = matrices.product(right), adjoint = matrices.adjoint(c);
    parts = {adjoint, inverse(matrices.product({c, adjoint}))};
  }
  if (!left.empty()) {
    const MatrixId b = matrices.product(left), adjoint = matrices.adjoint(b);
    parts.push_back(inverse(matrices.product({adjoint, b})));
    parts.push_back(adjoint);
  }
  const MatrixId product = chain(parts);
  const ScalarId reciprocal = state_.scalars().power(factor, Rational(-1));
  return state_.bounded(matrices.scaled(reciprocal, product), span);
}

namespace {

/// Takes out what an inverse in the list meets of what it inverts, on its left or on its right.
class Cancellation {
 public:
  Cancellation(const Matrices& matrices, const std::set<MatrixId>& inverses)
      : matrices_(matrices), inverses_(inverses) {}

  void operator()(std::vector<MatrixId>& factors) const {
    while (step(factors)) {
    }
  }

 private:
  bool step(std::vector<MatrixId>& factors) const {
    for (std::size_t k = 0; k < factors.size(); ++k) {
      if (!inverses_.contains(factors[k])) continue;
      const auto inverted = factors_of(matrices_, matrices_[factors[k]].children.front());
      const auto length = static_cast<std::ptrdiff_t>(inverted.size());
      const auto at = factors.begin() + static_cast<std::ptrdiff_t>(k);
      if (factors.end() - at > length && std::equal(inverted.begin(), inverted.end(), at + 1)) {
        factors.erase(at, at + 1 + length);
        return true;
      }
      if (at - factors.begin() >= length && std::equal(inverted.begin(), inverted.end(), at - length)) {
        factors.erase(at - length, at + 1);
        return true;
      }
    }
    return false;
  }

  const Matrices& matrices_;
  const std::set<MatrixId>& inverses_;
};

}  // namespace

MatrixId Evaluator::chain(const std::vector<MatrixId>& factors) {
  Matrices& matrices = state_.matrices();
  MatrixId product = factors.front();
  const Cancellation cancel(matrices, state_.pinv_inverses);
  // One after the other, so that nothing merges with a factor before an inverse has met it.
  for (std::size_t k = 1; k < factors.size(); ++k) {
    const SpaceId row = matrices[product].row;
    product = matrices.product({product, factors[k]});
    if (state_.pinv_inverses.empty()) continue;
    std::vector<MatrixId> all = factors_of(matrices, product);
    const std::size_t before = all.size();
    cancel(all);
    if (all.size() == before) continue;
    product = all.empty() ? matrices.identity(row) : matrices.product(all);
  }
  return product;
}

}  // namespace freepencil::resolver
