// SPDX-License-Identifier: GPL-3.0-or-later
// The physical root from wherever the search begins.
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <random>

#include "common/makes_claims.hpp"
#include "solve/solve.hpp"
#include "solve/systems.hpp"

using namespace freepencil;

namespace {

std::vector<std::string> shipped_files() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(FREEPENCIL_ROOT) + "/pencils")) {
    if (entry.path().extension() != ".pencil" || test::is_scaling_law(entry.path().string())) continue;
    files.push_back(std::filesystem::relative(entry.path(), FREEPENCIL_ROOT).string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// A sign and a magnitude between 1e-6 and 1e6 for every unknown; every third one has one sign and one magnitude for
/// all.
Vector<double> random_start(std::mt19937& engine, int unknowns, bool alike) {
  const auto uniform = [&] { return static_cast<double>(engine()) / 4294967296.0; };
  const auto number = [&] { return (engine() % 2 == 0 ? 1 : -1) * std::pow(10.0, 12 * uniform() - 6); };
  Vector<double> start(unknowns);
  const double common = number();
  for (double& g : start) g = alike ? common : number();
  return start;
}

}  // namespace

TEST_CASE("a thousand random starts on the shipped files end at the physical root", "[solve][branch]") {
  constexpr double epsilon = std::numeric_limits<double>::epsilon();
  constexpr int starts = 1000;
  const auto files = shipped_files();
  REQUIRE(files.size() >= 14);
  constexpr int most_unknowns = 40;  // a bad start of a larger system can take minutes
  std::mt19937 engine(20240229);
  for (const bool reduced : {true, false}) {
    int refused = 0, total = 0;
    std::vector<std::pair<std::string, DysonSystem<double>>> systems;
    for (const std::string& file : files) {
      auto model = test::load_shipped(file);
      REQUIRE(model);
      auto system = test::system_of<double>(*model, "", reduced);
      if (system.unknowns() <= most_unknowns) systems.emplace_back(file, std::move(system));
    }
    REQUIRE(systems.size() >= 14);
    const int each = starts / static_cast<int>(systems.size()) + 1;
    for (const auto& [file, system] : systems) {
      const auto reference = solve(system);
      REQUIRE(reference.status == Status::Converged);
      REQUIRE(reference.branch_radius < 1);
      double largest = 0;  // what traces cancel from
      for (const double g : reference.g) largest = std::max(largest, std::abs(g));
      for (int trial = 0; trial < each; ++trial, ++total) {
        SolveGuide<double> guide;
        guide.start = random_start(engine, system.unknowns(), trial % 3 == 0);
        const auto solution = solve(system, {}, guide);
        INFO(file);
        CAPTURE(reduced, trial, guide.start, solution.reason, solution.iterations);
        REQUIRE(solution.status == Status::Converged);
        CHECK(solution.branch_radius < 1);
        for (std::size_t t = 0; t < solution.traces.size(); ++t) {
          const double scale = std::max(largest, std::abs(reference.traces[t]));
          CHECK(std::abs(solution.traces[t] - reference.traces[t]) <=
                1000 * epsilon / (1 - reference.branch_radius) * scale);
        }
        refused += std::any_of(solution.history.begin(), solution.history.end(),
                               [](const SolveStep& step) { return step.branch_radius && *step.branch_radius >= 1; });
      }
    }
    CAPTURE(reduced, refused);
    CHECK(total >= starts);
    // Or the starts would have been too good to show anything.
    CHECK(refused > 0);
  }
}
