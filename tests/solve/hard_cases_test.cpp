// SPDX-License-Identifier: GPL-3.0-or-later
// Where methods fail: thresholds, tiny ridges, spectra over many powers of ten, edges of the domain.
#include <catch2/catch.hpp>
#include <cmath>

#include "dyson/example_pencils.hpp"
#include "solve/solve.hpp"
#include "solve/systems.hpp"

using namespace freepencil;
using namespace freepencil::test;

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();

const std::string ridge = R"(
parameter lambda = 1/20
parameter phi = 1/2 > 0
dimension n
dimension d = phi*n
random Z[n,d] gaussian variance 1/n
)";

std::string point(const std::string& phi, const std::string& lambda) { return "phi=" + phi + " lambda=" + lambda; }

/// tr inv(S Z'Z S + lambda I) by its scalar equation kappa (1 - phi tr Sigma inv(Sigma + kappa I)) = lambda, in
/// extended precision, for lambda > 0: where the left side is positive it grows with kappa.
struct ScalarRidge {
  std::vector<long double> weights, sigma;
  long double phi = 1, lambda = 1;

  [[nodiscard]] long double excess(long double kappa) const {
    long double sum = 0;
    for (std::size_t t = 0; t < sigma.size(); ++t) sum += weights[t] * sigma[t] / (sigma[t] + kappa);
    return kappa * (1 - phi * sum) - lambda;
  }
  [[nodiscard]] double trace() const {
    long double low = std::log(1e-40L), high = std::log(1e10L);
    for (int step = 0; step < 64; ++step) {
      const long double middle = (low + high) / 2;
      (excess(std::exp(middle)) > 0 ? high : low) = middle;
    }
    const long double kappa = std::exp(low);
    long double sum = 0;
    for (std::size_t t = 0; t < sigma.size(); ++t) sum += weights[t] * (kappa / lambda) / (sigma[t] + kappa);
    return static_cast<double>(sum);
  }
};

/// Rounding of the coefficients, of the order of epsilon, is magnified by 1/(1 - radius); what is left of it in a ridge
/// so small beside the rest of F - S that it is lost is the square root of that at worst, next to a double root.
double rounding(const DysonSolution<double>& solution) { return std::sqrt(epsilon / (1 - solution.branch_radius)); }

}  // namespace

TEST_CASE("Marchenko and Pastur 1967: a ridge of 1e-12 at the threshold and on either side of it", "[solve][hard]") {
  for (const bool reduced : {true, false}) {
    for (const char* phi : {"999999/1000000", "1", "1000001/1000000", "99/100", "101/100", "1/2", "2"}) {
      for (const char* lambda : {"1/1000000", "1/1000000000000"}) {
        CAPTURE(reduced, phi, lambda);
        const auto solution =
            solve(system_of<double>(ridge + "output g = tr(inv(Z'*Z + lambda*I))", point(phi, lambda), reduced));
        CAPTURE(solution.reason, solution.iterations, solution.branch_radius);
        REQUIRE(solution.status == Status::Converged);
        const ScalarRidge truth{
            {1}, {1}, static_cast<long double>(Rational(phi)), static_cast<long double>(Rational(lambda))};
        CHECK(std::abs(solution.traces[0] / truth.trace() - 1) <= rounding(solution));
      }
    }
  }
}

TEST_CASE("a spectrum k^-8 of 10^5 atoms", "[solve][hard]") {
  const std::string text = ridge +
                           "spectrum d { k = 1..100000 : S2 = k^-8 }\n"
                           "output g = tr(inv(sqrt(S2)*Z'*Z*sqrt(S2) + lambda*I))";
  ScalarRidge scalar;
  for (int k = 1; k <= 100000; ++k) {
    scalar.weights.push_back(1e-5L);
    scalar.sigma.push_back(std::pow(static_cast<long double>(k), -8.0L));
  }
  for (const char* phi : {"1/2", "2"}) {
    const char* lambda = "1/1000000000000";
    CAPTURE(phi, lambda);
    const auto solution = solve(system_of<double>(text, point(phi, lambda)));
    REQUIRE(solution.status == Status::Converged);
    scalar.phi = static_cast<long double>(Rational(phi));
    scalar.lambda = static_cast<long double>(Rational(lambda));
    CHECK(std::abs(solution.traces[0] / scalar.trace() - 1) <= rounding(solution));
  }
}

TEST_CASE("atoms that differ by 10^12", "[solve][hard]") {
  const std::string spectrum = ridge +
                               "spectrum d {\n  1/2 : S2 = 1\n  1/2 : S2 = 1/1000000000000\n}\n"
                               "let R = inv(sqrt(S2)*Z'*Z*sqrt(S2) + lambda*I)\n";
  for (const char* phi : {"1/2", "1", "1999999/1000000", "2", "2000001/1000000", "4"}) {
    for (const char* lambda : {"1", "1/1000000", "1/1000000000000"}) {
      CAPTURE(phi, lambda);
      const ScalarRidge scalar{{0.5L, 0.5L},
                               {1, 1e-12L},
                               static_cast<long double>(Rational(phi)),
                               static_cast<long double>(Rational(lambda))};
      const auto one = solve(system_of<double>(spectrum + "output g = tr(R)", point(phi, lambda)));
      REQUIRE(one.status == Status::Converged);
      CHECK(std::abs(one.traces[0] / scalar.trace() - 1) <= rounding(one));
      // Two resolvents, with few unknowns and with all of them: unknowns from 1 to 1e23 in one system.
      const std::string both = spectrum + "output g = tr(R*S2*R*S2)";
      const auto reduced = solve(system_of<double>(both, point(phi, lambda)));
      const auto full = solve(system_of<double>(both, point(phi, lambda), false));
      REQUIRE(reduced.status == Status::Converged);
      REQUIRE(full.status == Status::Converged);
      CHECK(std::abs(reduced.traces[0] / full.traces[0] - 1) <= rounding(full));
    }
  }
}

