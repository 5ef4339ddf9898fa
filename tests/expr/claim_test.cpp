// SPDX-License-Identifier: GPL-3.0-or-later
// What the claims of good files mean. What is said about bad ones is in tests/diagnostics.
#include <catch2/catch.hpp>
#include <cmath>

#include "closed_form.hpp"
#include "expr/quantity.hpp"
#include "expr/resolve.hpp"
#include "expr/ridge.hpp"
#include "syntax/parse.hpp"

namespace {

using namespace freepencil;

Model resolved(const std::string& lines) {
  const Source source("test.pencil", test::ridge + lines);
  const auto ast = syntax::parse(source);
  if (!ast) FAIL(render(ast.errors().front(), source));
  auto model = resolve(*ast, source, {});
  if (!model) FAIL(render(model.errors().front(), source));
  return std::move(*model);
}

Model claimed(const std::string& lines) { return resolved("claim \"test\" {\n" + lines + "\n}\n"); }

const std::vector<double> point = {0.3, 0.6, 1.5};  // lambda, phi, sigma

double value(const Model& model, ScalarId id, const std::vector<double>& parameters = point) {
  return ClosedForm(model, parameters)(id);
}

ScalarId definition(const Model& model, const std::string& name) {
  for (const auto& [known, id] : model.claims.front().definitions) {
    if (known == name) return id;
  }
  FAIL("no definition of " + name);
  return {};
}

/// A central difference; its error is of order h^2.
constexpr double h = 1e-4;
double difference(const Model& model, ScalarId id, std::size_t parameter) {
  auto up = point, down = point;
  up[parameter] += h;
  down[parameter] -= h;
  return (value(model, id, up) - value(model, id, down)) / (2 * h);
}

template <class T>
const T& only_statement(const Model& model) {
  REQUIRE(model.claims.size() == 1);
  REQUIRE(model.claims.front().statements.size() == 1);
  return std::get<T>(model.claims.front().statements.front());
}

template <class T>
const T& quantity(const Model& model, ScalarId id) {
  const Quantity* found = as_quantity(model, id);
  REQUIRE(found != nullptr);
  return std::get<T>(found->what);
}

const std::string kappa = "kappa = root(k > lambda : k - lambda = phi*k*tr(Sigma*inv(Sigma + k*I)))\n";
const std::string pair =
    "e1 = root(e1 > 0, e2 > 0 : e1 = 1/(1 + phi*tr(Sigma*inv(e2*Sigma + lambda*I))),\n"
    "          e2 = 1/(2 + phi*tr(Gamma*inv(e1*Sigma + e2*I))))\n";

}  // namespace

TEST_CASE("the claim of the language page resolves to closed forms", "[claim]") {
  const Model model = resolved("claim \"Theorem 1\" {\n" + kappa +
                               "df2 = phi*tr(Sigma^2*inv(Sigma + kappa*I)^2)\n"
                               "bias == kappa^2*tr(Gamma*Sigma*inv(Sigma + kappa*I)^2)/(1 - df2)\n"
                               "variance == sigma^2*df2/(1 - df2)\n}\n"
                               "claim \"wrong\" {\nexpect refuted\nbias == variance\n}\n");
  CHECK(model.warnings.empty());
  REQUIRE(model.claims.size() == 2);
  const Claim& claim = model.claims[0];
  CHECK(claim.title == "Theorem 1");
  CHECK_FALSE(claim.expect_refuted);
  CHECK(model.claims[1].expect_refuted);
  REQUIRE(claim.statements.size() == 2);
  REQUIRE(claim.definitions.size() == 2);

  const auto& first = std::get<Comparison>(claim.statements[0]);
  CHECK(first.relation == Comparison::Relation::Equal);
  CHECK(quantity<Quantity::OfOutput>(model, first.left).output == 0);
  // One quantity an output, however often it occurs.
  CHECK(std::get<Comparison>(model.claims[1].statements[0]).left == first.left);

  const double k = value(model, definition(model, "kappa"));
  const double trace = (2 / (2 + k) + 0.25 / (0.25 + k)) / 2;
  CHECK(std::abs(k - 0.3 - 0.6 * k * trace) < 1e-12 * k);
  CHECK(as_quantity(model, definition(model, "kappa"))->name == "kappa");
  const RootSystem& root = model.root_systems.front();
  REQUIRE(root.unknowns.size() == 1);
  CHECK(root.unknowns.front().name == "k");
  CHECK(root.unknowns.front().lower.has_value());
  CHECK_FALSE(root.unknowns.front().lower_closed);
  CHECK_FALSE(root.unknowns.front().upper.has_value());

  // The solver is asked for the traces of the outputs only.
  CHECK(model.needed_traces() == std::vector<bool>{true, true, false, false, false});
}

