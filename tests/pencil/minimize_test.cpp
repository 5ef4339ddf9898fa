// SPDX-License-Identifier: GPL-3.0-or-later
// Minimal pencils of known expressions.
#include "pencil/minimize.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <sstream>

#include "common/load.hpp"
#include "common/makes_claims.hpp"
#include "laws/ensemble.hpp"

namespace freepencil {
namespace {

MinimalPencil minimize_outputs(Model& model) {
  const std::vector<bool> needed = model.needed_traces();
  std::vector<MatrixId> wanted;
  for (std::size_t t = 0; t < needed.size(); ++t) {
    if (needed[t]) wanted.push_back(model.traces[t]);
  }
  return minimize(model, wanted, limit_ensemble(model, default_point(model))->sizes);
}

constexpr const char* declarations =
    "parameter l = 1 > 0\ndimension n\ndimension d = 1/2*n\ndimension m = 1/3*n\n"
    "random Z[n,d] gaussian variance 1/n\nrandom Z1[n,d] gaussian variance 1/n\n"
    "random Z2[n,d] gaussian variance 1/n\nrandom W[m,d] gaussian variance 1/d\n"
    "random X[d,n] gaussian variance 1/d\nrandom U[m,n] gaussian variance 1/m\n"
    "spectrum d { 1 : S = 2, T = 3 }\n";

}  // namespace

TEST_CASE("minimal pencils of regression risks are as small as known", "[pencil][minimal]") {
  const std::string R = "inv(S*Z'*Z*S + l*I)", M1 = "(S*Z1'*Z1*S)", M2 = "(S*Z2'*Z2*S)";
  const std::string R2 = "inv(" + M1 + " + " + M2 + " + l*I)";
  const std::string P = "(W'*inv(W*(" + M1 + " + " + M2 + ")*W' + l*I)*W)";
  const std::string K = "inv((W*X + U)'*(W*X + U) + l*I)";
  struct Case {
    std::string expression;
    std::size_t known;     // where deterministic factors stay apart
    std::size_t approved;  // where those that commute are merged: S*S = S^2
  };
  const std::vector<Case> cases = {
      {"inv(Z'*Z + l*I)", 2, 2},
      {R, 4, 2},
      {R + "*T*" + R + "*S*S", 9, 4},
      {R + "*S*Z'*Z*S*" + R + "*S*S", 9, 4},
      {"X'*X*" + K + " + " + K, 5, 5},
      {R2, 5, 3},
      {R2 + "*" + M1 + "*T*" + M1 + "*" + R2 + "*S*S", 15, 7},
      {M1 + "*" + R2 + "*T*" + R2 + "*" + M1 + "*S*S", 16, 8},
      {P + "*T*" + P + "*S*S", 15, 10},
      {M1 + "*" + P + "*T*" + P + "*" + M1 + "*S*S", 20, 12},
  };
  for (const Case& known : cases) {
    Expected<Model> model = test::load(declarations + ("output o = tr(" + known.expression + ")\n"));
    REQUIRE(model);
    const MinimalPencil found = minimize_outputs(*model);
    INFO(known.expression);
    CHECK(found.minimal);
    CHECK(found.linearization.pencil.size() <= known.known);
    CHECK(found.linearization.pencil.size() == known.approved);
  }
}

TEST_CASE("approved sizes of the minimal pencils of all shipped files", "[pencil][minimal][shipped]") {
  std::istringstream lines(test::read_file(std::string(FREEPENCIL_ROOT) + "/tests/data/minimal_sizes.csv").value());
  std::map<std::string, std::size_t> approved;
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line))
    approved[line.substr(0, line.find(','))] = std::stoul(line.substr(line.find(',') + 1));
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(FREEPENCIL_ROOT) + "/pencils")) {
    if (entry.path().extension() != ".pencil") continue;
    if (test::makes_claims(entry.path().string())) continue;
    const std::string path = std::filesystem::relative(entry.path(), FREEPENCIL_ROOT).string();
    Expected<Model> model = test::load_shipped(path);
    REQUIRE(model);
    const MinimalPencil found = minimize_outputs(*model);
    INFO(path);
    CHECK(found.minimal);
    CHECK(found.linearization.pencil.size() == approved[path]);
    ++files;
  }
  CHECK(files == approved.size());
}

}  // namespace freepencil
