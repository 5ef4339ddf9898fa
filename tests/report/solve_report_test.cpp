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

TEST_CASE("solve: bounds are rounded outwards", "[report][certify]") {
  const std::string text = solve_report(ridge_context("solve"), certified_solution(), Format::Text);
  CHECK(text.find("output         value                lower                upper  certified  description\n"
                  "bias             0.1  0.10000000000000000  0.10000000000000001  15 digits  squared, of the mean\n"
                  "σ_eff   0.3333333333  0.33333333333333331  0.33333333333333338  15 digits\n") != std::string::npos);
  // The bound of the branch radius as well: 0.4375 would be none.
  CHECK(text.find("branch radius 0.4375 (proved below 0.4376)") != std::string::npos);
  CHECK(solve_report(ridge_context("solve"), certified_solution(), Format::Csv) ==
        "output,value,lower,upper,certified_digits\n"
        "bias,0.10000000000000001,0.10000000000000000,0.10000000000000001,15\n"
        "σ_eff,0.33333333333333331,0.33333333333333331,0.33333333333333338,15\n");
  const auto document = nlohmann::json::parse(solve_report(ridge_context("solve"), certified_solution(), Format::Json));
  CHECK(document["outputs"][0]["lower"] == 0.1);
  CHECK(document["outputs"][0]["certified_digits"] == 15);
  CHECK(document["solver"]["branch_bound"] == 0.43751);
}

TEST_CASE("solve: long numbers stand one below the other", "[report][digits]") {
  CHECK(solve_report(ridge_context("solve"), long_solution(), Format::Text) ==
        "Ridge regression\n"
        "lambda = 1/10, phi = 1/2\n"
        "\n"
        "bias  squared, of the mean\n"
        "  value         0.100000000000000000000000000001\n"
        "  lower         0.100000000000000000000000000001\n"
        "  upper         0.100000000000000000000000000002\n"
        "  d/dlambda    -2.00000000000000000000000000000\n"
        "  d2/dlambda2   3.00000000000000000000000000000\n"
        "  certified     30 digits\n"
        "\n"
        "5 unknowns (2 nonlinear, 3 linear), 17 iterations, residual below 1e-300, branch radius 0.438, 0.0025 s\n");
  CHECK(solve_report(ridge_context("solve"), long_solution(), Format::Csv) ==
        "output,value,lower,upper,certified_digits,d/dlambda,d2/dlambda2\n"
        "bias,0.100000000000000000000000000001,0.100000000000000000000000000001,0.100000000000000000000000000002,30,"
        "-2.00000000000000000000000000000,3.00000000000000000000000000000\n");
  CHECK(solve_report(ridge_context("solve"), long_solution(), Format::Latex)
            .find("output & value & lower & upper & $\\partial/\\partial \\lambda$ & "
                  "$\\partial^2/\\partial {\\lambda}^2$ & certified & description") != std::string::npos);
  const auto document =
      nlohmann::ordered_json::parse(solve_report(ridge_context("solve"), long_solution(), Format::Json));
  CHECK(document["digits"] == 30);
  CHECK(document["outputs"].dump() ==
        R"([{"name":"bias","value":"0.100000000000000000000000000001","certified_digits":30,)"
        R"("lower":"0.100000000000000000000000000001","upper":"0.100000000000000000000000000002",)"
        R"("derivatives":{"lambda":"-2.00000000000000000000000000000"},)"
        R"("second_derivatives":{"lambda":"3.00000000000000000000000000000"}}])");
}

TEST_CASE("solve: digits of complex values", "[report][digits]") {
  Solution solution = complex_solution();
  solution.digits = 3;
  solution.outputs[0].digits = {"-0.500", "-0.250"};
  solution.outputs[1].digits = {"1.00e-20", ""};
  const std::string text = solve_report(ridge_context("solve"), solution, Format::Text);
  CHECK(text.find("g       -0.500 - 0.250i\n"
                  "mass           1.00e-20\n") != std::string::npos);
  CHECK(solve_report(ridge_context("solve"), solution, Format::Csv) ==
        "output,value,imaginary\n"
        "g,-0.500,-0.250\n"
        "mass,1.00e-20,0\n");
  const auto document = nlohmann::json::parse(solve_report(ridge_context("solve"), solution, Format::Json));
  CHECK(document["outputs"][0]["value"] == nlohmann::json{{"re", "-0.500"}, {"im", "-0.250"}});
}

