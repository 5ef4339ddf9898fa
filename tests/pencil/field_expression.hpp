// SPDX-License-Identifier: GPL-3.0-or-later
// Random expressions over the prime field, by their definition and by a pencil.
#pragma once

#include <map>
#include <stdexcept>

#include "common/random_expression.hpp"
#include "pencil/field_point.hpp"

namespace freepencil::test {

inline FieldPoint draw_point(const Model& model, std::mt19937_64& engine) {
  FieldPoint::Shape shape;
  for (std::size_t s = 0; s < model.spaces.size(); ++s) shape.dimensions.push_back(1 + engine() % 3);
  return {model, shape, engine};
}

/// left * Q^-1 * right + d by dense elimination.
inline FieldMatrix evaluate_pencil(const Linearization& linear, std::size_t trace, const FieldPoint& point) {
  return field_matrix(linear.traces[trace], field_inverse(linear.pencil, point), point);
}

inline std::uint32_t index_of(const auto& list, const std::string& name) {
  for (std::uint32_t k = 0; k < list.size(); ++k) {
    if (list[k].name == name) return k;
  }
  throw std::logic_error("no " + name);
}

/// The generated expression itself over the field, without the program's typed expressions.
inline FieldMatrix evaluate_expression(const Model& model, const ExpressionNode& node, const FieldPoint& draw) {
  const auto space = [&](TestSpace s) { return index_of(model.spaces, test_space_names[static_cast<std::size_t>(s)]); };
  const auto symbol = [&](const std::string& name, const Rational& exponent) {
    const std::uint32_t index = index_of(model.symbols, name);
    const ScalarId leaf = model.scalars->leaf(ScalarNode::Kind::Symbol, index);
    return draw.matrix(model.matrices->deterministic(model.symbols[index].space, model.scalars->power(leaf, exponent)));
  };
  const auto parameter = [&](const std::string& name) {
    return draw.scalar(model.scalars->leaf(ScalarNode::Kind::Parameter, index_of(model.parameters, name)));
  };
  const auto coefficient = [&](const std::string& c) -> PrimeField {
    using Traits = ScalarTraits<PrimeField>;
    if (c == "lambda" || c == "psi") return parameter(c);
    if (c == "(lambda + psi)") return parameter("lambda") + parameter("psi");
    const std::map<std::string, Rational> numbers = {
        {"2", 2}, {"3/2", Rational(3, 2)}, {"(-1/3)", Rational(-1, 3)}, {"(1/2)", Rational(1, 2)}};
    return Traits::from(numbers.at(c));
  };
  const Algebra<FieldMatrix> algebra{
      .random = [&](const std::string& name) { return draw.random(index_of(model.randoms, name)); },
      .symbol = [&](const std::string& name) { return symbol(name, 1); },
      .root = [&](const std::string& name) { return symbol(name, Rational(1, 2)); },
      .identity = [&](TestSpace s) { return FieldMatrix::identity(draw.dimension(space(s))); },
      .add = [](const FieldMatrix& a, const FieldMatrix& b) { return combine(1, a, 1, b); },
      .subtract = [](const FieldMatrix& a, const FieldMatrix& b) { return combine(1, a, -1, b); },
      .multiply = [](const FieldMatrix& a, const FieldMatrix& b) { return multiply(a, b); },
      .scale = [&](const std::string& c, const FieldMatrix& a) { return combine(coefficient(c), a, 0, a); },
      .adjoint = [](const FieldMatrix& a) { return transpose(a); },
      .inverse = [](const FieldMatrix& a) { return inverse(a); }};
  return evaluate(node, algebra);
}

}  // namespace freepencil::test
