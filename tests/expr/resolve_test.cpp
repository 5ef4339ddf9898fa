// SPDX-License-Identifier: GPL-3.0-or-later
// What good files mean. What is said about bad ones is in tests/diagnostics.
#include "expr/resolve.hpp"

#include <catch2/catch.hpp>

#include "expr/evaluate.hpp"
#include "expr/ridge.hpp"
#include "syntax/parse.hpp"

namespace {

using namespace freepencil;
using Kind = MatrixNode::Kind;

Model resolved(const std::string& text, const FileReader& reader = {}) {
  const Source source("test.pencil", text);
  const auto ast = syntax::parse(source);
  if (!ast) FAIL(render(ast.errors().front(), source));
  auto model = resolve(*ast, source, reader);
  if (!model) FAIL(render(model.errors().front(), source));
  return std::move(*model);
}

/// The output as an exact number, with the given traces.
Rational value(const Model& model, std::size_t output, const std::vector<Rational>& traces = {}) {
  std::vector<Rational> parameters, sizes;
  for (const Parameter& parameter : model.parameters) parameters.push_back(parameter.value);
  for (const Space& space : model.spaces) {
    const Rational reference = 1;
    sizes.push_back(space.reference
                        ? reference
                        : *evaluate_exactly(*model.scalars, space.size, {.parameters = parameters, .sizes = sizes}));
  }
  const Leaves<Rational> leaves{.parameters = parameters, .sizes = sizes, .traces = traces};
  return *evaluate_exactly(*model.scalars, model.outputs[output].value, leaves);
}

const std::string anisotropic =
    "title \"Ridge regression, anisotropic features\"\n"
    "cite \"Hastie, Montanari, Rosset and Tibshirani, Ann. Statist. 50 (2022)\"" +
    test::ridge + "output risk = bias + variance\n";

const std::string rectangular = "dimension n\ndimension d = 2*n\nrandom Z[n,d] gaussian variance 1/n\n";

}  // namespace

TEST_CASE("the anisotropic example of the language page resolves") {
  const Model model = resolved(anisotropic);
  CHECK(model.title == "Ridge regression, anisotropic features");
  CHECK(model.citations.size() == 1);
  CHECK(model.warnings.empty());

  REQUIRE(model.parameters.size() == 3);
  CHECK(model.parameters[0].value == Rational(1, 10));
  CHECK(model.parameters[0].description == "ridge penalty");
  CHECK(model.parameters[2].range.contains(0));
  CHECK_FALSE(model.parameters[0].range.contains(0));

  REQUIRE(model.spaces.size() == 2);
  CHECK(model.reference() == 0);
  Scalars& scalars = *model.scalars;
  const ScalarId n = scalars.leaf(ScalarNode::Kind::Size, 0);
  CHECK(model.spaces[0].size == n);
  CHECK(model.spaces[1].size == scalars.multiply(scalars.leaf(ScalarNode::Kind::Parameter, 1), n));

  REQUIRE(model.randoms.size() == 1);
  CHECK(model.randoms[0].row == 0);
  CHECK(model.randoms[0].column == 1);
  CHECK(model.randoms[0].variance == scalars.power(n, Rational(-1)));

  REQUIRE(model.spectra.size() == 1);
  CHECK(model.spectra[0].space == 1);
  CHECK(model.spectra[0].symbols == std::vector<std::uint32_t>{0, 1});
  const auto& atoms = std::get<std::vector<Atom>>(model.spectra[0].measure);
  REQUIRE(atoms.size() == 2);
  CHECK(scalars.as_number(atoms[1].weight) == Rational(1, 2));
  CHECK(scalars.as_number(atoms[1].values[0]) == Rational(1, 4));
  CHECK(scalars.as_number(atoms[1].values[1]) == Rational(3));

  REQUIRE(model.traces.size() == 2);  // the risk adds none
  REQUIRE(model.outputs.size() == 3);
  CHECK(value(model, 0, {7, 0}) == Rational(7, 100));
  CHECK(value(model, 2, {7, 3}) == Rational(7, 100) + Rational(3, 2));
}

TEST_CASE("outputs may refer to outputs in any order") {
  const Model model = resolved("dimension n\noutput a = b + c\noutput b = 2*c\noutput c = 3\n");
  CHECK(model.outputs[0].name == "a");
  CHECK(value(model, 0) == 9);
}

