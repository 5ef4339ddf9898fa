// SPDX-License-Identifier: GPL-3.0-or-later
// Deterministic matrices given entry by entry, against matrices that are multiplied and inverted as they are written.
#include <catch2/catch.hpp>
#include <limits>

#include "expr/resolve.hpp"
#include "montecarlo/simulate.hpp"
#include "naive.hpp"
#include "syntax/parse.hpp"

namespace freepencil {
namespace {

// Two matrices that do not commute, with eigenvalues between 1/10 and 10, and a singular one.
std::optional<std::string> read_file(const std::string& path) {
  if (path == "a.csv") return "2, 1/2, 0\n1/2, 1, -1/4\n0, -1/4, 3\n";
  if (path == "b.csv") return "1, 0, 0.5\n0, 4, 1\n0.5, 1, 2\n";
  if (path == "singular.csv") return "1, 1, 0\n1, 1, 0\n0, 0, 2\n";
  return std::nullopt;
}

const std::string opening = R"(parameter lambda = 1/10
dimension n
dimension d = n/2
random Z[n,d] gaussian variance 1/n
random W[d,d] gaussian variance 1/n
matrix A[d] file "a.csv"
matrix B[d] file "b.csv"
let S = A^(1/2)
let R = inv(S*Z'*Z*S + lambda*I)
let K = inv(B*Z'*Z*A + A*B + W)
)";

Model resolved(const std::string& text, const ResolveOptions& options = {}) {
  const Source source("test.pencil", text);
  const auto ast = syntax::parse(source);
  if (!ast) FAIL(render(ast.errors().front(), source));
  auto model = resolve(*ast, source, read_file, options);
  if (!model) FAIL(render(model.errors().front(), source));
  return std::move(*model);
}

double simulated(const Model& model, const Ensemble& ensemble, std::size_t output) {
  const Simulation simulation = simulate(model, ensemble, {.trials = 1, .seed = 7});
  INFO(simulation.failure);
  REQUIRE(simulation.status == Simulation::Status::Finished);
  return simulation.outputs[output].mean.real();
}

/// One output, a single trace, at a size.
void check_trace(const std::string& trace, std::int64_t n) {
  const Model model = resolved(opening + "output x = tr(" + trace + ")\n");
  const auto ensemble = finite_ensemble(model, default_point(model), n);
  REQUIRE(ensemble);
  const test::Naive naive(model, *ensemble, 7, 0);
  const test::Naive::Value expected = naive(model.traces.front());
  const auto size = static_cast<double>(expected.matrix.rows());
  const double value = expected.matrix.trace().real() / size;
  const double rounding = size * std::numeric_limits<double>::epsilon() * expected.matrix.norm();
  const double tolerance = 2 * (expected.error + rounding) / std::sqrt(size);
  const double actual = simulated(model, *ensemble, 0);
  INFO(trace << " at n = " << n << ": " << actual << " against " << value);
  CHECK(std::abs(actual - value) <= tolerance);
  CHECK(tolerance <= 1e-4 * expected.matrix.norm());  // otherwise the bound says nothing
}

}  // namespace

TEST_CASE("expressions in explicit matrices agree with dense arithmetic", "[explicit]") {
  for (const char* trace : {
           "A",
           "A*B",
           "A*B*A*B",
           "S*B",
           "inv(A + B)",
           "inv(A*B)*A",
           "inv(A) + 3*A^2 + 2*I",
           "R",
           "A*R*B*R",
           "(A + B)*R",
           "B*(R - lambda*R*R)",
           "K",
           "K*A*K'*B",
           "Z'*Z*A*Z'*Z*B",
           "Z*A*B*Z'",
           "inv(Z*A*Z' + I)*Z*B*Z'",
           "S*Z'*inv(Z*A*Z' + I)*Z*S",
           "(A*W + W'*A)*B",
           "inv(2*A + Z'*Z + B + I)",
       }) {
    check_trace(trace, 6);
    check_trace(trace, 24);
  }
}

TEST_CASE("blocks of a pencil may hold explicit matrices", "[explicit]") {
  const Model model = resolved(opening +
                               "pencil Q {\n rows d, n\n columns d, n\n [ A*B + I, Z' ]\n [ -Z, I ]\n}\n"
                               "output x = tr(B*Q^-1[1,1])\noutput y = tr(B*inv(A*B + I + Z'*Z))\n");
  const auto ensemble = finite_ensemble(model, default_point(model), 24);
  REQUIRE(ensemble);
  CHECK(simulated(model, *ensemble, 0) == Approx(simulated(model, *ensemble, 1)).epsilon(1e-10));
}

TEST_CASE("a complex resolvent of explicit matrices", "[explicit]") {
  const Model model = resolved(opening + "output x = tr(inv(A + B + 1i*I))\noutput y = tr((A + 1i*I)*B)\n");
  const auto ensemble = finite_ensemble(model, default_point(model), 12);
  REQUIRE(ensemble);
  const Simulation simulation = simulate(model, *ensemble, {.trials = 1});
  REQUIRE(simulation.status == Simulation::Status::Finished);
  Eigen::Matrix3cd a, b;
  a << 2, 0.5, 0, 0.5, 1, -0.25, 0, -0.25, 3;
  b << 1, 0, 0.5, 0, 4, 1, 0.5, 1, 2;
  const std::complex<double> i(0, 1);
  const Eigen::Matrix3cd one = Eigen::Matrix3cd::Identity();
  const std::complex<double> x = (a + b + i * one).inverse().trace() / 3.0, y = ((a + i * one) * b).trace() / 3.0;
  constexpr double tolerance = 100 * std::numeric_limits<double>::epsilon();
  CHECK(std::abs(simulation.outputs[0].mean - x) <= tolerance * std::abs(x));
  CHECK(std::abs(simulation.outputs[1].mean - y) <= tolerance * std::abs(y));
}

TEST_CASE("a singular matrix has a root but no inverse", "[explicit]") {
  const std::string text = "dimension n\nmatrix A[n] file \"singular.csv\"\n";
  const Model root = resolved(text + "output x = tr(sqrt(A)*sqrt(A)*A)\noutput y = tr(sqrt(A))\n");
  const auto ensemble = finite_ensemble(root, default_point(root), 9);
  REQUIRE(ensemble);
  CHECK(simulated(root, *ensemble, 1) == Approx(2 * std::sqrt(2.) / 3));

  const Model inverse = resolved(text + "output x = tr(A*inv(A))\n");
  const auto refused = limit_ensemble(inverse, {});
  REQUIRE_FALSE(refused);
  CHECK(refused.errors().front().message ==
        "inv(...) does not exist: the matrix has the eigenvalue 0 at the eigenvalue 0 of 'A'");
}

TEST_CASE("the size of a space is a multiple of that of its matrices", "[explicit]") {
  const Model model = resolved("dimension n\ndimension d = n/2\nmatrix A[d] file \"a.csv\"\noutput x = tr(A)\n");
  for (const std::int64_t n : {6, 12, 60}) CHECK(finite_ensemble(model, {}, n).has_value());
  const auto refused = finite_ensemble(model, {}, 20);
  REQUIRE_FALSE(refused);
  CHECK(refused.errors().front().message ==
        "'A' has 3 rows, and the size of 'd' at n = 20 is 10: it must be a multiple of 3; the nearest are 9 and 12");
  CHECK(finite_ensemble(model, {}, 4).errors().front().message ==
        "'A' has 3 rows, and the size of 'd' at n = 4 is 2: it must be a multiple of 3; the smallest is 3");
}

TEST_CASE("keeping the order of commuting matrices changes no number", "[explicit]") {
  const std::string text = R"(dimension n
dimension d = n/2
random Z[n,d] gaussian variance 1/n
spectrum d {
  1/2 : Sigma = 2,   Gamma = -1
  1/2 : Sigma = 1/4, Gamma = 3
}
noncommuting d
output x = tr(Gamma*sqrt(Sigma)*inv(sqrt(Sigma)*Z'*Z*sqrt(Sigma) + Gamma*Sigma*Gamma + I)*(Sigma + 2*Gamma))
)";
  const Model commuting = resolved(text), ordered = resolved(text, {.keep_order = true});
  const auto ensemble = finite_ensemble(commuting, {}, 20), same = finite_ensemble(ordered, {}, 20);
  REQUIRE((ensemble && same));
  CHECK(simulated(commuting, *ensemble, 0) == Approx(simulated(ordered, *same, 0)).epsilon(1e-12));
}

}  // namespace freepencil