TEST_CASE("solve: a limit says what it is and how it is approached", "[report][limit]") {
  auto context = ridge_context("solve");
  context.parameters[0].second = "0+";
  context.limit = 0;
  const std::string text = solve_report(context, limit_solution(), Format::Text);
  CHECK(text.find("lambda -> 0+, phi = 1/2\n"
                  "\n"
                  "output     limit  behaves as            description\n"
                  "g              2                        transform\n"
                  "bias           0  8*lambda^2\n"
                  "b       diverges  -0.125*lambda^(-1/2)\n"
                  "c       diverges  (1 - phi)^(-1/3)\n") != std::string::npos);
  CHECK(solve_report(context, limit_solution(), Format::Csv) ==
        "output,value,leading,exponent\n"
        "g,2,2,0\n"
        "bias,0,8,2\n"
        "b,,-0.125,-1/2\n"
        "c,,1,-1/3\n");
  const std::string latex = solve_report(context, limit_solution(), Format::Latex);
  CHECK(latex.find("% freepencil solve ridge.pencil: lambda -> 0+, phi = 1/2\n") == 0);
  CHECK(latex.find("  g & $2$ &  & transform \\\\\n"
                   "  bias & $0$ & $8\\,\\lambda^{2}$ &  \\\\\n"
                   "  b & diverges & $-0.125\\,\\lambda^{-1/2}$ &  \\\\\n"
                   "  c & diverges & $(1 - \\phi)^{-1/3}$ &  \\\\\n") != std::string::npos);
  const auto document = nlohmann::ordered_json::parse(solve_report(context, limit_solution(), Format::Json));
  CHECK(document["parameters"]["lambda"] == "0+");
  CHECK(document["outputs"][1].dump() ==
        R"({"name":"bias","value":0.0,"certified_digits":null,"lower":null,"upper":null,)"
        R"("leading":{"coefficient":8.0,"exponent":"2"}})");
  CHECK(document["outputs"][2]["value"].is_null());
}

TEST_CASE("solve: the leading coefficient of a complex limit stands in brackets", "[report][limit]") {
  Solution solution = complex_solution();
  solution.outputs.pop_back();
  solution.outputs[0].leading = LeadingBehaviour{{1, -2}, {}, "-1", "z^-1", true};
  CHECK(solve_report(ridge_context("solve"), solution, Format::Text).find("g       diverges  (1 - 2i)*z^-1\n") !=
        std::string::npos);
  CHECK(solve_report(ridge_context("solve"), solution, Format::Csv) ==
        "output,value,imaginary,leading,leading_imaginary,exponent\n"
        "g,,,1,-2,-1\n");
}

TEST_CASE("solve: a first power has no exponent", "[report][limit]") {
  Solution solution = ridge_solution();
  solution.outputs.resize(2);
  solution.outputs[0].leading = LeadingBehaviour{-1, {}, "1", "lambda^1", true};
  solution.outputs[1].leading = LeadingBehaviour{3, {}, "1", "(-1/2 - phi)^1", false};
  const std::string text = solve_report(ridge_context("solve"), solution, Format::Text);
  CHECK(text.find("bias    diverges  -lambda         squared, of the mean\n"
                  "σ_eff          0  3*(-1/2 - phi)\n") != std::string::npos);
  const std::string latex = solve_report(ridge_context("solve"), solution, Format::Latex);
  CHECK(latex.find("$-\\lambda$") != std::string::npos);
  CHECK(latex.find("$3\\,(-1/2 - \\phi)$") != std::string::npos);
}

TEST_CASE("solve: a branch radius next to one shows how near it is", "[report]") {
  Solution solution = ridge_solution();
  const auto line = [&] { return solve_report(ridge_context("solve"), solution, Format::Text); };
  solution.branch_radius = 0.999999;
  solution.branch_bound = 0.99999901;
  CHECK(line().find("branch radius 1 - 1.0e-6 (proved below 1 - 9.8e-7)") != std::string::npos);
  // More digits than a double has may show that a radius is below one.
  solution.branch_radius = solution.branch_bound = 1;
  CHECK(line().find("branch radius below 1 by less than 1e-15 (proved below 1)") != std::string::npos);
  const auto document = nlohmann::json::parse(solve_report(ridge_context("solve"), solution, Format::Json));
  CHECK(document["solver"]["physical"] == true);
  CHECK(document["solver"]["branch_radius"] < 1);
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