TEST_CASE("Marchenko and Pastur 1967: negative ridges down to the edge of the domain", "[solve][hard]") {
  for (const double phi : {0.5, 0.9, 2.0}) {
    const double lower = std::pow(1 - std::sqrt(phi), 2), upper = std::pow(1 + std::sqrt(phi), 2);
    for (const double distance : {1e-2, 1e-4, 1e-6, 1e-8, 1e-10}) {
      for (const double l : {-lower * (1 - distance), -upper * (1 + distance)}) {
        CAPTURE(phi, distance, l);
        const auto solution = solve(marchenko_pastur<double>(l, phi));
        CAPTURE(solution.reason, solution.branch_radius);
        REQUIRE(solution.status == Status::Converged);
        // The trace has a square root at the edge, whose argument keeps epsilon / distance of its digits.
        CHECK(solution.traces[0] ==
              Approx(marchenko_pastur_trace<double>(l, phi)).epsilon(std::sqrt(epsilon / distance)));
      }
      CHECK(solve(marchenko_pastur<double>(-lower * (1 + distance), phi)).status != Status::Converged);
      CHECK(solve(marchenko_pastur<double>(-upper * (1 - distance), phi)).status != Status::Converged);
    }
  }
}

TEST_CASE("Marchenko and Pastur 1967: complex ridges, from large to next to the spectrum", "[solve][hard]") {
  using C = std::complex<double>;
  for (const double phi : {0.5, 1.0, 2.0}) {
    for (const C l : {C(0.1, -3), C(-1, -3), C(-1, 1e-8), C(1e-6, 1e-12), C(0, 1e-6), C(-1e-6, -1e-6)}) {
      CAPTURE(phi, l);
      const auto solution = solve(marchenko_pastur<C>(l, phi));
      REQUIRE(solution.status == Status::Converged);
      const C truth = marchenko_pastur_trace<C>(l, phi);
      const double error = std::sqrt(epsilon / (1 - solution.branch_radius));
      CHECK(std::abs(solution.traces[0] - truth) <= error * std::abs(truth));
    }
  }
  auto text = ridge + "output g = tr(inv(Z'*Z + (lambda - 3i)*I))";
  const auto solution = solve(system_of<C>(text));
  REQUIRE(solution.status == Status::Converged);
  const C truth = marchenko_pastur_trace<C>(C(0.05, -3), 0.5);
  CHECK(std::abs(solution.traces[0] - truth) <= 100 * epsilon / (1 - solution.branch_radius) * std::abs(truth));
}

TEST_CASE("every threshold of the shipped files, with and without the reduction", "[solve][hard]") {
  struct Threshold {
    const char* file;
    const char* assignment;  ///< of all but the parameter that crosses
    const char* crosses;
  };
  const Threshold thresholds[] = {
      {"ridge/isotropic", "", "phi"},
      {"ridge/anisotropic", "", "phi"},
      {"two_sources/resolvent", "", "phi"},
      {"two_sources/r3", "", "phi"},
      {"random_projections/resolvent", "", "gamma"},
      {"random_projections/r1", "phi=1", "gamma"},
      {"random_projections/r2", "gamma=1", "phi"},
      {"random_projections/r3", "phi=1/2", "gamma"},
      {"random_projections/r4", "phi=2", "gamma"},
      {"random_features/linear", "phi=1", "psi"},
      {"random_features/linear", "psi=1/2 zeta=1 eta=1", "phi"},
  };
  for (const auto& threshold : thresholds) {
    auto model = load_shipped(std::string("pencils/") + threshold.file + ".pencil");
    REQUIRE(model);
    for (const char* value : {"999999/1000000", "1", "1000001/1000000"}) {
      for (const char* lambda : {"1/1000000", "1/1000000000000"}) {
        const std::string at =
            std::string(threshold.assignment) + " " + threshold.crosses + "=" + value + " lambda=" + lambda;
        CAPTURE(threshold.file, at);
        const auto reduced = solve(system_of<double>(*model, at));
        CAPTURE(reduced.reason, reduced.iterations, reduced.branch_radius);
        REQUIRE(reduced.status == Status::Converged);
        CHECK(reduced.branch_radius < 1);
        const auto full = solve(system_of<double>(*model, at, false));
        CAPTURE(full.reason, full.branch_radius);
        // A threshold of rank: every resolvent is its own, and cancels down to what the ridge leaves.
        if (full.status != Status::Converged) continue;
        CHECK(full.branch_radius == Approx(reduced.branch_radius).epsilon(rounding(reduced)));
      }
    }
  }
}
