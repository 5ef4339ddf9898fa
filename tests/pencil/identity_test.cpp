// SPDX-License-Identifier: GPL-3.0-or-later
// The pencil of an expression equals the expression, in exact arithmetic over a prime field: an identity that holds at
// a random point of a field of 2^61 elements holds identically (Schwartz 1980, Zippel 1979).
#include <catch2/catch.hpp>
#include <optional>

#include "common/load.hpp"
#include "common/random_expression.hpp"
#include "pencil/field_point.hpp"

namespace freepencil {
namespace {

FieldPoint draw_point(const Model& model, std::mt19937_64& engine) {
  FieldPoint::Shape shape;
  for (std::size_t s = 0; s < model.spaces.size(); ++s) shape.dimensions.push_back(1 + engine() % 3);
  return {model, shape, engine};
}

/// left * Q^-1 * right + d by dense elimination.
FieldMatrix evaluate_pencil(const Linearization& linear, std::size_t trace, const FieldPoint& point) {
  return field_matrix(linear.traces[trace], field_inverse(linear.pencil, point), point);
}

std::uint32_t index_of(const auto& list, const std::string& name) {
  for (std::uint32_t k = 0; k < list.size(); ++k) {
    if (list[k].name == name) return k;
  }
  throw std::logic_error("no " + name);
}

/// The generated expression itself over the field, without the program's typed expressions.
FieldMatrix evaluate_expression(const Model& model, const test::ExpressionNode& node, const FieldPoint& draw) {
  const auto space = [&](test::TestSpace s) {
    return index_of(model.spaces, test::test_space_names[static_cast<std::size_t>(s)]);
  };
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
  const test::Algebra<FieldMatrix> algebra{
      .random = [&](const std::string& name) { return draw.random(index_of(model.randoms, name)); },
      .symbol = [&](const std::string& name) { return symbol(name, 1); },
      .root = [&](const std::string& name) { return symbol(name, Rational(1, 2)); },
      .identity = [&](test::TestSpace s) { return FieldMatrix::identity(draw.dimension(space(s))); },
      .add = [](const FieldMatrix& a, const FieldMatrix& b) { return combine(1, a, 1, b); },
      .subtract = [](const FieldMatrix& a, const FieldMatrix& b) { return combine(1, a, -1, b); },
      .multiply = [](const FieldMatrix& a, const FieldMatrix& b) { return multiply(a, b); },
      .scale = [&](const std::string& c, const FieldMatrix& a) { return combine(coefficient(c), a, 0, a); },
      .adjoint = [](const FieldMatrix& a) { return transpose(a); },
      .inverse = [](const FieldMatrix& a) { return inverse(a); }};
  return evaluate(node, algebra);
}

/// tr(E) can be taken apart into several traces or a plain number; compare where E is one trace.
std::optional<bool> agree(Model& model, const test::ExpressionNode& node, std::mt19937_64& engine) {
  if (model.traces.size() != 1) return std::nullopt;
  if ((*model.scalars)[model.outputs[0].value].kind != ScalarNode::Kind::Trace) return std::nullopt;
  const Linearization linear = linearize(model);
  for (int attempt = 0; attempt < 8; ++attempt) {
    const FieldPoint draw = draw_point(model, engine);
    try {
      return evaluate_pencil(linear, 0, draw) == evaluate_expression(model, node, draw);
    } catch (const UnluckyDraw&) {
      // A rank-deficient Gram matrix or a root of a non-square: other sizes and entries may do.
    }
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE("the pencil equals its expression for 2,000 random expressions", "[property][pencil]") {
  std::mt19937_64 engine(20241);
  int compared = 0, drawn = 0;
  while (compared < 2000) {
    REQUIRE(++drawn < 4000);  // most draws must be comparable, or the test tests nothing
    const int depth = 2 + static_cast<int>(engine() % 5);
    const test::ExpressionPtr expression = test::random_square_expression(engine, depth);
    const std::string file = test::file_with_outputs({expression});
    Expected<Model> model = test::load(file);
    if (!model && test::lacks_a_space(model.errors())) continue;
    if (!model) FAIL("refused:\n" << test::messages(model.errors(), file) << file);
    const std::optional<bool> equal = agree(*model, *expression, engine);
    if (!equal) continue;
    ++compared;
    if (!*equal) FAIL("the pencil differs from its expression:\n" << file);
  }
}

TEST_CASE("a changed pencil no longer equals its expression", "[property][pencil]") {
  std::mt19937_64 engine(5);
  const std::string file =
      "parameter lambda = 1 > 0\ndimension n\ndimension d = 1/2*n\nrandom Z[n,d] gaussian variance 1/n\n"
      "spectrum d { 1 : Sigma = 2 }\noutput o = tr(inv(sqrt(Sigma)*Z'*Z*sqrt(Sigma) + lambda*I)*Sigma*Z'*Z)\n";
  Expected<Model> model = test::load(file);
  REQUIRE(model);
  const Linearization linear = linearize(*model);
  const FieldPoint draw = draw_point(*model, engine);
  const FieldMatrix right = evaluate_pencil(linear, 0, draw);
  for (std::size_t k = 0; k < linear.pencil.entries.size(); ++k) {
    Linearization changed = linear;
    PencilEntry& entry = changed.pencil.entries[k];
    if (entry.random.empty()) {
      const ScalarId one = model->scalars->one();
      const MatrixId identity = model->matrices->identity(linear.pencil.rows[entry.row]);
      entry.deterministic = model->matrices->combination(linear.pencil.rows[entry.row], linear.pencil.rows[entry.row],
                                                         {{one, entry.deterministic}, {one, identity}});
    } else {
      entry.random[0].coefficient = model->scalars->add(entry.random[0].coefficient, model->scalars->one());
    }
    CHECK_FALSE(evaluate_pencil(changed, 0, draw) == right);
  }
}

}  // namespace freepencil
