// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "syntax/shape.hpp"

using namespace freepencil;
using namespace freepencil::syntax;

namespace {

struct Located {
  explicit Located(std::string text) : source("test", std::move(text)), tree(*parse_expression(source)) {}
  [[nodiscard]] std::string at(Span span) const { return source.text().substr(span.begin, span.end - span.begin); }
  Source source;
  Expression tree;
};

}  // namespace

TEST_CASE("the span of an expression is its text, brackets included, blanks excluded", "[syntax][span]") {
  const Located sum("  a*b - (c + d)' # comment");
  CHECK(sum.at(sum.tree.span) == "a*b - (c + d)'");
  CHECK(sum.at(sum.tree.children[0].span) == "a*b");
  CHECK(sum.at(sum.tree.children[1].span) == "(c + d)'");
  CHECK(sum.at(sum.tree.children[1].children[0].span) == "(c + d)");
  CHECK(sum.at(sum.tree.operator_spans[1]) == "-");
  CHECK(sum.tree.operator_spans[0].begin == sum.tree.operator_spans[0].end);
}

TEST_CASE("every link of a chain begins where the chain begins", "[syntax][span]") {
  const Located chain("Q^-1[1, 1]'");
  const Expression& index = chain.tree.children[0];
  CHECK(chain.at(chain.tree.span) == "Q^-1[1, 1]'");
  CHECK(chain.at(index.span) == "Q^-1[1, 1]");
  CHECK(chain.at(index.children[0].span) == "Q^-1");
  CHECK(chain.at(index.children[0].children[1].span) == "-1");
}

TEST_CASE("names inside larger nodes have their own span", "[syntax][span]") {
  const Located call("tr( X )");
  CHECK(call.at(call.tree.span) == "tr( X )");
  CHECK(call.at(call.tree.text_span) == "tr");
  const Located limit("limit(mu = 0+, inv(X))");
  CHECK(limit.at(limit.tree.text_span) == "mu");
  CHECK(limit.at(limit.tree.children[0].span) == "0");
  const Located derivative("diff(a*b, p)");
  CHECK(derivative.at(derivative.tree.text_span) == "p");
  const Located sum("sum(k = 1..n, k)");
  CHECK(sum.at(sum.tree.text_span) == "k");
  CHECK(sum.at(sum.tree.children[1].span) == "n");
  const Located root("root(κ > 0 : κ = 1)");
  CHECK(root.at(root.tree.unknowns[0].name.span) == "κ");
  const Located name("Sigma");
  CHECK(name.at(name.tree.text_span) == "Sigma");
}

TEST_CASE("statements and their pieces", "[syntax][span]") {
  const Parsed file(
      "title \"x\"\n"
      "parameter a = 1 in (0, 2]  # comment\n"
      "random X[n,d] complex gaussian variance 1/n\n"
      "claim \"c\" {\n  expect refuted\n  a == b ;\n}\n"
      "pencil Q { rows d columns d [ I ] }\n");
  const auto at = [&](Span span) { return file.source.text().substr(span.begin, span.end - span.begin); };
  const auto& statements = file.ast.statements;
  CHECK(at(statements[0].span) == "title \"x\"");
  CHECK(at(statements[1].span) == "parameter a = 1 in (0, 2]");
  CHECK(at(std::get<Parameter>(statements[1].body).range->span) == "in (0, 2]");
  const auto& random = std::get<Random>(statements[2].body);
  CHECK(at(*random.complex) == "complex");
  CHECK(at(random.law.name.span) == "gaussian");
  CHECK(at(random.column.span) == "d");
  const auto& claim = std::get<Claim>(statements[3].body);
  CHECK(at(*claim.expect_refuted) == "expect refuted");
  CHECK(at(claim.items[0].span) == "a == b");
  CHECK(at(std::get<Relation>(claim.items[0].item).op_span) == "==");
  CHECK(at(std::get<PencilBlock>(statements[4].body).row_spans[0]) == "[ I ]");
}
