// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "curve/brent.hpp"
#include "curve/minimum.hpp"
#include "curve/search_grid.hpp"
#include "equivalent/approach.hpp"
#include "equivalent/solve_model.hpp"
#include "numeric/decimal_text.hpp"

namespace freepencil {
namespace {

using Place = Optimum::Place;

/// Differences of values below this share of them are rounding.
constexpr double noise = 10 * vouched_accuracy;
constexpr int grid_size = 96;

/// A point of the grid that has a value.
struct Point {
  Rational x;
  double f = 0;
  std::size_t index = 0;  ///< in the grid: neighbours differ by one, unless points between have no value
};

/// A local minimum, roughly.
struct Candidate {
  Place place = Place::Inside;
  bool attained = true;
  bool beside_gap = false;  ///< values fall towards points that have none
  double x = 0, f = 0;
  std::string digits;  ///< of f, at an end
  double gradient = 0;
  double depth = 0;  ///< how far the neighbours are above
  std::optional<Rational> lower, upper;
};

class LineSearch {
 public:
  LineSearch(Objective& f, const Interval& interval, int digits) : f_(f), interval_(interval), digits_(digits) {}

  Minimum run() {
    look();
    if (result_.status != Status::NotRun) return result_;
    collect();
    if (result_.status != Status::NotRun) return result_;
    decide();
    return result_;
  }

 private:
  void stop(Status status, std::string reason) {
    result_.status = status;
    result_.reason = std::move(reason);
  }

  void look() {
    const std::vector<Rational> grid = search_grid(interval_, grid_size);
    result_.grid_points = static_cast<int>(grid.size());
    for (std::size_t k = 0; k < grid.size(); ++k) {
      if (const auto value = f_.value({grid[k]})) {
        points_.push_back({grid[k], *value, k});
      } else {
        skip(result_.skipped, f_.reason());
      }
    }
    last_ = grid.size() - 1;
    if (points_.size() < 3) {
      const std::string why = result_.skipped.empty() ? "" : ": " + result_.skipped.front().reason;
      return stop(Status::OutsideDomain,
                  fmt::format("{} has no value at nearly all points of the range{}", f_.output(), why));
    }
    const auto [least, most] =
        std::minmax_element(points_.begin(), points_.end(), [](const Point& a, const Point& b) { return a.f < b.f; });
    size_ = std::max(std::abs(least->f), std::abs(most->f));
    if (most->f - least->f <= noise * size_) {
      stop(Status::OutsideDomain,
           fmt::format("{} does not change with {}: all {} values on the grid agree to 9 digits, "
                       "and none is the best",
                       f_.output(), f_.name(0), points_.size()));
    }
  }

  [[nodiscard]] bool gap_before(std::size_t k) const {
    return k == 0 ? points_[k].index != 0 : points_[k - 1].index + 1 != points_[k].index;
  }
  [[nodiscard]] bool gap_after(std::size_t k) const {
    return k + 1 == points_.size() ? points_[k].index != last_ : gap_before(k + 1);
  }

  void collect() {
    for (std::size_t k = 0; k < points_.size(); ++k) {
      const bool first = k == 0, last = k + 1 == points_.size();
      const double here = points_[k].f;
      const double before = first ? here : points_[k - 1].f, after = last ? here : points_[k + 1].f;
      if (here > before || here > after) continue;
      if (gap_before(k) || gap_after(k)) {
        candidates_.push_back({.beside_gap = true, .x = points_[k].x.convert_to<double>(), .f = here});
      } else if (first || last) {
        add_end(first ? Place::Lower : Place::Upper);
      } else if (here < before || here < after) {
        add_inside(k - 1, k + 1, points_[k].x.convert_to<double>());
      }
      if (result_.status != Status::NotRun) return;
    }
  }

  void add_inside(std::size_t a, std::size_t b, double between) {
    const Point &lower = points_[a], &upper = points_[b];
    const auto at = [&](double x) { return f_.value({Rational(x)}); };
    const auto x =
        brent_minimum(at, lower.x.convert_to<double>(), between, upper.x.convert_to<double>()).value_or(between);
    const double value = at(x).value_or(points_[a].f);
    candidates_.push_back(
        {.x = x, .f = value, .depth = std::max(lower.f, upper.f) - value, .lower = lower.x, .upper = upper.x});
  }

  /// The first or the last value of the grid is smaller than the next.
  void add_end(Place place) {
    const bool lower = place == Place::Lower;
    const Point& outer = lower ? points_.front() : points_.back();
    const Point& inner = lower ? points_[1] : points_[points_.size() - 2];
    const auto& end = lower ? interval_.lower : interval_.upper;
    if (end && outer.x == *end) return add_closed_end(place, outer, inner);
    const auto behaviour = f_.towards({outer.x}, 0, towards_end(interval_, place), digits_);
    if (!behaviour) {
      unknown_end_ = f_.reason();
      candidates_.push_back({.place = place, .beside_gap = true, .x = outer.x.convert_to<double>(), .f = outer.f});
    } else if (!behaviour->diverges) {
      candidates_.push_back(
          {.place = place, .attained = false, .f = behaviour->value, .digits = behaviour->digits, .depth = 0});
    } else if (behaviour->sign < 0) {
      stop(Status::OutsideDomain, fmt::format("{} has no bound: it goes to {}infinity like {} as {} -> {}", f_.output(),
                                              f_.sign() > 0 ? "minus " : "", behaviour->leading, f_.name(0),
                                              limit_text(towards_end(interval_, place))));
    }
  }

