// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/draw.hpp"

#include <fmt/format.h>

#include "cli/deliver.hpp"
#include "report/figure.hpp"
#include "support/process.hpp"

namespace freepencil::cli {

namespace {

constexpr const char* program = "gnuplot";
constexpr double patience = 120;  // seconds

bool is_tex(const std::string& path) { return path.ends_with(".tex"); }

report::FigureFormat format_of(const std::string& path) {
  if (path.ends_with(".svg")) return report::FigureFormat::Svg;
  return path.ends_with(".pdf") ? report::FigureFormat::Pdf : report::FigureFormat::Png;
}

/// None where there is no gnuplot: the figure does without.
std::vector<report::Figure::Contour> contours_of(const report::Figure& figure, const Messages& messages) {
  if (figure.map.empty()) return {};
  const ProcessResult result =
      run_process({program, "-"}, report::contour_script(figure.map.front()), {.seconds = patience});
  if (result.end == ProcessResult::End::Exited && result.exit_status == 0) return report::read_contours(result.output);
  messages.note("no contours: they need gnuplot (Debian: gnuplot-nox)");
  return {};
}

std::string drawn(const std::string& script, const std::string& path, const Messages& messages) {
  const ProcessResult result = run_process({program, "-"}, script, {.seconds = patience});
  if (result.end == ProcessResult::End::Exited && result.exit_status == 0 && !result.output.empty())
    return result.output;
  messages.stop(ExitStatus::BadInput, fmt::format("gnuplot did not draw '{}' ({})", path,
                                                  result.end == ProcessResult::End::TimeLimit
                                                      ? fmt::format("no end after {} s", patience)
                                                      : fmt::format("exit status {}", result.exit_status)));
}

}  // namespace

void require_figure(const std::string& path, const std::vector<Sweep>& sweeps, std::size_t outputs,
                    const Messages& messages) {
  check_destination(path);
  std::vector<std::size_t> lengths;
  for (const Sweep& sweep : sweeps) lengths.push_back(sweep.values.size());
  if (const auto why = report::why_no_figure(lengths, outputs)) messages.stop(ExitStatus::BadInput, "--plot: " + *why);
  if (is_tex(path)) return;
  if (run_process({program, "--version"}, {}, {.seconds = 20}).end != ProcessResult::End::Exited) {
    messages.stop(ExitStatus::BadInput,
                  "--plot needs gnuplot for pictures (Debian: gnuplot-nox); a .tex figure needs nothing");
  }
}

void draw(const std::string& path, const Curve& curve, const report::Context& context, const Messages& messages) {
  std::string title = context.title;
  const auto figure = report::figure_of(curve, title);
  if (const auto* why = std::get_if<std::string>(&figure)) messages.stop(ExitStatus::BadInput, "--plot: " + *why);
  const auto& drawing = std::get<report::Figure>(figure);
  deliver(is_tex(path) ? report::pgfplots_figure(drawing, contours_of(drawing, messages), provenance(context))
                       : drawn(report::gnuplot_script(drawing, format_of(path)), path, messages),
          path);
}

}  // namespace freepencil::cli
