// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "report/figure.hpp"
#include "report/symbol_text.hpp"

namespace freepencil::report {

namespace {

/// In double quotes, for enhanced text: nothing of what a file says is a command.
std::string quoted(const std::string& enhanced) {
  std::string result = "\"";
  for (const char c : enhanced) {
    if (c == '"' || c == '\\') result += '\\';
    result += c == '\n' ? ' ' : c;
  }
  return result + '"';
}

std::string label(const Figure::Label& label) {
  const std::string symbol = enhanced_name(label.name);
  return label.description.empty() ? symbol : enhanced_escape(label.description) + ", " + symbol;
}

std::string legend(const Figure::Series& series) {
  std::vector<std::string> parts;
  for (const auto& part : series.parts) {
    parts.push_back(part.description.empty() ? enhanced_name(part.name)
                                             : fmt::format("{} = {}", enhanced_name(part.name), part.description));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

const char* terminal(FigureFormat format) {
  switch (format) {
    case FigureFormat::Svg:
      return "set terminal svg size 640,440 font 'Helvetica,14' enhanced background rgb 'white'\n";
    case FigureFormat::Pdf:
      return "set terminal pdfcairo size 13cm,9cm font 'Helvetica,11' enhanced\n";
    case FigureFormat::Png:
      return "set terminal pngcairo size 1280,880 font 'Helvetica,22' linewidth 2 enhanced\n";
  }
  return "";
}

std::string number(double value) { return std::isfinite(value) ? fmt::format("{}", value) : "NaN"; }

/// Powers of ten along logarithmic axes.
std::string tic_formats(const Figure& figure) {
  std::string text;
  for (const auto& [axis, name] : {std::pair(figure.x, 'x'), std::pair(figure.y, 'y')}) {
    text += fmt::format("set format {} '{}'\n", name, axis.logarithmic ? "10^{%T}" : "%g");
  }
  return text;
}

std::string setting(const Figure& figure) {
  std::string text =
      "set encoding utf8\nset border lw 0.8\nset tics nomirror\nset samples 2\nset datafile missing 'NaN'\n";
  if (!figure.title.empty()) text += fmt::format("set title {}\n", quoted(enhanced_escape(figure.title)));
  text += fmt::format("set xlabel {}\n", quoted(label(figure.x.label)));
  if (!figure.y.label.name.empty()) text += fmt::format("set ylabel {}\n", quoted(label(figure.y.label)));
  for (const auto& [axis, name] : {std::pair(figure.x, 'x'), std::pair(figure.y, 'y')}) {
    if (axis.logarithmic) text += fmt::format("set logscale {}\n", name);
  }
  return text + tic_formats(figure);
}

std::string lines(const Figure& figure) {
  std::string data, plot;
  const bool with_key = figure.series.size() > 1;
  for (std::size_t s = 0; s < figure.series.size(); ++s) {
    const Figure::Series& series = figure.series[s];
    const std::string title = with_key ? "title " + quoted(legend(series)) : "notitle";
    data += fmt::format("$curve{} << EOD\n", s);
    bool points = false;
    for (const auto& piece : series.pieces) {
      for (const auto& place : piece) data += fmt::format("{} {}\n", number(place.x), number(place.y));
      data += "\n";
      points = points || piece.size() == 1;
    }
    data += "EOD\n";
    const char* colour = okabe_ito[series.colour % std::size(okabe_ito)];
    const auto add = [&](const std::string& entry) { plot += (plot.empty() ? "plot " : ", \\\n  ") + entry; };
    // A point between two gaps has no line.
    add(fmt::format("$curve{} with {} lw 2 dt {} pt 7 ps 0.3 lc rgb '#{}' {}", s, points ? "linespoints" : "lines",
                    series.dash + 1, colour, title));
    if (series.simulated.empty()) continue;
    data += fmt::format("$simulated{} << EOD\n", s);
    for (const auto& place : series.simulated) {
      data += fmt::format("{} {} {}\n", number(place.x), number(place.y), number(place.error));
    }
    data += "EOD\n";
    add(fmt::format("$simulated{} with yerrorbars pt 7 ps 0.7 lw 1.5 lc rgb '#{}' notitle", s, colour));
  }
  for (const double x : figure.verticals) {
    data += fmt::format("set arrow from first {0},graph 0 to first {0},graph 1 nohead dt 3 lw 1.5 lc rgb '#666666'\n",
                        number(x));
  }
  return data + "set key outside right top Left reverse samplen 2\n" + plot + "\n";
}

std::string heat_map(const Figure& figure) {
  const Figure::Map& map = figure.map.front();
  std::string text = "$map << EOD\n";
  for (std::size_t j = 0; j < map.y.size(); ++j) {
    for (std::size_t i = 0; i < map.x.size(); ++i) {
      text += fmt::format("{} {} {}\n", number(map.x[i]), number(map.y[j]), number(map.values[j * map.x.size() + i]));
    }
    text += "\n";
  }
  text += "EOD\n";
  // viridis: of even steps in lightness for every kind of colour vision.
  text +=
      "set palette defined (0 '#440154', 1 '#46327e', 2 '#365c8d', 3 '#277f8e', 4 '#1fa187', 5 '#4ac16d', 6 '#a0da39', "
      "7 '#fde725')\n";
  text += fmt::format("set cblabel {}\n", quoted(label(map.label)));
  if (map.logarithmic) text += "set logscale zcb\nset format cb '10^{%T}'\n";
  const auto [x0, x1] = std::minmax(map.x.front(), map.x.back());
  const auto [y0, y1] = std::minmax(map.y.front(), map.y.back());
  text += fmt::format("set xrange [{}:{}]\nset yrange [{}:{}]\n", number(x0), number(x1), number(y0), number(y1));
  // Contours first, as lines of a table, which is written in the formats of the axes: they are drawn over the colours.
  text += "set format x '%.12g'\nset format y '%.12g'\nset format z '%.12g'\n";
  text +=
      "set contour base\nset cntrparam levels auto 8\nunset surface\nset table $contours\nsplot $map notitle\nunset "
      "table\nunset contour\nset surface\nset view map\nunset key\nset colorbox\n";
  text += tic_formats(figure) + "set ylabel offset -2,0\n";
  return text + "splot $map using 1:2:3 with pm3d, $contours using 1:2:3 with lines lw 0.8 lc rgb 'white'\n";
}

}  // namespace

double Figure::Map::shown(std::size_t i, std::size_t j) const {
  const double value = values[j * x.size() + i];
  return logarithmic ? std::log10(value) : value;
}

std::string contour_script(const Figure::Map& map) {
  std::string text = "set datafile missing 'NaN'\n$map << EOD\n";
  for (std::size_t j = 0; j < map.y.size(); ++j) {
    for (std::size_t i = 0; i < map.x.size(); ++i) {
      text += fmt::format("{} {} {}\n", number(map.x[i]), number(map.y[j]), number(map.shown(i, j)));
    }
    text += "\n";
  }
  return text +
         "EOD\nset format x '%.6g'\nset format y '%.6g'\nset format z '%.6g'\nset contour base\n"
         "set cntrparam levels auto 8\nunset surface\nset table\nsplot $map notitle\n";
}

// Comments begin with #, a line of three numbers is a place, and an empty line ends a contour.
std::vector<Figure::Contour> read_contours(const std::string& table) {
  std::vector<Figure::Contour> contours(1);
  std::istringstream lines(table);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream cells(line);
    double x = 0, y = 0, value = 0;
    if (cells >> x >> y >> value) {
      contours.back().value = value;
      contours.back().places.push_back({x, y, 0});
    } else if (!contours.back().places.empty()) {
      contours.emplace_back();
    }
  }
  std::erase_if(contours, [](const Figure::Contour& contour) { return contour.places.size() < 2; });
  return contours;
}

std::string gnuplot_script(const Figure& figure, FigureFormat format) {
  return terminal(format) + setting(figure) + (figure.map.empty() ? lines(figure) : heat_map(figure));
}

}  // namespace freepencil::report
