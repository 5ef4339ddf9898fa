// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/notation.hpp"

#include <catch2/catch.hpp>

#include "common/random_expression.hpp"
#include "equivalent/solve_model.hpp"
#include "report/derivations.hpp"

using namespace freepencil;
using report::Notation;
using report::Printer;

namespace {

const std::string header = R"(parameter lambda = 1/10 > 0
parameter phi = 1/2 > 0
parameter p1 = 3/5
parameter e_1 = 5/7
parameter mu0 = 2
dimension n
dimension d = phi*n
random Z[n,d] gaussian variance 1/n
spectrum d {
  1/3 : Sigma = 2, Gamma = 1
  2/3 : Sigma = 1/4, Gamma = 3
}
)";

Model with_output(const std::string& formula) {
  const std::string text = header + "output x = " + formula + "\n";
  return test::checked(test::load(text), text);
}

std::string printed(const std::string& formula, Notation notation) {
  const Model model = with_output(formula);
  return Printer(model, {}, notation).scalar(model.outputs[0].value);
}

std::string text(const std::string& formula) { return printed(formula, Notation::Pencil); }
std::string latex(const std::string& formula) { return printed(formula, Notation::Latex); }
std::string sympy(const std::string& formula) { return printed(formula, Notation::Sympy); }

double value(const std::string& formula) {
  Model model = with_output(formula);
  const ParameterPoint point = default_point(model);
  const auto solution = solve_model(model, point, SolveOptions{});
  REQUIRE(solution);
  REQUIRE(solution->status == Status::Converged);
  return solution->outputs.at(0).value.real();
}

// Every difficulty of the three notations, as they print in the file language.
const std::vector<std::string> formulas = {
    "lambda^2*tr(Gamma*inv(lambda*I + e_1*Sigma)^2)",
    "1/(1 + phi*e_1)",
    "phi - 1",
    "1 - phi",
    "-lambda - phi",
    "1/2 + lambda/2 - 3*phi/4",
    "(1 - p1)*(lambda + e_1)^2/(3*(1 + e_1)^2)",
    "1/(2*lambda)",
    "sqrt(lambda + phi)/sqrt(2)",
    "lambda^(1/3)*phi^(3/2)",
    "mu0^lambda",
    "(mu0^lambda)^2",
    "exp(-lambda)*log(1 + phi)^2",
    "tr(sqrt(Sigma)*inv(sqrt(Gamma)))",
    "tr(inv(Sigma^(1/3)))",
    "tr((lambda + phi)*I - Sigma)",
    "tr(Sigma*inv(I + Gamma*inv(lambda*I + Sigma)))",
    "phi*tr(Sigma)^2/tr(Gamma)",
    "tr(exp(-Sigma))",
    "tr(Sigma^mu0)",
    "d/n",
    "tr(Gamma*inv(sqrt(Sigma)*Z'*Z*sqrt(Sigma) + lambda*I)*Sigma)",
    "tr(inv((I + Sigma)*Z'*Z*(I + Sigma) + lambda*I))",
    "tr(inv(Z*Sigma*Z' + lambda*I)^2)",
};

}  // namespace

TEST_CASE("formulas in the file language print as they are written", "[report][notation]") {
  for (const std::string& formula : formulas) {
    CAPTURE(formula);
    CHECK(text(formula) == formula);
  }
}

TEST_CASE("a printed formula reads back as the same number", "[report][notation]") {
  for (const std::string& formula : formulas) {
    CAPTURE(formula);
    const double expected = value(formula);
    // A few roundings, in whatever order the sums are taken.
    CHECK(value(text(formula)) == Approx(expected).epsilon(1e-14));
    CHECK(value(text("7 - (" + formula + ")")) == Approx(7 - expected).epsilon(1e-14));
    CHECK(value(text("1/(" + formula + ")")) == Approx(1 / expected).epsilon(1e-14));
  }
}

TEST_CASE("the order of terms and factors does not depend on how a formula was written", "[report][notation]") {
  CHECK(text("tr(inv(Sigma*e_1 + lambda*I)^2*Gamma)*lambda^2") == text(formulas[0]));
  CHECK(text("e_1*phi + 1") == "1 + phi*e_1");
  CHECK(text("-1 + phi") == "phi - 1");
  CHECK(text("tr((Sigma + 1/2*I)*3)") == "tr(3*I/2 + 3*Sigma)");
  CHECK(text("tr(2*lambda*Sigma)") == "2*lambda*tr(Sigma)");
  CHECK(text("tr(inv(-Sigma - I))") == "-tr(inv(I + Sigma))");
}

