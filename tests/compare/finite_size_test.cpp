// SPDX-License-Identifier: GPL-3.0-or-later
// The term of order 1/n against simulation: where the limit alone is refuted, the corrected value agrees.
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <map>

#include "common/load.hpp"
#include "common/makes_claims.hpp"
#include "common/random_expression.hpp"
#include "compare/extrapolate.hpp"
#include "compare/validate_model.hpp"

namespace freepencil {
namespace {

/// How many trials tell the limit from the mean by twelve standard errors at every size where the term of order 1/n is
/// at least a fifth of the limit.
std::int64_t trials(const std::string& file) {
  static const std::map<std::string, std::int64_t> known = {
      {"marchenko_pastur", 1200},
      {"random_features/linear", 4500},
      {"ridge/isotropic", 2600},
      {"ridge/anisotropic", 3500},
      {"random_projections/resolvent", 1800},
      {"random_projections/r1", 8500},
      {"random_projections/r2", 1200},
      {"random_projections/r3", 8500},
      {"random_projections/r4", 17000},
      {"two_sources/resolvent", 1000},
      {"two_sources/r2", 1000},
      {"two_sources/r3", 1400},
  };
  const auto at = known.find(file);
  return at == known.end() ? 1000 : at->second;
}

/// Mean minus theory, with the part of the correction that is asked for.
std::vector<SizedDifference> differences(const Validation::Entry& output) {
  std::vector<SizedDifference> list;
  for (const auto& size : output.sizes) {
    list.push_back({static_cast<double>(size.n), size.mean - size.theory - size.correction, size.standard_error});
  }
  return list;
}

}  // namespace

TEST_CASE("on every shipped file the limit alone is refused and the corrected value accepted",
          "[shipped][simulation][finite size]") {
  const std::filesystem::path folder = std::string(FREEPENCIL_ROOT) + "/pencils";
  int large = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".pencil") continue;
    if (test::makes_claims(entry.path().string())) continue;
    const std::string name = std::filesystem::relative(entry.path(), folder).replace_extension("").string();
    Expected<Model> model = test::load_shipped("pencils/" + name + ".pencil");
    REQUIRE(model);
    ValidationOptions options;
    options.sizes = {32, 64, 128};
    options.trials = trials(name);
    options.threads = 1;
    const auto validation = validate_model(*model, default_point(*model), options);
    REQUIRE(validation);
    CHECK(validation->uncorrected.empty());
    for (const Validation::Entry& output : validation->outputs) {
      const Intercept second = extrapolate(differences(output), {2});
      CAPTURE(name, output.name, output.theory, output.finite_size, output.z);
      CHECK(output.verdict == Verdict::Agrees);
      CHECK(std::abs(second.value / second.standard_error) <= agreement_z);
      const bool matters = std::abs(output.finite_size) >= 0.2 * std::abs(output.theory);
      large += matters;
      for (const Validation::Size& size : output.sizes) {
        const double z = (size.mean - size.theory) / size.standard_error;
        CAPTURE(size.n, z);
        if (matters) CHECK(std::abs(z) > 10);
      }
    }
  }
  CHECK(large >= 14);
}

TEST_CASE("other laws of the entries: the fourth cumulant's term", "[shipped][simulation][finite size]") {
  for (const char* law : {"rademacher", "uniform"}) {
    for (const char* file :
         {"marchenko_pastur", "random_features/linear", "random_projections/r4", "two_sources/r2", "ridge/isotropic"}) {
      Expected<Model> model = test::load_shipped("pencils/" + std::string(file) + ".pencil");
      REQUIRE(model);
      ValidationOptions options;
      options.sizes = {32, 64, 128};
      options.trials = 1200;
      options.threads = 1;
      options.seed = 3;
      options.entries = law;
      const auto validation = validate_model(*model, default_point(*model), options);
      REQUIRE(validation);
      CHECK(validation->uncorrected.empty());
      for (const Validation::Entry& output : validation->outputs) {
        const Intercept second = extrapolate(differences(output), {2});
        CAPTURE(law, file, output.name, output.theory, output.finite_size, output.z);
        CHECK(output.verdict == Verdict::Agrees);
        CHECK(std::abs(second.value / second.standard_error) <= agreement_z);
      }
    }
  }
}

TEST_CASE("the term of order 1/n is right for 30 random expressions", "[property][simulation][finite size]") {
  std::mt19937_64 engine(20244);
  int compared = 0, drawn = 0;
  double corrected = 0, uncorrected = 0;
  while (compared < 30) {
    REQUIRE(++drawn < 100);
    const test::ExpressionPtr expression = test::random_square_expression(engine, 3 + static_cast<int>(engine() % 3));
    const std::string file = test::file_with_outputs({expression});
    Expected<Model> model = test::load(file);
    if (!model || model->traces.empty()) continue;
    ValidationOptions options;
    options.sizes = {40, 80, 160};
    options.trials = 300;
    options.threads = 1;
    options.seed = static_cast<std::uint64_t>(drawn);
    const auto validation = validate_model(*model, default_point(*model), options);
    if (!validation) FAIL(test::messages(validation.errors(), file) << file);
    if (validation->status != Status::Converged) FAIL(validation->reason << "\n" << file);
    CHECK(validation->uncorrected.empty());
    const Validation::Entry& output = validation->outputs[0];
    if (std::isnan(output.z)) continue;  // nothing random in it
    ++compared;
    const Intercept second = extrapolate(differences(output), {2});
    const double z = second.value / second.standard_error;
    // Thirty true statements exceed 4 standard errors with probability 0.002.
    if (!(std::abs(z) <= 4)) FAIL("z = " << z << ", g1 = " << output.finite_size << "\n" << file);
    corrected += z * z;
    const Validation::Size& largest = output.sizes.back();
    uncorrected += std::pow((largest.mean - largest.theory) / largest.standard_error, 2);
  }
  // Five standard deviations of a chi-squared variable: the error bars are neither too wide nor too narrow.
  CHECK(std::abs(corrected - compared) <= 5 * std::sqrt(2.0 * compared));
  CHECK(uncorrected > 5 * corrected);
}

}  // namespace freepencil
