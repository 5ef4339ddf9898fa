// SPDX-License-Identifier: GPL-3.0-or-later
// Every .pencil file of this folder against the .expected file beside it, character by character: all that the front
// end says about the file. FREEPENCIL_APPROVE=1 rewrites the expectations; read the difference before it is committed.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "expr/resolve.hpp"
#include "syntax/parse.hpp"

namespace {

using namespace freepencil;
namespace fs = std::filesystem;

const fs::path folder = fs::path(FREEPENCIL_ROOT) / "tests" / "diagnostics";

std::optional<std::string> contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string rendered(const Diagnostics& diagnostics, const Source& source) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) text += render(diagnostic, source);
  return text;
}

std::string messages(const fs::path& path) {
  const Source source(path.filename().string(), contents(path).value());
  const auto ast = syntax::parse(source);
  if (!ast) return rendered(ast.errors(), source);
  const auto model = resolve(*ast, source, [](const std::string& name) { return contents(folder / name); });
  return rendered(model ? model->warnings : model.errors(), source);
}

}  // namespace

TEST_CASE("every bad file is answered by its expected messages") {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".pencil") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  REQUIRE(files.size() >= 80);
  const bool approve = std::getenv("FREEPENCIL_APPROVE") != nullptr;
  for (const fs::path& file : files) {
    const fs::path expected = fs::path(file).replace_extension(".expected");
    const std::string actual = messages(file);
    if (approve) std::ofstream(expected, std::ios::binary) << actual;
    INFO(file.filename().string());
    CHECK(actual != "");
    CHECK(actual == contents(expected).value_or("(there is no " + expected.filename().string() + ")"));
  }
}