TEST_CASE("formulas in LaTeX", "[report][notation]") {
  CHECK(latex("lambda^2*tr(Gamma*inv(lambda*I + e_1*Sigma)^2)") ==
        R"(\lambda^{2} \operatorname{tr}\left(\Gamma \left(\lambda I + e_{1} \Sigma\right)^{-2}\right))");
  CHECK(latex("1/(1 + phi*e_1)") == R"(\frac{1}{1 + \phi e_{1}})");
  CHECK(latex("(1 - p1)*(lambda + e_1)^2/(3*(1 + e_1)^2)") ==
        R"(\frac{\left(1 - p_{1}\right) \left(\lambda + e_{1}\right)^{2}}{3 \left(1 + e_{1}\right)^{2}})");
  CHECK(latex("(lambda + e_1)/2") == R"(\frac{\lambda}{2} + \frac{e_{1}}{2})");
  CHECK(latex("sqrt(lambda + phi)/sqrt(2)") == R"(\frac{\sqrt{\lambda + \phi}}{\sqrt{2}})");
  CHECK(latex("2*2^(1/3)") == R"(2 \cdot 2^{1/3})");
  CHECK(latex("tr(sqrt(Sigma)*inv(sqrt(Gamma)))") == R"(\operatorname{tr}\left(\Sigma^{1/2} \Gamma^{-1/2}\right))");
  CHECK(latex("phi*tr(Sigma)^2/tr(Gamma)") ==
        R"(\frac{\phi \left(\operatorname{tr}\left(\Sigma\right)\right)^{2}}{\operatorname{tr}\left(\Gamma\right)})");
  CHECK(latex("tr(inv(sqrt(Sigma)*Z'*Z*sqrt(Sigma) + lambda*I))") ==
        R"(\operatorname{tr}\left(\left(\Sigma^{1/2} Z^{\top} Z \Sigma^{1/2} + \lambda I\right)^{-1}\right))");
  CHECK(latex("tr(Sigma/(1 + e_1))") == R"(\frac{\operatorname{tr}\left(\Sigma\right)}{1 + e_{1}})");
  CHECK(latex("tr(Sigma/(1 + e_1) + I)") == R"(\operatorname{tr}\left(I + \frac{1}{1 + e_{1}} \Sigma\right))");
  CHECK(latex("(mu0^lambda)^2") == R"(\left(\mu_{0}^{\lambda}\right)^{2})");
  CHECK(latex("3i*lambda") == R"(3 \mathrm{i} \lambda)");
}

TEST_CASE("formulas in Python", "[report][notation]") {
  CHECK(sympy("lambda^2*tr(Gamma*inv(lambda*I + e_1*Sigma)^2)") == "lamda**2*tr_d(Gamma/(lamda + e_1*Sigma)**2)");
  CHECK(sympy("lambda/2 + 1/2") == "sp.Rational(1, 2) + lamda/2");
  CHECK(sympy("tr(Sigma^(1/3)*inv(Sigma^(2/3)))") == "tr_d(1/Sigma**(sp.Rational(1, 3)))");
  CHECK(sympy("sqrt(2*phi)") == "sp.sqrt(2*phi)");
  CHECK(sympy("3i/2") == "3*sp.I/2");
  CHECK(sympy("tr(I + 2*Sigma)") == "tr_d(1 + 2*Sigma)");
}

TEST_CASE("unknowns go by their names", "[report][notation]") {
  test::Derived made = test::ridge();
  const auto& unknowns = made.derivation.unknowns;
  Printer text(made.model, unknowns, Notation::Pencil), latex(made.model, unknowns, Notation::Latex);
  CHECK(text.scalar(unknowns[0].value) == "1/(1 + phi*tr(Sigma*inv(lambda*I + e_1*Sigma)))");
  CHECK(latex.scalar(unknowns[0].value) ==
        R"(\frac{1}{1 + \phi \operatorname{tr}\left(\Sigma \left(\lambda I + e_{1} \Sigma\right)^{-1}\right)})");
  CHECK(text.matrix(made.derivation.equivalents[0].limit) == "inv(lambda*I + e_1*Sigma)");
  CHECK(text.trace(unknowns[0].matrix) == "lambda*tr(inv(Z*Sigma*Z' + lambda*I))");
  CHECK(text.matrix(made.derivation.pencil.entries[2]) == "-Z*sqrt(Sigma)");
}

TEST_CASE("random expressions read back as themselves", "[report][notation][property]") {
  std::mt19937_64 engine(20261);
  int compared = 0, solved = 0;
  for (int drawn = 0; compared < 150; ++drawn) {
    REQUIRE(drawn < 300);
    const test::ExpressionPtr expression = test::random_square_expression(engine, 3 + static_cast<int>(engine() % 4));
    const std::string file = test::file_with_outputs({expression});
    Expected<Model> model = test::load(file);
    if (!model || model->traces.empty()) continue;
    ++compared;
    const std::string shown = Printer(*model, {}, Notation::Pencil).scalar(model->outputs[0].value);
    const std::string again = file.substr(0, file.find("output")) + "output o0 = " + shown + "\n";
    CAPTURE(file, again);
    Model read = test::checked(test::load(again), again);
    CHECK(Printer(read, {}, Notation::Pencil).scalar(read.outputs[0].value) == shown);
    if (compared > 30) continue;
    const auto left = solve_model(*model, default_point(*model), {});
    const auto right = solve_model(read, default_point(read), {});
    REQUIRE((left && right));
    if (left->status != Status::Converged || right->status != Status::Converged) continue;
    ++solved;
    const double value = left->outputs[0].value.real();
    CHECK(right->outputs[0].value.real() == Approx(value).epsilon(2 * vouched_accuracy));
  }
  CHECK(solved >= 25);
}
