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

/// tr inv(S Z'Z S + lambda I) by its scalar equation kappa (1 - phi tr Sigma inv(Sigma + kappa I)) = lambda, in
/// extended precision, for lambda > 0: the left side grows with kappa > 0 from where it is zero.
struct ScalarRidge {
  std::vector<long double> weights, sigma;
  long double phi, lambda;

  [[nodiscard]] long double excess(long double kappa) const {
    long double sum = 0;
    for (std::size_t t = 0; t < sigma.size(); ++t) sum += weights[t] * sigma[t] / (sigma[t] + kappa);
    return kappa * (1 - phi * sum) - lambda;
  }
  [[nodiscard]] long double trace() const {
    long double low = std::log(1e-40L), high = std::log(1e10L);
    for (int step = 0; step < 100; ++step) {
      const long double middle = (low + high) / 2;
      (excess(std::exp(middle)) > 0 ? high : low) = middle;
    }
    const long double kappa = std::exp(low);
    long double sum = 0;
    for (std::size_t t = 0; t < sigma.size(); ++t) sum += weights[t] * (kappa / lambda) / (sigma[t] + kappa);
    return sum;
  }
};

}  // namespace

TEST_CASE("a ridge of 1e-12 at the threshold and on either side of it", "[solve][hard]") {
  for (const bool reduced : {true, false}) {
    for (const char* phi : {"999999/1000000", "1", "1000001/1000000", "1/2", "2", "99/100", "101/100"}) {
      for (const char* lambda : {"1/1000000", "1/1000000000000"}) {
        CAPTURE(reduced, phi, lambda);
        const std::string point = std::string("phi=") + phi + " lambda=" + lambda;
        const auto solution = solve(system_of<double>(ridge + "output g = tr(inv(Z'*Z + lambda*I))", point, reduced));
        CAPTURE(solution.reason, solution.iterations);
        WARN(reduced << " " << point << " " << solution.iterations << " " << name(solution.history.back().method));
        REQUIRE(solution.status == Status::Converged);
        const double truth = marchenko_pastur_trace<double>(double(Rational(lambda)), double(Rational(phi)));
        CHECK(solution.traces[0] == Approx(truth).epsilon(1e-6));
      }
    }
  }
}

TEST_CASE("a spectrum k^-8 of 10^5 atoms", "[solve][hard]") {
  const std::string text = ridge + "spectrum d family k = 1..100000 : S2 = k^-8\noutput g = tr(inv(sqrt(S2)*Z'*Z*sqrt(S2) + lambda*I))";
  for (const char* point : {"lambda=1/1000000000000 phi=1/2", "lambda=1/1000000000000 phi=2", "lambda=1 phi=2"}) {
    ScalarRidge scalar;
    for (int k = 1; k <= 100000; ++k) {
      scalar.weights.push_back(1e-5L);
      scalar.sigma.push_back(std::pow(static_cast<long double>(k), -8));
    }
    scalar.lambda = point[7+2] == 'p' ? 1 : 1e-12L;
    scalar.phi = std::string(point).back() == '2' && std::string(point).find("1/2") == std::string::npos ? 2 : 0.5L;
    const auto t0 = std::chrono::steady_clock::now();
    const auto system = system_of<double>(text, point);
    const auto t1 = std::chrono::steady_clock::now();
    const auto solution = solve(system);
    const auto t2 = std::chrono::steady_clock::now();
    WARN(point << " " << solution.iterations << " " << solution.reason << " " << solution.traces[0] << " vs " << double(scalar.trace())
      << " build " << std::chrono::duration<double>(t1-t0).count()<< " solve " << std::chrono::duration<double>(t2-t1).count());
    CHECK(solution.status == Status::Converged);
  }
}

TEST_CASE("atoms that differ by 10^12", "[solve][hard]") {
  for (const char* outputs : {"output g = tr(inv(S*Z'*Z*S + lambda*I))", "output g = tr(inv(S*Z'*Z*S + lambda*I)^2*S2)",
       "output g = tr(inv(S*Z'*Z*S + lambda*I)*S2*inv(S*Z'*Z*S + lambda*I)*S2)"}) {
  const std::string text = ridge + "spectrum d {\n 1/2 : S2 = 1\n 1/2 : S2 = 1/1000000000000\n}\nlet S = sqrt(S2)\n" + outputs;
  for (const bool reduced : {true, false}) {
  for (const char* phi : {"1/2", "1", "2", "2000001/1000000", "1999999/1000000", "4"}) {
    for (const char* lambda : {"1", "1/1000000", "1/1000000000000"}) {
        CAPTURE(outputs, reduced, phi, lambda);
        const std::string point = std::string("phi=") + phi + " lambda=" + lambda;
        const auto solution = solve(system_of<double>(text, point, reduced));
        CAPTURE(solution.reason, solution.iterations);
        ScalarRidge scalar{{0.5L,0.5L},{1,1e-12L}, (long double)(Rational(phi)), (long double)Rational(lambda)};
        WARN(outputs << reduced << " " << point << " " << solution.iterations << " " << name(solution.history.back().method) << " " << solution.traces[0]);
        CHECK(solution.status == Status::Converged);
        if (std::string(outputs).find("^2")==std::string::npos && std::string(outputs).find("*S2*") == std::string::npos) CHECK(solution.traces[0] == Approx(double(scalar.trace())).epsilon(1e-6));
    }
  }}}
}

TEST_CASE("negative lambda down to the edge", "[solve][hard]") {
  for (const double phi : {0.5, 2.0, 0.9}) {
    const double edge = std::pow(1 - std::sqrt(phi), 2), upper = std::pow(1 + std::sqrt(phi), 2);
    for (const double distance : {1e-2, 1e-4, 1e-6, 1e-8, 1e-10}) {
      for (const double l : {-edge*(1-distance), -upper*(1+distance)}) {
        CAPTURE(phi, distance, l);
        const auto solution = solve(marchenko_pastur<double>(l, phi));
        WARN(phi << " " << l << " " << distance << " " << solution.iterations << " " << name(solution.history.back().method) << " " << solution.reason);
        CHECK(solution.status == Status::Converged);
        CHECK(solution.traces[0] == Approx(marchenko_pastur_trace<double>(l, phi)).epsilon(1e-4));
      }
      const double inside = -edge*(1+distance);
      const auto solution = solve(marchenko_pastur<double>(inside, phi));
      CAPTURE(phi, distance, inside);
      CHECK(solution.status == Status::OutsideDomain);
    }
  }
}

TEST_CASE("complex lambda", "[solve][hard]") {
  using C = std::complex<double>;
  for (const double phi : {0.5, 1.0, 2.0}) for (C l : {C(0.1,-3), C(-1,-3), C(-1,1e-8), C(1e-12,1e-12), C(0,1e-10), C(-1e-6,-1e-6)}) {
        const auto solution = solve(marchenko_pastur<C>(l, phi));
        CAPTURE(phi, l);
        WARN(phi << " " << l << " " << solution.iterations << " " << name(solution.history.back().method) << " " << solution.reason);
        CHECK(solution.status == Status::Converged);
        const C truth = marchenko_pastur_trace<C>(l, phi);
        CHECK(std::abs(solution.traces[0] - truth) <= 1e-4*std::abs(truth));
  }
}
