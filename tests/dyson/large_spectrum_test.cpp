// SPDX-License-Identifier: GPL-3.0-or-later
// Spectra that are shared among threads, and plans that are shared among systems.
#include <catch2/catch.hpp>

#include "dyson/dyson_system.hpp"
#include "dyson/example_pencils.hpp"
#include "dyson/precise.hpp"
#include "support/parallel.hpp"

using namespace freepencil;
using namespace freepencil::test;

namespace {

/// tr inv(sqrt(T) Z'Z sqrt(T) + l), T and the weights of its atoms from 1 to 2.
template <class S>
DysonSystem<S> anisotropic_ridge(S l, RealOf<S> phi, int atoms) {
  PointPencil<S> pencil;
  std::vector<RealOf<S>> weights;
  std::vector<S> root;
  for (int k = 0; k < atoms; ++k) {
    using std::sqrt;
    const RealOf<S> t = 1 + RealOf<S>(2 * k + 1) / (2 * atoms);
    weights.push_back(2 * t / (3 * atoms));
    root.push_back(S(sqrt(t)));
  }
  pencil.spaces = {{phi, weights}, {1, {1}}};
  pencil.rows = pencil.columns = {0, 1};
  pencil.entries = {{0, 0, {l}}, {1, 1, {S(1)}}};
  pencil.random = {{0, 1, 0, true, S(1), 0, -1}, {1, 0, 0, false, S(-1), -1, 0}};
  pencil.functions = {root};
  pencil.variances = {1};
  return {pencil, {{S(0), {{0, 0, {S(1)}}}}}};
}

template <class S>
struct Everything {
  Vector<S> image;
  Matrix<S> jacobian;
  RealOf<S> radius{};
  std::vector<S> traces;

  explicit Everything(const DysonSystem<S>& system, const Vector<S>& g) {
    Resolvent<S> M;
    REQUIRE(system.evaluate(g, M));
    system.phi(M, image);
    jacobian = system.jacobian(M);
    radius = system.branch_radius(M);
    traces = system.traces(M);
  }
  friend bool operator==(const Everything&, const Everything&) = default;
};

}  // namespace

TEST_CASE("a spectrum of many atoms gives the same bits at any number of threads", "[dyson]") {
  const auto system = anisotropic_ridge<double>(0.1, 0.5, 300'001);
  const Vector<double> g = Vector<double>::Constant(system.unknowns(), 0.7);
  const Everything<double> here(system, g);
  // A loop inside a loop keeps to its own thread.
  parallel_for(1, 1, [&](std::size_t, int) { CHECK(Everything<double>(system, g) == here); });
}

TEST_CASE("so do numbers of many digits", "[dyson][digits]") {
  const WorkingPrecision precision(600);
  const auto system = anisotropic_ridge<Multi>(Multi(1) / 10, Multi(1) / 2, 500);
  const Vector<Multi> g = Vector<Multi>::Constant(system.unknowns(), Multi(7) / 10);
  const Everything<Multi> here(system, g);
  parallel_for(1, 1, [&](std::size_t, int) {
    const WorkingPrecision same(600);
    CHECK(Everything<Multi>(system, g) == here);
  });
}

TEST_CASE("systems of one shape share their plan, whatever their numbers", "[dyson]") {
  const auto first = anisotropic_ridge<double>(0.1, 0.5, 10), second = anisotropic_ridge<double>(0.2, 0.75, 30);
  CHECK(&first.structure() == &second.structure());
  // Without the ridge an entry of the pencil vanishes.
  const auto ridgeless = anisotropic_ridge<double>(0, 0.5, 10);
  CHECK(&ridgeless.structure() != &first.structure());
}

TEST_CASE("what is computed for one component and then completed is what is computed at once", "[dyson]") {
  for (unsigned seed = 0; seed < 40; ++seed) {
    RandomPencilOptions options;
    options.blocks = 4 + static_cast<int>(seed % 5);
    options.terms = 4 + static_cast<int>(seed % 4) * 3;
    options.functions = seed % 2 == 1;
    const auto full = random_system<double>(seed, options);
    // Without relations, but with a smallest set of unknowns.
    const DysonSystem<double> system(full.pencil(), full.wanted(), std::vector<TraceRelation<double>>{});
    const Vector<double> g = Vector<double>::LinSpaced(system.unknowns(), 0.1, 0.3);
    Resolvent<double> whole;
    if (!system.evaluate(g, whole)) continue;
    for (const Component& component : system.structure().components) {
      CAPTURE(seed);
      Resolvent<double> M;
      REQUIRE(system.evaluate(g, &component, M));
      CHECK(system.jacobian(M, component) == system.jacobian(whole, component));
      REQUIRE(system.complete(&component, M));
      CHECK(M.image == whole.image);
      CHECK(system.jacobian(M) == system.jacobian(whole));
      CHECK(system.traces(M) == system.traces(whole));
      CHECK(system.branch_radius(M) == system.branch_radius(whole));
    }
  }
}
