// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/formula.hpp"

#include <algorithm>
#include <stdexcept>

namespace freepencil::report {

namespace {

using Kind = Base::Kind;

bool is_integer(const Rational& value) { return denominator(value) == 1; }

bool is_odd(const Rational& value) { return numerator(value) % 2 != 0; }

bool all_negative(const Formula& formula) {
  return std::all_of(formula.terms.begin(), formula.terms.end(), [](const Term& term) { return term.coefficient < 0; });
}

Formula negated(Formula formula) {
  for (Term& term : formula.terms) term.coefficient = -term.coefficient;
  return formula;
}

/// Multiplies a term by formula^exponent, both scalars or both functions of the same commuting matrices.
void multiply(Term& term, const Formula& formula, const Rational& exponent) {
  if (formula.terms.size() == 1 && is_integer(exponent)) {
    const Term& only = formula.terms.front();
    term.coefficient *= *power(only.coefficient, numerator(exponent));
    for (const Factor& factor : only.factors) term.factors.push_back({factor.base, factor.exponent * exponent});
    return;
  }
  if (formula.terms.size() > 1 && is_integer(exponent) && all_negative(formula)) {
    if (is_odd(exponent)) term.coefficient = -term.coefficient;
    term.factors.push_back({as_base(negated(formula)), exponent});
    return;
  }
  term.factors.push_back({as_base(formula), exponent});
}

void append(Formula& sum, const Formula& part, const Rational& coefficient) {
  for (Term term : part.terms) {
    term.coefficient *= coefficient;
    sum.terms.push_back(std::move(term));
  }
}

bool has_matrix(const Formula& formula) { return std::any_of(formula.terms.begin(), formula.terms.end(), is_matrix); }

/// Numbers in a sum of matrices are multiples of I; several of them are one multiple.
Formula with_identity(Formula formula) {
  const auto numbers = std::stable_partition(formula.terms.begin(), formula.terms.end(), is_matrix);
  if (numbers == formula.terms.end()) return formula;
  Formula scalar{{numbers, formula.terms.end()}};
  formula.terms.erase(numbers, formula.terms.end());
  arrange(scalar);
  Term multiple;
  multiply(multiple, scalar, 1);
  multiple.factors.push_back({make_base({.kind = Kind::Identity}), 1});
  formula.terms.push_back(std::move(multiple));
  return formula;
}

}  // namespace

const Formula& FormulaBuilder::scalar(ScalarId id) {
  const auto named = named_scalars_.find(id);
  if (named != named_scalars_.end()) return named->second;
  const auto known = scalars_.find(id);
  if (known != scalars_.end()) return known->second;
  return scalars_.emplace(id, make((*model_->scalars)[id])).first->second;
}

const Formula& FormulaBuilder::matrix(MatrixId id) {
  const auto named = named_matrices_.find(id);
  if (named != named_matrices_.end()) return named->second;
  const auto known = matrices_.find(id);
  if (known != matrices_.end()) return known->second;
  return matrices_.emplace(id, make((*model_->matrices)[id])).first->second;
}

void FormulaBuilder::abbreviate(MatrixId id, std::uint32_t index) {
  named_matrices_[id] = single({.kind = Kind::Named, .index = index, .random = true});
  matrices_.clear();
}

void FormulaBuilder::abbreviate(ScalarId id, std::uint32_t index) {
  named_scalars_[id] = single({.kind = Kind::Named, .index = index});
  scalars_.clear();
  matrices_.clear();
}

Formula FormulaBuilder::make(const ScalarNode& node) {
  using Scalar = ScalarNode::Kind;
  switch (node.kind) {
    case Scalar::Number:
      return node.value == 0 ? Formula{} : Formula{{Term{.coefficient = node.value, .factors = {}}}};
    case Scalar::ImaginaryUnit:
      return single({.kind = Kind::ImaginaryUnit});
    case Scalar::Parameter:
      return single({.kind = Kind::Parameter, .index = node.index});
    case Scalar::Size:
      return single({.kind = Kind::Size, .index = node.index});
    case Scalar::Symbol:
      return single({.kind = Kind::Symbol, .index = node.index});
    case Scalar::Local:
      return single({.kind = Kind::Local, .index = node.index});
    case Scalar::Unknown:
      return single({.kind = Kind::Unknown, .index = node.index});
    case Scalar::Quantity:
      throw std::logic_error("numbers of claims are no part of a derivation");
    case Scalar::Trace:
      return trace(model_->traces[node.index]);
    case Scalar::Sum:
      return make_sum(node);
    case Scalar::Product:
      return make_product(node);
    case Scalar::Power:
      return single(
          {.kind = Kind::Power, .body = scalar(node.terms[0].second), .exponent = scalar(node.terms[1].second)});
    case Scalar::Exp:
      return single({.kind = Kind::Exp, .body = scalar(node.terms[0].second)});
    case Scalar::Log:
      return single({.kind = Kind::Log, .body = scalar(node.terms[0].second)});
  }
  throw std::logic_error("an unknown kind of scalar node");
}

Formula FormulaBuilder::make_sum(const ScalarNode& node) {
  Formula sum;
  if (node.value != 0) sum.terms.push_back({.coefficient = node.value, .factors = {}});
  for (const auto& [coefficient, id] : node.terms) append(sum, scalar(id), coefficient);
  if (has_matrix(sum)) sum = with_identity(std::move(sum));
  arrange(sum);
  return sum;
}

Formula FormulaBuilder::make_product(const ScalarNode& node) {
  Term product;
  for (const auto& [exponent, id] : node.terms) multiply(product, scalar(id), exponent);
  arrange(product, true);
  return {{product}};
}

Formula FormulaBuilder::trace(MatrixId id) {
  if (const auto number = model_->matrices->as_multiple_of_identity(id)) return scalar(*number);
  const Formula& inside = matrix(id);
  if (inside.terms.empty()) return {};
  const auto space = static_cast<std::uint32_t>((*model_->matrices)[id].row);
  if (inside.terms.size() != 1) return single({.kind = Kind::Trace, .index = space, .body = inside});
  Term outside = inside.terms.front();
  const auto matrices = std::find_if(outside.factors.begin(), outside.factors.end(),
                                     [](const Factor& factor) { return factor.base->matrix; });
  Formula rest{{Term{.coefficient = 1, .factors = {matrices, outside.factors.end()}}}};
  if (const auto base = as_base(rest); base->kind == Kind::Bracket && base->body.terms.size() > 1) rest = base->body;
  outside.factors.erase(matrices, outside.factors.end());
  outside.factors.push_back({make_base({.kind = Kind::Trace, .index = space, .body = std::move(rest)}), 1});
  return {{outside}};
}

Formula FormulaBuilder::make(const MatrixNode& node) {
  using Matrix = MatrixNode::Kind;
  switch (node.kind) {
    case Matrix::Deterministic:
      return with_identity(scalar(node.function));
    case Matrix::Random:
      return single({.kind = Kind::Random, .index = node.variable, .adjoint = node.adjoint});
    case Matrix::Combination:
      return make_combination(node);
    case Matrix::Product:
      return make_chain(node);
    case Matrix::Inverse:
      return {{Term{.coefficient = 1, .factors = {{as_base(matrix(node.children.front())), -1}}}}};
    case Matrix::InverseBlock:
      return single(
          {.kind = Kind::Block, .index = node.block, .row = node.block_row + 1, .column = node.block_column + 1});
  }
  throw std::logic_error("an unknown kind of matrix node");
}

Formula FormulaBuilder::make_combination(const MatrixNode& node) {
  Formula sum;
  for (std::size_t k = 0; k < node.children.size(); ++k) {
    const Formula& coefficient = scalar(node.coefficients[k]);
    const Formula& child = matrix(node.children[k]);
    if (coefficient.terms.size() == 1 && coefficient.terms.front().factors.empty()) {
      append(sum, child, coefficient.terms.front().coefficient);
      continue;
    }
    Term term;
    multiply(term, coefficient, 1);
    multiply(term, child, 1);
    arrange(term, false);
    sum.terms.push_back(std::move(term));
  }
  arrange(sum);
  return sum;
}

Formula FormulaBuilder::make_chain(const MatrixNode& node) {
  Term product;
  for (const MatrixId child : node.children) multiply(product, matrix(child), 1);
  arrange(product, false);
  return {{product}};
}

}  // namespace freepencil::report
