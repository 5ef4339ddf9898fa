// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/expression_latex.hpp"

#include <catch2/catch.hpp>

#include "report/latex_measure.hpp"
#include "syntax/parse.hpp"

using namespace freepencil;
using namespace freepencil::report;

namespace {

NameKinds kinds() {
  NameKinds result;
  result.matrices.insert({"A", "X", "X1", "Sigma", "G", "w", "e"});
  return result;
}

std::string display(const std::string& text) {
  const NameKinds names = kinds();
  return ExpressionLatex(names).display(*syntax::parse_expression(Source("test", text))).flat();
}

std::string in_line(const std::string& text) {
  const NameKinds names = kinds();
  return ExpressionLatex(names).in_line(*syntax::parse_expression(Source("test", text)));
}

}  // namespace

TEST_CASE("quotients become fractions as they were written", "[report][latex]") {
  CHECK(display("a/b") == "\\frac{a}{b}");
  CHECK(display("a/b*c") == "\\frac{a}{b} c");
  CHECK(display("a*c/b") == "\\frac{a c}{b}");
  CHECK(display("a/b/(1 - c)") == "\\frac{a}{b (1 - c)}");
  CHECK(display("a/(b*c)") == "\\frac{a}{b c}");
  CHECK(display("(a + b)/(1 - c)") == "\\frac{a + b}{1 - c}");
  CHECK(display("1/2*a") == "\\tfrac{1}{2} a");
  CHECK(display("2*3*a") == "2 \\cdot 3 a");
  CHECK(display("a*(b + c)") == "a (b + c)");
  CHECK(display("phi*Sigma*G^2/D") == "\\frac{\\phi}{D} \\Sigma G^{2}");
  CHECK(in_line("(1 - p2)*n") == "(1-p_{2}) n");
  CHECK(in_line("sigma0^2/m") == "\\sigma_{0}^{2}/m");
  CHECK(in_line("phi/psi*n") == "\\tfrac{\\phi}{\\psi} n");
  CHECK(in_line("1/(a*b)") == "1/(a b)");
}

TEST_CASE("matrices, powers and subscripts", "[report][latex]") {
  CHECK(display("inv(A)") == "A^{-1}");
  CHECK(display("inv(Sigma + k*I)^2") == "(\\Sigma + k I)^{-2}");
  CHECK(display("pinv(X)*w[t-1]") == "X^{+} w_{t-1}");
  CHECK(display("sqrt(Sigma)*X1'") == "\\Sigma^{1/2} X_{1}^{\\top}");
  CHECK(display("X1[t]") == "X_{1,t}");
  CHECK(display("sqrt(1 + x)") == "\\sqrt{1 + x}");
  CHECK(display("(a + b)^(2*T)") == "(a + b)^{2 T}");
  CHECK(display("(-x)^2") == "(-x)^{2}");
  CHECK(display("mean |w[T] - e|^2") == "\\mathbb{E}\\|w_{T} - e\\|^{2}");
  CHECK(display("tr(Sigma*inv(Sigma + k*I))") == "\\operatorname{tr}\\bigl(\\Sigma (\\Sigma + k I)^{-1}\\bigr)");
  CHECK(display("df2*x") == "\\mathrm{df}_{2}\\, x");
}

TEST_CASE("sums, limits and derivatives", "[report][latex]") {
  CHECK(display("sum(i = 1..T, 1/i)") == "\\sum_{i=1}^{T} \\frac{1}{i}");
  CHECK(display("sum(k = 1..t, a + b)") == "\\sum_{k=1}^{t} (a + b)");
  CHECK(display("sum(i = 1..T, i)/t*c") == "\\biggl(\\frac{1}{t} \\sum_{i=1}^{T} i\\biggr) c");
  CHECK(display("limit(mu = 0+, a)") == "\\lim_{\\mu \\to 0^{+}} a");
  CHECK(display("diff(kappa, lambda)") == "\\frac{\\partial \\kappa}{\\partial \\lambda}");
  CHECK(display("diff(diff(T2, z1), z2)") == "\\frac{\\partial^{2} T_{2}}{\\partial z_{2} \\partial z_{1}}");
  CHECK(display("a - (b - c)") == "a - (b - c)");
  CHECK(display("a - -b") == "a - (-b)");
}

TEST_CASE("long formulas are broken where brackets are few", "[report][latex]") {
  const NameKinds names = kinds();
  const auto formula = ExpressionLatex(names).display(
      *syntax::parse_expression(Source("test", "aaaa*(b + c)*dddd + eeee*(f + g)*hhhh - iiii*(j + k)*llll")));
  const auto lines = broken_lines(formula, 100, 100);
  REQUIRE(lines.size() == 3);
  CHECK(lines[1].starts_with("+ "));
  CHECK(lines[2].starts_with("- "));
  for (const std::string& line : lines) CHECK(latex_points(line) <= 100);
}
