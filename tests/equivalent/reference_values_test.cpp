// SPDX-License-Identifier: GPL-3.0-or-later
// The shipped files against the formulas of the literature, whose values another program computed to 40 digits
// (validation/reference_values.py).
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <set>

#include "common/load.hpp"
#include "common/makes_claims.hpp"
#include "equivalent/solve_model.hpp"

namespace freepencil {
namespace {

struct Reference {
  std::string file, parameters, output;
  double value = 0;
};

std::vector<Reference> references() {
  std::istringstream lines(test::read_file(std::string(FREEPENCIL_ROOT) + "/tests/data/reference_values.csv").value());
  std::vector<Reference> list;
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    std::istringstream fields(line);
    Reference reference;
    std::string value;
    std::getline(fields, reference.file, ',');
    std::getline(fields, reference.parameters, ',');
    std::getline(fields, reference.output, ',');
    std::getline(fields, value, ',');
    reference.value = std::strtod(value.c_str(), nullptr);
    list.push_back(reference);
  }
  return list;
}

/// `lambda=1/10 phi=1/2` laid over the defaults.
ParameterPoint point_of(const Model& model, const std::string& settings) {
  ParameterPoint point = default_point(model);
  std::istringstream words(settings);
  std::string word;
  while (words >> word) {
    const auto equals = word.find('=');
    point[model.find_parameter(word.substr(0, equals)).value()] = Rational(word.substr(equals + 1));
  }
  return point;
}

}  // namespace

TEST_CASE("every output of every shipped file equals the formula of its source", "[theorem][shipped]") {
  std::set<std::string> tested;
  for (const Reference& reference : references()) {
    INFO(reference.file << " " << reference.parameters << " " << reference.output);
    Expected<Model> model = test::load_shipped(reference.file);
    REQUIRE(model);
    const auto solution = solve_model(*model, point_of(*model, reference.parameters), {});
    REQUIRE(solution);
    REQUIRE(solution->status == Status::Converged);
    CHECK(solution->branch_radius < 1);
    const auto output = std::find_if(solution->outputs.begin(), solution->outputs.end(),
                                     [&](const Solution::Value& value) { return value.name == reference.output; });
    REQUIRE(output != solution->outputs.end());
    CHECK(std::abs(output->value.real() - reference.value) <= vouched_accuracy * std::abs(reference.value));
    tested.insert(reference.file + " " + reference.output);
  }
  // No file and no output may be left out.
  for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(FREEPENCIL_ROOT) + "/pencils")) {
    if (entry.path().extension() != ".pencil") continue;
    if (test::makes_claims(entry.path().string())) continue;
    const std::string path = std::filesystem::relative(entry.path(), FREEPENCIL_ROOT).string();
    const Expected<Model> model = test::load_shipped(path);
    REQUIRE(model);
    CHECK(model->warnings.empty());
    for (const Output& output : model->outputs) {
      INFO(path << " " << output.name);
      CHECK(tested.contains(path + " " + output.name));
    }
  }
}

}  // namespace freepencil
