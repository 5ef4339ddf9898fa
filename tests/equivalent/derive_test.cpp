// SPDX-License-Identifier: GPL-3.0-or-later
// Derived formulas, evaluated, are what the solver finds.
#include "equivalent/derive.hpp"

#include <catch2/catch.hpp>
#include <filesystem>

#include "common/load.hpp"
#include "common/makes_claims.hpp"
#include "common/random_expression.hpp"
#include "dyson/from_model.hpp"
#include "equivalent/solve_derivation.hpp"
#include "equivalent/solve_model.hpp"
#include "solve/solve.hpp"

namespace freepencil {
namespace {

struct Tally {
  int compared = 0, refused = 0, guided = 0;
};

bool close(const std::vector<long double>& values, const Solution& solution) {
  for (std::size_t k = 0; k < values.size(); ++k) {
    const long double expected = solution.outputs[k].value.real();
    if (!(std::abs(values[k] - expected) <= vouched_accuracy * std::abs(expected))) return false;
  }
  return true;
}

std::string listing(const std::vector<long double>& values, const Solution& solution) {
  std::ostringstream text;
  text.precision(17);
  for (std::size_t k = 0; k < values.size(); ++k) {
    text << solution.outputs[k].name << " = " << values[k] << ", not " << solution.outputs[k].value.real() << "\n";
  }
  return text.str();
}

/// The unknowns that the solver finds, an unknown of the derivation each, off by one in a thousand.
std::vector<long double> near_solution(Model& model, const Ensemble& ensemble) {
  std::vector<MatrixId> wanted;
  const std::vector<bool> needed = model.needed_traces();
  for (std::size_t t = 0; t < needed.size(); ++t) {
    if (needed[t]) wanted.push_back(model.traces[t]);
  }
  const Linearization linear = linearize(model, wanted);
  const std::vector<Relation> relations = find_relations(model, linear, ensemble.sizes);
  const auto solution = solve(dyson_system<double>(model, linear, ensemble, &relations));
  std::vector<long double> start;
  for (Eigen::Index k = 0; k < solution.g.size(); ++k) start.push_back(1.001L * solution.g[k]);
  return start;
}

/// The same outputs by both roads, or no value by either.
void compare(Model& model, const std::string& file, Tally& tally) {
  const ParameterPoint point = default_point(model);
  const auto solution = solve_model(model, point, {});
  REQUIRE(solution);
  const Expected<Derivation> derivation = derive(model);
  INFO(name(solution->status) << " " << solution->reason << "\n" << file);
  if (solution->status != Status::Converged) {
    ++tally.refused;
    return;
  }
  REQUIRE(derivation);
  REQUIRE(derivation->outputs.size() == solution->outputs.size());
  const Expected<Ensemble> ensemble = limit_ensemble(model, point);
  REQUIRE(ensemble);
  // From numbers that know nothing; where these meet another root or none, from near the solution.
  std::vector<std::vector<long double>> starts;
  for (const long double start : {0.0L, 1.0L, 0.1L}) starts.emplace_back(derivation->unknowns.size(), start);
  starts.push_back(near_solution(model, *ensemble));
  REQUIRE(starts.back().size() == derivation->unknowns.size());
  std::string seen;
  for (const auto& start : starts) {
    const auto values = test::DerivationSolver(model, *derivation, *ensemble).outputs(start);
    if (!values) continue;
    seen += listing(*values, *solution);
    if (!close(*values, *solution)) continue;
    ++tally.compared;
    tally.guided += &start == &starts.back() ? 1 : 0;
    return;
  }
  FAIL("the formulas do not give the outputs:\n" << seen);
}

std::vector<std::string> shipped_files() {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(FREEPENCIL_ROOT) + "/pencils")) {
    if (entry.path().extension() != ".pencil") continue;
    if (test::makes_claims(entry.path().string())) continue;
    paths.push_back(std::filesystem::relative(entry.path(), FREEPENCIL_ROOT).string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

/// Everything in a derivation but the time that it took, by ids of an arena that is filled in the same order.
std::string fingerprint(const Derivation& derivation) {
  std::ostringstream text;
  const auto id = [&](auto value) { text << static_cast<std::size_t>(value) << " "; };
  for (const MatrixId entry : derivation.pencil.entries) id(entry);
  text << derivation.minimal << "\n";
  for (const auto& unknown : derivation.unknowns) {
    id(unknown.matrix);
    id(unknown.value);
    text << unknown.name << unknown.symbol << unknown.linear << unknown.explicitly << unknown.component << "\n";
  }
  for (const auto& equivalent : derivation.equivalents) {
    id(equivalent.matrix);
    id(equivalent.limit);
  }
  for (const auto& output : derivation.outputs) {
    id(output.value);
    text << output.name << "\n";
  }
  return text.str();
}

/// The arenas themselves: equal ids mean equal formulas only there.
bool same_arenas(const Model& a, const Model& b) {
  if (a.scalars->size() != b.scalars->size() || a.matrices->size() != b.matrices->size()) return false;
  for (std::size_t k = 0; k < a.scalars->size(); ++k) {
    if ((*a.scalars)[ScalarId(k)] != (*b.scalars)[ScalarId(k)]) return false;
  }
  for (std::size_t k = 0; k < a.matrices->size(); ++k) {
    if ((*a.matrices)[MatrixId(k)] != (*b.matrices)[MatrixId(k)]) return false;
  }
  return a.traces == b.traces;
}

}  // namespace

TEST_CASE("the formulas of every shipped file give its outputs", "[derive][shipped]") {
  Tally tally;
  const auto paths = shipped_files();
  for (const std::string& path : paths) {
    Expected<Model> model = test::load_shipped(path);
    REQUIRE(model);
    compare(*model, path, tally);
  }
  CHECK(tally.compared == static_cast<int>(paths.size()));
  CHECK(tally.guided == 0);
}

TEST_CASE("the formulas of 200 random expressions give their outputs", "[property][derive]") {
  std::mt19937_64 engine(51);
  Tally tally;
  while (tally.compared < 200) {
    REQUIRE(tally.refused < 5);
    const auto expression = test::random_square_expression(engine, 2 + static_cast<int>(engine() % 3));
    const std::string file = test::file_with_outputs({expression});
    Expected<Model> model = test::load(file);
    if (!model && test::lacks_a_space(model.errors())) continue;
    REQUIRE(model);
    compare(*model, file, tally);
  }
  CHECK(tally.guided <= 1);  // nine unknowns, and formulas that are 0/0 where these are equal
}

TEST_CASE("a formula that needs traces made of others gives its output", "[derive]") {
  const std::string file =
      "parameter lambda = 1/10 > 0\ndimension n\ndimension d = 4/5*n\ndimension m = 1/2*n\n"
      "random Z[n,d] gaussian variance 1/n\nrandom W[m,d] gaussian variance 1/m\nlet F = Z*W'\n"
      "output c = tr(Z'*F*inv(F'*F + lambda*I)^2*F'*Z)\n";
  Expected<Model> model = test::load(file);
  REQUIRE(model);
  Tally tally;
  compare(*model, file, tally);
  CHECK(tally.compared == 1);
}

TEST_CASE("a derivation is the same at every run", "[derive][shipped]") {
  for (const std::string& path : shipped_files()) {
    INFO(path);
    Expected<Model> one = test::load_shipped(path), two = test::load_shipped(path);
    REQUIRE(one);
    REQUIRE(two);
    const Expected<Derivation> first = derive(*one), second = derive(*two);
    REQUIRE(first);
    REQUIRE(second);
    CHECK(fingerprint(*first) == fingerprint(*second));
    CHECK(same_arenas(*one, *two));
  }
}

}  // namespace freepencil
