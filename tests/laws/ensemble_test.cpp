// SPDX-License-Identifier: GPL-3.0-or-later
#include "laws/ensemble.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "montecarlo/small_model.hpp"

namespace freepencil {
namespace {

using test::SmallModel;

std::vector<Atom>& atoms_on_d(SmallModel& s) { return std::get<std::vector<Atom>>(s.model.spectra[0].measure); }

/// The only error of the limit at the default point.
Diagnostic only_error(const SmallModel& s) {
  const auto ensemble = limit_ensemble(s.model, default_point(s.model));
  REQUIRE_FALSE(ensemble);
  REQUIRE(ensemble.errors().size() == 1);
  // The same at a finite size: validity does not depend on it.
  CHECK(finite_ensemble(s.model, default_point(s.model), 20).errors().front().message ==
        ensemble.errors().front().message);
  return ensemble.errors().front();
}

}  // namespace

TEST_CASE("the limit has relative sizes and declared weights") {
  const SmallModel s;
  const auto ensemble = limit_ensemble(s.model, default_point(s.model));
  REQUIRE(ensemble);
  CHECK_FALSE(ensemble->finite);
  CHECK(ensemble->sizes == std::vector<double>{1, 0.5, 0.7});
  CHECK(ensemble->measures[SmallModel::n].weights == std::vector<double>{1});
  CHECK(ensemble->measures[SmallModel::d].weights == std::vector<double>{0.5, 0.3, 0.2});
  CHECK(ensemble->measures[SmallModel::m].weights == std::vector<double>(5, 0.2));
  CHECK(ensemble->symbols[0] == std::vector<double>{2, 1, 0.25});
  CHECK(ensemble->symbols[2] == std::vector<double>{1, 1 / 2., 1 / 3., 1 / 4., 1 / 5.});
  CHECK(ensemble->variances == std::vector<double>(4, 1));
  const ScalarId root = s.model.scalars->power(s.sigma, Rational(1, 2));
  CHECK(values_on_space<double>(s.model, *ensemble, SmallModel::d, root) ==
        std::vector<double>{std::sqrt(2.0), 1, 0.5});
}

TEST_CASE("sizes are rounded to the nearest integer, halves upwards, never below one") {
  const SmallModel s;
  const auto sizes = [&](std::int64_t n) { return finite_ensemble(s.model, default_point(s.model), n)->sizes; };
  CHECK(sizes(1) == std::vector<double>{1, 1, 1});
  CHECK(sizes(5) == std::vector<double>{5, 3, 4});    // 2.5 and 3.5
  CHECK(sizes(12) == std::vector<double>{12, 6, 8});  // 8.4
}

TEST_CASE("finite spectra have whole counts, and atoms without any are left out") {
  const SmallModel s;
  const auto at = finite_ensemble(s.model, default_point(s.model), 4);  // d = 2, m = 3
  REQUIRE(at);
  CHECK(at->measures[SmallModel::n].counts == std::vector<std::int64_t>{4});
  CHECK(at->measures[SmallModel::d].counts == std::vector<std::int64_t>{1, 1});
  CHECK(at->symbols[0] == std::vector<double>{2, 1});
  CHECK(at->measures[SmallModel::m].counts == std::vector<std::int64_t>(3, 1));
  CHECK(at->symbols[2] == std::vector<double>{1, 1 / 3., 1 / 5.});
  CHECK(at->variances == std::vector<double>(4, 0.25));
}

TEST_CASE("tables of exact numbers may carry weights") {
  SmallModel s;
  const ScalarId column = s.scalars.leaf(ScalarNode::Kind::Local, 0);
  Table table{.path = "spectrum.csv",
              .column_names = {"eig"},
              .columns = {{3, 1, 2}},
              .weights = {},
              .values = {column, column}};
  s.model.spectra[0].measure = table;
  CHECK(limit_ensemble(s.model, default_point(s.model))->symbols[0] == std::vector<double>{3, 1, 2});
  table.weights = {Rational(1, 4), 0, Rational(3, 4)};
  s.model.spectra[0].measure = table;
  CHECK(limit_ensemble(s.model, default_point(s.model))->symbols[0] == std::vector<double>{3, 2});
  table.columns = {{}};
  s.model.spectra[0].measure = table;
  CHECK(only_error(s).message == "spectrum of 'd': 'spectrum.csv' has no rows");
}

TEST_CASE("weights must be nonnegative and sum to one exactly") {
  SmallModel s;
  s.model.spectra[0].span = {17, 23};
  atoms_on_d(s)[1].weight = s.scalars.number(Rational(1, 5));
  CHECK(only_error(s).message == "spectrum of 'd': the weights sum to 9/10, not to 1");
  CHECK(only_error(s).span == Span{17, 23});
  atoms_on_d(s)[1].weight = s.scalars.number(Rational(-3, 10));
  CHECK(only_error(s).message == "spectrum of 'd': the weight of atom 2 is negative: -3/10");
  // One part in 10^30: doubles would not see it.
  atoms_on_d(s)[1].weight = s.scalars.number(Rational(3, 10) + Rational(1, Integer("1000000000000000000000000000000")));
  CHECK(only_error(s).message.find("not to 1") != std::string::npos);
}

TEST_CASE("irrational weights that sum to one by their form are accepted") {
  SmallModel s;
  const ScalarId root = s.scalars.power(s.lambda, Rational(1, 2));  // sqrt(1/10)
  atoms_on_d(s)[0].weight = root;
  atoms_on_d(s)[1].weight = s.scalars.subtract(s.scalars.number(Rational(4, 5)), root);
  const auto limit = limit_ensemble(s.model, default_point(s.model));
  REQUIRE(limit);
  // The weight is one rounding from the root, and one division by a sum next to one from that.
  CHECK(std::abs(limit->measures[SmallModel::d].weights[0] - std::sqrt(0.1)) <=
        4 * std::numeric_limits<double>::epsilon());
  atoms_on_d(s)[1].weight = s.scalars.number(Rational(1, 2));
  CHECK(only_error(s).message.find("not to 1") != std::string::npos);
}

TEST_CASE("sizes, variances and values that make no sense are located") {
  SmallModel s;
  SECTION("a size that is not positive") {
    s.model.spaces[SmallModel::d].size = s.scalars.number(-1);
    s.model.spaces[SmallModel::d].span = {3, 4};
    CHECK(only_error(s).span == Span{3, 4});
  }
  SECTION("a negative variance") {
    s.model.randoms[SmallModel::X].variance = s.scalars.number(-1);
    s.model.randoms[SmallModel::X].variance_span = {5, 6};
    CHECK(only_error(s).span == Span{5, 6});
    CHECK(only_error(s).message.find("'X'") != std::string::npos);
  }
  SECTION("a value that is not finite") {
    atoms_on_d(s)[2].values[1] = s.scalars.log(s.scalars.number(-1));
    CHECK(only_error(s).message == "'Gamma' is not finite at atom 3 of the spectrum of 'd'");
  }
  SECTION("a negative number in full or by its first digits") {
    s.model.randoms[SmallModel::X].variance = s.scalars.number(-power(Rational(10), 400).value());
    CHECK(only_error(s).message == "the variance of the entries of 'X' must not be negative; it is about -1e+400");
  }
}

}  // namespace freepencil
