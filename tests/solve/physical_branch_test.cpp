// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "common/load.hpp"
#include "dyson/from_model.hpp"
#include "solve/solve.hpp"

using namespace freepencil;

namespace {

// Sizes, variances and the spectrum are those of the table of roots in the theory of the branch radius.
constexpr const char* preamble = R"(
parameter lambda = 1/20 > 0
dimension n
dimension d = n/2
dimension n1 = 3*n/5
dimension n2 = 2*n/5
dimension m = 7*n/10
random Z[n,d] gaussian variance 1/n
random Z1[n1,d] gaussian variance 1/n
random Z2[n2,d] gaussian variance 1/n
random W[m,d] gaussian variance 1/d
spectrum d {
  1/2  : S2 = 2, Th = 1
  3/10 : S2 = 1, Th = 3
  1/5  : S2 = 1/4, Th = 1/2
}
let S = sqrt(S2)
let R = inv(S*Z'*Z*S + lambda*I)
let M1 = S*Z1'*Z1*S
let M2 = S*Z2'*Z2*S
let P = W'*inv(W*(M1 + M2)*W' + lambda*I)*W
)";

DysonSystem<double> system_of(const std::string& expression) {
  const std::string text = std::string(preamble) + "output value = tr(" + expression + ")\n";
  auto model = test::load(text);
  if (!model) FAIL(test::messages(model.errors(), text));
  const auto linearization = linearize(*model);
  const auto ensemble = limit_ensemble(*model, default_point(*model));
  REQUIRE(ensemble);
  return dyson_system<double>(*model, linearization, *ensemble);
}

struct Row {
  const char* expression;
  double value, radius;
  double other_value, other_radius;  // one further root; which ones there are depends on the pencil
};

}  // namespace

TEST_CASE("the physical root is the one with a branch radius below one", "[theorem][solve]") {
  const auto row = GENERATE(
      Row{"inv(Z'*Z + lambda*I)", 1.68857754, 0.6474, -23.6885775, 1.5446},
      Row{"R", 2.00134780, 0.6392, -29.2151273, 2.5121}, Row{"R*Th*R*S*S", 6.70702438, 0.6392, -87.9463821, 2.5121},
      Row{"P*Th", 2.17721780, 0.7401, -3.02927295, 3.3978}, Row{"P*Th*P*S*S", 5.17705806, 0.7401, -67.0784315, 3.3978});
  CAPTURE(row.expression);
  const double digits = 5e-9, radius_digits = 5e-5;  // half a unit of the last digit printed
  const auto system = system_of(row.expression);

  for (const auto& solution : {solve(system), solve_hermitized(system)}) {
    REQUIRE(solution.status == Status::Converged);
    CHECK(solution.traces[0] == Approx(row.value).margin(digits));
    CHECK(solution.branch_radius == Approx(row.radius).margin(radius_digits));
  }

  // Newton's method from anywhere: the physical root is accepted, every other one is refused, the one of the table
  // among them.
  unsigned state = 1;
  const auto random = [&state] { return (state = state * 1664525u + 1013904223u) / 4294967296.0; };
  bool seen = false;
  int accepted = 0, checked = 0;
  for (int trial = 0; trial < 4000 && !(seen && accepted > 0); ++trial) {
    Vector<double> start(system.unknowns());
    const double size = std::pow(10.0, 3 * random() - 1);
    // Every other time equal on each space, so that copies of one resolvent go the same way.
    const double by_space[] = {random(), random(), random(), random(), random()};
    for (int u = 0; u < system.unknowns(); ++u) {
      const int space = system.pencil().columns[system.unknown(u).block.column];
      start[u] = size * (2 * (trial % 2 == 0 ? by_space[space] : random()) - 1);
    }
    // One step of the map makes the unknowns consistent with each other.
    Resolvent<double> M;
    if (!system.evaluate(start, M)) continue;
    system.phi(M, start);
    const auto solution = solve_from(system, start);
    if (solution.status == Status::Converged) {
      CHECK(solution.traces[0] == Approx(row.value).margin(digits));
      ++accepted;
    } else {
      CHECK(std::isnan(solution.traces[0]));
    }
    if (solution.status != Status::WrongBranch) continue;
    CHECK(solution.branch_radius >= 1);
    // The whole search from that root: it is refused there, and the physical one is found all the same.
    if (checked++ < 20) {
      const auto again = solve(system, {}, {solution.g, {}});
      REQUIRE(again.status == Status::Converged);
      CHECK(again.traces[0] == Approx(row.value).margin(digits));
      CHECK(again.branch_radius == Approx(row.radius).margin(radius_digits));
      CHECK(std::any_of(again.history.begin(), again.history.end(),
                        [](const SolveStep& step) { return step.branch_radius && *step.branch_radius >= 1; }));
    }
    REQUIRE(system.evaluate(solution.g, M));
    if (std::abs(system.traces(M)[0] - row.other_value) > 10 * digits) continue;
    CHECK(solution.branch_radius == Approx(row.other_radius).margin(radius_digits));
    CHECK(solve(system, {}, {solution.g, {}}).traces[0] == Approx(row.value).margin(digits));
    seen = true;
  }
  CHECK(accepted > 0);
  CHECK(seen);
}
