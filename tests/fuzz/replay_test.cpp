// SPDX-License-Identifier: GPL-3.0-or-later
// The corpus of the fuzzer as an ordinary test: what was once found stays found.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "one_input.hpp"

namespace {

std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

TEST_CASE("every file of the corpus passes", "[fuzz]") {
  const auto files = files_below(FREEPENCIL_ROOT "/tests/fuzz/corpus");
  REQUIRE(files.size() > 20);
  for (const auto& path : files) {
    INFO(path);
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    const std::string bytes = text.str();
    CHECK(LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()) == 0);
  }
}
