// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/derive_report.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "report/derivations.hpp"
#include "report/latex_align.hpp"

using namespace freepencil;
using report::DeriveFormat;

namespace {

std::string reported(const test::Derived& made, DeriveFormat format) {
  report::Context context{"derive", made.model.source.name(), made.model.title, {}};
  for (const Parameter& parameter : made.model.parameters) {
    context.parameters.emplace_back(parameter.name, to_string(parameter.value));
  }
  return derive_report(context, made.model, made.derivation, format);
}

}  // namespace

TEST_CASE("derive: text", "[report][derive]") {
  CHECK(reported(test::ridge(), DeriveFormat::Text) == R"~(Ridge regression

Limit of large n, the other dimensions in proportion; ~ is equality of normalised traces in that limit.

symbol        meaning
lambda        parameter > 0: ridge penalty
phi           parameter > 0: features per sample
sigma         parameter >= 0
n             dimension, tends to infinity
d             dimension, d = phi*n
Z             random, n x d: independent centred real entries of variance 1/n
Sigma, Gamma  deterministic, d x d, symmetric and commuting, spectrum
                k = 1..300, equal weights: Sigma = 10/k, Gamma = 10/k
tr            normalised trace, tr(I) = 1

Linear pencil, 2 x 2 blocks, minimal

   d               n
d  lambda*I        sqrt(Sigma)*Z'
n  -Z*sqrt(Sigma)  I

unknown  limit of
e_1      lambda*tr(inv(Z*Sigma*Z' + lambda*I))
u_1      tr(inv(sqrt(Sigma)*Z'*Z*sqrt(Sigma) + lambda*I)*Sigma*inv(sqrt(Sigma)*Z'*Z*sqrt(Sigma) + lambda*I))

Equations, in the order of solution

nonlinear in e_1
  e_1 = 1/(1 + phi*tr(Sigma*inv(lambda*I + e_1*Sigma)))
linear in u_1
  u_1 = phi*e_1^2*tr(Sigma*(Sigma + u_1*Sigma)*inv(lambda*I + e_1*Sigma)^2)

Deterministic equivalents

  inv(sqrt(Sigma)*Z'*Z*sqrt(Sigma) + lambda*I) ~ inv(lambda*I + e_1*Sigma)

Outputs

  # squared
  bias = lambda^2*(1 + u_1)*tr(Sigma*Gamma*inv(lambda*I + e_1*Sigma)^2)
  variance = sigma^2*u_1

pencil 2 x 2; 2 unknowns (1 nonlinear, 1 linear); 0.013 s
)~");
}

TEST_CASE("derive: LaTeX", "[report][derive]") {
  CHECK(reported(test::marchenko_pastur(), DeriveFormat::Latex) ==
        R"~(% freepencil derive mp.pencil: lambda = 1/10, phi = 1/2
% Needs \usepackage{amsmath}.
\paragraph{Marchenko-Pastur law}
The parameters are $\lambda > 0$ (distance of the resolvent from zero), $\phi > 0$.
The limit is that of $n \to \infty$ with $d = \phi n$; $\operatorname{tr}$ is the normalised trace.
The entries of the $n \times d$ matrix $Z$ are real, independent and centred, of variance $\frac{1}{n}$.

The traces are those of blocks of $Q^{-1}$ for the minimal linear pencil $Q$ of $2 \times 2$ blocks, with rows on
$d, n$ and columns on $d, n$:
\begin{align}
  Q &= \begin{bmatrix}
    \lambda I & Z^{\top} \\
    -Z & I
  \end{bmatrix}
\end{align}

Write
\begin{align}
  R &= \left(Z^{\top} Z + \lambda I\right)^{-1}
\end{align}
The limits
\begin{align}
  e_{1} &\simeq \operatorname{tr}\left(R\right)
\end{align}
are determined by fixed-point equations, solved one after the other.
First, $e_{1}$ solves the nonlinear equation
\begin{align}
  e_{1} &= \frac{1}{\lambda + \frac{1}{1 + \phi e_{1}}}
\end{align}

In traces with deterministic matrices,
\begin{align}
  R &\simeq e_{1} I
\end{align}

The outputs are
\begin{align}
  g &\simeq e_{1}
\end{align}
)~");
}

TEST_CASE("derive: JSON has the keys of its schema, in order", "[report][derive]") {
  const auto document = nlohmann::ordered_json::parse(reported(test::marchenko_pastur(), DeriveFormat::Json));
  CHECK(document["pencil"].dump() ==
        R"~({"size":2,"minimal":true,"rows":["d","n"],"columns":["d","n"],)~"
        R"~("entries":[["lambda*I","Z'"],["-Z","I"]],"latex":[["\\lambda I","Z^{\\top}"],["-Z","I"]]})~");
  CHECK(document["unknowns"].dump() ==
        R"~([{"name":"e_1","symbol":"e_{1}","definition":"tr(inv(Z'*Z + lambda*I))",)~"
        R"~("latex":"\\operatorname{tr}\\left(\\left(Z^{\\top} Z + \\lambda I\\right)^{-1}\\right)",)~"
        R"~("kind":"nonlinear","explicit":false,"component":0}])~");
  CHECK(document["equations"].dump() == R"~([{"lhs":"e_1","rhs":"1/(lambda + 1/(1 + phi*e_1))",)~"
                                        R"~("latex":"e_{1} = \\frac{1}{\\lambda + \\frac{1}{1 + \\phi e_{1}}}"}])~");
  CHECK(document["equivalents"][0]["equivalent"] == "e_1*I");
  CHECK(document["outputs"].dump() == R"~([{"name":"g","formula":"e_1","latex":"e_{1}",)~"
                                      R"~("description":"Stieltjes transform at -lambda"}])~");
  CHECK(document["seconds"] == 0.0025);
}

TEST_CASE("derive: the equations of the SymPy script", "[report][derive]") {
  const std::string script = reported(test::ridge(), DeriveFormat::Sympy);
  for (const char* line : {"lamda: sp.Rational(1, 10),", "known[d] = (phi*n).subs(known)",
                           "[(sp.Rational(1, 300), [10/k, 10/k]) for k in map(sp.Integer, range(1, 301))]",
                           "e_1: 1/(1 + phi*tr_d(Sigma/(lamda + e_1*Sigma))),",
                           "\"bias\": lamda**2*(1 + u_1)*tr_d(Sigma*Gamma/(lamda + e_1*Sigma)**2),"}) {
    CAPTURE(line);
    CHECK(script.find(line) != std::string::npos);
  }
}

TEST_CASE("derive: unknowns are listed by component, closed forms count as linear", "[report][derive]") {
  test::Derived made = test::ridge();
  auto& unknowns = made.derivation.unknowns;
  unknowns[0].component = 1;
  unknowns[1].component = 0;
  unknowns[1].linear = false;
  unknowns[1].explicitly = true;
  const std::string text = reported(made, DeriveFormat::Text);
  CHECK(text.find("in closed form\n  u_1 = ") < text.find("nonlinear in e_1\n"));
  CHECK(text.find("2 unknowns (1 nonlinear, 1 linear)") != std::string::npos);
  const auto document = nlohmann::json::parse(reported(made, DeriveFormat::Json));
  CHECK(document["unknowns"][0]["kind"] == "linear");
  CHECK(document["unknowns"][0]["explicit"] == true);
  CHECK(document["equations"][1]["lhs"] == "e_1");
}

TEST_CASE("derive: a block matrix given outright is shown where it is named", "[report][derive]") {
  test::Derived made = test::marchenko_pastur();
  const MatrixId block = made.model.matrices->inverse_block(made.derivation.pencil, 0, 0);
  made.derivation.unknowns[0].matrix = block;
  const std::string text = reported(made, DeriveFormat::Text);
  CHECK(text.find("e_1      tr(Q1^-1[1,1])\n") != std::string::npos);
  CHECK(text.find("Q1      block matrix [lambda*I, Z'] [-Z, I]\n") != std::string::npos);
  const std::string latex = reported(made, DeriveFormat::Latex);
  CHECK(latex.find(R"(\operatorname{tr}\left(\left(Q_{1}^{-1}\right)_{1,1}\right))") != std::string::npos);
  CHECK(latex.find(R"(The block matrix $Q_{1}$ is $\begin{bmatrix})") != std::string::npos);
}

TEST_CASE("derive: LaTeX names inverses that occur twice, and takes no name twice", "[report][derive]") {
  test::Derived made = test::ridge();
  Matrices& matrices = *made.model.matrices;
  const MatrixId twice = made.derivation.equivalents[0].matrix;
  const MatrixId outer = matrices.inverse(matrices.combination(
      1, 1, {{made.model.scalars->one(), twice}, {made.model.scalars->one(), matrices.identity(1)}}));
  made.derivation.equivalents.push_back({outer, matrices.identity(1)});
  made.derivation.equivalents.push_back({matrices.product({outer, twice}), matrices.identity(1)});
  made.model.symbols[0].name = "R_1";
  const std::string latex = reported(made, DeriveFormat::Latex);
  for (const char* part :
       {R"(G_{1} &= \left(R_{1}^{1/2} Z^{\top} Z R_{1}^{1/2} + \lambda I\right)^{-1})",
        R"(G_{2} &= \left(G_{1} + I\right)^{-1})", R"(u_{1} &\simeq \operatorname{tr}\left(G_{1} R_{1} G_{1}\right))",
        R"(G_{2} G_{1} &\simeq I)",
        R"(e_{1} &\simeq \lambda \operatorname{tr}\left(\left(Z R_{1} Z^{\top} + \lambda I\right)^{-1}\right))"}) {
    CAPTURE(part, latex);
    CHECK(latex.find(part) != std::string::npos);
  }
}

TEST_CASE("derive: LaTeX names sums that are inverted twice", "[report][derive]") {
  test::Derived made = test::ridge();
  made.model.symbols[1].name = "K";
  const std::string latex = reported(made, DeriveFormat::Latex);
  for (const char* part : {R"(D &= \lambda I + e_{1} \Sigma)",
                           R"(e_{1} &= \frac{1}{1 + \phi \operatorname{tr}\left(\Sigma D^{-1}\right)})",
                           R"(R &\simeq D^{-1})", R"(\operatorname{tr}\left(\Sigma K D^{-2}\right))"}) {
    CAPTURE(part, latex);
    CHECK(latex.find(part) != std::string::npos);
  }
}

TEST_CASE("derive: a large pencil tells LaTeX how many columns it has", "[report][derive]") {
  test::Derived made = test::marchenko_pastur();
  BlockMatrix& pencil = made.derivation.pencil;
  const MatrixId zero = made.model.matrices->zero(1, 1);
  pencil = {.rows = std::vector<SpaceId>(11, 1), .columns = std::vector<SpaceId>(11, 1), .entries = {}};
  pencil.entries.assign(121, zero);
  CHECK(reported(made, DeriveFormat::Latex).find("\\setcounter{MaxMatrixCols}{11}\n") != std::string::npos);
}

TEST_CASE("long equations are broken between terms", "[report][derive]") {
  report::LatexAlign align("=");
  const std::string term(25, 'x');
  align.add("a", {term, "+ " + term, "- " + term});
  align.add(std::string(40, 'y'), {std::string(30, 'z')});
  CHECK(align.text() == "\\begin{align}\n  a &= " + term + " + " + term + " \\notag \\\\\n  &\\quad {} - " + term +
                            " \\\\\n  &" + std::string(40, 'y') +
                            " \\notag \\\\\n  &\\qquad = " + std::string(30, 'z') + "\n\\end{align}\n");
  CHECK(report::latex_width(R"(\lambda^{2} \operatorname{tr}\left(\mathrm{ab}\right))") == 8);
}
