// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "report/figure.hpp"
#include "report/names.hpp"
#include "report/table.hpp"

namespace freepencil::report {

namespace {

/// TeX holds about this many points of a surface in its memory.
constexpr std::size_t largest_side = 60;

std::string label(const Figure::Label& label) {
  const std::string symbol = "$" + latex_name(label.name) + "$";
  return label.description.empty() ? symbol : latex_escape(label.description) + ", " + symbol;
}

std::string legend(const Figure::Series& series) {
  std::vector<std::string> parts;
  for (const auto& part : series.parts) {
    parts.push_back(part.description.empty() ? fmt::format("${}$", latex_name(part.name))
                                             : fmt::format("${} = {}$", latex_name(part.name), part.description));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string setting(const Figure& figure) {
  std::string text =
      "  width=11cm, height=8cm, unbounded coords=jump, legend pos=outer north east, legend cell align=left,\n";
  if (!figure.title.empty()) text += fmt::format("  title={{{}}},\n", latex_escape(figure.title));
  text += fmt::format("  xlabel={{{}}},\n", label(figure.x.label));
  if (!figure.y.label.name.empty()) text += fmt::format("  ylabel={{{}}},\n", label(figure.y.label));
  if (figure.x.logarithmic) text += "  xmode=log,\n";
  if (figure.y.logarithmic) text += "  ymode=log,\n";
  return text;
}

std::string lines(const Figure& figure) {
  constexpr const char* dashes[] = {"solid", "dashed", "dotted", "dashdotted"};
  std::string text;
  for (const Figure::Series& series : figure.series) {
    const std::size_t colour = series.colour % std::size(okabe_ito);
    text += fmt::format("\\addplot+[colour{}, {}, thick, mark=none] coordinates {{\n", colour,
                        dashes[series.dash % std::size(dashes)]);
    for (const auto& piece : series.pieces) {
      for (const auto& place : piece) text += fmt::format("  ({},{})\n", place.x, place.y);
      // A pair without a number breaks the line.
      if (&piece != &series.pieces.back()) text += fmt::format("  ({},nan)\n", piece.back().x);
    }
    text += "};\n";
    if (figure.series.size() > 1) text += fmt::format("\\addlegendentry{{{}}}\n", legend(series));
    if (series.simulated.empty()) continue;
    text += fmt::format(
        "\\addplot+[colour{}, only marks, mark=*, mark size=1.2pt, forget plot, error bars/.cd, y dir=both, y "
        "explicit] "
        "coordinates {{\n",
        colour);
    for (const auto& place : series.simulated)
      text += fmt::format("  ({},{}) +- (0,{})\n", place.x, place.y, place.error);
    text += "};\n";
  }
  for (const double x : figure.verticals) {
    text += fmt::format(
        "\\draw[dotted, thick, gray] ({{axis cs:{0},0}}|-{{rel axis cs:0,0}}) -- ({{axis cs:{0},0}}|-{{rel axis "
        "cs:0,1}});\n",
        x);
  }
  return text;
}

/// Every so manieth value, the last one among them.
std::vector<std::size_t> thinned(std::size_t count) {
  std::vector<std::size_t> indices;
  const std::size_t kept = std::min(count, largest_side);
  for (std::size_t k = 0; k < kept; ++k) indices.push_back(kept == 1 ? 0 : k * (count - 1) / (kept - 1));
  return indices;
}

std::string heat_map(const Figure::Map& map, const std::vector<Figure::Contour>& contours) {
  const auto columns = thinned(map.x.size()), rows = thinned(map.y.size());
  std::string text = fmt::format("\\addplot3[surf, shader=interp, mesh/cols={}] coordinates {{\n", columns.size());
  for (const std::size_t j : rows) {
    for (const std::size_t i : columns) {
      const double shown = map.shown(i, j);
      text += std::isfinite(shown) ? fmt::format("({},{},{}) ", map.x[i], map.y[j], shown)
                                   : fmt::format("({},{},nan) ", map.x[i], map.y[j]);
    }
    text += "\n\n";
  }
  text += "};\n";
  for (const Figure::Contour& contour : contours) {
    text += "\\addplot3[white, line width=0.4pt, mark=none, forget plot] coordinates {";
    for (const auto& place : contour.places) text += fmt::format("({},{},{}) ", place.x, place.y, contour.value);
    text += "};\n";
  }
  return text;
}

}  // namespace

std::string pgfplots_figure(const Figure& figure, const std::vector<Figure::Contour>& contours,
                            const std::string& comment) {
  std::string text = fmt::format("% {}\n% \\usepackage{{pgfplots}} \\pgfplotsset{{compat=1.18}}\n", comment);
  text += "\\begin{tikzpicture}\n";
  for (std::size_t k = 0; k < std::size(okabe_ito); ++k) {
    text += fmt::format("\\definecolor{{colour{}}}{{HTML}}{{{}}}\n", k, okabe_ito[k]);
  }
  text += "\\begin{axis}[\n" + setting(figure);
  if (!figure.map.empty()) {
    const Figure::Map& map = figure.map.front();
    const std::string shown = map.logarithmic ? "$\\log_{10}$ " + label(map.label) : label(map.label);
    text += fmt::format("  view={{0}}{{90}}, colorbar, colormap/viridis, colorbar style={{ylabel={{{}}}}},\n", shown);
  }
  text += "]\n" + (figure.map.empty() ? lines(figure) : heat_map(figure.map.front(), contours));
  return text + "\\end{axis}\n\\end{tikzpicture}\n";
}

}  // namespace freepencil::report
