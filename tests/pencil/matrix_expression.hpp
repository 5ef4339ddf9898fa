// SPDX-License-Identifier: GPL-3.0-or-later
// Generated expressions as matrices of a model, as they are typed: outputs take sums apart, this does not.
#pragma once

#include "pencil/field_expression.hpp"

namespace freepencil::test {

inline ScalarId coefficient(Model& model, const std::string& name) {
  Scalars& scalars = *model.scalars;
  const auto parameter = [&](const char* p) {
    return scalars.leaf(ScalarNode::Kind::Parameter, index_of(model.parameters, p));
  };
  if (name == "(lambda + psi)") return scalars.add(parameter("lambda"), parameter("psi"));
  if (name == "lambda" || name == "psi") return parameter(name.c_str());
  const std::map<std::string, Rational> numbers = {
      {"2", 2}, {"3/2", Rational(3, 2)}, {"(-1/3)", Rational(-1, 3)}, {"(1/2)", Rational(1, 2)}};
  return scalars.number(numbers.at(name));
}

inline MatrixId matrix_of(Model& model, const ExpressionNode& node) {
  Scalars& scalars = *model.scalars;
  Matrices& matrices = *model.matrices;
  const auto symbol = [&](const std::string& name, const Rational& exponent) {
    const std::uint32_t index = index_of(model.symbols, name);
    const ScalarId leaf = scalars.leaf(ScalarNode::Kind::Symbol, index);
    return matrices.deterministic(model.symbols[index].space, scalars.power(leaf, exponent));
  };
  const Algebra<MatrixId> algebra{
      .random =
          [&](const std::string& name) {
            const std::uint32_t index = index_of(model.randoms, name);
            return matrices.random(index, false, model.randoms[index].row, model.randoms[index].column);
          },
      .symbol = [&](const std::string& name) { return symbol(name, 1); },
      .root = [&](const std::string& name) { return symbol(name, Rational(1, 2)); },
      .identity =
          [&](TestSpace s) {
            return matrices.identity(index_of(model.spaces, test_space_names[static_cast<std::size_t>(s)]));
          },
      .add = [&](const MatrixId& a, const MatrixId& b) { return matrices.sum(a, b); },
      .subtract = [&](const MatrixId& a,
                      const MatrixId& b) { return matrices.sum(a, matrices.scaled(Rational(-1), b)); },
      .multiply =
          [&](const MatrixId& a, const MatrixId& b) {
            return matrices.product({a, b});
          },
      .scale = [&](const std::string& c, const MatrixId& a) { return matrices.scaled(coefficient(model, c), a); },
      .adjoint = [&](const MatrixId& a) { return matrices.adjoint(a); },
      .inverse = [&](const MatrixId& a) { return matrices.inverse(a); }};
  return evaluate(node, algebra);
}

}  // namespace freepencil::test
