// SPDX-License-Identifier: GPL-3.0-or-later
// Every shipped file against its own simulation.
#include <catch2/catch.hpp>
#include <filesystem>

#include "common/load.hpp"
#include "common/makes_claims.hpp"
#include "compare/validate_model.hpp"

namespace freepencil {

TEST_CASE("simulation agrees with every output of every shipped file", "[shipped][simulation]") {
  ValidationOptions options;
  options.sizes = {50, 100, 200};
  options.trials = 300;
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(FREEPENCIL_ROOT) + "/pencils")) {
    if (entry.path().extension() != ".pencil") continue;
    if (test::makes_claims(entry.path().string())) continue;
    ++files;
    const std::string path = std::filesystem::relative(entry.path(), FREEPENCIL_ROOT).string();
    Expected<Model> model = test::load_shipped(path);
    REQUIRE(model);
    const auto validation = validate_model(*model, default_point(*model), options);
    REQUIRE(validation);
    for (const Validation::Entry& output : validation->outputs) {
      INFO(path << " " << output.name << ": " << output.extrapolated << " +- " << output.standard_error << " against "
                << output.theory << ", z = " << output.z);
      CHECK(output.verdict == Verdict::Agrees);
    }
  }
  CHECK(files >= 14);
}

}  // namespace freepencil
