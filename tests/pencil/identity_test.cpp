// SPDX-License-Identifier: GPL-3.0-or-later
// The pencil of an expression equals the expression, in exact arithmetic over a prime field: an identity that holds at
// a random point of a field of 2^61 elements holds identically (Schwartz 1980, Zippel 1979).
#include <catch2/catch.hpp>
#include <optional>

#include "common/load.hpp"
#include "pencil/field_expression.hpp"

namespace freepencil {
namespace {

using test::draw_point;
using test::evaluate_expression;
using test::evaluate_pencil;

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
