// SPDX-License-Identifier: GPL-3.0-or-later
// A check of claims is worth what it refuses: every claim is given wrong signs, factors, exponents and names, and none
// of them may be called verified, but where the change is none.
#include <cstdlib>
#include <random>

#include "syntax/mutate.hpp"
#include "theorems/claims_of.hpp"

namespace freepencil {
namespace {

/// FREEPENCIL_TEST_SCALE multiplies the number of random tests.
int mutants_a_claim() {
  constexpr int unscaled = 4;
  const char* scale = std::getenv("FREEPENCIL_TEST_SCALE");
  return unscaled * (scale == nullptr ? 1 : std::max(1, std::atoi(scale)));
}

bool all_verified(const Verification& verification) {
  return std::all_of(verification.statements.begin(), verification.statements.end(), [](const auto& statement) {
    return statement.verdict == ClaimVerdict::Verified || statement.verdict == ClaimVerdict::Proved;
  });
}

std::string description(const syntax::Mutation& mutation) {
  std::string text = "change of kind " + std::to_string(static_cast<int>(mutation.kind)) + " in item " +
                     std::to_string(mutation.item) + ", operand " + std::to_string(mutation.operand) + ", path";
  for (const std::size_t step : mutation.path) text += " " + std::to_string(step);
  return text + (mutation.name.empty() ? "" : ", now " + mutation.name);
}

struct Count {
  int refused = 0, equivalent = 0;
};

void mutate_claim(const test::ClaimFile& file, std::size_t claim, Count& count) {
  std::vector<syntax::Mutation> all = syntax::mutations(file.ast, claim);
  std::mt19937_64 engine(20 + claim);
  std::shuffle(all.begin(), all.end(), engine);
  const int mutants = mutants_a_claim();
  int tried = 0;
  for (const syntax::Mutation& mutation : all) {
    if (tried == mutants) break;
    const syntax::Ast mutant = syntax::mutated(file.ast, mutation);
    const auto verification = test::verify(mutant, file.text, {.digits = 25, .points = 2, .seed = 7}, claim);
    if (!verification) continue;  // a name that is of another type: no claim any more
    ++tried;
    if (!all_verified(*verification)) {
      ++count.refused;
      continue;
    }
    // An inequality may hold at two points by accident. What holds at other points and to more digits as well is true:
    // the change is none, or one of a true statement into another.
    INFO(file.path << ", claim " << claim << ": " << description(mutation));
    const auto again = test::verify(mutant, file.text, {.digits = 60, .points = 4, .seed = 11}, claim);
    REQUIRE(again);
    ++(all_verified(*again) ? count.equivalent : count.refused);
  }
}

void mutate_folder(const std::string& folder) {
  Count count;
  const auto files = test::claim_files(folder);
  REQUIRE_FALSE(files.empty());
  for (const test::ClaimFile& file : files) {
    for (std::size_t claim = 0; claim < file.expect_refuted.size(); ++claim) {
      if (!file.expect_refuted[claim]) mutate_claim(file, claim, count);
    }
  }
  INFO(count.refused << " mutants refused, " << count.equivalent << " equivalent");
  // Names that stand in for equal ones, and terms that cancel, are few.
  CHECK(count.refused >= 4 * count.equivalent);
}

}  // namespace

TEST_CASE("wrong claims of Strong Model Collapse are refused", "[mutation]") {
  mutate_folder("pencils/strong_model_collapse");
}
TEST_CASE("wrong claims of Model Collapse Demystified are refused", "[mutation]") {
  mutate_folder("pencils/model_collapse_demystified");
}
TEST_CASE("wrong claims on accumulating data are refused", "[mutation]") { mutate_folder("pencils/accumulating_data"); }
TEST_CASE("wrong claims on optimal mixing are refused", "[mutation]") { mutate_folder("pencils/optimal_mixing"); }
TEST_CASE("wrong classical claims are refused", "[mutation]") { mutate_folder("pencils/classical"); }

}  // namespace freepencil