TEST_CASE("all unknowns of a root of several are names", "[claim][root]") {
  const Model model = claimed(pair + "bias == e1 + e2\n");
  const double e1 = value(model, definition(model, "e1")), e2 = value(model, definition(model, "e2"));
  const double first = (2 / (2 * e2 + 0.3) + 0.25 / (0.25 * e2 + 0.3)) / 2;
  const double second = (1 / (2 * e1 + e2) + 3 / (0.25 * e1 + e2)) / 2;
  CHECK(std::abs(e1 - 1 / (1 + 0.6 * first)) < 1e-12);
  CHECK(std::abs(e2 - 1 / (2 + 0.6 * second)) < 1e-12);

  const Model named = claimed("e = root(a > 0, b >= 1 : a*b = 6, b = a + 1)\nbias == e + b\n");
  CHECK(std::abs(value(named, definition(named, "e")) - 2) < 1e-12);
  CHECK(definition(named, "e") == definition(named, "a"));
  CHECK(std::abs(value(named, definition(named, "b")) - 3) < 1e-12);
}

TEST_CASE("derivatives of closed forms agree with differences", "[claim][derivative]") {
  const std::string body = kappa + pair +
                           "u = tr(Sigma^2*inv(Sigma + kappa*I)^2)\n"
                           "w = lambda*exp(phi*u)/e1 + e2^2*d/n\n"
                           "v = root(x > 0 : x = lambda + root(y > 0 : y = lambda*phi + 1/(x + y)))\n";
  for (const std::string name : {"kappa", "u", "e1", "e2", "w", "v"}) {
    for (std::size_t p = 0; p < 2; ++p) {
      const std::string parameter = p == 0 ? "lambda" : "phi";
      const Model model = claimed(body + "g = diff(" + name + ", " + parameter +
                                  ")\nh1 = diff(g, lambda)\nh2 = diff(g, phi)\nbias == g + h1 + h2\n");
      INFO(name << " by " << parameter);
      const ScalarId f = definition(model, name), g = definition(model, "g");
      CHECK(std::abs(value(model, g) - difference(model, f, p)) < 100 * h * h * (1 + std::abs(value(model, g))));
      if (name == "v") continue;  // written out as a tree, the second derivatives of nested roots are too long
      const double by_lambda = value(model, definition(model, "h1")), by_phi = value(model, definition(model, "h2"));
      CHECK(std::abs(by_lambda - difference(model, g, 0)) < 100 * h * h * (1 + std::abs(by_lambda)));
      CHECK(std::abs(by_phi - difference(model, g, 1)) < 100 * h * h * (1 + std::abs(by_phi)));
    }
  }
}

TEST_CASE("derivatives of outputs are quantities of their own", "[claim][derivative]") {
  const Model model = claimed(
      "g = diff(lambda*bias, lambda)\ns = diff(diff(bias, lambda), lambda)\nz = diff(2, phi)\nbias == g + s + z\n");
  const ScalarId s = definition(model, "s");
  const auto& second = quantity<Quantity::OutputDerivative>(model, s);
  CHECK(second.output == 0);
  CHECK(second.parameter == 0);
  CHECK(second.order == 2);
  CHECK(definition(model, "z") == model.scalars->zero());
  // (lambda*b)' = b + lambda*b', of which b' is the one that the second derivative went through
  std::size_t derivatives = 0;
  for (const Quantity& one : model.quantities)
    derivatives += std::holds_alternative<Quantity::OutputDerivative>(one.what);
  CHECK(derivatives == 2);
}

