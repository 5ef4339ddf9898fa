// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/algebra.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "expr/evaluate.inl.hpp"
#include "expr/structure.hpp"
#include "numeric/prime_field.hpp"

namespace freepencil {
namespace {

using Kind = ScalarNode::Kind;

/// A random rational expression as a recipe, so that one expression can be built in several orders.
struct Recipe {
  enum class Operation { Leaf, Number, Sum, Product, Quotient, Square };
  Operation operation = Operation::Leaf;
  int value = 0;
  std::vector<Recipe> parts;
};

constexpr std::array<Kind, 4> leaf_kinds = {Kind::Parameter, Kind::Size, Kind::Trace, Kind::Unknown};
constexpr int leaf_count = 5;

ScalarId leaf(Scalars& scalars, int number) {
  return scalars.leaf(leaf_kinds[static_cast<std::size_t>(number) % 4], static_cast<std::uint32_t>(number / 4));
}

Recipe random_recipe(std::mt19937_64& engine, int depth) {
  using Operation = Recipe::Operation;
  const auto pick = [&](int count) { return static_cast<int>(engine() % static_cast<unsigned>(count)); };
  if (depth == 0) {
    if (pick(5) == 0) return {Operation::Number, pick(7) - 3, {}};
    return {Operation::Leaf, pick(leaf_count), {}};
  }
  Recipe recipe{static_cast<Operation>(2 + pick(4)), pick(5) - 2, {}};
  const int parts = recipe.operation == Operation::Square ? 1 : 2;
  for (int k = 0; k < parts; ++k) recipe.parts.push_back(random_recipe(engine, depth - 1 - pick(2) * (depth > 1)));
  return recipe;
}

ScalarId build(Scalars& scalars, const Recipe& recipe, std::mt19937_64* order) {
  std::vector<ScalarId> parts(recipe.parts.size());
  const bool backwards = order != nullptr && (*order)() % 2 == 0;
  for (std::size_t k = 0; k < parts.size(); ++k) {
    const std::size_t at = backwards ? parts.size() - 1 - k : k;
    parts[at] = build(scalars, recipe.parts[at], order);
  }
  switch (recipe.operation) {
    case Recipe::Operation::Leaf:
      return leaf(scalars, recipe.value);
    case Recipe::Operation::Number:
      return scalars.number(Rational(recipe.value, 2));
    case Recipe::Operation::Sum:
      return scalars.sum({{1, parts[0]}, {recipe.value, parts[1]}}, Rational(recipe.value));
    case Recipe::Operation::Product:
      return scalars.multiply(parts[0], parts[1]);
    case Recipe::Operation::Quotient:
      return scalars.divide(parts[0], scalars.add(parts[1], scalars.one()));
    case Recipe::Operation::Square:
      return scalars.power(parts[0], Rational(2));
  }
  throw std::logic_error("every operation is built");
}

template <class S, class Draw>
std::vector<std::vector<S>> draw_values(const Draw& draw) {
  std::vector<std::vector<S>> values(4, std::vector<S>(2));
  for (auto& kind : values) {
    for (S& value : kind) value = draw();
  }
  return values;
}

template <class S>
Leaves<S> leaves_of(const std::vector<std::vector<S>>& values) {
  return {.parameters = values[0],
          .sizes = values[1],
          .symbols = {},
          .locals = {},
          .traces = values[2],
          .unknowns = values[3]};
}

void expect_same_function(const Scalars& scalars, ScalarId a, ScalarId b, std::mt19937_64& engine) {
  INFO(structure(scalars, a) << "\n" << structure(scalars, b));
  for (int draw = 0; draw < 3; ++draw) {
    const auto exact = draw_values<Rational>(
        [&] { return Rational(static_cast<int>(engine() % 199) + 1, static_cast<int>(engine() % 97) + 1); });
    const auto left = evaluate_exactly(scalars, a, leaves_of(exact));
    if (left) CHECK(left == evaluate_exactly(scalars, b, leaves_of(exact)));
    const auto modular = draw_values<PrimeField>([&] { return PrimeField(static_cast<std::int64_t>(engine() >> 3)); });
    std::optional<PrimeField> value;
    try {
      value = evaluate(scalars, a, leaves_of(modular));
    } catch (const std::domain_error&) {  // it divides by zero everywhere
      CHECK_FALSE(left);
    }
    if (value) CHECK(*value == evaluate(scalars, b, leaves_of(modular)));
  }
}

struct Fixture {
  Scalars s;
  ScalarId lambda = s.leaf(Kind::Parameter, 0), phi = s.leaf(Kind::Parameter, 1), e = s.leaf(Kind::Unknown, 0),
           sigma = s.leaf(Kind::Symbol, 0);
  ScalarId i = s.imaginary_unit();
  ScalarId root(ScalarId x) { return s.power(x, Rational(1, 2)); }
  ScalarId square(ScalarId x) { return s.power(x, Rational(2)); }
  ScalarId inverse(ScalarId x) { return s.power(x, Rational(-1)); }
};

}  // namespace

TEST_CASE("simplify keeps the function, once is enough, and order of construction does not matter", "[algebra]") {
  std::mt19937_64 engine(20260101);
  for (int trial = 0; trial < 300; ++trial) {
    const Recipe recipe = random_recipe(engine, 2 + trial % 3);
    Scalars scalars;
    const ScalarId id = build(scalars, recipe, nullptr);
    const ScalarId simple = simplify(scalars, id);
    CAPTURE(trial, structure(scalars, id), structure(scalars, simple));
    expect_same_function(scalars, id, simple, engine);
    CHECK(simplify(scalars, simple) == simple);
    CHECK(written_length(scalars, simple) <= written_length(scalars, id));

    Scalars other;
    std::vector<int> leaves = {0, 1, 2, 3, 4};
    std::shuffle(leaves.begin(), leaves.end(), engine);
    for (const int number : leaves) other.multiply(leaf(other, number), leaf(other, leaves[0]));
    const ScalarId again = build(other, recipe, &engine);
    CHECK(structure(other, simplify(other, again)) == structure(scalars, simple));
  }
}

TEST_CASE("equal agrees with values at random points", "[algebra]") {
  std::mt19937_64 engine(7);
  Scalars scalars;
  for (int trial = 0; trial < 100; ++trial) {
    const ScalarId a = build(scalars, random_recipe(engine, 3), nullptr);
    const ScalarId b = build(scalars, random_recipe(engine, 2), nullptr);
    // (a + b)^2 - (a - b)^2 = 4 a b
    const ScalarId sum = scalars.power(scalars.add(a, b), Rational(2));
    const ScalarId difference = scalars.power(scalars.subtract(a, b), Rational(2));
    const ScalarId left = scalars.subtract(sum, difference), right = scalars.sum({{4, scalars.multiply(a, b)}});
    const auto values = draw_values<Rational>([&] { return Rational(static_cast<int>(engine() % 999) + 1, 101); });
    if (!evaluate_exactly(scalars, left, leaves_of(values))) continue;
    CAPTURE(structure(scalars, a), structure(scalars, b));
    CHECK(equal(scalars, left, right));
    CHECK_FALSE(equal(scalars, left, scalars.add(right, scalars.number(Rational(1, 1000)))));
  }
}

TEST_CASE_METHOD(Fixture, "forms as a paper writes them", "[algebra]") {
  const ScalarId denominator = s.add(lambda, s.multiply(e, sigma));
  SECTION("denominators stay powers") {
    const ScalarId wanted = s.divide(sigma, square(denominator));
    CHECK(simplify(s, wanted) == wanted);
    const ScalarId expanded = s.sum(
        {{1, square(lambda)}, {2, s.product({{1, lambda}, {1, e}, {1, sigma}})}, {1, s.product({{2, e}, {2, sigma}})}});
    CHECK(simplify(s, s.divide(sigma, expanded)) == wanted);
  }
  SECTION("one fraction") {
    // Sigma/(lambda + e Sigma) = (1 - lambda/(lambda + e Sigma)) / e
    const ScalarId part = s.subtract(s.one(), s.divide(lambda, denominator));
    CHECK(simplify(s, s.divide(part, e)) == s.divide(sigma, denominator));
  }
  SECTION("a nested fraction that is shorter than the single one stays") {
    const ScalarId nested = inverse(s.add(lambda, inverse(s.add(s.one(), s.multiply(phi, e)))));
    CHECK(simplify(s, nested) == nested);
  }
  SECTION("signs go into sums") {
    CHECK(simplify(s, s.divide(s.subtract(s.one(), square(phi)), s.add(s.one(), phi))) == s.subtract(s.one(), phi));
  }
}

TEST_CASE_METHOD(Fixture, "roots are known by their powers", "[algebra]") {
  const ScalarId r = root(sigma);
  // (1 + sqrt Sigma)(1 - sqrt Sigma) = 1 - Sigma
  CHECK(simplify(s, s.multiply(s.add(s.one(), r), s.subtract(s.one(), r))) == s.subtract(s.one(), sigma));
  CHECK(simplify(s, s.divide(s.subtract(sigma, s.one()), s.add(r, s.one()))) == s.subtract(r, s.one()));
  const ScalarId third = s.power(sigma, Rational(1, 3));
  CHECK(equal(s, s.power(s.add(third, r), Rational(2)),
              s.sum({{1, square(third)}, {2, s.multiply(third, r)}, {1, sigma}})));

  const ScalarId t = root(s.add(lambda, square(phi)));
  CHECK(simplify(s, s.multiply(s.add(t, phi), s.subtract(t, phi))) == lambda);
  CHECK(equal(s, inverse(s.subtract(t, phi)), s.divide(s.add(t, phi), lambda)));
  // Opaque: the arguments are simplified, the rest is a symbol.
  const ScalarId zero = s.subtract(s.divide(square(phi), phi), phi);
  CHECK(simplify(s, s.exp(s.add(lambda, s.subtract(square(s.add(phi, e)), s.add(square(phi), square(e)))))) ==
        s.exp(s.sum({{1, lambda}, {2, s.multiply(phi, e)}})));
  CHECK(simplify(s, zero) == s.zero());
  CHECK(equal(s, s.multiply(s.add(lambda, i), s.subtract(lambda, i)), s.add(square(lambda), s.one())));
  CHECK_FALSE(equal(s, t, s.negate(t)));
}

TEST_CASE_METHOD(Fixture, "what has no value or no end comes back as it is", "[algebra]") {
  const ScalarId nowhere =
      inverse(s.subtract(square(s.add(phi, e)), s.sum({{1, square(phi)}, {2, s.multiply(phi, e)}, {1, square(e)}})));
  CHECK(simplify(s, nowhere) == nowhere);
  CHECK_FALSE(equal(s, nowhere, phi));
  const ScalarId huge = s.subtract(s.power(s.add(phi, e), Rational(1'000'000'000)), lambda);
  CHECK(simplify(s, huge) == huge);
  CHECK_THROWS_AS(equal(s, huge, lambda), std::length_error);
}

}  // namespace freepencil
