// SPDX-License-Identifier: GPL-3.0-or-later
// Every claim of every shipped file turns out as the file says.
#include "theorems/claims_of.hpp"

namespace freepencil {
namespace {

void verify_folder(const std::string& folder) {
  const auto files = test::claim_files(folder);
  REQUIRE_FALSE(files.empty());
  for (const test::ClaimFile& file : files) {
    const auto verification = test::verify(file.ast, file.text, {.digits = 100, .points = 3, .seed = 3});
    REQUIRE(verification);
    for (const auto& statement : verification->statements) {
      INFO(file.path << ": " << statement.claim << ": " << statement.identity << ": " << statement.reason);
      CHECK(statement.passed());
      CHECK(statement.points == 3);
      if (!statement.expect_refuted) CHECK(statement.digits == 100);
    }
  }
}

}  // namespace

TEST_CASE("Strong Model Collapse", "[gallery]") { verify_folder("pencils/strong_model_collapse"); }
TEST_CASE("Model Collapse Demystified", "[gallery]") { verify_folder("pencils/model_collapse_demystified"); }
TEST_CASE("accumulating data", "[gallery]") { verify_folder("pencils/accumulating_data"); }
TEST_CASE("optimal mixing", "[gallery]") { verify_folder("pencils/optimal_mixing"); }
TEST_CASE("classical results", "[gallery]") { verify_folder("pencils/classical"); }

TEST_CASE("proved bounds of both sides are compared", "[gallery]") {
  for (const test::ClaimFile& file : test::claim_files("pencils/classical")) {
    if (file.path.find("features") != std::string::npos) continue;
    const auto verification =
        test::verify(file.ast, file.text, {.digits = 40, .points = 2, .seed = 5, .certify = true});
    REQUIRE(verification);
    for (const auto& statement : verification->statements) {
      INFO(file.path << ": " << statement.identity << ": " << statement.reason);
      CHECK(statement.passed());
      CHECK(statement.certified);
    }
  }
}

}  // namespace freepencil
