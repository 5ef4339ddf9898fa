// SPDX-License-Identifier: GPL-3.0-or-later
#include "curve/strict_minimum.hpp"

#include <fmt/format.h>

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>

namespace freepencil {
namespace {

using Matrix = Eigen::Matrix<Multi, Eigen::Dynamic, Eigen::Dynamic>;
using Vector = Eigen::Matrix<Multi, Eigen::Dynamic, 1>;

Rational ten_to(int exponent) {
  const Rational power(boost::multiprecision::pow(Integer(10), static_cast<unsigned>(std::abs(exponent))));
  return exponent < 0 ? Rational(1 / power) : power;
}

/// The nearest multiple of `unit`.
Rational rounded_to(const Rational& x, const Rational& unit) {
  const Rational shifted = x / unit + Rational(1, 2);
  Integer below = numerator(shifted) / denominator(shifted);
  if (shifted < 0 && Rational(below) != shifted) --below;
  return Rational(below) * unit;
}

/// -H^-1 g; nothing unless H is positive definite.
std::optional<std::vector<Multi>> newton_step(const LocalShape& shape) {
  const auto n = static_cast<Eigen::Index>(shape.gradient.size());
  Matrix H(n, n);
  Vector g(n);
  for (Eigen::Index j = 0; j < n; ++j) {
    g[j] = shape.gradient[static_cast<std::size_t>(j)];
    for (Eigen::Index k = 0; k < n; ++k) {
      H(j, k) = shape.second[static_cast<std::size_t>(j)][static_cast<std::size_t>(k)];
    }
  }
  const Eigen::LLT<Matrix> factors(H);
  if (factors.info() != Eigen::Success) return std::nullopt;
  const Vector step = factors.solve(g);
  std::vector<Multi> result;
  for (Eigen::Index j = 0; j < n; ++j) result.push_back(-step[j]);
  return result;
}

constexpr int in_a_double = 17;

class Ladder {
 public:
  Ladder(Objective& f, const OpenBox& box, int digits) : f_(f), box_(box), digits_(digits), target_(digits + 6) {}

  std::variant<StrictMinimum, std::string> climb(const std::vector<double>& start) {
    for (const double coordinate : start) x_.emplace_back(coordinate);
    set_scales();
    if (!approach() || !refine() || !confirm()) return reason_;
    return std::move(*result_);
  }

 private:
  bool fail(std::string reason) {
    reason_ = std::move(reason);
    return false;
  }

  void set_scales() {
    scales_.clear();
    for (std::size_t k = 0; k < x_.size(); ++k) {
      // An optimum at zero has no digits of its own: those of the box count.
      constexpr double far_below = 1e-12;
      const bool segment = box_.lower[k] && box_.upper[k];
      const double length = segment ? Rational(*box_.upper[k] - *box_.lower[k]).convert_to<double>() : 1;
      const double size = std::max(std::abs(x_[k].convert_to<double>()), far_below * length);
      scales_.push_back(ten_to(static_cast<int>(std::floor(std::log10(size)))));
    }
  }

  /// x moved by about 10^-known of its scales: where the gradient is zero, no digits of it could be had.
  [[nodiscard]] Coordinates beside(int known, int side) const {
    Coordinates y = x_;
    for (std::size_t k = 0; k < y.size(); ++k) {
      y[k] += side * Rational(37 + 11 * static_cast<int>(k), 100) * ten_to(-known) * scales_[k];
    }
    return y;
  }

  /// Where Newton's step from y leads, rounded to 10^-places of the scales.
  std::optional<Coordinates> step_from(const Coordinates& y, int digits, int places, LocalShape* shape = nullptr) {
    const WorkingPrecision precision(digits + 10);
    const auto local = f_.shape(y, scales_, digits);
    if (!local) {
      fail(f_.reason());
      return std::nullopt;
    }
    const auto step = newton_step(*local);
    if (!step) {
      fail("the second derivative is not positive there");
      return std::nullopt;
    }
    Coordinates to = y;
    for (std::size_t k = 0; k < to.size(); ++k) {
      to[k] += rounded_rational((*step)[k], digits);
      to[k] = rounded_to(to[k], ten_to(-places) * scales_[k]);
    }
    if (shape != nullptr) *shape = *local;
    return to;
  }

  /// The largest distance between two points, in the scales.
  [[nodiscard]] Rational distance(const Coordinates& a, const Coordinates& b) const {
    Rational most = 0;
    for (std::size_t k = 0; k < a.size(); ++k) most = std::max(most, Rational(abs(a[k] - b[k]) / scales_[k]));
    return most;
  }

