// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "syntax/shape.hpp"

using namespace freepencil;
using namespace freepencil::syntax;

namespace {

/// The one statement of a text.
template <class T>
T only(const std::string& text) {
  const Parsed parsed(text);
  REQUIRE(parsed.ast.statements.size() == 1);
  return std::get<T>(parsed.ast.statements[0].body);
}

}  // namespace

TEST_CASE("titles unescape their text", "[syntax][statement]") {
  CHECK(only<Title>("title \"a \\\"b\\\" \\\\ λ\"").text == "a \"b\" \\ λ");
  CHECK(only<Cite>("  cite \"c\"  # comment\r\n").text == "c");
}

TEST_CASE("parameters have ranges and descriptions", "[syntax][statement]") {
  const auto full = only<Parameter>("parameter lambda = 1/10 >= 0  \"ridge\"");
  CHECK(full.name.text == "lambda");
  CHECK(shape(full.value) == "(product *1 /10)");
  CHECK((full.range->lower && full.range->lower_closed && !full.range->upper && !full.range->interval));
  CHECK(full.description == "ridge");

  const auto upper = only<Parameter>("parameter a = 1 < b + 1").range;
  CHECK((!upper->lower && !upper->upper_closed && shape(*upper->upper) == "(sum +b +1)"));
  const auto interval = only<Parameter>("parameter a = 1 in (0,\n 1]").range;
  CHECK((interval->interval && !interval->lower_closed && interval->upper_closed));
  CHECK((shape(*interval->lower) == "0" && shape(*interval->upper) == "1"));
  CHECK_FALSE(only<Parameter>("parameter a = 1").range.has_value());
}

TEST_CASE("dimensions", "[syntax][statement]") {
  CHECK_FALSE(only<Dimension>("dimension n # reference").size.has_value());
  CHECK(shape(*only<Dimension>("dimension d = phi*n").size) == "(product *phi *n)");
}

TEST_CASE("random matrices, families and laws", "[syntax][statement]") {
  const auto plain = only<Random>("random Z[n,d] gaussian variance 1/n");
  CHECK((plain.row.text == "n" && plain.column.text == "d" && !plain.name.family && !plain.complex));
  const auto family = only<Random>("random X[t = 0..T-1] [m, d] complex student(5) variance 1/m");
  CHECK(family.name.family->name.text == "t");
  CHECK(shape(family.name.family->to) == "(sum +T -1)");
  CHECK((family.complex && family.law.name.text == "student" && shape(family.law.arguments[0]) == "5"));
  const auto law = only<Random>("random X[m,d] complex variance variance");
  CHECK((!law.complex && law.law.name.text == "complex" && shape(law.variance) == "variance"));
  CHECK(only<Symmetric>("symmetric W[d] gue variance 1/d").law.name.text == "gue");
}

TEST_CASE("vectors and matrices", "[syntax][statement]") {
  CHECK(only<Vector>("vector w0[d] covariance Gamma").given == Vector::Given::Covariance);
  const auto noise = only<Vector>("vector e[t = 0..T][m] variance s^2/m");
  CHECK((noise.given == Vector::Given::Variance && noise.space.text == "m" && noise.name.family));
  CHECK(only<Matrix>("matrix Sigma[d] file \"sigma.npy\"").file->path == "sigma.npy");
  CHECK_FALSE(only<Matrix>("matrix Sigma[d]  # no values").file.has_value());
  CHECK(only<Noncommuting>("noncommuting d , m").spaces.at(1).text == "m");
}

TEST_CASE("spectra", "[syntax][statement]") {
  const auto items =
      only<Spectrum>(
          "spectrum d {\n 1/2 : Sigma = 2, Gamma = 1 # comment\n\n k = 1..9 : Sigma = k; x ~ law(1/2) : Sigma = x\n"
          " file \"cov.csv\" : Sigma = eig\n spike : Sigma = 7\n}")
          .items;
  REQUIRE(items.size() == 5);
  for (std::size_t k = 0; k < 5; ++k) CHECK(items[k].source.index() == k);
  CHECK(items[0].values.size() == 2);
  CHECK(shape(std::get<SpectrumItem::Family>(items[1].source).index.to) == "9");
  CHECK(std::get<SpectrumItem::Density>(items[2].source).law.name.text == "law");
  CHECK(std::get<SpectrumItem::File>(items[3].source).path == "cov.csv");
}

