// SPDX-License-Identifier: GPL-3.0-or-later
// A figure of a curve as data: what is drawn, before anyone draws it.
#pragma once

#include <freepencil/curve.hpp>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace freepencil::report {

/// Colours that people with any kind of colour vision tell apart: Okabe and Ito, 2008.
inline constexpr const char* okabe_ito[] = {"0072B2", "D55E00", "009E73", "CC79A7",
                                            "E69F00", "56B4E9", "000000", "F0E442"};
/// As many values of further parameters are curves of their own; more are a heat map.
inline constexpr std::size_t largest_family = 8;

struct Figure {
  struct Label {
    std::string name;         ///< of a parameter or output: a symbol
    std::string description;  ///< may be empty
  };
  struct Axis {
    Label label;
    bool logarithmic = false;
  };
  struct Place {
    double x = 0, y = 0, error = 0;
  };
  struct Series {
    std::vector<Label> parts;  ///< of the legend: an output, and parameters with their values as description
    std::vector<std::vector<Place>> pieces;  ///< each joined by a line; between them is a gap
    std::vector<Place> simulated;            ///< with error bars
    std::size_t colour = 0, dash = 0;
  };
  struct Map {
    std::vector<double> x, y;
    std::vector<double> values;  ///< x changes fastest; not a number where there is none
    Label label;
    bool logarithmic = false;
    /// The value as it is drawn: its decimal logarithm where the map is logarithmic.
    [[nodiscard]] double shown(std::size_t i, std::size_t j) const;
  };
  /// A line along which a map has this value, as it is drawn.
  struct Contour {
    double value = 0;
    std::vector<Place> places;
  };

  std::string title;
  Axis x, y;
  std::vector<Series> series;     ///< none for a heat map
  std::vector<Map> map;           ///< one, or none
  std::vector<double> verticals;  ///< thresholds and divergences
};

/// Why curves along axes of these lengths cannot be drawn: two long sweeps with several outputs, or three.
[[nodiscard]] std::optional<std::string> why_no_figure(const std::vector<std::size_t>& lengths, std::size_t outputs);

/// The figure of a curve, or one sentence why there is none.
[[nodiscard]] std::variant<Figure, std::string> figure_of(const Curve& curve, const std::string& title);

enum class FigureFormat { Svg, Pdf, Png };

/// A script for gnuplot 5.4 that writes the figure to its standard output.
[[nodiscard]] std::string gnuplot_script(const Figure& figure, FigureFormat format);

/// A script for gnuplot that writes the contours of a map as a table, and what the table says.
[[nodiscard]] std::string contour_script(const Figure::Map& map);
[[nodiscard]] std::vector<Figure::Contour> read_contours(const std::string& table);

/// A `tikzpicture` for a document that has `\usepackage{pgfplots}`; contours are drawn over a map.
[[nodiscard]] std::string pgfplots_figure(const Figure& figure, const std::vector<Figure::Contour>& contours,
                                          const std::string& comment);

}  // namespace freepencil::report
