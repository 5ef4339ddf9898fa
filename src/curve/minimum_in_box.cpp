// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "curve/descent.hpp"
#include "curve/minimum.hpp"
#include "curve/search_grid.hpp"
#include "equivalent/approach.hpp"
#include "equivalent/solve_model.hpp"
#include "numeric/decimal_text.hpp"

namespace freepencil {
namespace {

using Place = Optimum::Place;

constexpr double noise = 10 * vouched_accuracy;
constexpr int in_a_double = 17;
constexpr std::size_t most_starts = 4;

/// How many points of a product grid a coordinate has, so that there are a few hundred to a few thousand.
int grid_count(std::size_t dimension) {
  constexpr int two = 24, three = 12, more = 6;
  return dimension == 2 ? two : dimension == 3 ? three : more;
}

/// A number without bounds for one within: x = (a + b*e^u)/(1 + e^u) between ends, a + e^u beyond one, u without any.
class Unbounded {
 public:
  explicit Unbounded(const Interval& interval) {
    if (interval.lower) lower_ = interval.lower->convert_to<double>();
    if (interval.upper) upper_ = interval.upper->convert_to<double>();
  }
  [[nodiscard]] double from(double x) const {
    if (lower_ && upper_) return std::log(std::max(x - *lower_, least()) / std::max(*upper_ - x, least()));
    if (lower_) return std::log(std::max(x - *lower_, least()));
    if (upper_) return -std::log(std::max(*upper_ - x, least()));
    return x;
  }
  [[nodiscard]] double to(double u) const {
    if (lower_ && upper_) return *lower_ + (*upper_ - *lower_) / (1 + std::exp(-u));
    if (lower_) return *lower_ + std::exp(u);
    if (upper_) return *upper_ - std::exp(-u);
    return u;
  }
  [[nodiscard]] double slope(double u) const {
    const double x = to(u);
    if (lower_ && upper_) return (x - *lower_) * (*upper_ - x) / (*upper_ - *lower_);
    if (lower_) return x - *lower_;
    if (upper_) return *upper_ - x;
    return 1;
  }
  /// The end that x is so near to, or so far beyond everything, that it may be the optimum.
  [[nodiscard]] std::optional<Place> near_end(double x) const {
    constexpr double near = 1e-3, far = 1e4;
    if (lower_ && upper_) {
      const double share = (x - *lower_) / (*upper_ - *lower_);
      return share < near ? std::optional(Place::Lower) : share > 1 - near ? std::optional(Place::Upper) : std::nullopt;
    }
    if (lower_ && x - *lower_ < near * std::max(1.0, std::abs(*lower_))) return Place::Lower;
    if (upper_ && *upper_ - x < near * std::max(1.0, std::abs(*upper_))) return Place::Upper;
    if (!upper_ && x > far) return Place::Upper;
    if (!lower_ && x < -far) return Place::Lower;
    return std::nullopt;
  }

 private:
  [[nodiscard]] double least() const { return lower_ && upper_ ? 1e-4 * (*upper_ - *lower_) : 1e-300; }

  std::optional<double> lower_, upper_;
};

class BoxSearch {
 public:
  BoxSearch(Objective& f, const std::vector<Interval>& box, int digits) : f_(f), box_(box), digits_(digits) {
    for (const Interval& interval : box) maps_.emplace_back(interval);
  }

  Minimum run() {
    look();
    if (result_.status == Status::NotRun) descend_from_starts();
    return result_;
  }

 private:
  /// Where a descent ended: coordinates at an end have their place, the others are inside.
  struct Bottom {
    std::vector<double> x;
    std::vector<Place> place;
    double f = 0;
  };

  void stop(Status status, std::string reason) {
    result_.status = status;
    result_.reason = std::move(reason);
  }

  void look() {
    for (const Interval& interval : box_) axes_.push_back(search_grid(interval, grid_count(box_.size())));
    std::size_t total = 1;
    for (const auto& axis : axes_) total *= axis.size();
    result_.grid_points = static_cast<int>(total);
    values_.resize(total);
    double least = HUGE_VAL, most = -HUGE_VAL;
    for (std::size_t index = 0; index < total; ++index) {
      values_[index] = f_.value(grid_point(index));
      if (!values_[index]) skip(result_.skipped, f_.reason());
      least = std::min(least, values_[index].value_or(least));
      most = std::max(most, values_[index].value_or(most));
    }
    if (!(least <= most)) {
      return stop(Status::OutsideDomain, fmt::format("{} has no value at any point of the grid: {}", f_.output(),
                                                     result_.skipped.front().reason));
    }
    if (most - least <= noise * std::max(std::abs(least), std::abs(most))) {
      stop(Status::OutsideDomain,
           fmt::format("{} does not change: all values on the grid agree to 9 digits, and none is the best",
                       f_.output()));
    }
  }

