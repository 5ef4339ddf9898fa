// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/figure.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "report/symbol_text.hpp"

namespace freepencil::report {
namespace {

/// A curve of one real output over these axes, whose values are 1, 2, 3, ...
Curve curve_over(const std::vector<std::size_t>& lengths) {
  Curve curve;
  std::size_t points = 1;
  for (const std::size_t length : lengths) {
    Curve::Axis& axis = curve.axes.emplace_back();
    axis.name = std::string(1, static_cast<char>('a' + curve.axes.size() - 1));
    for (std::size_t k = 0; k < length; ++k) {
      axis.values.push_back(std::to_string(k + 1));
      axis.positions.push_back(static_cast<double>(k + 1));
    }
    points *= length;
  }
  curve.outputs.push_back({"risk", "excess risk", true});
  for (std::size_t p = 0; p < points; ++p) {
    CurveCell cell;
    cell.status = Status::Converged;
    cell.number.value = static_cast<double>(p + 1);
    curve.points.push_back({{cell}, 0});
  }
  return curve;
}

Figure drawn(const Curve& curve) { return std::get<Figure>(figure_of(curve, "title")); }

}  // namespace

TEST_CASE("a line is broken at gaps and at marks, and nowhere else", "[figure]") {
  Curve curve = curve_over({8});
  CHECK(drawn(curve).series.at(0).pieces.size() == 1);
  curve.points[2].cells[0] = {Status::OutsideDomain, "no value", {}};
  curve.marks.push_back({CurveMark::Kind::Threshold, 0, 5, 6.5, "13/2", "n = d"});
  const Figure figure = drawn(curve);
  REQUIRE(figure.series.size() == 1);
  const auto& pieces = figure.series[0].pieces;
  REQUIRE(pieces.size() == 3);
  CHECK(pieces[0].back().x == 2);
  CHECK(pieces[1].front().x == 4);
  CHECK(pieces[1].back().x == 6);
  CHECK(pieces[2].front().x == 7);
  CHECK(figure.verticals == std::vector<double>{6.5});
}

TEST_CASE("a divergence breaks the output that diverges", "[figure]") {
  Curve curve = curve_over({4});
  curve.outputs.push_back({"other", "", true});
  for (auto& point : curve.points) point.cells.push_back(point.cells[0]);
  curve.marks.push_back({CurveMark::Kind::Divergence, 0, 1, 2.5, "", "risk exceeds 1e+9", "risk"});
  const Figure figure = drawn(curve);
  CHECK(figure.series.at(0).pieces.size() == 2);
  CHECK(figure.series.at(1).pieces.size() == 1);
}

TEST_CASE("few values of a second parameter are a family, many a heat map", "[figure]") {
  const Figure family = drawn(curve_over({20, largest_family}));
  CHECK(family.series.size() == largest_family);
  CHECK(family.map.empty());
  const Figure map = drawn(curve_over({20, largest_family + 1}));
  CHECK(map.series.empty());
  REQUIRE(map.map.size() == 1);
  CHECK(map.map[0].values.size() == 20 * (largest_family + 1));
  CHECK(std::holds_alternative<std::string>(figure_of(curve_over({3, 3, 3}), "")));
  CHECK(why_no_figure({9, 9}, 2));
  CHECK_FALSE(why_no_figure({9, 9}, 1));
}

TEST_CASE("values that span decades are shown by their logarithms, where all are positive", "[figure]") {
  CHECK(drawn(curve_over({101})).y.logarithmic);
  CHECK_FALSE(drawn(curve_over({100})).y.logarithmic);
  Curve curve = curve_over({101});
  curve.points[5].cells[0].number.value = -1;
  CHECK_FALSE(drawn(curve).y.logarithmic);
}

TEST_CASE("names become symbols, and no text becomes a command", "[figure]") {
  CHECK(enhanced_name("lambda") == "λ");
  CHECK(enhanced_name("phi") == "ϕ");
  CHECK(enhanced_name("sigma0") == "σ_{0}");
  CHECK(enhanced_name("Sigma_hat_2") == "Σ_{hat,2}");
  CHECK(enhanced_name("risk") == "risk");
  CHECK(enhanced_escape("a_{b}^2 @ & ~ \\") == "a\\_\\{b\\}\\^2 \\@ \\& \\~ \\\\");
  Curve curve = curve_over({3});
  curve.axes[0].description = "\"\nsystem \"true";
  const std::string script = gnuplot_script(drawn(curve), FigureFormat::Svg);
  CHECK(script.find("set xlabel \"\\\" system \\\"true, a\"\n") != std::string::npos);
}

TEST_CASE("a script holds every point", "[figure]") {
  const std::string script = gnuplot_script(drawn(curve_over({5})), FigureFormat::Png);
  for (int k = 1; k <= 5; ++k)
    CHECK(script.find(std::to_string(k) + " " + std::to_string(k) + "\n") != std::string::npos);
  const std::string tex = pgfplots_figure(drawn(curve_over({5})), {}, "comment");
  for (int k = 1; k <= 5; ++k) {
    CHECK(tex.find("(" + std::to_string(k) + "," + std::to_string(k) + ")") != std::string::npos);
  }
}

TEST_CASE("contours are read from the table of gnuplot and drawn over the map", "[figure]") {
  const auto contours = read_contours(
      "# Contour 0 of 2, label: 1\n 0 1 1\n 1 2 1\n\n# a single place is no line\n 5 5 1\n\n 2 0 3\n 2 1 3\n 3 1 "
      "3\n\n");
  REQUIRE(contours.size() == 2);
  CHECK(contours[0].value == 1);
  CHECK(contours[0].places.size() == 2);
  CHECK(contours[1].places.back().x == 3);
  Figure figure;
  figure.map.push_back(
      {.x = {1, 2}, .y = {1, 2}, .values = {1, 10, 100, 1000}, .label = {"risk", ""}, .logarithmic = true});
  CHECK(figure.map.front().shown(1, 0) == 1);
  CHECK(contour_script(figure.map.front()).find("\n1 2 2\n") != std::string::npos);
  const std::string tex = pgfplots_figure(figure, contours, "comment");
  CHECK(tex.find("(0,1,1) (1,2,1)") != std::string::npos);
  CHECK(tex.find("(2,0,3) (2,1,3) (3,1,3)") != std::string::npos);
}

}  // namespace freepencil::report
