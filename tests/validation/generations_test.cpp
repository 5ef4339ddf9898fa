// SPDX-License-Identifier: GPL-3.0-or-later
// Chains of fits against means that are exact at finite size, each within four of its own standard errors.
#include "estimators/generations.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "estimators/experiment.hpp"
#include "validation/common.hpp"

namespace freepencil::validation {
namespace {

const std::string anisotropic =
    R"([{"weight": "1/2", "Sigma": 2, "Gamma": 1}, {"weight": "1/2", "Sigma": "1/4", "Gamma": 3}])";
const std::string sizes = R"([{"n": 24, "trials": 600}])";

void check_mean(const Description& description, double exact) {
  const SizeResult result = run_experiment(description, {}).front();
  CAPTURE(result.mean, result.standard_error, exact);
  CHECK(std::abs(result.mean - exact) < 4 * result.standard_error);
}

std::string chain(const std::string& design, const std::string& data) {
  return R"([{"rounds": 3, "design": ")" + design + R"(", "data": ")" + data + R"(", "fit": {"kind": "ridgeless"},
    "sources": [{"rows": 1, "covariance": "Sigma", "labels": [{"teacher": "model", "noise": 1}]}]}])";
}

// n = 24, d = 12: E tr Sigma (X'X)^(-1) = d/(n - d - 1) for every Sigma.
constexpr double inverse_trace = 12.0 / 11;

TEST_CASE("Dohmatob et al. 2024, theorem 4.1: least-squares generations add up their noise") {
  check_mean(describe(chain("same", "replace"), anisotropic, sizes), 3 * inverse_trace);
  check_mean(describe(chain("fresh", "replace"), anisotropic, sizes), 3 * inverse_trace);
}

TEST_CASE("Gerstgrasser et al. 2024, theorem 2: accumulated labels leave a sum of inverse squares") {
  check_mean(describe(chain("same", "accumulate"), anisotropic, sizes), (1 + 1.0 / 4 + 1.0 / 9) * inverse_trace);
  // With a new design each time: d sum 1/(i (i n - d - 1)).
  check_mean(describe(chain("fresh", "accumulate"), anisotropic, sizes), 12 * (1.0 / 11 + 1.0 / 70 + 1.0 / 177));
}

TEST_CASE("interpolating generations on one design and on independent ones (q = T0/d)") {
  // T0 = 6 and d = 12, then T = 24 downstream; |w0|^2 = 1, no noise: 1 - q, and 1 - q^2 after two rounds.
  const auto stages = [](const std::string& design) {
    return R"([{"rounds": 2, "design": ")" + design + R"(", "fit": {"kind": "ridgeless"}, "sources":
      [{"rows": "1/4", "covariance": "Sigma", "labels": [{"teacher": "model", "noise": 0}]}]},
      {"design": "fresh", "fit": {"kind": "ridgeless"}, "sources":
      [{"rows": 1, "covariance": "Sigma", "labels": [{"teacher": "model", "noise": 0}]}]}])";
  };
  const std::string isotropic = R"([{"weight": 1, "Sigma": 1, "Gamma": 1}])";
  check_mean(describe(stages("same"), isotropic, sizes), 0.5);
  check_mean(describe(stages("fresh"), isotropic, sizes), 0.75);
}

TEST_CASE("a named draw is the same noise in every round, others are not") {
  const auto stages = [](const std::string& draw) {
    return R"([{"design": "same", "fit": {"kind": "ridgeless"}, "sources": [{"rows": 1, "covariance": "Sigma", "labels":
      [{"teacher": "truth", "noise": 1)" +
           draw + R"(}]}]}, {"rounds": 2, "design": "same", "fit": {"kind": "ridgeless"},
      "sources": [{"rows": 1, "covariance": "Sigma", "labels": [{"teacher": "truth", "noise": 1, "weight": 2)" +
           draw + R"(}, {"teacher": "model", "noise": 0, "weight": -1}]}]}])";
  };
  // The rounds leave 2e - (2e - e) = e of the first round's noise e.
  check_mean(describe(stages(R"(, "draw": "y")"), anisotropic, sizes), inverse_trace);
  check_mean(describe(stages(""), anisotropic, sizes), (4 + 4 + 1) * inverse_trace);
}

TEST_CASE("loss shares that are the shares of rows change nothing but rounding") {
  const auto stages = [](const std::string& first, const std::string& second) {
    return R"([{"design": "fresh", "fit": {"kind": "ridge", "lambda": "1/10"}, "sources": [
      {"rows": "3/4", "covariance": "Sigma", "labels": [{"teacher": "truth", "noise": 1}])" +
           first + R"(},
      {"rows": "1/4", "covariance": "Sigma", "labels": [{"teacher": "truth", "noise": 2}])" +
           second + R"(}]}])";
  };
  const Description plain = describe(stages("", ""), anisotropic, sizes);
  const Description weighted =
      describe(stages(R"(, "loss_share": "3/4")", R"(, "loss_share": "1/4")"), anisotropic, sizes);
  const Description other =
      describe(stages(R"(, "loss_share": "1/2")", R"(, "loss_share": "1/2")"), anisotropic, sizes);
  const double expected = excess_error(plain, 1, 24, 0);
  CHECK(excess_error(weighted, 1, 24, 0) == Approx(expected).epsilon(1e-12));  // a few hundred roundings
  CHECK(excess_error(other, 1, 24, 0) != Approx(expected).epsilon(1e-3));
}

}  // namespace
}  // namespace freepencil::validation
