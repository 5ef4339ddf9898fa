// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/solve_report.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "report/results.hpp"

using namespace freepencil;
using report::Format;

TEST_CASE("solve: text", "[report]") {
  CHECK(solve_report(ridge_context("solve"), ridge_solution(), Format::Text) ==
        "Ridge regression\n"
        "lambda = 1/10, phi = 1/2\n"
        "\n"
        "output         value  description\n"
        "bias             0.1  squared, of the mean\n"
        "σ_eff   0.3333333333\n"
        "\n"
        "5 unknowns (2 nonlinear, 3 linear), 17 iterations, residual 1.3e-16, branch radius 0.438, 0.0025 s\n");
}

TEST_CASE("solve: the term of order 1/n takes a column, and a key in JSON", "[report]") {
  const Solution solution = finite_size_solution();
  const std::string text = solve_report(ridge_context("solve"), solution, Format::Text);
  CHECK(text.find("output         value  finite size  description\n"
                  "bias             0.1          1.5  squared, of the mean\n"
                  "σ_eff   0.3333333333        -0.25\n") != std::string::npos);
  CHECK(solve_report(ridge_context("solve"), solution, Format::Csv) ==
        "output,value,finite_size\n"
        "bias,0.10000000000000001,1.5\n"
        "σ_eff,0.33333333333333331,-0.25\n");
  const auto document = nlohmann::json::parse(solve_report(ridge_context("solve"), solution, Format::Json));
  CHECK(document["outputs"][1]["finite_size"] == -0.25);

  Solution complex = complex_solution();
  complex.outputs[0].finite_size = {1, 2};
  complex.outputs[1].finite_size = 0;
  CHECK(solve_report(ridge_context("solve"), complex, Format::Csv) ==
        "output,value,imaginary,finite_size,finite_size_imaginary\n"
        "g,-0.5,-0.25,1,2\n"
        "mass,9.9999999999999995e-21,0,0,0\n");
  const auto both = nlohmann::json::parse(solve_report(ridge_context("solve"), complex, Format::Json));
  CHECK(both["outputs"][0]["finite_size"] == nlohmann::json{{"re", 1}, {"im", 2}});
}

TEST_CASE("solve: CSV has all digits, and a further column only for complex values", "[report]") {
  CHECK(solve_report(ridge_context("solve"), ridge_solution(), Format::Csv) ==
        "output,value\n"
        "bias,0.10000000000000001\n"
        "σ_eff,0.33333333333333331\n");
  CHECK(solve_report(ridge_context("solve"), complex_solution(), Format::Csv) ==
        "output,value,imaginary\n"
        "g,-0.5,-0.25\n"
        "mass,9.9999999999999995e-21,0\n");
}

TEST_CASE("solve: JSON has the keys of its schema, in order", "[report]") {
  const auto document =
      nlohmann::ordered_json::parse(solve_report(ridge_context("solve"), ridge_solution(), Format::Json));
  CHECK(document.dump() ==
        R"({"command":"solve","file":"ridge.pencil","parameters":{"lambda":"1/10","phi":"1/2"},"digits":null,)"
        R"("outputs":[{"name":"bias","value":0.1,"certified_digits":null,"lower":null,"upper":null},)"
        R"({"name":"σ_eff","value":0.3333333333333333,"certified_digits":null,"lower":null,"upper":null}],)"
        R"("solver":{"unknowns":5,"nonlinear":2,"linear":3,"iterations":17,"residual":1.25e-16,)"
        R"("branch_radius":0.4375,"physical":true,"seconds":0.0025}})");
}

TEST_CASE("solve: complex values in JSON", "[report]") {
  const auto document = nlohmann::json::parse(solve_report(ridge_context("solve"), complex_solution(), Format::Json));
  CHECK(document["outputs"][0]["value"] == nlohmann::json{{"re", -0.5}, {"im", -0.25}});
  CHECK(document["outputs"][1]["value"] == 1e-20);
}

TEST_CASE("solve: a file name that is not UTF-8 does not stop the JSON", "[report]") {
  auto context = ridge_context("solve");
  context.file = "ridge\xff.pencil";
  CHECK(nlohmann::json::accept(solve_report(context, ridge_solution(), Format::Json)));
}

TEST_CASE("solve: LaTeX and Markdown", "[report]") {
  CHECK(solve_report(ridge_context("solve"), complex_solution(), Format::Latex) ==
        "% freepencil solve ridge.pencil: lambda = 1/10, phi = 1/2\n"
        "% \\usepackage{booktabs}\n"
        "\\begin{tabular}{lr}\n"
        "  \\toprule\n"
        "  output & value \\\\\n"
        "  \\midrule\n"
        "  g & $-0.5 - 0.25i$ \\\\\n"
        "  mass & $1 \\times 10^{-20}$ \\\\\n"
        "  \\bottomrule\n"
        "\\end{tabular}\n");
  CHECK(solve_report(ridge_context("solve"), complex_solution(), Format::Markdown) ==
        "| output | value |\n"
        "| --- | ---: |\n"
        "| g | -0.5 - 0.25i |\n"
        "| mass | 1e-20 |\n");
}

TEST_CASE("solve: numbers that nobody vouches for have no report", "[report]") {
  for (const Status status :
       {Status::NotRun, Status::Stalled, Status::IterationLimit, Status::WrongBranch, Status::OutsideDomain}) {
    Solution solution = ridge_solution();
    solution.status = status;
    CHECK_THROWS_AS(solve_report(ridge_context("solve"), solution, Format::Json), std::invalid_argument);
  }
}

TEST_CASE("a line break in a file's name stays inside its comment", "[report]") {
  auto context = ridge_context("solve");
  context.file = "a\n\\input{b}";
  CHECK(report::provenance(context).find('\n') == std::string::npos);
}
