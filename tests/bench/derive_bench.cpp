// SPDX-License-Identifier: GPL-3.0-or-later
// How long it takes to write down the theory of a file, and how that grows with the length of a product of resolvents.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "common/load.hpp"
#include "equivalent/derive.hpp"

namespace freepencil {
namespace {

void derive_text(benchmark::State& state, const std::string& text) {
  for (auto _ : state) {
    Expected<Model> model = test::load(text);  // derivations append to a model
    benchmark::DoNotOptimize(derive(*model));
  }
}

/// tr(R T R T .. R) with `resolvents` factors R of an anisotropic Gram matrix.
void resolvent_product(benchmark::State& state) {
  std::string product = "R";
  for (int k = 1; k < state.range(0); ++k) product += "*T*R";
  derive_text(state,
              "parameter lambda = 1/10 > 0\nparameter phi = 1/2 > 0\ndimension n\ndimension d = phi*n\n"
              "random Z[n,d] gaussian variance 1/n\nspectrum d { 1/2 : S = 2, T = 1\n 1/2 : S = 1, T = 3 }\n"
              "let R = inv(sqrt(S)*Z'*Z*sqrt(S) + lambda*I)\noutput o = tr(" +
                  product + ")\n");
}
BENCHMARK(resolvent_product)->DenseRange(1, 8)->Unit(benchmark::kMillisecond);

const bool registered = [] {
  const std::filesystem::path folder = std::string(FREEPENCIL_ROOT) + "/pencils";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".pencil") continue;
    std::ifstream stream(entry.path());
    std::stringstream text;
    text << stream.rdbuf();
    const std::string name = std::filesystem::relative(entry.path(), folder).replace_extension().string();
    benchmark::RegisterBenchmark(("derive/" + name).c_str(), derive_text, text.str())->Unit(benchmark::kMillisecond);
  }
  return true;
}();

}  // namespace
}  // namespace freepencil
