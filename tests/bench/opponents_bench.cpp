// SPDX-License-Identifier: GPL-3.0-or-later
// One point of a curve in lambda, in double precision: the general engine beside a formula written by hand. The
// system's structure is known from the point before, its numbers are new; the opponents in Python are in opponents.py.
#include <benchmark/benchmark.h>

#include "bench/kappa.hpp"
#include "common/load.hpp"
#include "dyson/from_model.hpp"
#include "equivalent/equations.hpp"
#include "solve/solve.hpp"

namespace freepencil {
namespace {

constexpr int directions = 300, points = 32;

Rational lambda_at(int k) { return Rational(100 + k, 1000); }

/// The points in both directions one after the other, so that the last is next to the first.
class Curve {
 public:
  Curve() : loaded_(test::load(bench::kappa_pencil(directions))), model_(*loaded_) {
    for (int k = 0; k < 2 * points; ++k) {
      ParameterPoint at = default_point(model_);
      at[0] = lambda_at(k < points ? k : 2 * points - 1 - k);
      ensembles_.push_back(*limit_ensemble(model_, at));
    }
    equations_ = equations(model_, ensembles_.front().sizes);
  }
  [[nodiscard]] const Ensemble& next() { return ensembles_[++at_ % ensembles_.size()]; }
  [[nodiscard]] DysonSystem<double> system(const Ensemble& ensemble) const {
    return dyson_system<double>(model_, equations_.linearization, ensemble, &equations_.relations);
  }
  [[nodiscard]] const Model& model() const { return model_; }
  [[nodiscard]] const Equations& prepared() const { return equations_; }

 private:
  Expected<Model> loaded_;
  Model& model_;
  std::vector<Ensemble> ensembles_;
  Equations equations_;
  std::size_t at_ = 0;
};

void point_by_hand(benchmark::State& state, bool warm) {
  const auto sigma = bench::kappa_spectrum(directions);
  Curve curve;
  double kappa = 0;
  for (auto _ : state) {
    const Ensemble& here = curve.next();
    const auto result = bench::kappa_by_hand(sigma, here.parameters[0], here.parameters[1], warm ? kappa : 0);
    kappa = result.kappa;
    benchmark::DoNotOptimize(result.value);
  }
}

/// From the numbers of a point to checked outputs: numbers, system, solution and branch radius.
void point_by_engine(benchmark::State& state, bool warm) {
  Curve curve;
  Vector<double> g;
  for (auto _ : state) {
    const DysonSystem<double> system = curve.system(curve.next());
    const auto solution = warm && g.size() > 0 ? solve_from(system, g) : solve(system);
    if (solution.status != Status::Converged) return state.SkipWithError("not solved");
    g = solution.g;
    benchmark::DoNotOptimize(solution.traces.front());
  }
}

/// The solution alone.
void solution_by_engine(benchmark::State& state, bool warm) {
  Curve curve;
  std::vector<DysonSystem<double>> systems;
  for (int k = 0; k < 2 * points; ++k) systems.push_back(curve.system(curve.next()));
  Vector<double> g;
  std::size_t at = 0;
  for (auto _ : state) {
    const auto& system = systems[++at % systems.size()];
    const auto solution = warm && g.size() > 0 ? solve_from(system, g) : solve(system);
    if (solution.status != Status::Converged) return state.SkipWithError("not solved");
    g = solution.g;
    benchmark::DoNotOptimize(solution.traces.front());
  }
}

BENCHMARK_CAPTURE(point_by_hand, cold, false)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(point_by_hand, warm, true)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(solution_by_engine, cold, false)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(solution_by_engine, warm, true)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(point_by_engine, cold, false)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(point_by_engine, warm, true)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace freepencil