  [[nodiscard]] Coordinates grid_point(std::size_t index) const {
    Coordinates x;
    for (const auto& axis : axes_) {
      x.push_back(axis[index % axis.size()]);
      index /= axis.size();
    }
    return x;
  }

  /// Points of the grid that are not above a neighbour along an axis, the lowest first.
  [[nodiscard]] std::vector<std::size_t> starts() const {
    std::vector<std::size_t> result;
    for (std::size_t index = 0; index < values_.size(); ++index) {
      bool least = values_[index].has_value();
      std::size_t stride = 1;
      for (const auto& axis : axes_) {
        const std::size_t at = index / stride % axis.size();
        const auto above = [&](std::size_t other) { return !values_[other] || *values_[other] >= *values_[index]; };
        least = least && (at == 0 || above(index - stride)) && (at + 1 == axis.size() || above(index + stride));
        stride *= axis.size();
      }
      if (least) result.push_back(index);
    }
    std::stable_sort(result.begin(), result.end(), [&](auto a, auto b) { return *values_[a] < *values_[b]; });
    if (result.size() > most_starts) result.resize(most_starts);
    return result;
  }

  void descend_from_starts() {
    std::vector<Bottom> bottoms;
    std::string why;
    for (const std::size_t start : starts()) {
      Bottom bottom;
      for (const Rational& x : grid_point(start)) bottom.x.push_back(x.convert_to<double>());
      bottom.place.assign(box_.size(), Place::Inside);
      bottom.f = *values_[start];
      if (go_down(bottom, why)) {
        bottoms.push_back(bottom);
      } else if (bottoms.empty() || bottom.f < bottoms.front().f) {
        // Values fall towards something that is no optimum, below all others.
        return stop(Status::Stalled, why);
      }
      std::stable_sort(bottoms.begin(), bottoms.end(), [](const Bottom& a, const Bottom& b) { return a.f < b.f; });
    }
    if (bottoms.empty()) return stop(Status::Stalled, "no optimum shows on the grid");
    accept_bottom(bottoms.front());
    for (std::size_t k = 1; k < bottoms.size(); ++k) {
      bool same = true;
      for (std::size_t j = 0; j < box_.size(); ++j) {
        const double scale = std::max(std::abs(bottoms[0].x[j]), std::abs(bottoms[k].x[j]));
        same = same && std::abs(bottoms[0].x[j] - bottoms[k].x[j]) <= 1e-3 * scale;
      }
      if (!same) result_.rivals.push_back({bottoms[k].x, bottoms[k].f});
    }
  }

  [[nodiscard]] std::vector<std::size_t> inside_of(const Bottom& bottom) const {
    std::vector<std::size_t> result;
    for (std::size_t k = 0; k < box_.size(); ++k) {
      if (bottom.place[k] == Place::Inside) result.push_back(k);
    }
    return result;
  }

  [[nodiscard]] Coordinates exact(const Bottom& bottom) const {
    Coordinates x;
    for (std::size_t k = 0; k < box_.size(); ++k) {
      x.push_back(bottom.place[k] == Place::Inside  ? Rational(bottom.x[k])
                  : bottom.place[k] == Place::Lower ? *box_[k].lower
                                                    : *box_[k].upper);
    }
    return x;
  }

  /// Descends, keeps at a closed end what is driven there, and descends again in the rest.
  bool go_down(Bottom& bottom, std::string& why) {
    for (std::size_t round = 0; round <= box_.size(); ++round) {
      const auto inside = inside_of(bottom);
      Objective f = f_.with(inside, exact(bottom));
      descend_inside(f, inside, bottom);
      bool kept = false;
      for (const std::size_t k : inside) {
        const auto end = maps_[k].near_end(bottom.x[k]);
        if (!end || !falls_towards(bottom, k, *end)) continue;
        if (!closed(k, *end)) {
          why = fmt::format(
              "{} falls towards {} -> {}, which does not belong to the range: bounds, as in --over {}=1:2, "
              "or another value of it with --set may help",
              f_.sign() > 0 ? f_.output() : "minus " + f_.output(), f_.name(k), limit_text(towards_end(box_[k], *end)),
              f_.name(k));
          return false;
        }
        bottom.place[k] = *end;
        kept = true;
      }
      if (!kept) break;
    }
    if (const auto value = f_.value(exact(bottom))) bottom.f = *value;
    return true;
  }

  [[nodiscard]] bool closed(std::size_t k, Place end) const {
    return end == Place::Lower ? box_[k].lower && box_[k].lower_closed : box_[k].upper && box_[k].upper_closed;
  }

