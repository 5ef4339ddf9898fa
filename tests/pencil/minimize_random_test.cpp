// SPDX-License-Identifier: GPL-3.0-or-later
// Minimal pencils of random expressions: still the same matrix, never larger, and however it is written.
#include <catch2/catch.hpp>
#include <optional>

#include "common/load.hpp"
#include "common/rewrite_expression.hpp"
#include "laws/ensemble.hpp"
#include "pencil/matrix_expression.hpp"
#include "pencil/minimize.hpp"

namespace freepencil {
namespace {

using test::ExpressionPtr;
using Kind = test::ExpressionNode::Kind;

Model empty_model() {
  const std::string file = test::file_with_outputs({});
  return std::move(*test::load(file));
}

MinimalPencil minimal_pencil(Model& model, MatrixId matrix) {
  return minimize(model, {matrix}, limit_ensemble(model, default_point(model))->sizes);
}

/// Draws points until both sides have a value.
template <class Compare>
std::optional<bool> at_a_point(const Model& model, std::mt19937_64& engine, Compare compare) {
  for (int attempt = 0; attempt < 8; ++attempt) {
    try {
      return compare(test::draw_point(model, engine));
    } catch (const UnluckyDraw&) {
      // A rank-deficient Gram matrix or a root of a non-square: other sizes and entries may do.
    }
  }
  return std::nullopt;
}

std::string file_of(const ExpressionPtr& expression) { return test::file_with_outputs({expression}); }

/// X'*A*X with X random: no deterministic factor at its ends is left outside of the pencil.
ExpressionPtr between_random(const ExpressionPtr& inner) {
  const char* name = inner->row == test::TestSpace::m ? "W" : inner->row == test::TestSpace::d ? "G" : "Z";
  test::ExpressionNode random{Kind::Random, inner->row, test::TestSpace::d, name, {}};
  const auto X = std::make_shared<const test::ExpressionNode>(std::move(random));
  const auto make = [](Kind kind, test::TestSpace row, test::TestSpace column, std::vector<ExpressionPtr> children) {
    return std::make_shared<const test::ExpressionNode>(
        test::ExpressionNode{kind, row, column, "", std::move(children)});
  };
  const auto left = make(Kind::Adjoint, test::TestSpace::d, inner->row, {X});
  const auto half = make(Kind::Product, test::TestSpace::d, inner->column, {left, inner});
  return make(Kind::Product, test::TestSpace::d, test::TestSpace::d, {half, X});
}

}  // namespace

TEST_CASE("the minimal pencil equals its expression and is not larger than the elementary one",
          "[property][pencil][minimal]") {
  std::mt19937_64 engine(31);
  int compared = 0, smaller = 0;
  std::vector<std::string> unrecognised;
  for (int drawn = 0; compared < 500; ++drawn) {
    REQUIRE(drawn < 1000);
    const ExpressionPtr expression = test::random_square_expression(engine, 2 + static_cast<int>(engine() % 4));
    Model model = empty_model();
    const MatrixId matrix = test::matrix_of(model, *expression);
    const std::size_t elementary = linearize(model, {matrix}).pencil.size();
    const MinimalPencil found = minimal_pencil(model, matrix);
    const auto equal = at_a_point(model, engine, [&](const FieldPoint& point) {
      return test::evaluate_pencil(found.linearization, 0, point) ==
             test::evaluate_expression(model, *expression, point);
    });
    if (!equal) continue;
    ++compared;
    if (!*equal) FAIL("the pencil differs from its expression:\n" << file_of(expression));
    const std::size_t size = found.linearization.pencil.size();
    if (size > elementary) FAIL(size << " > " << elementary << ":\n" << file_of(expression));
    smaller += size < elementary ? 1 : 0;
    if (!found.minimal) unrecognised.push_back(test::text(*expression));
  }
  CHECK(smaller > 30);
  // Quotients of sums of parameters, or of functions of a spectrum, among the coefficients.
  CAPTURE(unrecognised);
  CHECK(unrecognised.size() <= 7);
}

TEST_CASE("the minimal size does not depend on how an expression is written", "[property][pencil][minimal]") {
  std::mt19937_64 engine(32);
  int compared = 0;
  std::vector<std::string> unrecognised;
  for (int drawn = 0; compared < 500; ++drawn) {
    REQUIRE(drawn < 20000);
    const ExpressionPtr inner = test::random_square_expression(engine, 2 + static_cast<int>(engine() % 3));
    const ExpressionPtr expression = between_random(inner);
    ExpressionPtr other = expression;
    for (std::size_t rules = 1 + engine() % 3; rules > 0; --rules) {
      other = test::rewrite(other, test::all_rewritings[engine() % test::all_rewritings.size()], engine, 6);
    }
    if (test::text(*other).size() > 250) continue;
    Model model = empty_model();
    const MatrixId matrix = test::matrix_of(model, *expression), rewritten = test::matrix_of(model, *other);
    if (matrix == rewritten) continue;
    const std::size_t elementary = linearize(model, {matrix, rewritten}).pencil.size();
    if (elementary > 12) continue;  // identity testing takes the sixth power of this
    const auto equal = at_a_point(model, engine, [&](const FieldPoint& point) {
      return test::evaluate_expression(model, *expression, point) == test::evaluate_expression(model, *other, point);
    });
    if (!equal) continue;
    if (!*equal) FAIL("this is no identity:\n" << file_of(expression) << file_of(other));
    ++compared;
    const MinimalPencil one = minimal_pencil(model, matrix), two = minimal_pencil(model, rewritten);
    if (!one.minimal) unrecognised.push_back(test::text(*expression));
    if (!two.minimal) unrecognised.push_back(test::text(*other));
    const std::size_t before = one.linearization.pencil.size(), after = two.linearization.pencil.size();
    // One that is minimal is no larger than the other; both are equal if both are.
    if ((one.minimal && before > after) || (two.minimal && after > before)) {
      FAIL_CHECK(before << " and " << after << " blocks:\n" << file_of(expression) << file_of(other));
    }
  }
  CAPTURE(unrecognised);
  CHECK(unrecognised.size() <= 13);
}

}  // namespace freepencil