TEST_CASE("equal matrices share a trace, and its first place is kept") {
  const Model model = resolved(rectangular + "output a = tr(Z*Z')\noutput b = 2*tr(Z*Z') + tr(Z'*Z)\n");
  REQUIRE(model.traces.size() == 2);
  const Span first = model.trace_spans[0];
  CHECK(model.source.text().substr(first.begin, first.end - first.begin) == "tr(Z*Z')");
  CHECK(model.source.locate(first.begin).line == 4);
}

TEST_CASE("the space of I comes from its neighbours") {
  const Model model = resolved("parameter c = 3\n" + rectangular +
                               "let J = c*I\n"
                               "output d_side = tr(inv(Z'*Z + J))\n"
                               "output n_side = tr(inv(J + Z*Z'))\n"
                               "output neutral = tr(I*Z'*I*Z)\n"
                               "output placed = tr(inv(2*I)*Z*Z'*sqrt(4*I))\n"
                               "output alone = tr(J) + tr(I')\n");
  const Matrices& matrices = *model.matrices;
  CHECK(matrices[model.traces[0]].row == 1);
  CHECK(matrices[model.traces[1]].row == 0);
  CHECK(matrices[model.traces[2]].kind == Kind::Product);
  CHECK(value(model, 4, {0, 0, 0, 0}) == 4);
  const Model plain = resolved(rectangular + "output a = tr(Z*Z')\n");
  CHECK(matrices[model.traces[3]].children.size() == plain.matrices->operator[](plain.traces[0]).children.size());
}

TEST_CASE("powers of matrices are products, inverses and the identity") {
  const Model model = resolved(rectangular +
                               "let A = Z'*Z + I\n"
                               "output a = tr(A^3) - tr(A*A*A)\n"
                               "output b = tr(A^-2) - tr(inv(A)*inv(A))\n"
                               "output c = tr(A^0)\n"
                               "output e = tr(A^-1) - tr(inv(A))\n");
  CHECK(value(model, 0, {5, 5, 5}) == 0);
  CHECK(value(model, 1, {5, 5, 5}) == 0);
  CHECK(value(model, 2) == 1);
  CHECK(value(model, 3, {5, 5, 5}) == 0);
  CHECK(model.traces.size() == 3);
}

TEST_CASE("functions of deterministic matrices are functions of their symbols") {
  const Model model = resolved(
      "parameter p = 2\ndimension n\nspectrum n { 1 : S = 4 }\n"
      "output a = tr(sqrt(S)*inv(S + 3*I)) + tr(exp(S)) + tr(log(S)) + tr(S^p) + tr(S^(1/2))\n");
  for (const MatrixId id : model.traces) CHECK((*model.matrices)[id].kind == Kind::Deterministic);
  CHECK(model.traces.size() == 5);
}

TEST_CASE("ratios of sizes are scalars with a limit") {
  const Model model = resolved(rectangular + "output a = d/n + sqrt(n*d)/sqrt(n*d)\noutput b = tr(d/n*Z'*Z)\n");
  CHECK(value(model, 0) == 3);
  CHECK(model.traces.size() == 1);
}

TEST_CASE("sizes may be powers of others as long as they scale like one") {
  const Model model = resolved("dimension n\ndimension d = 2*n\ndimension m = sqrt(2*n*d)\noutput a = m/n\n");
  CHECK(value(model, 0) == 2);
}

TEST_CASE("a family has its index as row variable") {
  const Model model = resolved("dimension n\nspectrum n { k = 1..300 : A = k^-2, B = 1/A }\noutput a = tr(A*B^2)\n");
  const auto& family = std::get<Family>(model.spectra[0].measure);
  CHECK(family.from == 1);
  CHECK(family.to == 300);
  Scalars& scalars = *model.scalars;
  const ScalarId k = scalars.leaf(ScalarNode::Kind::Local, 0);
  CHECK(family.values[0] == scalars.power(k, Rational(-2)));
  CHECK(family.values[1] == scalars.power(k, Rational(2)));
}

TEST_CASE("a table reads the columns that are used, by their names") {
  const auto reader = [](const std::string& path) -> std::optional<std::string> {
    if (path != "cov.csv") return std::nullopt;
    return "\xEF\xBB\xBF# from somewhere\r\nlabel, eig ,\"signal\", weight\r\n\"a, b\", 1.5, 2, "
           "0.25\r\n\nc,1e-1,-3,.75\n";
  };
  const Model model = resolved(
      "dimension n\nspectrum n { file \"cov.csv\" : Sigma = eig, Gamma = signal^2 }\noutput a = tr(Sigma*Gamma)\n",
      reader);
  const auto& table = std::get<Table>(model.spectra[0].measure);
  CHECK(table.path == "cov.csv");
  CHECK(table.column_names == std::vector<std::string>{"eig", "signal"});
  CHECK(table.columns[0] == std::vector<Rational>{Rational(3, 2), Rational(1, 10)});
  CHECK(table.columns[1] == std::vector<Rational>{2, -3});
  CHECK(table.weights == std::vector<Rational>{Rational(1, 4), Rational(3, 4)});
  CHECK(table.values[1] == model.scalars->power(model.scalars->leaf(ScalarNode::Kind::Local, 1), Rational(2)));
}

