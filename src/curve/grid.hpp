// SPDX-License-Identifier: GPL-3.0-or-later
// The values that parameters take along a curve.
#pragma once

#include <freepencil/curve.hpp>

#include "expr/model.hpp"
#include "laws/ensemble.hpp"

namespace freepencil {

/// More points than this are refused: they are a mistyped zero.
inline constexpr std::size_t most_curve_points = 10'000'000;

struct Sweep {
  std::size_t parameter = 0;     ///< index into Model::parameters
  std::vector<Rational> values;  ///< strictly increasing or decreasing
  Spacing spacing = Spacing::Linear;
};

/// a + (b - a) k/(N - 1), exactly; N > 1.
[[nodiscard]] std::vector<Rational> linear_values(const Rational& a, const Rational& b, std::size_t count);

/// a (b/a)^(k/(N - 1)): both ends exactly, what lies between them as the shortest decimal number that reads back as the
/// nearest double; N > 1, both ends of one sign.
[[nodiscard]] std::vector<Rational> logarithmic_values(const Rational& a, const Rational& b, std::size_t count);

/// All points at which several parameters take all their values; the first one changes fastest.
class Grid {
 public:
  Grid(ParameterPoint base, std::vector<Sweep> sweeps);

  [[nodiscard]] std::size_t size() const { return size_; }
  /// Points of one line along the first axis.
  [[nodiscard]] std::size_t line() const { return sweeps_.front().values.size(); }
  [[nodiscard]] ParameterPoint operator[](std::size_t point) const;
  /// The same with another value of the first swept parameter.
  [[nodiscard]] ParameterPoint at(std::size_t line, const Rational& first) const;
  [[nodiscard]] const std::vector<Sweep>& sweeps() const { return sweeps_; }

 private:
  ParameterPoint base_;
  std::vector<Sweep> sweeps_;
  std::size_t size_ = 1;
};

/// A line is cut into stretches, each of which is followed from its first point: how it is cut does not depend on who
/// follows them.
struct Stretch {
  std::size_t begin = 0, end = 0;
};
inline constexpr std::size_t longest_stretch = 64;
[[nodiscard]] std::vector<Stretch> stretches(const Grid& grid);

}  // namespace freepencil
