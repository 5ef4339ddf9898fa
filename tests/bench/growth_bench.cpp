// SPDX-License-Identifier: GPL-3.0-or-later
// How a Newton step grows with the number of atoms: one evaluation of the map and one of its derivative.
#include <benchmark/benchmark.h>

#include <fstream>

#include "bench/kappa.hpp"
#include "common/load.hpp"
#include "dyson/from_model.hpp"
#include "equivalent/equations.hpp"

namespace freepencil {
namespace {

/// Memory of this process now, in bytes.
double resident() {
  std::ifstream status("/proc/self/statm");
  double pages = 0;
  status >> pages >> pages;
  return pages * 4096;
}

void newton_step(benchmark::State& state) {
  const int atoms = static_cast<int>(state.range(0));
  Expected<Model> loaded = test::load(bench::kappa_pencil(atoms));
  Model& model = *loaded;
  const Ensemble ensemble = *limit_ensemble(model, default_point(model));
  const Equations prepared = equations(model, ensemble.sizes);
  const double before = resident();
  const auto system = dyson_system<double>(model, prepared.linearization, ensemble, &prepared.relations);
  Resolvent<double> M;
  Vector<double> g = Vector<double>::Ones(system.unknowns());
  for (auto _ : state) {
    g[0] += 1e-9;
    if (!system.evaluate(g, nullptr, M)) return state.SkipWithError("singular");
    benchmark::DoNotOptimize(system.jacobian(M));
  }
  if (atoms >= 100'000) state.counters["bytes/atom"] = (resident() - before) / atoms;
}
BENCHMARK(newton_step)->RangeMultiplier(10)->Range(1000, 1'000'000)->Unit(benchmark::kMicrosecond)->UseRealTime();

}  // namespace
}  // namespace freepencil
