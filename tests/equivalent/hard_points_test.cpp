// SPDX-License-Identifier: GPL-3.0-or-later
// Points at which double precision alone has no digits left: certified, and the same from other sides.
#include <catch2/catch.hpp>

#include "common/load.hpp"
#include "common/multi.hpp"
#include "equivalent/solve_model.hpp"

namespace freepencil {
namespace {

struct Setting {
  const char* name;
  const char* value;
};

Solution certified(Model& model, std::initializer_list<Setting> settings) {
  ParameterPoint point = default_point(model);
  for (const auto& [name, value] : settings) point[model.find_parameter(name).value()] = Rational(value);
  const auto solution = solve_model(model, point, {}, {.digits = 30, .certify = true});
  REQUIRE(solution);
  return *solution;
}

constexpr const char* tiny = "1/1000000000000";

}  // namespace

TEST_CASE("both sides of every interpolation threshold are certified at a ridge of 1e-12", "[hard][certify]") {
  const std::vector<const char*> ratios = {"1/2", "999999/1000000", "1", "1000001/1000000", "2"};
  for (const char* path :
       {"marchenko_pastur", "ridge/isotropic", "ridge/anisotropic", "two_sources/resolvent", "two_sources/r4",
        "random_projections/resolvent", "random_projections/r2", "random_projections/r4"}) {
    Expected<Model> model = test::load_shipped("pencils/" + std::string(path) + ".pencil");
    REQUIRE(model);
    for (const char* phi : ratios) {
      INFO(path << " at phi = " << phi);
      const Solution solution = certified(*model, {{"lambda", tiny}, {"phi", phi}});
      INFO(solution.reason);
      REQUIRE(solution.status == Status::Converged);
      CHECK(solution.branch_bound <= 1);
    }
    if (!model->find_parameter("gamma")) continue;
    // Projected dimensions against samples, m = gamma*phi*n, and against features.
    for (const char* gamma : {"1999999/1000000", "2", "2000001/1000000", "999999/1000000", "1", "1000001/1000000"}) {
      INFO(path << " at gamma = " << gamma);
      const Solution solution = certified(*model, {{"lambda", tiny}, {"phi", "1/2"}, {"gamma", gamma}});
      INFO(solution.reason);
      REQUIRE(solution.status == Status::Converged);
    }
  }
}

TEST_CASE("atoms at a ratio of 1e12 are certified", "[hard][certify]") {
  Expected<Model> model = test::load(
      "parameter lambda = 1/1000 > 0\nparameter phi = 1 > 0\ndimension n\ndimension d = phi*n\n"
      "random Z[n,d] gaussian variance 1/n\n"
      "spectrum d {\n  1/2 : Sigma = 1000000\n  1/4 : Sigma = 1\n  1/4 : Sigma = 1/1000000\n}\n"
      "let R = inv(sqrt(Sigma)*Z'*Z*sqrt(Sigma) + lambda*I)\noutput g = tr(R)\noutput h = tr(Sigma*R*Sigma*R)\n");
  REQUIRE(model);
  for (const char* lambda : {"1/1000", "1/1000000", tiny}) {
    const Solution solution = certified(*model, {{"lambda", lambda}});
    INFO("lambda = " << lambda << ": " << solution.reason);
    REQUIRE(solution.status == Status::Converged);
  }
}

TEST_CASE("a ridge of 1e-100 at the threshold is found with more digits", "[hard][certify]") {
  Expected<Model> model = test::load_shipped("pencils/marchenko_pastur.pencil");
  REQUIRE(model);
  const std::string lambda = "1/1" + std::string(100, '0');
  const Solution solution = certified(*model, {{"lambda", lambda.c_str()}, {"phi", "1"}});
  INFO(solution.reason);
  REQUIRE(solution.status == Status::Converged);
  const WorkingPrecision precision(150);
  CHECK(test::agree(test::number(solution.outputs[0].digits.real),
                    test::marchenko_pastur(test::number(Rational(lambda)), Multi(1)), 29));
}

}  // namespace freepencil