  /// An end that belongs to the interval is a minimum unless the function falls from there into the interval.
  void add_closed_end(Place place, const Point& outer, const Point& inner) {
    constexpr double near = 1e-9;
    const Rational step = (inner.x - outer.x) * Rational(near);
    const int outwards = place == Place::Lower ? 1 : -1;
    const auto shape = f_.shape({outer.x + step}, {Rational(abs(step))}, digits_);
    if (shape && outwards * static_cast<double>(shape->gradient[0]) < 0) {
      const bool lower = place == Place::Lower;
      const std::size_t end = lower ? 0 : points_.size() - 1, next = lower ? 1 : points_.size() - 2;
      return add_inside(std::min(end, next), std::max(end, next),
                        Rational((outer.x + inner.x) / 2).convert_to<double>());
    }
    Candidate candidate{.place = place, .x = outer.x.convert_to<double>(), .f = outer.f};
    candidate.beside_gap = !shape;
    if (!shape) unknown_end_ = f_.reason();
    if (shape) candidate.gradient = static_cast<double>(shape->gradient[0]);
    candidates_.push_back(candidate);
  }

  void decide() {
    std::stable_sort(candidates_.begin(), candidates_.end(),
                     [](const Candidate& a, const Candidate& b) { return a.f < b.f; });
    while (!candidates_.empty()) {
      const Candidate best = candidates_.front();
      candidates_.erase(candidates_.begin());
      if (best.beside_gap) {
        const std::string why = !unknown_end_.empty()     ? unknown_end_
                                : result_.skipped.empty() ? std::string()
                                                          : result_.skipped.front().reason;
        return stop(Status::Stalled,
                    fmt::format("the best value of {} on the grid, at {} = {:.6g}, is beside points that have none: {}",
                                f_.output(), f_.name(0), best.x, why));
      }
      if (best.place != Place::Inside ? accept_end(best) : accept_inside(best)) break;
      if (result_.status != Status::NotRun) return;
    }
    if (result_.status == Status::NotRun) return stop(Status::Stalled, "no optimum shows on the grid");
    for (const Candidate& other : candidates_) {
      if (other.place == Place::Inside && !other.beside_gap) result_.rivals.push_back({{other.x}, other.f});
    }
  }

  bool accept_end(const Candidate& end) {
    const bool lower = end.place == Place::Lower;
    result_.status = Status::Converged;
    result_.attained = end.attained;
    const auto& bound = lower ? interval_.lower : interval_.upper;
    result_.place = {{.place = end.place, .end = {}, .gradient = end.gradient}};
    result_.place[0].end = end.attained ? to_string(*bound) : limit_text(towards_end(interval_, end.place));
    result_.x = {bound.value_or(0)};
    result_.value = end.f;
    result_.value_digits = end.digits;
    if (!end.attained) return true;
    const auto value = f_.value({*bound}, digits_);
    if (!value) {
      stop(Status::Stalled, f_.reason());
      return false;
    }
    const WorkingPrecision precision(digits_ + 10);
    result_.value = static_cast<double>(*value);
    result_.value_digits = decimal_text(*value, digits_);
    return true;
  }

  bool accept_inside(const Candidate& best) {
    const OpenBox box{{best.lower}, {best.upper}};
    const auto found = strict_minimum(f_, {best.x}, box, digits_);
    if (const auto* why = std::get_if<std::string>(&found)) {
      // A valley as deep as rounding is none.
      if (best.depth > noise * size_)
        stop(Status::Stalled, fmt::format("near {} = {:.6g}: {}", f_.name(0), best.x, *why));
      return false;
    }
    // Made anew where it changes: a number keeps the precision that it was made with.
    std::optional<StrictMinimum> deepest = std::get<StrictMinimum>(found);
    // Valleys that doubles do not tell apart.
    for (Candidate& other : candidates_) {
      if (other.place != Place::Inside || other.beside_gap || other.f - best.f > noise * size_) continue;
      const auto rival = strict_minimum(f_, {other.x}, {{other.lower}, {other.upper}}, digits_);
      const auto* deeper = std::get_if<StrictMinimum>(&rival);
      const WorkingPrecision precision(digits_ + 10);
      if (deeper == nullptr || deeper->value >= deepest->value) continue;
      other.x = deepest->x[0].convert_to<double>();
      deepest.emplace(*deeper);
    }
    accept(result_, *deepest, digits_);
    result_.place = {{}};
    result_.inside = {0};
    return true;
  }

  Objective& f_;
  const Interval& interval_;
  int digits_;
  std::vector<Point> points_;
  std::size_t last_ = 0;
  double size_ = 0;
  std::vector<Candidate> candidates_;
  std::string unknown_end_;
  Minimum result_;
};

}  // namespace

Minimum minimum_on_line(Objective& f, const Interval& interval, int digits) {
  return LineSearch(f, interval, digits).run();
}

}  // namespace freepencil
