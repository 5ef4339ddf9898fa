// SPDX-License-Identifier: GPL-3.0-or-later
// Whole curves from a parsed file: structure, points, error estimates, thresholds. The opponent in NumPy solves the one
// equation for kappa at all points at once (opponents.py).
#include <benchmark/benchmark.h>

#include <stdexcept>

#include "common/load.hpp"
#include "curve/trace_curve.hpp"

namespace freepencil {
namespace {

ModelAt model_of(const std::string& path) {
  const auto text = test::read_file(std::string(FREEPENCIL_ROOT) + "/" + path);
  if (!text) throw std::runtime_error("cannot read " + path);
  return [text = *text](const Settings& settings) -> Expected<Model> {
    Source source("bench.pencil", text);
    const auto ast = syntax::parse(source);
    return resolve(*ast, std::move(source), test::read_file, {.settings = settings});
  };
}

void trace(benchmark::State& state, const std::string& path, const std::vector<std::string>& names,
           const std::vector<std::vector<Rational>>& values) {
  const ModelAt model_at = model_of(path);
  const Expected<Model> declared = model_at({});
  std::vector<Sweep> sweeps;
  for (std::size_t k = 0; k < names.size(); ++k) sweeps.push_back({*declared->find_parameter(names[k]), values[k]});
  CurveOptions options;
  options.threads = static_cast<int>(state.range(0));
  std::size_t points = 0;
  for (auto _ : state) {
    const Curve curve = trace_curve(model_at, *declared, default_point(*declared), sweeps, options);
    points += curve.points.size();
    if (curve.points.back().cells.front().status != Status::Converged) return state.SkipWithError("not solved");
  }
  state.counters["points"] = benchmark::Counter(static_cast<double>(points), benchmark::Counter::kIsRate);
}

/// 1,000 points, 300 atoms.
void curve_of_300_atoms(benchmark::State& state) {
  trace(state, "pencils/ridge/anisotropic.pencil", {"lambda"}, {logarithmic_values(Rational(1, 100), 10, 1000)});
}

/// 200 x 200 points of the risk behind a random projection of two sources.
void heat_map_of_two_sources(benchmark::State& state) {
  trace(state, "pencils/random_projections/r4.pencil", {"lambda", "phi"},
        {logarithmic_values(Rational(1, 100), 10, 200), linear_values(Rational(1, 10), 2, 200)});
}

BENCHMARK(curve_of_300_atoms)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(heat_map_of_two_sources)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace freepencil
