// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>

#include "curve/marks.hpp"
#include "support/parallel.hpp"

namespace freepencil {
namespace {

/// |output|, infinite where the solver refuses; solved for from scratch at any value of the first parameter.
class Probe {
 public:
  Probe(const Grid& grid, std::size_t line, std::size_t output, Pieces& pieces, std::mutex& making,
        const FreshModel& fresh, const CurveOptions& options, std::size_t outputs)
      : grid_(grid), line_(line), output_(output), pieces_(pieces), making_(making), tracer_(fresh, options, outputs) {}

  double operator()(double value) {
    const ParameterPoint point = grid_.at(line_, Rational(value));
    const PieceOrReason piece = [&] {
      const std::lock_guard lock(making_);
      return pieces_.at(point);
    }();
    const CurvePoint solved = tracer_(piece, point, value);
    const CurveCell& cell = solved.cells[output_];
    if (cell.status != Status::Converged) return std::numeric_limits<double>::infinity();
    return std::abs(cell.number.value.real());
  }

 private:
  const Grid& grid_;
  std::size_t line_, output_;
  Pieces& pieces_;
  std::mutex& making_;
  BlockTracer tracer_;
};

struct Peak {
  double position = 0, height = 0;
};

/// Where the maximum in (a, b) is, if it has no end: `known` is the largest value so far.
std::optional<Peak> endless_peak(Probe& probe, double a, double b, double known) {
  constexpr int steps = 30, half = 15, first_look = 8;
  constexpr double ordinary = 1.1, endless = 4;
  const double golden = (std::sqrt(5.0) - 1) / 2;
  double x1 = b - golden * (b - a), x2 = a + golden * (b - a);
  double f1 = probe(x1), f2 = probe(x2), at_half = known;
  Peak best{f1 > f2 ? x1 : x2, std::max(f1, f2)};
  for (int step = 1; step <= steps; ++step) {
    if (f1 > f2) {
      b = x2;
      x2 = x1;
      f2 = f1;
      x1 = b - golden * (b - a);
      f1 = probe(x1);
    } else {
      a = x1;
      x1 = x2;
      f1 = f2;
      x2 = a + golden * (b - a);
      f2 = probe(x2);
    }
    if (std::max(f1, f2) > best.height) best = {f1 > f2 ? x1 : x2, std::max(f1, f2)};
    if (!std::isfinite(best.height)) return best;
    if (step == first_look && best.height < ordinary * known) return std::nullopt;
    if (step == half) at_half = best.height;
  }
  return best.height >= endless * at_half ? std::optional(best) : std::nullopt;
}

/// Whether |v| is largest here and steeper than a smooth curve is at the top.
bool is_peak(double before, double here, double behind) {
  constexpr double steep = 1.2;
  return here >= before && here >= behind && here > steep * std::min(before, behind);
}

std::string shown(double height) {
  return std::isfinite(height) ? fmt::format("exceeds {:.1e}", height) : std::string("has no value");
}

}  // namespace

std::vector<CurveMark> find_divergences(const Grid& grid, const Curve& curve, Pieces& pieces, const FreshModel& fresh,
                                        const CurveOptions& options, const std::vector<CurveMark>& thresholds) {
  const std::size_t length = grid.line(), lines = grid.size() / length;
  const auto& x = curve.axes.front().positions;
  std::vector<std::vector<CurveMark>> found(lines);
  std::mutex making;
  CurveOptions plain = options;  // what grows does not take digits to be seen
  plain.request = {};
  const auto marked = [&](std::size_t line, std::size_t after) {
    return std::any_of(thresholds.begin(), thresholds.end(), [&](const CurveMark& mark) {
      return mark.line == line && (mark.after == after || mark.position == x[after] || mark.position == x[after + 1]);
    });
  };
  const auto look = [&](std::size_t line, std::size_t output) {
    const auto size = [&](std::size_t k) -> std::optional<double> {
      const CurveCell& cell = curve.points[line * length + k].cells[output];
      if (cell.status != Status::Converged) return std::nullopt;
      return std::abs(cell.number.value.real());
    };
    for (std::size_t k = 1; k + 1 < length; ++k) {
      const auto before = size(k - 1), here = size(k), behind = size(k + 1);
      if (!before || !here || !behind || !is_peak(*before, *here, *behind)) continue;
      if (marked(line, k - 1) || marked(line, k)) continue;
      Probe probe(grid, line, output, pieces, making, fresh, plain, curve.outputs.size());
      const auto peak = endless_peak(probe, x[k - 1], x[k + 1], *here);
      if (!peak) continue;
      const bool right = (peak->position > x[k]) == (x[k + 1] > x[k - 1]);
      const std::string& name = curve.outputs[output].name;
      found[line].push_back({CurveMark::Kind::Divergence,
                             line,
                             right ? k : k - 1,
                             peak->position,
                             {},
                             fmt::format("{} {}", name, shown(peak->height)),
                             name});
    }
  };
  parallel_for(lines, options.threads, [&](std::size_t line, int) {
    for (std::size_t output = 0; output < curve.outputs.size(); ++output) {
      if (curve.outputs[output].real) look(line, output);
    }
  });
  std::vector<CurveMark> marks;
  for (auto& part : found) std::move(part.begin(), part.end(), std::back_inserter(marks));
  return marks;
}

}  // namespace freepencil