TEST_CASE("definitions and outputs", "[syntax][statement]") {
  const auto recursion = only<Let>("let w[t] = w[t-1] + e for t = 1..T");
  CHECK((shape(recursion.subscripts.at(0)) == "t" && recursion.range->name.text == "t"));
  CHECK(only<Let>("let w[0] = w0").subscripts.size() == 1);
  CHECK(only<Output>("output variance = a \"b\"").description == "b");
  CHECK(only<Assume>("assume psi < 1").relation.op == "<");
}

TEST_CASE("symbols of unknowns are LaTeX up to the end of the line", "[syntax][statement]") {
  const auto plain = only<UnknownSymbol>("symbol e_1 = \\kappa");
  CHECK((plain.name.text == "e_1" && plain.latex == "\\kappa"));
  CHECK(only<UnknownSymbol>("symbol g=\\tilde{\\kappa}_{1}' ^2 \t # comment\r\n").latex == "\\tilde{\\kappa}_{1}' ^2");
  CHECK(only<UnknownSymbol>("symbol symbol = {}").name.text == "symbol");
  CHECK(only<Output>("output symbol = 1").name.text == "symbol");
}

TEST_CASE("pencils", "[syntax][statement]") {
  for (const char* text : {"pencil Q {\n rows d, n\n columns d, n\n [ I , Z' ]\n\n [ -Z,\n I ]\n}",
                           "pencil Q { rows d, n  columns d, n  [ I , Z' ] [ -Z, I ] }",
                           "pencil Q { rows d,n; columns d,n; [I,Z']; [-Z,I]; }"}) {
    const auto pencil = only<PencilBlock>(text);
    CHECK((pencil.rows.size() == 2 && pencil.columns[1].text == "n"));
    REQUIRE(pencil.entries.size() == 2);
    CHECK(shape(pencil.entries[0][1]) == "(adjoint Z)");
    CHECK(shape(pencil.entries[1][0]) == "(sum -Z)");
  }
}

TEST_CASE("claims", "[syntax][statement]") {
  const auto claim = only<Claim>(
      "claim \"T\" {\n  expect refuted\n  kappa = root(k > 0 : k = 1)\n  w[t] = 2*w[t-1] for t = 1..5\n"
      "  a == b; a <= b\n  a ~ b as phi -> 0+ : O(phi^2)\n  assume psi < 1\n}");
  CHECK(claim.expect_refuted.has_value());
  REQUIRE(claim.items.size() == 6);
  CHECK(std::get<Let>(claim.items[0].item).name.text == "kappa");
  CHECK(std::get<Let>(claim.items[1].item).subscripts.size() == 1);
  CHECK(std::get<Relation>(claim.items[2].item).op == "==");
  CHECK(std::get<Relation>(claim.items[3].item).op == "<=");
  const auto& expansion = std::get<Expansion>(claim.items[4].item);
  CHECK((expansion.side == Expression::Side::Above && expansion.parameter.text == "phi"));
  CHECK(shape(expansion.order) == "(power phi 2)");
  CHECK(std::get<Assume>(claim.items[5].item).relation.op == "<");
}

TEST_CASE("keywords are names where a name stands", "[syntax][statement]") {
  CHECK(only<Parameter>("parameter tr = 1").name.text == "tr");
  CHECK(only<Let>("let let = for for t = 1..2").name.text == "let");
  CHECK(only<Output>("output output = claim").name.text == "output");
  const auto claim = only<Claim>("claim \"c\" { assume == 1; assume = 2; let = 3; let let = 4; expect < 5 }");
  CHECK(std::holds_alternative<Relation>(claim.items[0].item));
  CHECK(std::get<Let>(claim.items[1].item).name.text == "assume");
  CHECK(std::get<Let>(claim.items[3].item).name.text == "let");
  CHECK(claim.items.size() == 5);
}
