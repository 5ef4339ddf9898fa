// SPDX-License-Identifier: GPL-3.0-or-later
// Every number by two roads: followed along the curve in double precision, and solved for alone to forty digits.
#include "curve/trace_curve.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "curve/follow.hpp"
#include "curve/model_at.hpp"
#include "equivalent/solve_model.hpp"

namespace freepencil {
namespace {

constexpr const char* ridge = R"(parameter lambda = 1/10 > 0
parameter phi = 1/2 > 0
parameter c = 1 > 0
dimension n
dimension d = phi*n
random Z[n,d] gaussian variance 1/n
spectrum d { k = 1..20 : Sigma = c*10/k, Gamma = 1/k }
let R = inv(sqrt(Sigma)*Z'*Z*sqrt(Sigma) + lambda*I)
output bias = lambda^2*tr(Gamma*R*Sigma*R)
output variance = phi*tr(Sigma*(R - lambda*R*R))
)";

constexpr const char* ridgeless = R"(parameter phi = 2 in (0,4)
dimension n
dimension d = phi*n
random Z[n,d] gaussian variance 1/n
vector e[n] variance 1/n
output risk = mean |pinv(Z)*e|^2
)";

constexpr const char* complex_file = R"(parameter x = 1
dimension n
random X[n,n] gaussian variance 1/n
output g = tr(inv(X + X' - (x + 1i)*I))
)";

struct Traced {
  Model declared;
  Curve curve;
};

Traced traced(const char* text, std::vector<Sweep> sweeps, CurveOptions options = {}) {
  const ModelAt at = test::model_at(text);
  Expected<Model> declared = at({});
  REQUIRE(declared);
  Curve curve = trace_curve(at, *declared, default_point(*declared), std::move(sweeps), options);
  return {std::move(*declared), std::move(curve)};
}

/// At one point, in as many digits as it takes.
std::vector<std::complex<double>> alone(const char* text, const Grid& grid, std::size_t point, const Model& declared) {
  Expected<Model> model = test::model_at(text)(settings(declared, grid[point]));
  REQUIRE(model);
  const Expected<Solution> solution = solve_model(*model, grid[point], {}, {.digits = 40});
  REQUIRE(solution);
  REQUIRE(solution->status == Status::Converged);
  std::vector<std::complex<double>> values;
  for (const auto& output : solution->outputs) values.push_back(output.value);
  return values;
}

void compare_with_points(const char* text, const std::vector<Sweep>& sweeps) {
  const Traced result = traced(text, sweeps);
  const Grid grid(default_point(result.declared), sweeps);
  REQUIRE(result.curve.points.size() == grid.size());
  for (std::size_t p = 0; p < grid.size(); p += 7) {
    const auto expected = alone(text, grid, p, result.declared);
    for (std::size_t k = 0; k < expected.size(); ++k) {
      const CurveCell& cell = result.curve.points[p].cells[k];
      INFO("point " << p << ", output " << k << ": " << cell.reason);
      REQUIRE(cell.status == Status::Converged);
      CHECK(std::abs(cell.number.value - expected[k]) <= vouched_accuracy * std::abs(expected[k]));
    }
  }
}

}  // namespace

TEST_CASE("a curve has the values of its points", "[curve]") {
  SECTION("in a ridge over eight decades") {
    compare_with_points(ridge, {{0, logarithmic_values(Rational(1, 1'000'000), 100, 90), Spacing::Logarithmic}});
  }
  SECTION("in a size, through the interpolation threshold") {
    compare_with_points(ridge, {{1, linear_values(Rational(1, 10), 3, 59)}});
  }
  SECTION("in a parameter of the spectrum") {
    compare_with_points(ridge, {{2, linear_values(Rational(1, 10), 3, 40)}});
  }
  SECTION("in two parameters") {
    compare_with_points(ridge, {{0, {1, 2, 3, 5}, Spacing::Listed}, {1, linear_values(Rational(1, 10), 3, 9)}});
  }
  SECTION("of a complex output") { compare_with_points(complex_file, {{0, linear_values(-3, 3, 40)}}); }
  SECTION("on both sides of a pseudo-inverse") {
    compare_with_points(ridgeless, {{0, linear_values(Rational(1, 20), Rational(39, 10), 40)}});
  }
}

TEST_CASE("the digits do not depend on the number of threads", "[curve]") {
  const std::vector<Sweep> sweeps = {{0, logarithmic_values(Rational(1, 1000), 10, 150), Spacing::Logarithmic},
                                     {1, {Rational(1, 2), 1, 2}, Spacing::Listed}};
  CurveOptions one, three;
  one.threads = 1;
  three.threads = 3;
  const Curve a = traced(ridge, sweeps, one).curve, b = traced(ridge, sweeps, three).curve;
  for (std::size_t p = 0; p < a.points.size(); ++p) {
    for (std::size_t k = 0; k < a.outputs.size(); ++k) {
      CHECK(a.points[p].cells[k].number.value == b.points[p].cells[k].number.value);
    }
  }
}

TEST_CASE("blocks are handed on in the order of the points", "[curve]") {
  CurveOptions options;
  options.threads = 3;
  std::size_t next = 0;
  options.finished = [&](const Curve&, const CurveBlock& block) {
    CHECK(block.begin == next);
    next += block.points.size();
  };
  const Curve curve = traced(ridge, {{0, linear_values(1, 2, 300)}}, options).curve;
  CHECK(next == curve.points.size());
}

// Hastie, Montanari, Rosset and Tibshirani 2022: the variance diverges where d = n.
TEST_CASE("the interpolation threshold is marked, exactly", "[curve][marks]") {
  SECTION("between two points") {
    const Curve curve = traced(ridgeless, {{0, linear_values(Rational(1, 3), 2, 7)}}).curve;
    REQUIRE(curve.marks.size() == 1);
    CHECK(curve.marks[0].kind == CurveMark::Kind::Threshold);
    CHECK(curve.marks[0].exact == "1");
    CHECK(curve.marks[0].after == 2);
  }
  SECTION("at a point, which has no value") {
    const Curve curve = traced(ridgeless, {{0, linear_values(Rational(1, 2), 2, 4)}}).curve;
    REQUIRE(curve.marks.size() == 1);
    CHECK(curve.marks[0].exact == "1");
    CHECK(curve.points[1].cells[0].status == Status::OutsideDomain);
    CHECK(curve.points[1].cells[0].reason.find("pinv has no limit") != std::string::npos);
  }
}

TEST_CASE("a ridge has a peak at the threshold, and no divergence", "[curve][marks]") {
  const std::string text = std::string(ridge) + "output peak = variance/bias\n";
  CHECK(traced(text.c_str(), {{1, linear_values(Rational(1, 2), Rational(3, 2), 20)}}).curve.marks.empty());
}

TEST_CASE("an output that is divided by zero between two points diverges there", "[curve][marks]") {
  const int power = GENERATE(1, 2, 3);
  const std::string text = std::string(ridge) + "output pole = bias*(phi - 1)^-" + std::to_string(power) + "\n";
  const Curve curve = traced(text.c_str(), {{1, linear_values(Rational(1, 2), Rational(8, 5), 24)}}).curve;
  REQUIRE(curve.marks.size() == 1);
  CHECK(curve.marks[0].output == "pole");
  // Thirty golden sections of an interval of two steps.
  const double width = 2 * 1.1 / 23 * std::pow((std::sqrt(5.0) - 1) / 2, 29);
  CHECK(std::abs(curve.marks[0].position - 1) <= width);
}

TEST_CASE("what is known is not computed again", "[curve]") {
  const std::vector<Sweep> sweeps = {{0, linear_values(1, 2, 200)}};
  const Curve whole = traced(ridge, sweeps).curve;
  CurveOptions options;
  options.known.assign(whole.points.begin(), whole.points.begin() + 120);
  options.known[3].cells[0].number.value = 17;
  std::size_t first = whole.points.size();
  options.finished = [&](const Curve&, const CurveBlock& block) { first = std::min(first, block.begin); };
  const Curve resumed = traced(ridge, sweeps, options).curve;
  CHECK(resumed.points[3].cells[0].number.value == 17.0);
  CHECK(first <= 120);
  CHECK(first > 0);
  for (std::size_t p = 4; p < 200; ++p) {
    CHECK(resumed.points[p].cells[0].number.value == whole.points[p].cells[0].number.value);
  }
}

}  // namespace freepencil
