// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/dyson_system.hpp"

#include <catch2/catch.hpp>

#include "dyson/example_pencils.hpp"
#include "dyson/naive.hpp"
#include "dyson/spectral_radius.hpp"

using namespace freepencil;
using namespace freepencil::test;

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();

template <class S>
Vector<S> phi_at(const DysonSystem<S>& system, const Vector<S>& g) {
  Resolvent<S> M;
  REQUIRE(system.evaluate(g, M));
  Vector<S> image;
  system.phi(M, image);
  return image;
}

}  // namespace

TEST_CASE("Marchenko and Pastur 1967: the equation of the Gram matrix has two unknowns", "[dyson]") {
  const double l = 0.05, phi = 0.5;
  const auto system = marchenko_pastur<double>(l, phi);
  REQUIRE(system.unknowns() == 2);
  REQUIRE(system.structure().components.size() == 1);
  CHECK(system.structure().components.front().nonlinear);

  const double g = marchenko_pastur_trace(l, phi);
  const Vector<double> root = (Vector<double>(2) << g, 1 / (1 + phi * g)).finished();
  CHECK((phi_at(system, root) - root).norm() <= 10 * epsilon * root.norm());

  // The pair (tr R^2) / (1 + phi tr R)^2 is the radius of the Gram matrix: -g' / (1 + phi g)^2 phi.
  const double h = 1e-5;
  const double slope = (marchenko_pastur_trace(l + h, phi) - marchenko_pastur_trace(l - h, phi)) / (2 * h);
  Resolvent<double> M;
  REQUIRE(system.evaluate(root, M));
  const double radius = system.branch_radius(M);
  CHECK(radius == Approx(0.6474).margin(5e-5));
  // E tr R^2 = (1 - T^2)^{-1} tr M M', M = g.
  CHECK(g * g / (1 - radius * radius) == Approx(-slope).epsilon(slope * slope * h * h + 1e-8));
}

TEMPLATE_TEST_CASE("Phi, its Jacobian and the radius agree with their definitions on random pencils", "[dyson]", double,
                   std::complex<double>) {
  using S = TestType;
  int nontrivial = 0;
  for (unsigned seed = 0; seed < 60; ++seed) {
    RandomPencilOptions options;
    options.blocks = 4 + static_cast<int>(seed % 5);
    options.terms = 4 + static_cast<int>(seed % 4) * 3;
    options.functions = seed % 2 == 1;
    const auto system = random_system<S>(seed, options);
    REQUIRE(system.invertible());
    CAPTURE(seed, system.unknowns());
    nontrivial += system.unknowns() > 1;
    const Vector<S> g = some_traces(system);
    Resolvent<S> M;
    if (!system.evaluate(g, M)) continue;
    const NaiveDyson<S> naive(system.pencil(), spread(system, g));
    const Matrix<S> traces = naive.traces();
    const double rounding = 1000 * epsilon * (1 + traces.squaredNorm());
    Vector<S> image;
    system.phi(M, image);
    for (int u = 0; u < system.unknowns(); ++u) {
      CHECK(std::abs(image[u] - naive.trace(system.unknown(u))) <= rounding);
    }
    const auto wanted = system.traces(M);
    for (std::size_t t = 0; t < wanted.size(); ++t) {
      const auto& term = system.wanted()[t].terms.front();
      CHECK(std::abs(wanted[t] - traces(term.column, term.row)) <= rounding);
    }

    const Matrix<S> J = system.jacobian(M);
    const double h = 1e-5;
    for (int u = 0; u < system.unknowns(); ++u) {
      const Vector<S> e = Vector<S>::Unit(system.unknowns(), u) * S(h);
      const Vector<S> difference = (phi_at<S>(system, g + e) - phi_at<S>(system, g - e)) / S(2 * h);
      // Central differences: h^2 times a third derivative, of the order of the fourth power of M, and rounding over h.
      const double scale = 1 + traces.squaredNorm();
      CHECK((difference - J.col(u)).norm() <= 100 * h * h * scale * scale + rounding / h);
    }
    // All columns are wanted here, so no class of columns is left out.
    CHECK(system.branch_radius(M) == Approx(naive.radius()).epsilon(1.0 / NaiveDyson<S>::radius_steps));
  }
  CHECK(nontrivial > 20);
}

TEST_CASE("only traces on the way to an output are unknowns", "[dyson]") {
  // Two independent Gram matrices in one pencil; the output needs the first.
  auto pencil = marchenko_pastur<double>(0.05, 0.5).pencil();
  const int n = pencil.size();
  for (int k = 0; k < n; ++k) {
    pencil.rows.push_back(pencil.rows[k]);
    pencil.columns.push_back(pencil.columns[k]);
  }
  const auto entries = pencil.entries;
  for (auto entry : entries) pencil.entries.push_back({entry.row + n, entry.column + n, entry.values});
  const auto random = pencil.random;
  for (auto term : random)
    pencil.random.push_back({term.row + n, term.column + n, 1, term.adjoint, term.coefficient, -1, -1});
  pencil.variances.push_back(1);
  const DysonSystem<double> system(pencil, {{0.0, {{0, 0, {1.0}}}}});
  CHECK(system.unknowns() == 2);
  CHECK(system.structure().classes.size() == 1);
}

TEST_CASE("the radius of a positive map by squaring", "[dyson]") {
  const Matrix<double> T = (Matrix<double>(3, 3) << 0.1, 0.4, 0.2, 0.3, 0.3, 0.1, 0.5, 0.2, 0.6).finished();
  const double expected = Eigen::EigenSolver<Matrix<double>>(T, false).eigenvalues().cwiseAbs().maxCoeff();
  CHECK(spectral_radius<double>(T) == Approx(expected).epsilon(100 * epsilon));
  // Period two: the eigenvalues are 2 and -2.
  CHECK(spectral_radius<double>((Matrix<double>(2, 2) << 0, 4, 1, 0).finished()) == Approx(2).epsilon(10 * epsilon));
  CHECK(spectral_radius<double>((Matrix<double>(2, 2) << 0, 1, 0, 0).finished()) == 0);
}
