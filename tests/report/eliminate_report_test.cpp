// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/eliminate_report.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace freepencil::report {

TEST_CASE("relations are reported as text, LaTeX and JSON", "[report]") {
  Scalars scalars;
  const ScalarId g = scalars.leaf(ScalarNode::Kind::Unknown, 0), spurious = scalars.sum({{1, g}}, 1);
  const ScalarId relation = scalars.sum({{1, scalars.power(g, Rational(2))}}, -2);
  Elimination elimination{.quantities = {{"g", g}}, .residual = 1e-17, .seconds = 0.25};
  elimination.relations.push_back(
      {.polynomial = relation, .degree = 2, .factors = {{spurious, 3}, {relation, 1}}, .physical = 1});
  const Context context{.command = "derive", .file = "a.pencil", .title = "", .parameters = {}};
  const PrintScalar print = [&](ScalarId id) { return id == relation ? "g^2 - 2" : "g + 1"; };

  CHECK(eliminate_report(context, elimination, Format::Text, print) ==
        "g, of degree 2:\n  g^2 - 2 = 0\n\nby resultants in 0.25 s; at fresh parameters the solution satisfies it to "
        "1e-17\n");
  const std::string latex = eliminate_report(context, elimination, Format::Latex, print);
  CHECK(latex.find("\\[\n  g^2 - 2 = 0\n\\]\n") != std::string::npos);
  const auto json = nlohmann::json::parse(eliminate_report(context, elimination, Format::Json, print));
  CHECK(json["quantities"] == nlohmann::json::array({"g"}));
  CHECK(json["method"] == "resultants");
  CHECK(json["relations"][0]["factors"][0]["multiplicity"] == 3);
  CHECK(json["relations"][0]["factors"][1]["physical"] == true);
  CHECK_THROWS_AS(eliminate_report(context, elimination, Format::Csv, print), std::invalid_argument);
}

}  // namespace freepencil::report
