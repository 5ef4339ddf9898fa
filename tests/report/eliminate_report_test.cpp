// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/eliminate_report.hpp"

#include <catch2/catch.hpp>

#include "report/derivations.hpp"

namespace freepencil::report {

TEST_CASE("relations are reported as text, LaTeX and JSON", "[report]") {
  auto model = test::load("parameter lambda = 2 > 0\ndimension n\noutput g_a = lambda\n");
  REQUIRE(model);
  Scalars& scalars = *model->scalars;
  const ScalarId g = scalars.leaf(ScalarNode::Kind::Unknown, 1), spurious = scalars.sum({{1, g}}, 1);
  const ScalarId lambda = scalars.leaf(ScalarNode::Kind::Parameter, 0);
  const ScalarId relation = scalars.sum({{1, scalars.power(g, Rational(2))}, {-2, lambda}});
  Derivation derivation;
  derivation.unknowns.push_back({.name = "e_1", .symbol = "e_{1}"});
  derivation.outputs.push_back({.name = "g_a", .value = lambda, .description = ""});
  Elimination elimination{.quantities = {{"g_a", g}}, .relations = {}, .residual = 1e-17, .seconds = 0.25};
  elimination.relations.push_back({.polynomial = relation, .degree = 2, .factors = {{relation, 1}}, .physical = 0});
  const char* method = "  by resultants in 0.25 s; the solution at other parameters satisfies it to 1e-17\n";

  CHECK(eliminate_text(*model, derivation, elimination) ==
        std::string("Eliminated: g_a^2 - 2*lambda = 0\n  of degree 2 in g_a, irreducible\n") + method);
  elimination.relations[0].factors = {{spurious, 3, {g, scalars.one()}}, {relation, 1}, {g, 2}};
  elimination.relations[0].physical = 1;
  CHECK(eliminate_text(*model, derivation, elimination) ==
        std::string("Eliminated: g_a^2 - 2*lambda = 0\n  of degree 2 in g_a, P = 0 for the physical factor P of "
                    "(g_a + 1)^3*P*g_a^2\n") +
            method);
  model->parameters[0].name = "P";
  CHECK(eliminate_text(*model, derivation, elimination).find("physical factor F of") != std::string::npos);

  const std::string latex = eliminate_latex(*model, derivation, elimination);
  CHECK(latex.find("for $g_{a}$,\n\\begin{align}\n  0 &= g_{a}^{2} - 2 P\n\\end{align}\n") != std::string::npos);
  const Json json = eliminate_json(*model, derivation, elimination);
  CHECK(json["quantities"] == Json::array({"g_a"}));
  CHECK(json["relations"][0]["polynomial"] == "g_a^2 - 2*P");
  CHECK(json["relations"][0]["degree"] == 2);
  CHECK(json["relations"][0]["factors"][0]["multiplicity"] == 3);
  CHECK(json["relations"][0]["factors"][1]["physical"] == true);
}

}  // namespace freepencil::report