TEST_CASE("the extremes of several numbers", "[claim]") {
  const Model model =
      claimed("a = min(lambda, phi, 2, 1)\nb = max(3, min(1, 2))\nc = max(lambda, lambda)\nbias == a + b + c\n");
  CHECK(value(model, definition(model, "a")) == 0.3);
  CHECK(value(model, definition(model, "a"), {5, 4, 1}) == 1);
  CHECK(definition(model, "b") == model.scalars->number(3));
  CHECK(definition(model, "c") == model.scalars->leaf(ScalarNode::Kind::Parameter, 0));
}

TEST_CASE("limits of outputs and of closed forms", "[claim][limit]") {
  SECTION("of outputs") {
    const Model model = claimed("limit(lambda = 0, bias/lambda) == 0");
    const auto& comparison = only_statement<Comparison>(model);
    const auto& limit = quantity<Quantity::OutputLimit>(model, comparison.left);
    CHECK(limit.limit.parameter == 0);
    CHECK(limit.limit.side == LimitPoint::Side::Above);
    CHECK(limit.limit.at == "0");
    Scalars& scalars = *model.scalars;
    CHECK(limit.expression == scalars.divide(model.outputs[0].value, scalars.leaf(ScalarNode::Kind::Parameter, 0)));
  }
  SECTION("of closed forms in a parameter") {
    const Model model = claimed(kappa + "limit(lambda = 0+, kappa) == limit(phi = inf, kappa/phi)");
    const auto& comparison = only_statement<Comparison>(model);
    const auto& left = quantity<Quantity::ClosedLimit>(model, comparison.left);
    CHECK(left.side == LimitPoint::Side::Above);
    CHECK_FALSE(left.both_sides);
    CHECK(left.body == definition(model, "kappa"));
    CHECK(quantity<Quantity::ClosedLimit>(model, comparison.right).side == LimitPoint::Side::Infinity);
  }
  SECTION("in a variable of its own") {
    const Model model = claimed("bias == limit(x = -inf, exp(x)) + limit(x = lambda, x^2) + limit(x = 1-, phi)");
    std::size_t variables = 0, limits = 0;
    for (const Quantity& one : model.quantities) {
      variables += std::holds_alternative<Quantity::Variable>(one.what);
      limits += std::holds_alternative<Quantity::ClosedLimit>(one.what);
    }
    CHECK(variables == 3);
    CHECK(limits == 2);  // the last body does not depend on its variable
  }
}

TEST_CASE("assumptions, of the file and of a claim", "[claim]") {
  const Model model =
      resolved("assume phi < 1\nassume d <= 2*n\nclaim \"a\" {\nu = lambda + phi\nassume u > 1/2\nbias < u\n}\n");
  REQUIRE(model.assumptions.size() == 2);
  CHECK(model.assumptions[0].relation == Comparison::Relation::Less);
  CHECK(model.assumptions[0].right == model.scalars->one());
  CHECK(model.assumptions[1].relation == Comparison::Relation::LessEqual);
  REQUIRE(model.claims.front().assumptions.size() == 1);
  CHECK(model.claims.front().assumptions[0].left == definition(model, "u"));
  CHECK(only_statement<Comparison>(model).relation == Comparison::Relation::Less);
}

TEST_CASE("expansions approach from inside of the range", "[claim]") {
  const Model model = claimed("bias ~ 1 + phi as phi -> 0 : O(phi^2)");
  const auto& expansion = only_statement<Expansion>(model);
  CHECK(expansion.limit.parameter == 1);
  CHECK(expansion.limit.side == LimitPoint::Side::Above);
  CHECK(expansion.limit.at == "0");
  CHECK(std::abs(value(model, expansion.order) - 0.36) < 1e-15);
  CHECK(std::abs(value(model, expansion.right) - 1.6) < 1e-15);
}

