// SPDX-License-Identifier: GPL-3.0-or-later
#include "estimators/experiment.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "validation/common.hpp"

namespace freepencil::validation {
namespace {

const std::string chain = R"([{"rounds": 3, "design": "fresh", "fit": {"kind": "ridgeless"}, "sources":
    [{"rows": 1, "covariance": "Sigma", "labels": [{"teacher": "model", "noise": "1/2"}]}]}])";

bool same_bits(const std::vector<SizeResult>& a, const std::vector<SizeResult>& b) {
  REQUIRE(a.size() == b.size());
  for (std::size_t k = 0; k < a.size(); ++k) {
    if (a[k].mean != b[k].mean || a[k].standard_error != b[k].standard_error) return false;
  }
  return true;
}

TEST_CASE("the number of threads does not change a bit") {
  const Description description = describe(chain);
  const auto one = run_experiment(description, {.threads = 1});
  CHECK(same_bits(one, run_experiment(description, {.threads = 2})));
  CHECK(same_bits(one, run_experiment(description, {.threads = 5})));
  CHECK_FALSE(same_bits(one, run_experiment(description, {.threads = 1, .seed = 8})));
}

TEST_CASE("sizes are independent of each other, and of what else is run") {
  const auto both = run_experiment(describe(chain), {});
  const Description second =
      describe(chain, R"([{"weight": 1, "Sigma": 1, "Gamma": 1}])", R"([{"n": 30, "trials": 5}])");
  CHECK(same_bits({both[1]}, run_experiment(second, {})));
}

TEST_CASE("the factor on the trials scales them and leaves two") {
  const auto twice = run_experiment(describe(chain), {.trials = 2});
  CHECK(twice[0].trials == 16);
  CHECK(twice[1].trials == 10);
  CHECK(run_experiment(describe(chain), {.trials = 0.01})[0].trials == 2);
}

TEST_CASE("results carry title, theory and seed through") {
  const Description description = describe(chain);
  const auto json = to_json(description, {.seed = 11}, {{.n = 20, .trials = 8, .mean = 0.5, .standard_error = 0.1}});
  CHECK(json.dump() ==
        R"({"title":"test","source":"test","theory":{"file":"test.pencil","output":"risk","set":{}},"seed":11,)"
        R"("sizes":[{"n":20,"trials":8,"mean":0.5,"stderr":0.1}]})");
}

}  // namespace
}  // namespace freepencil::validation
