// SPDX-License-Identifier: GPL-3.0-or-later
// Products with random vectors in them: M*v, v'*M and u'*M*v, from left to right.
#include "expr/resolve_expression.hpp"

namespace freepencil::resolver {
namespace {

using Expression = syntax::Expression;
/// Products of matrices as the evaluator makes them.
using Chain = std::function<MatrixId(const std::vector<MatrixId>&)>;

/// A product in the making: matrices so far, or a vector, or a quadratic form.
class RunningProduct {
 public:
  RunningProduct(State& state, Chain chain) : state_(state), matrices_(state.matrices()), chain_(std::move(chain)) {}

  /// False after a report.
  bool times(const Expression& factor, const Value& value) {
    if (const auto* id = value.matrix()) return times_matrix(factor, *id);
    if (const auto* form = value.quadratic()) return times_form(factor, *form);
    const VectorSum& vector = *value.vector();
    if (form_) return refuse(factor, "a vector cannot follow a number that is quadratic in vectors");
    if (vector.adjoint) return times_row(factor, vector);
    return vector_ ? inner_product(factor, vector) : times_column(factor, vector);
  }

  [[nodiscard]] Value result() const { return vector_ ? Value(*vector_) : Value(*form_); }

 private:
  bool refuse(const Expression& factor, std::string message, std::string help = {}) {
    Diagnostic& report = state_.error(factor.span, std::move(message));
    if (!help.empty()) report.helps.push_back(std::move(help));
    return false;
  }
  [[nodiscard]] const std::string& name(SpaceId space) const { return state_.model.spaces[space].name; }

  bool times_matrix(const Expression& factor, MatrixId id) {
    if (form_ || (vector_ && !vector_->adjoint)) {
      return refuse(factor, "a matrix cannot follow a vector", "write matrices in front of vectors, M*v, or use v'*M");
    }
    if (!vector_) {
      if (!left_.empty() && matrices_[left_.back()].column != matrices_[id].row) {
        return refuse(factor, "the inner spaces of these factors differ: " + state_.type(left_.back()) + " and " +
                                  state_.type(id));
      }
      left_.push_back(id);
      return true;
    }
    if (vector_->space != matrices_[id].row) {
      return refuse(factor,
                    "the vector and the matrix do not fit: " + name(vector_->space) + " and " + state_.type(id));
    }
    vector_->space = matrices_[id].column;  // v'*M = (M'*v)'
    for (auto& [variable, part] : vector_->parts) part = chain_({matrices_.adjoint(id), part});
    return true;
  }

  bool times_row(const Expression& factor, const VectorSum& row) {
    if (vector_ || !left_.empty()) {
      return refuse(factor, "products of a column and a row of random vectors are not supported",
                    "means of outer products are covariances: declare a matrix for them");
    }
    vector_ = row;
    return true;
  }

  bool times_column(const Expression& factor, VectorSum column) {
    if (!left_.empty()) {
      if (matrices_[left_.back()].column != column.space) {
        return refuse(factor, "the matrix and the vector do not fit: " + state_.type(left_.back()) + " and " +
                                  name(column.space));
      }
      column.space = matrices_[left_.front()].row;
      for (auto& [variable, part] : column.parts) {
        std::vector<MatrixId> all = left_;
        all.push_back(part);
        part = chain_(all);
      }
    }
    vector_ = std::move(column);
    return true;
  }

  bool inner_product(const Expression& factor, const VectorSum& column) {
    if (!vector_->adjoint) return refuse(factor, "a vector cannot follow a vector", "an inner product is u'*v");
    if (vector_->space != column.space) return refuse(factor, "the two vectors are on different spaces");
    QuadraticForm form{.constant = state_.scalars().zero(), .parts = {}};
    for (const auto& [i, left] : vector_->parts) {
      for (const auto& [j, right] : column.parts) {
        form.parts.emplace(std::pair(i, j), chain_({matrices_.adjoint(left), right}));
      }
    }
    form_ = std::move(form);
    vector_.reset();
    return true;
  }

  bool times_form(const Expression& factor, const QuadraticForm& form) {
    if (form_ || vector_ || !left_.empty()) {
      return refuse(factor, "two numbers that are quadratic in random vectors cannot be multiplied",
                    "average each of them first: mean(...)*mean(...)");
    }
    form_ = form;
    return true;
  }

  State& state_;
  Matrices& matrices_;
  Chain chain_;
  std::vector<MatrixId> left_;  // in front of the first vector
  std::optional<VectorSum> vector_;
  std::optional<QuadraticForm> form_;
};

}  // namespace

Value Evaluator::product_with_vectors(const Expression& expression, const std::vector<Value>& values) {
  RunningProduct product(state_, [this](const std::vector<MatrixId>& factors) { return chain(factors); });
  std::vector<std::pair<Rational, ScalarId>> numbers;
  for (std::size_t k = 0; k < values.size(); ++k) {
    const Expression& child = expression.children[k];
    const bool divides = expression.operators[k] == '/';
    if (values[k].poisoned()) return {};
    if (const auto* scalar = values[k].scalar()) {
      if (divides && *scalar == state_.scalars().zero()) {
        state_.error(child.span, "division by zero");
        return {};
      }
      numbers.emplace_back(divides ? -1 : 1, *scalar);
    } else if (divides) {
      state_.error(child.span, "division by something that is not a number");
      return {};
    } else if (const auto* identity = values[k].identity()) {
      numbers.emplace_back(1, identity->coefficient);
    } else if (!product.times(child, values[k])) {
      return {};
    }
  }
  const ScalarId factor = state_.scalars().product(numbers);
  if (!coefficient(factor, expression.span)) return {};
  Value result = scaled(product.result(), factor);
  if (const auto* vector = result.vector()) {
    for (const auto& [variable, part] : vector->parts) {
      if (state_.bounded(part, expression.span).poisoned()) return {};
    }
  }
  return result;
}

}  // namespace freepencil::resolver
