// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/root_box.hpp"

#include <algorithm>

#include "compare/small_system.hpp"

namespace freepencil {
namespace {

/// How much smaller the box has become: the factor of its most shrunken side.
double shrinkage(const Box& before, const Box& after) {
  double best = 1;
  for (std::size_t j = 0; j < before.size(); ++j) {
    const double width = boost::numeric::width(before[j]);
    if (!is_bounded(after[j])) continue;
    if (!std::isfinite(width)) return 0;
    if (width > 0) best = std::min(best, boost::numeric::width(after[j]) / width);
  }
  return best;
}

Box around(const std::vector<double>& centre, const std::vector<double>& radius) {
  Box box;
  for (std::size_t j = 0; j < centre.size(); ++j) {
    box.emplace_back(OutwardRounding::sub_down(centre[j], radius[j]), OutwardRounding::add_up(centre[j], radius[j]));
  }
  return box;
}

bool strictly_inside(const Box& inner, const Box& outer) {
  for (std::size_t j = 0; j < inner.size(); ++j) {
    if (!strictly_inside(inner[j], outer[j])) return false;
  }
  return true;
}

}  // namespace

bool is_bounded(const Box& box) {
  return std::all_of(box.begin(), box.end(), [](const RealInterval& x) { return is_bounded(x); });
}

std::vector<double> middle(const Box& box) {
  std::vector<double> point;
  for (const RealInterval& x : box) point.push_back(boost::numeric::median(x));
  return point;
}

bool subset(const Box& inner, const Box& outer) {
  for (std::size_t j = 0; j < inner.size(); ++j) {
    if (!boost::numeric::subset(inner[j], outer[j])) return false;
  }
  return true;
}

bool disjoint(const Box& a, const Box& b) {
  for (std::size_t j = 0; j < a.size(); ++j) {
    if (!boost::numeric::overlap(a[j], b[j])) return true;
  }
  return false;
}

bool share_interior(const Box& a, const Box& b) {
  for (std::size_t j = 0; j < a.size(); ++j) {
    if (!(std::max(a[j].lower(), b[j].lower()) < std::min(a[j].upper(), b[j].upper()))) return false;
  }
  return true;
}

std::vector<RealInterval> RootBoxes::equations_at(const std::vector<double>& point) {
  values_.set(Box(point.begin(), point.end()));
  std::vector<RealInterval> result;
  for (std::size_t k = 0; k < point.size(); ++k) result.push_back(values_.equation(k));
  return result;
}

bool RootBoxes::exists(std::size_t n) {
  for (std::size_t k = 0; k < n; ++k) static_cast<void>(values_.equation(k));
  return values_.exists_everywhere();
}

std::optional<std::vector<std::vector<double>>> RootBoxes::preconditioner() {
  const std::size_t n = functions_.unknowns();
  std::vector<std::vector<double>> middles(n), inverse(n, std::vector<double>(n));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      const RealInterval entry = values_.jacobian(i, j);
      if (!is_bounded(entry)) return std::nullopt;
      middles[i].push_back(boost::numeric::median(entry));
    }
  }
  for (std::size_t j = 0; j < n; ++j) {
    std::vector<double> unit(n, 0.0);
    unit[j] = 1;
    const auto column = solve_small(middles, unit);
    if (!column) return std::nullopt;
    for (std::size_t i = 0; i < n; ++i) {
      if (!std::isfinite((*column)[i])) return std::nullopt;
      inverse[i][j] = (*column)[i];
    }
  }
  return inverse;
}

std::optional<Box> RootBoxes::contracted(Box box) {
  constexpr int most_rounds = 30;
  constexpr double worth_it = 0.8;
  for (int round = 0; round < most_rounds; ++round) {
    const Box before = box;
    values_.set(box);
    for (std::size_t k = 0; k < functions_.unknowns(); ++k) {
      if (!has_zero(values_.equation(k))) return std::nullopt;
    }
    if (!values_.consequences_may_vanish() || !values_.contract(box)) return std::nullopt;
    const auto shrunk = box.size() == 1 ? newton_of_one(box) : newton(box);
    if (!shrunk) return std::nullopt;
    box = *shrunk;
    if (shrinkage(before, box) > worth_it) break;
  }
  return box;
}

