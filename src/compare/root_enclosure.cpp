// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/root_enclosure.hpp"

#include <algorithm>

namespace freepencil {
namespace {

using Square = std::vector<std::vector<Ball>>;

/// An approximate inverse of the centres, as exact numbers.
std::optional<Square> preconditioner(const Square& jacobian) {
  const std::size_t n = jacobian.size();
  std::vector<std::vector<Multi>> middles(n);
  for (std::size_t i = 0; i < n; ++i) {
    for (const Ball& entry : jacobian[i]) middles[i].push_back(entry.middle());
  }
  Square inverse(n, std::vector<Ball>(n));
  for (std::size_t j = 0; j < n; ++j) {
    std::vector<Multi> unit(n, Multi(0));
    unit[j] = 1;
    const auto column = solve_small(middles, unit);
    if (!column) return std::nullopt;
    for (std::size_t i = 0; i < n; ++i) inverse[i][j] = Ball((*column)[i]);
  }
  return inverse;
}

bool lies_in(const Ball& x, const RealInterval& region) {
  return x.lower() >= Multi(region.lower()) && x.upper() <= Multi(region.upper());
}

bool lie_in(const std::vector<Ball>& x, const Box& region) {
  for (std::size_t j = 0; j < x.size(); ++j) {
    if (!lies_in(x[j], region[j])) return false;
  }
  return true;
}

/// Without any rounding.
bool is_exact_root(const RootValues<Ball>& values) {
  return std::all_of(values.equations.begin(), values.equations.end(),
                     [](const Ball& value) { return value.largest_magnitude() == 0; });
}

}  // namespace

Reasoned<std::vector<Ball>> enclose_root(const SpectralTraces& traces, const RootForms& forms,
                                         const PointValues<Ball>& point, const std::map<std::uint32_t, Ball>& known,
                                         const std::vector<Multi>& centre, const Box& region) {
  constexpr int most_tries = 12, box = 8, growth = 16;
  const std::size_t n = centre.size();
  std::vector<Ball> c;
  Multi largest = 0;
  for (const Multi& x : centre) {
    c.emplace_back(x);
    if (abs(x) > largest) largest = abs(x);
  }
  const auto at_centre = root_values(traces, forms, point, known, c);
  if (!at_centre) return at_centre.failure();
  const auto Y = preconditioner(at_centre->jacobian);
  if (!Y) return Reason{"the equations of a root have a singular derivative"};
  if (is_exact_root(*at_centre) && lie_in(c, region)) return c;
  std::vector<Ball> step(n, Ball(0)), radius;
  const Multi tiny = pow(Multi(10), Multi(-WorkingPrecision::digits()));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < n; ++k) step[i].add_product((*Y)[i][k], at_centre->equations[k]);
    radius.emplace_back(Multi(box * (step[i].largest_magnitude() + tiny * (abs(centre[i]) + tiny * largest))));
  }
  for (int attempt = 0; attempt < most_tries; ++attempt) {
    std::vector<Ball> X, K;
    for (std::size_t j = 0; j < n; ++j) X.push_back(c[j].widened(radius[j]));
    const auto over_box = root_values(traces, forms, point, known, X);
    if (!over_box) return over_box.failure();
    bool inside = true;
    for (std::size_t i = 0; i < n; ++i) {
      K.push_back(c[i] - step[i]);
      for (std::size_t j = 0; j < n; ++j) {
        Ball entry(i == j ? 1 : 0);
        for (std::size_t k = 0; k < n; ++k) entry.subtract_product((*Y)[i][k], over_box->jacobian[k][j]);
        K[i].add_product(entry, X[j] - c[j]);
      }
      inside = inside && K[i].is_finite() && X[i].contains_in_interior(K[i]);
      if (!lies_in(X[i], region[i])) return Reason{"a root cannot be enclosed where it was proved to be alone"};
    }
    if (inside) return K;
    for (Ball& r : radius) r *= Ball(growth);
  }
  return Reason{"the Krawczyk operator maps no box around a root into itself"};
}

}  // namespace freepencil