  bool falls_towards(const Bottom& bottom, std::size_t k, Place end) {
    const auto slope = f_.gradient(exact(bottom), in_a_double);
    return slope && (end == Place::Lower ? (*slope)[k] > 0 : (*slope)[k] < 0);
  }

  void descend_inside(Objective& f, const std::vector<std::size_t>& inside, Bottom& bottom) {
    if (inside.empty()) return;
    std::vector<double> u;
    for (const std::size_t k : inside) u.push_back(maps_[k].from(bottom.x[k]));
    const auto at = [&](const double* v, double* value, double* gradient) {
      Coordinates x;
      for (std::size_t j = 0; j < inside.size(); ++j) {
        const double coordinate = maps_[inside[j]].to(v[j]);
        if (!std::isfinite(coordinate)) return false;
        x.emplace_back(coordinate);
        if (!box_[inside[j]].contains(x.back())) return false;
      }
      const auto here = f.value(x);
      const auto slope = here ? f.gradient(x, in_a_double) : std::nullopt;
      if (!slope) return false;
      *value = *here;
      for (std::size_t j = 0; j < inside.size(); ++j) {
        gradient[j] = static_cast<double>((*slope)[j]) * maps_[inside[j]].slope(v[j]);
      }
      return true;
    };
    u = descend(at, std::move(u));
    for (std::size_t j = 0; j < inside.size(); ++j) bottom.x[inside[j]] = maps_[inside[j]].to(u[j]);
  }

  void accept_bottom(const Bottom& bottom) {
    const auto inside = inside_of(bottom);
    const Coordinates corner = exact(bottom);
    result_.x = corner;
    result_.scales = corner;
    result_.inside = inside;
    result_.place.resize(box_.size());
    if (inside.empty()) {
      const auto value = f_.value(corner, digits_);
      if (!value) return stop(Status::Stalled, f_.reason());
      const WorkingPrecision precision(digits_ + 10);
      result_.status = Status::Converged;
      result_.value = static_cast<double>(*value);
      result_.value_digits = decimal_text(*value, digits_);
    } else {
      Objective f = f_.with(inside, corner);
      OpenBox box;
      std::vector<double> start;
      for (const std::size_t k : inside) {
        box.lower.push_back(box_[k].lower);
        box.upper.push_back(box_[k].upper);
        start.push_back(bottom.x[k]);
      }
      const auto found = strict_minimum(f, start, box, digits_);
      if (const auto* why = std::get_if<std::string>(&found)) {
        std::string near;
        for (std::size_t k = 0; k < box_.size(); ++k) {
          near += fmt::format("{}{} = {:.6g}", k == 0 ? "" : ", ", f_.name(k), bottom.x[k]);
        }
        return stop(Status::Stalled, fmt::format("near {}: {}", near, *why));
      }
      accept(result_, std::get<StrictMinimum>(found), digits_);
      result_.x = corner;
      result_.scales = corner;
      for (std::size_t j = 0; j < inside.size(); ++j) {
        result_.x[inside[j]] = std::get<StrictMinimum>(found).x[j];
        result_.scales[inside[j]] = std::get<StrictMinimum>(found).scales[j];
      }
    }
    place_ends(bottom);
  }

  /// What is at an end must be driven there at the optimum of the others, too.
  void place_ends(const Bottom& bottom) {
    for (std::size_t k = 0; k < box_.size(); ++k) {
      result_.place[k].place = bottom.place[k];
      if (bottom.place[k] == Place::Inside) continue;
      const Rational& end = bottom.place[k] == Place::Lower ? *box_[k].lower : *box_[k].upper;
      result_.place[k].end = to_string(end);
      const auto slope = f_.with({k}, result_.x).gradient({end}, in_a_double);
      if (!slope || (bottom.place[k] == Place::Lower ? (*slope)[0] <= 0 : (*slope)[0] >= 0)) {
        return stop(Status::Stalled, fmt::format("whether {} is at its end {} is not decided: the derivative there is "
                                                 "zero, or has no value",
                                                 f_.name(k), to_string(end)));
      }
      result_.place[k].gradient = static_cast<double>((*slope)[0]);
    }
  }

  Objective& f_;
  const std::vector<Interval>& box_;
  int digits_;
  std::vector<Unbounded> maps_;
  std::vector<std::vector<Rational>> axes_;
  std::vector<std::optional<double>> values_;
  Minimum result_;
};

}  // namespace

Minimum minimum_in_box(Objective& f, const std::vector<Interval>& box, int digits) {
  return BoxSearch(f, box, digits).run();
}

}  // namespace freepencil