// The mean value theorem from a point c of the box: a root x has F(c) + F'(X) (x - c) = 0.
std::optional<Box> RootBoxes::newton_of_one(const Box& box) {
  const double centre = is_bounded(box[0])              ? boost::numeric::median(box[0])
                        : std::isfinite(box[0].lower()) ? box[0].lower()
                        : std::isfinite(box[0].upper()) ? box[0].upper()
                                                        : 0;
  values_.set(box);
  static_cast<void>(values_.equation(0));
  const RealInterval slope = values_.jacobian(0, 0);
  if (has_zero(slope) || !values_.exists_everywhere()) return box;
  const RealInterval step = equations_at({centre})[0] / slope;
  const RealInterval left = boost::numeric::intersect(box[0], RealInterval(centre) - step);
  if (is_empty(left)) return std::nullopt;
  return Box{left};
}

// For all roots x, |x - c| <= |Y F(c)| / (1 - |1 - Y J(X)|) in the maximum norm, where that is positive: the mean value
// theorem over an unbounded box with bounded derivatives, as those of linear equations.
std::optional<Box> RootBoxes::newton_of_unbounded(const Box& box) {
  const std::size_t n = box.size();
  std::vector<double> centre;
  for (const RealInterval& x : box) {
    centre.push_back(is_bounded(x)              ? boost::numeric::median(x)
                     : std::isfinite(x.lower()) ? x.lower()
                     : std::isfinite(x.upper()) ? x.upper()
                                                : 0);
  }
  values_.set(box);
  const auto Y = preconditioner();
  if (!Y || !exists(n)) return box;
  double contraction = 0, distance = 0;
  for (std::size_t i = 0; i < n; ++i) {
    RealInterval row(0);
    for (std::size_t j = 0; j < n; ++j) {
      RealInterval entry(i == j ? 1 : 0);
      for (std::size_t k = 0; k < n; ++k) entry -= (*Y)[i][k] * values_.jacobian(k, j);
      row += boost::numeric::abs(entry);
    }
    contraction = std::max(contraction, row.upper());
  }
  const std::vector<RealInterval> F = equations_at(centre);
  for (std::size_t i = 0; i < n; ++i) {
    RealInterval step(0);
    for (std::size_t k = 0; k < n; ++k) step += (*Y)[i][k] * F[k];
    distance = std::max(distance, boost::numeric::abs(step).upper());
  }
  if (!(contraction < 1) || !std::isfinite(distance)) return box;
  const double radius = (RealInterval(distance) / (RealInterval(1) - contraction)).upper();
  Box left;
  for (std::size_t j = 0; j < n; ++j) {
    left.push_back(boost::numeric::intersect(box[j], centre[j] + RealInterval(-radius, radius)));
    if (is_empty(left.back())) return std::nullopt;
  }
  return left;
}

// Gauss and Seidel's iteration on the preconditioned linear system (Hansen and Sengupta 1981).
std::optional<Box> RootBoxes::newton(const Box& given) {
  if (!is_bounded(given)) return newton_of_unbounded(given);
  const std::size_t n = given.size();
  const std::vector<double> centre = middle(given);
  values_.set(given);
  const auto Y = preconditioner();
  if (!Y) return given;
  std::vector<std::vector<RealInterval>> A(n, std::vector<RealInterval>(n, RealInterval(0)));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      for (std::size_t k = 0; k < n; ++k) A[i][j] += (*Y)[i][k] * values_.jacobian(k, j);
    }
  }
  if (!exists(n)) return given;
  const std::vector<RealInterval> F = equations_at(centre);
  Box box = given;
  for (std::size_t i = 0; i < n; ++i) {
    if (has_zero(A[i][i])) continue;
    RealInterval right(0);
    for (std::size_t k = 0; k < n; ++k) right += (*Y)[i][k] * F[k];
    for (std::size_t j = 0; j < n; ++j) {
      if (j != i) right += A[i][j] * (box[j] - centre[j]);
    }
    box[i] = boost::numeric::intersect(box[i], centre[i] - right / A[i][i]);
    if (is_empty(box[i])) return std::nullopt;
  }
  return box;
}

