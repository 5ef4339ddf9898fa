// SPDX-License-Identifier: GPL-3.0-or-later
// What a solve costs, stage by stage, for the shipped files.
#include <benchmark/benchmark.h>

#include <filesystem>

#include "common/load.hpp"
#include "equivalent/solve_model.hpp"

namespace freepencil {
namespace {

std::string shipped_text(const std::string& name) {
  return test::read_file(std::string(FREEPENCIL_ROOT) + "/pencils/" + name + ".pencil").value();
}

void text_to_pencil(benchmark::State& state, const std::string& name) {
  const std::string text = shipped_text(name);
  for (auto _ : state) {
    Expected<Model> model = test::load(text);
    benchmark::DoNotOptimize(linearize(*model));
  }
}

void solve(benchmark::State& state, const std::string& name) {
  Expected<Model> model = test::load(shipped_text(name));
  const Expected<Ensemble> ensemble = limit_ensemble(*model, default_point(*model));
  const Equations prepared = equations(*model, ensemble->sizes);
  for (auto _ : state) benchmark::DoNotOptimize(solve_ensemble(*model, prepared, *ensemble, {}));
}

void parsed_to_values(benchmark::State& state, const std::string& name) {
  Expected<Model> model = test::load(shipped_text(name));
  for (auto _ : state) benchmark::DoNotOptimize(solve_model(*model, default_point(*model), {}));
}

const bool registered = [] {
  const std::filesystem::path folder = std::string(FREEPENCIL_ROOT) + "/pencils";
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".pencil") continue;
    names.push_back(std::filesystem::relative(entry.path(), folder).replace_extension().string());
  }
  std::sort(names.begin(), names.end());
  for (const auto& [what, run] : {std::pair{"text_to_pencil", &text_to_pencil}, std::pair{"solve", &solve},
                                  std::pair{"parsed_to_values", &parsed_to_values}}) {
    for (const std::string& name : names) {
      benchmark::RegisterBenchmark((std::string(what) + "/" + name).c_str(), run, name)->Unit(benchmark::kMillisecond);
    }
  }
  return true;
}();

}  // namespace
}  // namespace freepencil
