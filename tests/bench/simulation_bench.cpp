// SPDX-License-Identifier: GPL-3.0-or-later
// How much of a simulation is BLAS and LAPACK: the anisotropic ridge functionals at n = 1000, d = 500, and the library
// calls of the same work alone. The share itself, 75 % where this was written, also shows in
//   perf record -e cpu-clock:u freepencil_bench --benchmark_filter=simulate_ridge/51 && perf report -s dso
#include <benchmark/benchmark.h>

#include "montecarlo/blas.hpp"
#include "montecarlo/simulate.hpp"

namespace freepencil {
namespace {

constexpr std::int64_t samples = 1000;
constexpr std::size_t features = 500;

/// bias = lambda^2 tr(Gamma R Sigma R), variance = tr(Sigma (R - lambda R R)) / 2,
/// R = inv(sqrt(Sigma) Z' Z sqrt(Sigma) + lambda I).
Model anisotropic_ridge() {
  Model model;
  Scalars& s = *model.scalars;
  Matrices& m = *model.matrices;
  const SpaceId n = 0, d = 1;
  const ScalarId half = s.number(Rational(1, 2)), reference = s.leaf(ScalarNode::Kind::Size, n);
  const ScalarId lambda = s.number(Rational(1, 10));
  model.spaces.push_back({.name = "n", .size = s.one(), .reference = true, .span = {}});
  model.spaces.push_back({.name = "d", .size = s.multiply(half, reference), .reference = false, .span = {}});
  model.randoms.push_back(
      {.name = "Z", .row = n, .column = d, .variance = s.power(reference, Rational(-1)), .span = {}});
  model.symbols = {{"Sigma", d}, {"Gamma", d}};
  Spectrum& spectrum = model.spectra.emplace_back();
  spectrum.space = d;
  spectrum.symbols = {0, 1};
  spectrum.measure = std::vector<Atom>{{half, {s.number(2), s.one()}}, {half, {s.number(Rational(1, 4)), s.number(3)}}};

  const ScalarId sigma = s.leaf(ScalarNode::Kind::Symbol, 0);
  const MatrixId z = m.random(0, false, n, d), root = m.deterministic(d, s.power(sigma, Rational(1, 2)));
  const MatrixId covariance = m.deterministic(d, sigma);
  const MatrixId signal = m.deterministic(d, s.leaf(ScalarNode::Kind::Symbol, 1));
  const MatrixId gram = m.product({root, m.adjoint(z), z, root});
  const MatrixId r = m.inverse(m.combination(d, d, {{s.one(), gram}, {lambda, m.identity(d)}}));
  const MatrixId shrunk = m.combination(d, d, {{s.one(), r}, {s.negate(lambda), m.product({r, r})}});
  model.traces = {m.product({signal, r, covariance, r}), m.product({covariance, shrunk})};
  const auto output = [&](const char* name, ScalarId factor, std::uint32_t trace) {
    const ScalarId value = s.multiply(factor, s.leaf(ScalarNode::Kind::Trace, trace));
    model.outputs.push_back({.name = name, .value = value, .description = {}, .span = {}});
  };
  output("bias", s.power(lambda, Rational(2)), 0);
  output("variance", half, 1);
  return model;
}

void simulate_ridge(benchmark::State& state) {
  const Model model = anisotropic_ridge();
  const Expected<Ensemble> ensemble = finite_ensemble(model, {}, samples);
  const std::int64_t trials = state.range(0);
  for (auto _ : state) {
    const Simulation result = simulate(model, *ensemble, {.trials = trials, .threads = 1});
    benchmark::DoNotOptimize(result.outputs.front().mean);
  }
}

/// What the plan calls once a trial: Z'Z, its Cholesky factor, and the inverse from that.
void ridge_library_calls(benchmark::State& state) {
  const blas::SingleThreaded single_threaded;
  Dense<double> z, gram, factor;
  z.resize(static_cast<std::size_t>(samples), features);
  for (std::size_t k = 0; k < z.entries().size(); ++k)
    z.entries()[k] = static_cast<double>(k * 7919 % 1009) / 1009 - 0.5;
  factor.resize(features, features);
  for (auto _ : state) {
    blas::gram(z, 0, z.rows(), 1, false, gram);
    for (std::size_t k = 0; k < features; ++k) gram(k, k) += 1;
    std::ranges::copy(gram.entries(), factor.entries().begin());
    if (!blas::cholesky(factor)) state.SkipWithError("not positive definite");
    blas::cholesky_invert(factor);
    benchmark::DoNotOptimize(factor(0, 0));
  }
}

// The difference of the two, over 50, is a trial; what is left is the planning.
BENCHMARK(simulate_ridge)->Arg(1)->Arg(51)->Unit(benchmark::kMillisecond);
BENCHMARK(ridge_library_calls)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace freepencil
