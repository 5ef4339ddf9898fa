// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/finite_size.hpp"

#include <Eigen/LU>
#include <catch2/catch.hpp>

#include "dyson/example_pencils.hpp"
#include "dyson/naive.hpp"
#include "dyson/naive_finite_size.hpp"

using namespace freepencil;
using namespace freepencil::test;

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();

/// With every block wanted, as the term of order 1/n needs it.
template <class S>
DysonSystem<S> whole(const DysonSystem<S>& system) {
  auto wanted = system.wanted();
  wanted.push_back(every_block(system.pencil()));
  return {system.pencil(), std::move(wanted)};
}

/// Averaging, then Newton's method; nothing where that finds no physical solution.
template <class S>
std::optional<Vector<S>> solution(const DysonSystem<S>& system, Resolvent<S>& M) {
  Vector<S> g = Vector<S>::Zero(system.unknowns()), image;
  for (int step = 0; step < 300; ++step) {
    if (!system.evaluate(g, M)) return std::nullopt;
    system.phi(M, image);
    if (step < 200) {
      g = ((g + image) / 2).eval();
    } else {
      const Matrix<S> matrix = Matrix<S>::Identity(g.size(), g.size()) - system.jacobian(M);
      g += matrix.partialPivLu().solve(Vector<S>(image - g));
    }
  }
  if (!system.evaluate(g, M) || !(system.branch_radius(M) < 0.8)) return std::nullopt;
  return g;
}

}  // namespace

// E tr(Z'Z)^k of a real Wishart matrix, k = 1, 2: phi = d/n, 1/n terms 0 and 1 (for k = 2: 1 + phi + 1/n exactly).
// As a derivative of the resolvent's: tr inv(l + Z'Z) at order 1/n is sum_k (-1)^k m_k1 l^(-k-1).
TEST_CASE("real Wishart matrices: the expansion at infinity begins with the exact moments", "[dyson][finite size]") {
  const double l = 1e4, phi = 0.5;
  const auto system = whole(marchenko_pastur<double>(l, phi));
  Resolvent<double> M;
  REQUIRE(solution(system, M));
  const auto terms = FiniteSize<double>(system, M, {0}).first_order(1);
  REQUIRE(terms);
  // The next term is the third moment's 3 + 3 phi, over l: Tr(Z'Z)^3 has 3 n d (n + d) + 4 n d pairings beyond these.
  const double expected = (1 - 3 * (1 + phi) / l) / (l * l * l);
  CHECK(terms->front() == Approx(expected).epsilon(100 / (l * l)));
}

// Every entry plus or minus 1/sqrt(n): (Z'Z)_ii = 1 exactly, so tr (Z'Z)^2 = 1 + sum over the rest = 1 + phi - 1/n.
TEST_CASE("entries plus or minus one: the fourth cumulant enters", "[dyson][finite size]") {
  const double l = 1e4, phi = 0.5;
  const auto system = whole(marchenko_pastur<double>(l, phi));
  Resolvent<double> M;
  REQUIRE(solution(system, M));
  const auto terms = FiniteSize<double>(system, M, {-2}).first_order(1);
  REQUIRE(terms);
  CHECK(terms->front() * l * l * l == Approx(-1).epsilon(20 / l));
}

TEMPLATE_TEST_CASE("the response and the sources agree with their definitions on random pencils",
                   "[dyson][finite size]", double, std::complex<double>) {
  using S = TestType;
  int compared = 0;
  for (unsigned seed = 0; seed < 24; ++seed) {
    RandomPencilOptions options;
    options.blocks = 3 + static_cast<int>(seed % 3);
    options.terms = 4 + static_cast<int>(seed % 4);
    options.functions = seed % 2 == 1;
    options.strength = 0.5;
    const auto system = whole(random_system<S>(seed, options));
    Resolvent<S> M;
    const auto g = solution(system, M);
    if (!g) continue;
    CAPTURE(seed);
    const std::vector<double> excess = {-2, 0, 1.5, -1.2};
    FiniteSize<S> finite_size(system, M, excess);
    const auto& unknowns = finite_size.unknowns();
    const auto count = static_cast<Eigen::Index>(unknowns.size());

    // The response by central differences of a map that takes every trace.
    std::map<TracedBlock, S> all;
    for (const TracedBlock& unknown : unknowns) all[unknown] = S(0);
    for (int u = 0; u < system.unknowns(); ++u) all[system.unknown(u)] = (*g)[u];
    const Matrix<S> L = finite_size.response();
    REQUIRE(L.rows() == count);
    const double h = 1e-4;
    for (Eigen::Index v = 0; v < count; ++v) {
      auto shifted = all;
      shifted[unknowns[v]] += h;
      const NaiveDyson<S> above(system.pencil(), shifted);
      shifted[unknowns[v]] -= 2 * h;
      const NaiveDyson<S> below(system.pencil(), shifted);
      for (Eigen::Index u = 0; u < count; ++u) {
        const S slope = (above.trace(unknowns[u]) - below.trace(unknowns[u])) / (2 * h);
        // Third derivatives are sums of products of four blocks of M; rounding is divided by h.
        CHECK(std::abs(L(u, v) - slope) <= 100 * (h * h + epsilon / h));
      }
    }

    // The traces themselves: those of the unknowns are wanted of a further system.
    std::vector<PointTrace<S>> wanted;
    for (const TracedBlock& unknown : unknowns) {
      const auto space = system.pencil().columns[unknown.block.column];
      std::vector<S> values(system.pencil().spaces[space].weights.size(), S(1));
      for (const int f : {unknown.weight.first, unknown.weight.second}) {
        for (std::size_t t = 0; f >= 0 && t < values.size(); ++t) values[t] *= system.pencil().functions[f][t];
      }
      wanted.push_back({S(0), {{unknown.block.column, unknown.block.row, values}}});
    }
    wanted.push_back(every_block(system.pencil()));
    const DysonSystem<S> traced(system.pencil(), wanted);
    Resolvent<S> N;
    REQUIRE(solution(traced, N));
    const auto terms = FiniteSize<S>(traced, N, excess).first_order(unknowns.size());
    REQUIRE(terms);
    const NaiveFiniteSize<S> naive(system, M, excess);
    Vector<S> source(count);
    for (Eigen::Index u = 0; u < count; ++u) source[u] = naive.source(unknowns[u]);
    const Vector<S> expected = (Matrix<S>::Identity(count, count) - L).partialPivLu().solve(source);
    // Second moments converge like 0.8^300; rounding is amplified by 1/(1 - T) and 1/(1 - L).
    for (Eigen::Index u = 0; u < count; ++u) {
      CHECK(std::abs((*terms)[u] - expected[u]) <= 1e5 * epsilon * (1 + expected.norm()));
      compared += std::abs(expected[u]) > 1e-6;
    }
  }
  CHECK(compared >= 40);
}

TEST_CASE("double and extended precision agree to rounding", "[dyson][finite size]") {
  const auto system = whole(marchenko_pastur<double>(0.05, 0.5));
  const auto fine = whole(marchenko_pastur<long double>(0.05L, 0.5L));
  Resolvent<double> M;
  Resolvent<long double> N;
  REQUIRE(solution(system, M));
  REQUIRE(solution(fine, N));
  const auto coarse = FiniteSize<double>(system, M, {0}).first_order(1);
  const auto exact = FiniteSize<long double>(fine, N, {0}).first_order(1);
  REQUIRE((coarse && exact));
  CHECK(coarse->front() == Approx(static_cast<double>(exact->front())).epsilon(1000 * epsilon));
}