TEST_CASE("identities between matrices, random ones among them", "[claim]") {
  Model model = claimed(
      "M = sqrt(Sigma)*Z'*Z*sqrt(Sigma)\ndf = tr(Sigma)\n"
      "M*R == I - lambda*R; df*Sigma - Sigma == 0; I == inv(R)*R");
  const auto& statements = model.claims.front().statements;
  REQUIRE(statements.size() == 3);
  const auto sides = [&](std::size_t k) { return std::get<MatrixIdentity>(statements[k]).sides.at(0); };
  Matrices& matrices = *model.matrices;
  CHECK(matrices[sides(0).first].row == 1);
  CHECK(matrices[sides(0).second].row == 1);
  CHECK(matrices.is_zero(sides(1).second));
  CHECK(matrices.identity(1) == sides(2).first);
  // tr(Sigma) = 9/8, so that the left side is Sigma/8.
  std::vector<double> symbols = {2, 1};
  CHECK(std::abs(ClosedForm(model, point).at_atom(sides(1).first, symbols) - 0.25) < 1e-15);
}

TEST_CASE("recursion inside of a claim, of numbers and of matrices", "[claim]") {
  const Model model = claimed(
      "T = Sigma; v[0] = lambda; K[0] = I\nv[t] = phi*v[t-1] + tr(T)^t for t = 1..2\n"
      "K[t] = K[t-1]*inv(Sigma + v[t]*I) for t = 1..2\nbias == tr(K[2])");
  const double v1 = 0.6 * 0.3 + 1.125, v2 = 0.6 * v1 + 1.125 * 1.125;
  CHECK(std::abs(value(model, definition(model, "v[2]")) - v2) < 1e-14);
  CHECK(model.claims.front().definitions.size() == 3);
  const double trace = (1 / ((2 + v1) * (2 + v2)) + 1 / ((0.25 + v1) * (0.25 + v2))) / 2;
  CHECK(std::abs(value(model, only_statement<Comparison>(model).right) - trace) < 1e-14);
}

TEST_CASE("identities between vectors compare what multiplies each", "[claim]") {
  const Model model = resolved(
      "vector w[d] variance 1/d\nvector e[n] variance 1/n\n"
      "claim \"v\" {\n u = Z*w + e\n u - Z*w == e\n Z'*u == Z'*Z*w\n 0 == w\n}\n");
  const auto& statements = model.claims.front().statements;
  REQUIRE(statements.size() == 3);
  const auto sides = [&](std::size_t k) { return std::get<MatrixIdentity>(statements[k]).sides; };
  REQUIRE(sides(0).size() == 1);  // w has cancelled
  CHECK(sides(0)[0].first == sides(0)[0].second);
  REQUIRE(sides(1).size() == 2);
  CHECK(sides(1)[0].first == sides(1)[0].second);
  CHECK(model.matrices->is_zero(sides(1)[1].second));
  CHECK(model.matrices->is_zero(sides(2).at(0).first));
}

TEST_CASE("a claim from another text is added to those of the file", "[claim]") {
  const Source source("test.pencil", test::ridge + "claim \"a\" {\nu = 2*lambda\nbias == u\n}\n");
  const auto ast = syntax::parse(source);
  const Source text("--that", "u = bias^2; v = phi*tr(Sigma)\nu == v");
  const auto model = resolve_claim_text(*ast, source, {}, text);
  REQUIRE(model.has_value());
  REQUIRE(model->claims.size() == 2);
  const Claim& claim = model->claims.back();
  CHECK(claim.definitions.size() == 2);
  REQUIRE(claim.statements.size() == 1);
  const Span span = std::get<Comparison>(claim.statements.front()).span;
  CHECK(text.text().substr(span.begin, span.end - span.begin) == "u == v");
  CHECK(model->source.name() == "test.pencil");

  const auto message = [&](const std::string& wrong) {
    const Source that("--that", wrong);
    const auto refused = resolve_claim_text(*ast, source, {}, that);
    return refused ? std::string() : render(refused.errors().front(), that);
  };
  CHECK(message("bias == biass").starts_with("--that:1:9: error: unknown name 'biass'; did you mean 'bias'?\n"));
  CHECK(message("bias == u").starts_with("--that:1:9: error: unknown name 'u'\n"));
  CHECK(message("phi = 1; bias == 1").starts_with("--that:1:1: error: 'phi' is a parameter of the file"));
  CHECK(message("bias ==").starts_with("--that:1:8: error: expected the right side of the relation"));
  CHECK(message("").starts_with("--that:1:1: error: expected a definition or a relation"));
  CHECK(message("bias == 1 }").starts_with("--that:1:11: error: expected an operator, `;` or the end of the line"));
}
