// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <limits>
#include <type_traits>

#include "solve/kept_signs.hpp"
#include "solve/least_squares.hpp"
#include "solve/trust_region.hpp"

namespace freepencil {
namespace detail {

/// The equations of `map` in real numbers, the unknowns in the given units.
template <class S>
class RealEquations {
 public:
  static constexpr int parts = Eigen::NumTraits<S>::IsComplex ? 2 : 1;

  RealEquations(FixedPoint<S>& map, Vector<double> units) : map_(&map), units_(std::move(units)) {}

  [[nodiscard]] Vector<S> point(const double* x) const {
    Vector<S> g(units_.size());
    for (Eigen::Index k = 0; k < g.size(); ++k) {
      if constexpr (parts == 2) {
        g[k] = units_[k] * S(x[2 * k], x[2 * k + 1]);
      } else {
        g[k] = units_[k] * x[k];
      }
    }
    return g;
  }
  [[nodiscard]] std::vector<double> coordinates(const Vector<S>& g) const {
    std::vector<double> x;
    for (Eigen::Index k = 0; k < g.size(); ++k) {
      x.push_back(std::real(g[k]) / units_[k]);
      if constexpr (parts == 2) x.push_back(std::imag(g[k]) / units_[k]);
    }
    return x;
  }
  bool operator()(const double* x, double* residual, double* jacobian) {
    if (!map_->evaluate(point(x), at_)) return false;
    const auto n = units_.size();
    const Vector<S> difference = at_.difference();
    for (Eigen::Index k = 0; k < n; ++k) put(residual + parts * k, difference[k] / units_[k]);
    if (jacobian == nullptr) return true;
    const Matrix<S> L = map_->jacobian();
    const auto width = parts * n;
    for (Eigen::Index k = 0; k < n; ++k) {
      for (Eigen::Index j = 0; j < n; ++j) {
        const S d = L(k, j) * (units_[j] / units_[k]) - S(k == j ? 1.0 : 0.0);
        double* corner = jacobian + parts * (k * width + j);
        put(corner, d);
        // Phi is holomorphic: multiplication by a + bi is [[a, -b], [b, a]].
        if constexpr (parts == 2) {
          corner[1] = -d.imag();
          corner[width] = d.imag();
          corner[width + 1] = d.real();
        }
      }
    }
    return L.allFinite();
  }

 private:
  static void put(double* to, const S& value) {
    to[0] = std::real(value);
    if constexpr (parts == 2) to[1] = std::imag(value);
  }

  FixedPoint<S>* map_;
  Vector<double> units_;
  Iterate<S> at_;
};

template <class S>
DirectRun<S> least_squares_run(FixedPoint<S>& map, const Vector<S>& start, const SolveOptions& options,
                               std::vector<SolveStep>& history) {
  constexpr int averaged_steps = 5;  // to have sizes, and signs
  constexpr double none = std::numeric_limits<double>::infinity();
  DirectRun<S> run;
  if (!map.evaluate(start, run.iterate)) return run;
  for (int step = 0; step < averaged_steps; ++step) {
    Iterate<S> next;
    if (!map.evaluate((run.iterate.g + run.iterate.image) / S(2), next)) break;
    run.iterate = std::move(next);
    history.push_back({SolveMethod::Averaged, run.iterate.residual});
  }
  Vector<double> units = run.iterate.g.cwiseAbs() + run.iterate.difference().cwiseAbs();
  for (double& unit : units) {
    if (!(unit > 0)) unit = 1;
  }
  RealEquations<S> equations(map, std::move(units));
  std::vector<double> x = equations.coordinates(run.iterate.g);
  LeastSquares problem;
  problem.evaluate = std::ref(equations);
  problem.lower.assign(x.size(), -none);
  problem.upper.assign(x.size(), none);
  const std::vector<int> signs = kept_signs(map.system());
  for (std::size_t k = 0; k < map.unknowns().size(); ++k) {
    const int sign = signs[map.unknowns()[k]];
    if (sign != 0) (sign > 0 ? problem.lower : problem.upper)[RealEquations<S>::parts * k] = 0;
  }
  for (const double length : minimize(problem, x, options.max_trust_region_steps)) {
    history.push_back({SolveMethod::TrustRegion, length});
  }
  return polish(map, equations.point(x.data()), options, history);
}

}  // namespace detail

template <class S>
DirectRun<S> solve_in_trust_region(FixedPoint<S>& map, const Vector<S>& start, const SolveOptions& options,
                                   std::vector<SolveStep>& history) {
  if constexpr (std::is_same_v<RealOf<S>, double>) {
    return detail::least_squares_run(map, start, options, history);
  } else {
    DirectRun<S> run;
    run.iterate.g = start;
    return run;
  }
}

}  // namespace freepencil
