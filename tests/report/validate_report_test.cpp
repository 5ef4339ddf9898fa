// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/validate_report.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "report/results.hpp"

using namespace freepencil;
using report::Format;

TEST_CASE("validate: text", "[report]") {
  CHECK(validate_report(ridge_context("validate"), ridge_validation(), Format::Text) ==
        "Ridge regression\n"
        "lambda = 1/10, phi = 1/2\n"
        "\n"
        "bias = 0.25\n"
        "  size  trials     mean    error  limit at this size\n"
        "   100      50   0.2457   0.0012                0.25\n"
        "   200      50  0.25123  0.00099              0.2501\n"
        "  extrapolated 0.2512(12), z = 1.03: agrees\n"
        "\n"
        "risk = 2\n"
        "  size  trials  mean  error  limit at this size\n"
        "   100      50  3.00   0.50                   2\n"
        "   200      50  3.25   0.25                   2\n"
        "  extrapolated 3.50(12), z = 12: refuted\n"
        "\n"
        "seed 7, 1.5 s\n");
}

TEST_CASE("validate: text with the term of order 1/n", "[report]") {
  const std::string text = validate_report(ridge_context("validate"), corrected_validation(), Format::Text);
  CHECK(text.find("bias = 0.25 - 0.5/n\n"
                  "  size  trials     mean    error  limit at this size  with 1/n term\n"
                  "   100      50   0.2457   0.0012                0.25          0.245\n"
                  "   200      50  0.25123  0.00099              0.2501         0.2476\n"
                  "  extrapolated 0.2512(12), z = 1.03: agrees\n") != std::string::npos);
}

TEST_CASE("validate: CSV has a row for every output and size", "[report]") {
  CHECK(
      validate_report(ridge_context("validate"), ridge_validation(), Format::Csv) ==
      "output,n,trials,mean,stderr,theory_at_n,theory,extrapolated,extrapolated_stderr,z,verdict,"
      "correction_at_n,finite_size\n"
      "bias,100,50,0.24567891,0.0012344999999999999,0.25,0.25,0.25123450000000003,0.0011999999999999999,1.03,agrees,,\n"
      "bias,200,50,0.25123456,0.00098765000000000007,0.25009999999999999,0.25,0.25123450000000003,"
      "0.0011999999999999999,1.03,agrees,,\n"
      "risk,100,50,3,0.5,2,2,3.5,0.125,12,refuted,,\n"
      "risk,200,50,3.25,0.25,2,2,3.5,0.125,12,refuted,,\n");
}

TEST_CASE("validate: JSON has the keys of its schema, in order", "[report]") {
  Validation validation = ridge_validation();
  validation.outputs.pop_back();
  validation.outputs[0].sizes.pop_back();
  const auto document =
      nlohmann::ordered_json::parse(validate_report(ridge_context("validate"), validation, Format::Json));
  CHECK(document.dump() == R"({"command":"validate","file":"ridge.pencil","parameters":{"lambda":"1/10","phi":"1/2"},)"
                           R"("outputs":[{"name":"bias","theory":0.25,"finite_size":null,)"
                           R"("sizes":[{"n":100,"trials":50,"mean":0.24567891,"stderr":0.0012345,)"
                           R"("theory":0.25,"correction":null}],)"
                           R"("extrapolated":0.2512345,"stderr":0.0012,"z":1.03,"verdict":"agrees"}]})");
}

TEST_CASE("validate: a z-score without an error bar is null, never `nan`", "[report]") {
  Validation validation = ridge_validation();
  validation.outputs[0].standard_error = 0;
  validation.outputs[0].z = std::numeric_limits<double>::quiet_NaN();
  validation.outputs[1].z = std::numeric_limits<double>::infinity();
  const auto document = nlohmann::json::parse(validate_report(ridge_context("validate"), validation, Format::Json));
  CHECK(document["outputs"][0]["z"].is_null());
  for (const Format format : {Format::Text, Format::Csv, Format::Latex, Format::Markdown}) {
    const std::string text = validate_report(ridge_context("validate"), validation, format);
    CHECK(text.find("nan") == std::string::npos);
    CHECK(text.find("inf") == std::string::npos);
  }
}

TEST_CASE("validate: Markdown has a row for every output", "[report]") {
  CHECK(validate_report(ridge_context("validate"), ridge_validation(), Format::Markdown) ==
        "| output | limit | size 100 | size 200 | extrapolated | z | verdict |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: | --- |\n"
        "| bias | 0.25 | 0.2457(12) | 0.25123(99) | 0.2512(12) | 1.03 | agrees |\n"
        "| risk | 2 | 3.00(50) | 3.25(25) | 3.50(12) | 12 | refuted |\n");
}

TEST_CASE("validate: without a limit there is no report", "[report]") {
  Validation validation = ridge_validation();
  validation.status = Status::Stalled;
  CHECK_THROWS_AS(validate_report(ridge_context("validate"), validation, Format::Text), std::invalid_argument);
}
