// SPDX-License-Identifier: GPL-3.0-or-later
#include "curve/optimize.hpp"

#include <catch2/catch.hpp>

#include "expr/resolve.hpp"
#include "syntax/parse.hpp"

namespace freepencil {
namespace {

/// g = p's polynomial times one: a closed form to optimise.
Optimum best_of(const std::string& polynomial, const std::string& range, int digits, bool maximize = false) {
  const Source source("test", "parameter p = 1/2 " + range +
                                  "\ndimension n\nrandom Z[n,n] gaussian variance 1/n\noutput g = tr(Z'*Z)*(" +
                                  polynomial + ")\n");
  auto ast = syntax::parse(source);
  REQUIRE(ast);
  const ModelFor model_for = [&](const ParameterPoint&) { return resolve(*ast, source, {}, {}); };
  const Expected<Model> model = model_for({});
  REQUIRE(model);
  OptimizeOptions options{.output = "g", .over = {{.parameter = 0}}, .maximize = maximize, .digits = digits};
  return optimize(*model, model_for, default_point(*model), options);
}

}  // namespace

TEST_CASE("a rational optimum, at which the derivative is exactly zero, has all its digits", "[curve]") {
  const Optimum found = best_of("(p - 1/4)^2 + 3", "in [0,1]", 50);
  REQUIRE(found.status == Status::Converged);
  CHECK(found.argument[0].digits == "0.2" + ("5" + std::string(48, '0')));
  CHECK(found.value_digits == "3." + std::string(49, '0'));
  CHECK(found.second_digits[0][0] == "2." + std::string(49, '0'));
}

TEST_CASE("an optimum at zero is zero to the accuracy of its range", "[curve]") {
  const Optimum found = best_of("p^2 + p^4 + 1", "in [-3,2]", 30);
  REQUIRE(found.status == Status::Converged);
  CHECK(found.argument[0].value == 0);
}

TEST_CASE("a minimum that is not strict has no digits", "[curve]") {
  const Optimum found = best_of("(p - 1/3)^4 + 1", "in [0,1]", 30);
  CHECK(found.status == Status::Stalled);
  CHECK_FALSE(found.reason.empty());
}

TEST_CASE("a value that is zero has no digits", "[curve]") {
  CHECK(best_of("(p - 1/3)^2", "in [0,1]", 30).status == Status::Stalled);
}

TEST_CASE("the deepest of several valleys, and a closed end below all of them", "[curve]") {
  // 3*p^4 - 4*p^3 - 12*p^2 has minima -5 at -1 and -32 at 2.
  const std::string f = "3*p^4 - 4*p^3 - 12*p^2";
  const Optimum inside = best_of(f, "in [-2,3]", 20);
  REQUIRE(inside.status == Status::Converged);
  CHECK(inside.argument[0].digits == "2.0000000000000000000");
  CHECK(inside.value_digits == "-32.000000000000000000");
  REQUIRE(inside.rivals.size() == 1);
  CHECK(inside.rivals[0].value == Approx(-5));
  const Optimum end = best_of(f, "in [-2,1]", 20);
  REQUIRE(end.status == Status::Converged);
  CHECK(end.boundary);
  CHECK(end.argument[0].end == "1");
  CHECK(end.value == -13);
  const Optimum largest = best_of(f, "in [-3/2,3]", 20, true);  // at 3, not at 0, a local maximum
  REQUIRE(largest.status == Status::Converged);
  CHECK(largest.argument[0].end == "3");
  CHECK(largest.value == 27);
}

TEST_CASE("an open end is compared by its limit", "[curve]") {
  const Optimum found = best_of("1/(1 + p)", "> 0", 0);
  REQUIRE(found.status == Status::Converged);
  CHECK_FALSE(found.attained);
  CHECK(found.argument[0].end == "inf");
  CHECK(best_of("p", "", 0).status == Status::OutsideDomain);
  CHECK(best_of("p/p", "> 0", 0).status == Status::OutsideDomain);
}

}  // namespace freepencil