std::optional<std::vector<double>> RootBoxes::approximate_root(const Box& box) {
  constexpr int most_steps = 15;
  constexpr double settled = 1e-14;
  std::vector<double> x = middle(box);
  for (int step = 0; step < most_steps; ++step) {
    const std::vector<RealInterval> F = equations_at(x);
    const auto Y = preconditioner();
    if (!Y) return std::nullopt;
    bool done = true;
    for (std::size_t i = 0; i < x.size(); ++i) {
      double change = 0;
      for (std::size_t k = 0; k < x.size(); ++k) change += (*Y)[i][k] * boost::numeric::median(F[k]);
      x[i] -= change;
      if (!std::isfinite(x[i])) return std::nullopt;
      done = done && std::abs(change) <= settled * std::abs(x[i]);
    }
    if (done) break;
  }
  return x;
}

std::optional<Box> RootBoxes::krawczyk(const Box& box, const std::vector<double>& centre) {
  const std::size_t n = box.size();
  values_.set(box);
  const auto Y = preconditioner();
  if (!Y) return std::nullopt;
  std::vector<std::vector<RealInterval>> J(n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) J[i].push_back(values_.jacobian(i, j));
  }
  if (!exists(n)) return std::nullopt;
  const std::vector<RealInterval> F = equations_at(centre);
  Box image;
  for (std::size_t i = 0; i < n; ++i) {
    RealInterval total(centre[i]);
    for (std::size_t k = 0; k < n; ++k) total -= (*Y)[i][k] * F[k];
    for (std::size_t j = 0; j < n; ++j) {
      RealInterval entry(i == j ? 1 : 0);
      for (std::size_t k = 0; k < n; ++k) entry -= (*Y)[i][k] * J[k][j];
      total += entry * (box[j] - centre[j]);
    }
    image.push_back(total);
  }
  return image;
}

std::vector<double> RootBoxes::newton_step(const std::vector<double>& centre) {
  std::vector<double> result;
  const std::vector<RealInterval> F = equations_at(centre);
  const auto Y = preconditioner();
  if (!Y) return result;
  for (const std::vector<double>& row : *Y) {
    RealInterval step(0);
    for (std::size_t k = 0; k < F.size(); ++k) step += row[k] * F[k];
    result.push_back(boost::numeric::abs(step).upper());
  }
  return result;
}

std::optional<CertifiedRoot> RootBoxes::certified(const std::vector<double>& centre) {
  constexpr double growth = 8, beyond_rounding = 4;
  constexpr int most = 24, tries_of_small_ones = 4;
  double largest = 0;
  for (const double x : centre) largest = std::max(largest, std::abs(x));
  std::vector<double> radius;
  for (const double x : centre) {
    radius.push_back(smallest_radius * (std::abs(x) > 0 ? std::abs(x) : largest > 0 ? largest : 1));
  }
  const std::vector<double> step_there = newton_step(centre);
  for (std::size_t j = 0; j < step_there.size(); ++j) {
    if (std::isfinite(step_there[j])) radius[j] = std::max(radius[j], beyond_rounding * step_there[j]);
  }
  std::optional<CertifiedRoot> proved;
  for (int step = 0; step < most; ++step) {
    const Box box = around(centre, radius);
    const auto image = krawczyk(box, centre);
    if (image && strictly_inside(*image, box)) {
      if (!proved) proved = CertifiedRoot{box, refined(box)};
      proved->region = box;
    } else if (proved || step >= tries_of_small_ones) {
      break;
    }
    for (double& r : radius) r *= growth;
  }
  return proved;
}

Box RootBoxes::refined(Box box) {
  constexpr int most = 20;
  for (int step = 0; step < most; ++step) {
    const auto image = krawczyk(box, middle(box));
    if (!image) break;
    Box next = box;
    for (std::size_t j = 0; j < box.size(); ++j) {
      const RealInterval common = boost::numeric::intersect(box[j], (*image)[j]);
      if (!is_empty(common)) next[j] = common;
    }
    if (shrinkage(box, next) > 0.9) return next;
    box = std::move(next);
  }
  return box;
}

}  // namespace freepencil
