// SPDX-License-Identifier: GPL-3.0-or-later
// Certified bounds against twice as many digits, over random expressions and parameters.
#include <catch2/catch.hpp>
#include <random>

#include "common/load.hpp"
#include "common/multi.hpp"
#include "common/random_expression.hpp"
#include "equivalent/solve_model.hpp"

namespace freepencil {
namespace {

constexpr int digits = 30;

struct Tally {
  int values = 0, refused = 0;
};

void check(const Solution& certified, const Solution& finer, Tally& tally) {
  const WorkingPrecision precision(2 * digits + 10);
  for (std::size_t k = 0; k < certified.outputs.size(); ++k) {
    const auto& bounds = certified.outputs[k].enclosure;
    REQUIRE(bounds);
    const Multi lower = test::number(bounds->lower_digits.real), upper = test::number(bounds->upper_digits.real);
    const Multi value = test::number(finer.outputs[k].digits.real);
    INFO(certified.outputs[k].name << " = " << value.str(60) << " in [" << lower.str(40) << ", " << upper.str(40)
                                   << "]");
    CHECK(bounds->digits == digits);
    REQUIRE(lower <= value);
    REQUIRE(value <= upper);
    REQUIRE(upper - lower <= Multi("2.01e-29") * abs(value));
    ++tally.values;
  }
}

}  // namespace

TEST_CASE("ten thousand certified values are not excluded by sixty digits", "[certify][property]") {
  constexpr int wanted = 10'000, outputs = 6, points = 10;
  std::mt19937_64 engine(2026);
  Tally tally;
  while (tally.values < wanted) {
    std::vector<test::ExpressionPtr> traced;
    for (int k = 0; k < outputs; ++k) {
      traced.push_back(test::random_square_expression(engine, 2 + static_cast<int>(engine() % 3)));
    }
    const std::string file = test::file_with_outputs(traced);
    Expected<Model> model = test::load(file);
    if (!model && test::lacks_a_space(model.errors())) continue;
    REQUIRE(model);
    const Expected<Ensemble> standard = limit_ensemble(*model, default_point(*model));
    REQUIRE(standard);
    const Equations prepared = equations(*model, standard->sizes);
    for (int k = 0; k < points && tally.values < wanted; ++k) {
      ParameterPoint point = default_point(*model);
      for (Rational& value : point) value = Rational(static_cast<long>(1 + engine() % 400), 100);
      const Expected<Ensemble> ensemble = limit_ensemble(*model, point);
      REQUIRE(ensemble);
      const Solution certified = solve_ensemble(*model, prepared, *ensemble, {}, {.digits = digits, .certify = true});
      INFO(certified.reason << "\n" << file);
      if (certified.status != Status::Converged) {
        ++tally.refused;
        REQUIRE(tally.refused < 20);
        continue;
      }
      const Solution finer = solve_ensemble(*model, prepared, *ensemble, {}, {.digits = 2 * digits});
      REQUIRE(finer.status == Status::Converged);
      check(certified, finer, tally);
    }
  }
  WARN(tally.values << " certified values, " << tally.refused << " points refused");
}

}  // namespace freepencil