TEST_CASE("a table may write its numbers as fractions") {
  const auto reader = [](const std::string&) {
    return std::optional<std::string>("eig,weight\n-1/3,1/4\n 1e-1 / 2.5 ,3/4\n");
  };
  const Model model = resolved("dimension n\nspectrum n { file \"a.csv\" : S = eig }\noutput a = tr(S)\n", reader);
  const auto& table = std::get<Table>(model.spectra[0].measure);
  CHECK(table.columns[0] == std::vector<Rational>{Rational(-1, 3), Rational(1, 25)});
  CHECK(table.weights == std::vector<Rational>{Rational(1, 4), Rational(3, 4)});
  for (const std::string wrong : {"1/0", "1/-2", "1/", "/2", "1/2/3", "1 2"}) {
    const Source source("test.pencil", "dimension n\nspectrum n { file \"a.csv\" : S = eig }\noutput a = tr(S)\n");
    const auto refused = resolve(*syntax::parse(source), source,
                                 [&](const std::string&) { return std::optional<std::string>("eig\n" + wrong); });
    REQUIRE_FALSE(refused);
    CHECK(refused.errors().front().message.find("'" + wrong + "' is not a number") != std::string::npos);
  }
}

TEST_CASE("a matrix may be called like the column that it is read from") {
  const auto reader = [](const std::string&) { return std::optional<std::string>("Sigma\n1\n2\n"); };
  const Model model =
      resolved("dimension n\nspectrum n { file \"a.csv\" : Sigma = Sigma }\noutput a = tr(Sigma)\n", reader);
  CHECK(std::get<Table>(model.spectra[0].measure).weights.empty());
}

TEST_CASE("a pencil given outright has blocks of its inverse") {
  const Model model = resolved(rectangular +
                               "pencil Q {\n  rows    d, n\n  columns d, n\n  [ I , Z' ]\n  [ -Z, 2*I ]\n}\n"
                               "output mp = tr(Q^-1[1,1])\noutput cross = tr(Z*Q^-1[1,2])\n");
  const MatrixNode& corner = (*model.matrices)[model.traces[0]];
  REQUIRE(corner.kind == Kind::InverseBlock);
  CHECK(corner.row == 1);
  const BlockMatrix& block = model.matrices->block(corner.block);
  CHECK(block.rows == std::vector<SpaceId>{1, 0});
  CHECK(block.entries.size() == 4);
  CHECK((*model.matrices)[model.traces[1]].row == 0);
}

TEST_CASE("the rows and columns of a pencil may come in different orders") {
  const Model model = resolved(rectangular +
                               "pencil Q {\n  rows    d, n\n  columns n, d\n  [ Z', I ]\n  [ I, 0*I ]\n}\n"
                               "output x = tr(Q^-1[2,1]*Q^-1[2,1])\n");
  const MatrixId block = (*model.matrices)[model.traces[0]].children[0];
  CHECK((*model.matrices)[block].row == 1);
  CHECK((*model.matrices)[block].column == 1);
}

TEST_CASE("imaginary numbers shift a resolvent") {
  const Model model = resolved(rectangular + "output g = tr(inv(Z'*Z - (1 + 2i)*I))\n");
  CHECK((*model.matrices)[model.traces[0]].kind == Kind::Inverse);
}

TEST_CASE("a name that is misused in no way is used in every way") {
  const Model model = resolved(
      "parameter a = 1\nparameter b = 2\ndimension n\ndimension d = a*n\n"
      "spectrum d { 1 : Sigma = b, Gamma = Sigma }\noutput x = tr(Gamma)\n");
  CHECK(model.warnings.empty());
}

TEST_CASE("constants of a command line are exact") {
  const auto constant = [](const std::string& text) {
    const Source source("--set", text);
    const auto expression = syntax::parse_expression(source);
    REQUIRE(expression);
    return resolve_constant(*expression, source);
  };
  CHECK(*constant("1/10 + 2^-1") == Rational(3, 5));
  CHECK(*constant("sqrt(4)") == 2);
  CHECK_FALSE(constant("lambda"));
  CHECK_FALSE(constant("sqrt(2)"));
  CHECK_FALSE(constant("I"));
}
