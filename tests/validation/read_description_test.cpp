// SPDX-License-Identifier: GPL-3.0-or-later
#include "estimators/read_description.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace freepencil::validation {
namespace {

const std::string good = R"({
  "title": "t", "source": "s", "theory": {"file": "f.pencil", "output": "risk", "set": {"phi": "1/2"}},
  "spectrum": [{"weight": "1/2", "Sigma": 2, "Gamma": 1}, {"weight": "1/2", "Sigma": 1, "Gamma": "2/3"}],
  "dimension": "1/2", "truth": "Gamma",
  "stages": [{"design": "fresh",
    "sources": [{"rows": 1, "covariance": "Sigma", "labels": [{"teacher": "truth", "noise": 0}]}],
    "fit": {"kind": "ridge", "lambda": 0.1}}],
  "risk": "Sigma", "sizes": [{"n": 10, "trials": 2}], "seed": 1})";

/// The good description with one text in place of another.
std::string with(const std::string& before, const std::string& after) {
  std::string text = good;
  const std::size_t place = text.find(before);
  REQUIRE(place != std::string::npos);
  return text.replace(place, before.size(), after);
}

std::string refusal(const std::string& text) {
  try {
    (void)read_description("a.json", text);
  } catch (const DescriptionError& error) {
    return error.what();
  }
  return "accepted";
}

TEST_CASE("a description is read, fractions as text included") {
  const Description description = read_description("a.json", good);
  CHECK(description.dimension == 0.5);
  CHECK(description.spectrum.columns == std::vector<std::string>{"Sigma", "Gamma"});
  CHECK(description.spectrum.values[1][1] == 2.0 / 3);
  CHECK(description.stages[0].fit.lambda == 0.1);
  CHECK(description.theory.set.dump() == R"({"phi":"1/2"})");
  CHECK(description.theory.limit.is_null());
  const std::string limit = with(R"("set": {)", R"("limit": {"lambda": "0+"}, "set": {)");
  CHECK(read_description("a.json", limit).theory.limit.dump() == R"({"lambda":"0+"})");
}

TEST_CASE("unknown and missing keys are errors that name the file, the place and the key") {
  CHECK(refusal(with(R"("lambda")", R"("lamda")")) == "a.json: stages[0].fit: the key 'lambda' is missing");
  CHECK(refusal(with(R"("noise": 0)", R"("noise": 0, "wieght": 2)")) ==
        "a.json: stages[0].sources[0].labels[0]: unknown key 'wieght'; did you mean 'weight'?");
  CHECK(refusal(with(R"("seed": 1)", R"("seed": 1, "trials": 5)")) == "a.json: unknown key 'trials'");
  CHECK(refusal(with(R"("title": "t", )", "")) == "a.json: the key 'title' is missing");
  CHECK(refusal(with(R"("seed": 1)", R"("seed": 1, "seed": 2)")) ==
        "a.json: the key 'seed' stands twice in one object");
  CHECK(refusal("{").starts_with("a.json: not JSON"));
  CHECK(refusal("[]") == "a.json: an object is needed here");
}

TEST_CASE("values that make no sense are refused") {
  const auto [before, after, message] = GENERATE(table<std::string, std::string, std::string>({
      {R"("weight": "1/2")", R"("weight": "1/3")", "spectrum: the weights sum to 0.8333333333333333, not to 1"},
      {R"("Gamma": "2/3")", R"("Gamma": "2/0")",
       "spectrum[1].Gamma: a number is needed here, or a fraction like \"2/3\""},
      {R"("Gamma": "2/3")", R"("Gamma": -1)", "spectrum[1].Gamma: a number is needed here that is not negative"},
      {R"("truth": "Gamma")", R"("truth": "Delta")", "truth: the spectrum has no column 'Delta'"},
      {R"("truth": "Gamma")", R"("truth": "Sigma")", "column 'Gamma' of the spectrum is not used"},
      {R"("kind": "ridge")", R"("kind": "lasso")", "stages[0].fit.kind: 'lasso' is none of: ridge, ridgeless"},
      {R"("kind": "ridge")", R"("kind": "ridgeless")", "stages[0].fit: unknown key 'lambda'"},
      {R"("set": {"phi": "1/2"})", R"("set": {"phi": "half"})",
       "theory.set.phi: a number is needed here, or a fraction like \"2/3\""},
      {R"("set": {)", R"("limit": {"lambda": 0}, "set": {)", "theory.limit.lambda: a text is needed here"},
      {R"("teacher": "truth")", R"("teacher": "second_truth")",
       "stages[0].sources[0].labels[0].teacher: the description has no second_truth"},
      {R"("trials": 2)", R"("trials": 1)", "sizes[0]: a standard error needs two trials"},
      {R"("n": 10)", R"("n": 2.5)", "sizes[0].n: a whole number is needed here, at least 1"},
      {R"("lambda": 0.1)", R"("lambda": 0)", "stages[0].fit.lambda: a positive number is needed here"},
      {R"("noise": 0)", R"("noise": null)",
       "stages[0].sources[0].labels[0].noise: a number is needed here, or a fraction like \"2/3\""},
  }));
  CHECK(refusal(with(before, after)) == "a.json: " + message);
}

TEST_CASE("all experiments are read") {
  std::size_t count = 0;
  const std::filesystem::path folder = std::filesystem::path(FREEPENCIL_ROOT) / "validation/experiments";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream stream(entry.path());
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    CHECK_NOTHROW(read_description(entry.path().filename().string(), text));
    ++count;
  }
  CHECK(count > 30);
}

}  // namespace
}  // namespace freepencil::validation