  /// To a few digits, with the step halved while it leaves the box.
  bool approach() {
    constexpr int most_steps = 40, most_halvings = 60, places = 20;
    for (int step = 0; step < most_steps; ++step) {
      const Coordinates from = beside(known_ + 2, 1);
      auto to = step_from(from, in_a_double, places);
      if (!to) return false;
      for (int halving = 0; !box_.contains(*to); ++halving) {
        if (halving == most_halvings) return fail("Newton's method leaves the range");
        for (std::size_t k = 0; k < to->size(); ++k) (*to)[k] = ((*to)[k] + from[k]) / 2;
      }
      const Rational moved = distance(*to, x_);
      x_ = *to;
      set_scales();
      if (moved < ten_to(-known_)) return true;
    }
    return fail("Newton's method does not settle");
  }

  /// Twice the digits with every step.
  bool refine() {
    constexpr int most_steps = 60, fewest = 3, lost_by_a_step = 3;
    for (int step = 0; step < most_steps; ++step) {
      const int digits = std::max(in_a_double, known_ + 10);
      const auto to = step_from(beside(known_, 1), digits, 2 * known_ + 2);
      if (!to) return false;
      if (!box_.contains(*to)) return fail("Newton's method leaves the range");
      const Rational moved = distance(*to, x_);
      x_ = *to;
      if (moved > ten_to(-known_)) {  // not as near as it seemed
        while (known_ > 0 && moved > ten_to(-known_)) --known_;
        if (known_ < fewest) return fail("Newton's method does not settle");
        continue;
      }
      if (known_ >= target_) return true;
      known_ = std::min(target_, 2 * known_ - lost_by_a_step);
    }
    return fail(fmt::format("Newton's method does not settle: {} digits of the optimum are not reached", digits_));
  }

  bool confirm() {
    constexpr int between = 4;
    // Mixed derivatives have two thirds of the digits of the first ones.
    const int digits = x_.size() == 1 ? target_ + between : 3 * (target_ + between) / 2;
    LocalShape below, above;
    const auto from_below = step_from(beside(digits_ + between, -1), digits, target_ + between, &below);
    if (!from_below) return false;
    const auto from_above = step_from(beside(digits_ + between, 1), digits, target_ + between, &above);
    if (!from_above) return false;
    const Rational near = ten_to(-digits_ - between);
    if (distance(*from_below, x_) > near || distance(*from_above, x_) > near) {
      return fail(fmt::format("two evaluations do not agree on {} digits of the optimum", digits_));
    }
    const WorkingPrecision precision(digits + 10);
    std::vector<std::vector<Multi>> second = above.second;
    for (std::size_t j = 0; j < x_.size(); ++j) {
      for (std::size_t k = 0; k < x_.size(); ++k) {
        const Multi a(above.second[j][k]), b(below.second[j][k]);
        const Multi size(sqrt(Multi(above.second[j][j] * above.second[k][k])));
        if (abs(Multi(a - b)) > pow(Multi(10), Multi(-digits_)) * size) {
          return fail(fmt::format("{} digits of the second derivative are not reached", digits_));
        }
        second[j][k] = (a + b) / 2;
      }
    }
    const auto value = f_.value(x_, digits_ + between);
    if (!value) return fail(f_.reason());
    // What the distance from the optimum changes must be below the last digit.
    Multi change(0);
    for (std::size_t k = 0; k < x_.size(); ++k) {
      const Multi away(static_cast<Multi>(Rational(near * scales_[k])));
      change += abs(second[k][k]) * away * away;
    }
    if (change * static_cast<int>(x_.size()) > pow(Multi(10), Multi(-digits_ - 1)) * abs(*value)) {
      return fail(fmt::format("{} digits of the value are not reached: it is, or nearly is, zero", digits_));
    }
    result_.emplace(StrictMinimum{x_, scales_, *value, std::move(second)});
    return true;
  }

  Objective& f_;
  const OpenBox& box_;
  int digits_, target_;
  int known_ = 5;  ///< digits of x
  Coordinates x_, scales_;
  std::optional<StrictMinimum> result_;
  std::string reason_;
};

}  // namespace

bool OpenBox::contains(const Coordinates& x) const {
  for (std::size_t k = 0; k < x.size(); ++k) {
    if ((lower[k] && x[k] <= *lower[k]) || (upper[k] && x[k] >= *upper[k])) return false;
  }
  return true;
}

std::variant<StrictMinimum, std::string> strict_minimum(Objective& f, const std::vector<double>& start,
                                                        const OpenBox& box, int digits) {
  return Ladder(f, box, digits).climb(start);
}

}  // namespace freepencil
