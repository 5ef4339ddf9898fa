// SPDX-License-Identifier: GPL-3.0-or-later
// Many digits: kappa of 300 directions beside mpmath (opponents.py), random projections, and what a proof costs.
#include <benchmark/benchmark.h>

#include "bench/kappa.hpp"
#include "common/load.hpp"
#include "equivalent/solve_model.hpp"

namespace freepencil {
namespace {

void solve_digits(benchmark::State& state, const std::string& text, bool certify) {
  Expected<Model> model = test::load(text);
  const SolveRequest request{.digits = static_cast<int>(state.range(0)), .certify = certify, .derivatives = {}};
  for (auto _ : state) {
    const auto solution = solve_model(*model, default_point(*model), {}, request);
    if (!solution || solution->status != Status::Converged) return state.SkipWithError("not solved");
  }
}

void kappa_digits(benchmark::State& state, bool certify) { solve_digits(state, bench::kappa_pencil(300), certify); }

void random_projections_r4(benchmark::State& state, bool certify) {
  const std::string path = std::string(FREEPENCIL_ROOT) + "/pencils/random_projections/r4.pencil";
  solve_digits(state, test::read_file(path).value(), certify);
}

BENCHMARK_CAPTURE(kappa_digits, solved, false)->RangeMultiplier(10)->Range(100, 10'000)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(kappa_digits, proved, true)->RangeMultiplier(10)->Range(100, 10'000)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(random_projections_r4, solved, false)->Arg(100)->Arg(1000)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(random_projections_r4, proved, true)->Arg(100)->Arg(1000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace freepencil
