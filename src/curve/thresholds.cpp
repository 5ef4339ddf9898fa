// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "curve/marks.hpp"
#include "expr/evaluate.hpp"

namespace freepencil {
namespace {

/// The difference of two sizes along one line of the grid.
class SizeDifference {
 public:
  SizeDifference(const Piece& piece, const Comparison& comparison, const Grid& grid, std::size_t line)
      : piece_(piece), comparison_(comparison), grid_(grid), line_(line) {}

  [[nodiscard]] std::optional<Rational> exactly(const Rational& first) const {
    const Model& model = piece_.model;
    const ParameterPoint point = piece_.complete(grid_.at(line_, first));
    std::vector<Rational> sizes;
    for (const Space& space : model.spaces) {
      const auto size = space.reference
                            ? std::optional<Rational>(1)
                            : evaluate_exactly(*model.scalars, space.size, {.parameters = point, .sizes = sizes});
      if (!size) return std::nullopt;
      sizes.push_back(*size);
    }
    const Leaves<Rational> leaves{.parameters = point, .sizes = sizes, .symbols = {}, .locals = {}, .traces = {}};
    const auto left = evaluate_exactly(*model.scalars, comparison_.left, leaves);
    const auto right = evaluate_exactly(*model.scalars, comparison_.right, leaves);
    if (!left || !right) return std::nullopt;
    return *left - *right;
  }
  [[nodiscard]] std::string names() const {
    const auto name = [&](ScalarId id) { return piece_.model.spaces[(*piece_.model.scalars)[id].index].name; };
    return name(comparison_.left) + " = " + name(comparison_.right);
  }

 private:
  const Piece& piece_;
  const Comparison& comparison_;
  const Grid& grid_;
  std::size_t line_;
};

/// A zero between a and b, where the signs differ: exactly where the difference is linear, else to a double.
std::optional<std::pair<double, std::string>> zero_between(const SizeDifference& difference, Rational a, Rational b) {
  constexpr int halvings = 60;
  const auto at_a = difference.exactly(a), at_b = difference.exactly(b);
  if (!at_a || !at_b || *at_a == 0 || *at_a * *at_b > 0) return std::nullopt;
  const Rational chord = a + (b - a) * *at_a / (*at_a - *at_b);
  if (difference.exactly(chord) == Rational(0)) return std::pair(chord.convert_to<double>(), to_string(chord));
  for (int k = 0; k < halvings; ++k) {
    const Rational middle = (a + b) / 2;
    const auto there = difference.exactly(middle);
    if (!there) return std::nullopt;
    if (*there == 0) return std::pair(middle.convert_to<double>(), to_string(middle));
    (*there * *at_a > 0 ? a : b) = middle;
  }
  return std::pair(a.convert_to<double>(), std::string());
}

}  // namespace

std::vector<CurveMark> find_thresholds(const Grid& grid, const Curve& curve, const std::vector<PieceOrReason>& where) {
  std::vector<CurveMark> marks;
  const auto& values = grid.sweeps().front().values;
  const auto add = [&](std::size_t own, std::size_t other) {
    const auto* piece = std::get_if<const Piece*>(&where[own]);
    if (piece == nullptr || where[own] == where[other]) return;
    const std::size_t line = own / grid.line();
    for (const Comparison& comparison : (*piece)->model.region) {
      const SizeDifference difference(**piece, comparison, grid, line);
      const auto zero = zero_between(difference, values[own % grid.line()], values[other % grid.line()]);
      if (!zero) continue;
      const std::size_t after = std::min(own, other) % grid.line();
      const bool known = std::any_of(marks.begin(), marks.end(), [&](const CurveMark& mark) {
        return mark.line == line && mark.position == zero->first;
      });
      if (known) continue;
      marks.push_back({CurveMark::Kind::Threshold, line, after, zero->first, zero->second, difference.names()});
    }
  };
  for (std::size_t k = 0; k + 1 < curve.points.size(); ++k) {
    if ((k + 1) % grid.line() == 0) continue;
    add(k, k + 1);
    add(k + 1, k);
  }
  return marks;
}

}  // namespace freepencil
