// SPDX-License-Identifier: GPL-3.0-or-later
// The physical root on its way to a limit in a parameter, at h = 10^-m for growing m. Internal to this folder.
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>

#include "equivalent/approach.hpp"
#include "equivalent/precise.hpp"
#include "equivalent/root.hpp"
#include "numeric/multi_of.hpp"
#include "solve/round_system.hpp"

namespace freepencil::detail {

/// 10^-m.
inline Rational decade(int m) {
  return Rational(1) / boost::multiprecision::pow(Integer(10), static_cast<unsigned>(m));
}

/// The physical root at h = 10^-m.
template <class P>
struct Waypoint {
  int m = 0;
  Vector<P> g;
};

/// The physical root of a model, followed towards the limit.
template <class S>
class LimitPath {
 public:
  using P = typename MultiOf<S>::Type;

  LimitPath(Model& model, ParameterPoint point, const LimitPoint& limit, const SolveOptions& options,
            EquationsCache& cache)
      : model_(model), point_(std::move(point)), limit_(limit), options_(options), cache_(cache) {}

  /// The root at 10^-m, from those found before; false with a reason, or with errors, where it is lost.
  bool go_to(int m) {
    if (path_.empty() && !begin()) return false;
    while (path_.back().m < m) {
      if (!advance(m)) return false;
    }
    return true;
  }

  /// The outputs at 10^-m, m at least that of go_to, to so many digits.
  std::optional<std::vector<P>> outputs(int m, int digits) {
    const auto ensemble = ensemble_at(m);
    if (!ensemble) return std::nullopt;
    const PreciseStart<P> start{relations(), predicted(m), path_precision(m)};
    const auto values = precise_values<P>(model_, *equations_, *ensemble, start, {.digits = digits});
    if (values.status != Status::Converged) {
      status_ = values.status;
      reason_ = values.reason;
      return std::nullopt;
    }
    solution_.branch_radius = values.ladder.branch_radius;
    solution_.residual = values.ladder.residual;
    solution_.iterations += values.ladder.steps;
    std::vector<P> result;
    for (const auto& output : values.outputs) result.push_back(output.value);
    return result;
  }

  /// The outputs at the limit itself, where the root that goes there is a physical one: as the solution of an equation
  /// that is regular there, the root is analytic, and so are the outputs. Nothing where it is none; as none counts one
  /// at which an unknown diverges or vanishes, or an output vanishes.
  std::optional<std::vector<P>> outputs_at_limit(int digits) {
    using Side = LimitPoint::Side;
    if (limit_.side != Side::Above && limit_.side != Side::Below) return std::nullopt;
    const auto start = start_at_limit();
    if (!start) return std::nullopt;
    const Expected<Ensemble> ensemble = limit_ensemble(model_, point_);
    const auto values = precise_values<P>(model_, *equations_, *ensemble, *start, {.digits = digits});
    if (values.status != Status::Converged) return std::nullopt;
    std::vector<P> result;
    for (const auto& output : values.outputs) {
      if (output.value == P(0)) return std::nullopt;
      result.push_back(output.value);
    }
    solution_.branch_radius = values.ladder.branch_radius;
    solution_.residual = values.ladder.residual;
    solution_.iterations += values.ladder.steps;
    return result;
  }

  [[nodiscard]] Solution& solution() { return solution_; }
  [[nodiscard]] Status status() const { return status_; }
  [[nodiscard]] const std::string& reason() const { return reason_; }
  [[nodiscard]] const Diagnostics& errors() const { return errors_; }

 private:
  static constexpr int first_decade = 2, last_decade = 5;

  /// Digits for a root at 10^-m: what cancels there is of the order of a few powers of h.
  static int path_precision(int m) { return 40 + 4 * m; }

  [[nodiscard]] const std::vector<Relation>* relations() const { return reduced_ ? &equations_->relations : nullptr; }

  std::optional<Ensemble> ensemble_at(int m) {
    point_[limit_.parameter] = approach(limit_, decade(m));
    Expected<Ensemble> ensemble = limit_ensemble(model_, point_);
    if (ensemble) return std::move(*ensemble);
    errors_ = ensemble.errors();
    return std::nullopt;
  }

  bool lost(Status status, std::string reason) {
    status_ = status;
    reason_ = std::move(reason);
    return false;
  }

  /// Two neighbouring points at which double precision finds the root.
  bool begin() {
    for (int m = first_decade; m <= last_decade && path_.size() < 2; ++m) {
      if (!begin_at(m)) path_.clear();
    }
    if (path_.size() < 2) return status_ == Status::NotRun ? lost(Status::Stalled, "no root near the limit") : false;
    found();
    return true;
  }

  /// Forgets what failed before something else was found.
  void found() {
    errors_.clear();
    status_ = Status::NotRun;
    reason_.clear();
  }

  bool begin_at(int m) {
    const auto ensemble = ensemble_at(m);
    if (!ensemble) return false;
    if (!equations_ || path_.empty()) equations_ = cache_(model_, ensemble->sizes);
    const Root<S> root = find_root<S>(model_, *equations_, *ensemble, options_);
    if (root.solved.status != Status::Converged) return lost(root.solved.status, root.solved.reason);
    if (path_.empty()) {
      reduced_ = root.reduced;
      solution_.unknowns = root.solved.unknowns;
      solution_.nonlinear = root.solved.nonlinear;
      solution_.linear = root.solved.linear;
    } else if (root.reduced != reduced_ || root.solved.g.size() != path_.back().g.size()) {
      return lost(Status::Stalled, "the equations change on the way to the limit");
    }
    solution_.iterations += root.solved.iterations;
    return arrive(m, *ensemble, to_multi(root.solved.g));
  }

  /// Newton's method at 10^-m.
  bool arrive(int m, const Ensemble& ensemble, const Vector<P>& start) {
    const int digits = path_precision(m);
    const WorkingPrecision precision(digits + 10);
    const auto at = point_values<Multi>(model_, ensemble);
    const auto system = dyson_system<P>(model_, equations_->linearization, at, relations());
    const Ladder<P> ladder = climb(system, rounded(start), digits, digits + 10, digits);
    solution_.iterations += ladder.steps;
    if (!ladder.root) return lost(Status::Stalled, ladder.reason);
    if (!ladder.physical) return lost(Status::WrongBranch, "the physical root is lost on the way");
    path_.push_back({m, ladder.g});
    return true;
  }

  /// Every unknown is h^p times a series in h, or in its root, near the limit. The last two points tell p and the last
  /// few the series: a root of another branch may be as near as h, so that the power alone is not near enough.
  [[nodiscard]] Vector<P> predicted(int m, int root = 1) const {
    constexpr std::size_t most_points = 4;
    const Waypoint<P>& last = path_.back();
    const Waypoint<P>& before = path_[path_.size() - 2];
    const WorkingPrecision precision(path_precision(m) + 10);
    Vector<P> g = rounded(last.g);
    if (m == last.m) return g;
    const std::size_t first = path_.size() - std::min(most_points, path_.size());
    std::vector<Multi> variables;
    for (std::size_t k = first; k < path_.size(); ++k) variables.push_back(power_of_ten(Multi(-path_[k].m) / root));
    for (Eigen::Index k = 0; k < g.size(); ++k) {
      if (before.g[k] == P(0) || last.g[k] == P(0)) continue;
      const Multi exponent = local_exponent(before, last, k);
      std::vector<P> factors;  // of h^p
      for (std::size_t j = first; j < path_.size(); ++j) {
        factors.push_back(P(path_[j].g[k]) * P(power_of_ten(exponent * path_[j].m)));
      }
      const P factor = extrapolated(variables, std::move(factors), power_of_ten(Multi(-m) / root));
      g[k] = factor * P(power_of_ten(-exponent * m));
    }
    return g;
  }

  /// Near the root at the limit, where all unknowns have a limit other than zero and the equations are those of the
  /// way there. The parameter is left at its limit.
  std::optional<PreciseStart<P>> start_at_limit() {
    using std::abs;
    constexpr double regular = 0.1;  // of exponents
    const Waypoint<P>& last = path_.back();
    const Waypoint<P>& before = path_[path_.size() - 2];
    const int digits = path_precision(last.m);
    const WorkingPrecision precision(digits + 10);
    for (Eigen::Index k = 0; k < last.g.size(); ++k) {
      if (before.g[k] == P(0) || last.g[k] == P(0)) continue;
      if (!(abs(local_exponent(before, last, k)) < regular)) return std::nullopt;
    }
    point_[limit_.parameter] = Rational(limit_.at);
    const Expected<Ensemble> ensemble = limit_ensemble(model_, point_);
    if (!ensemble) return std::nullopt;
    const auto at = point_values<Multi>(model_, *ensemble);
    const auto system = dyson_system<P>(model_, equations_->linearization, at, relations());
    if (!system.finite() || !system.invertible() || system.unknowns() != last.g.size()) return std::nullopt;
    return PreciseStart<P>{relations(), at_zero(), digits};
  }

  /// The polynomial through the last points, at h = 0.
  [[nodiscard]] Vector<P> at_zero() const {
    Vector<P> g = rounded(path_.back().g);
    std::vector<Multi> variables;
    for (const Waypoint<P>& point : path_) variables.push_back(power_of_ten(Multi(-point.m)));
    for (Eigen::Index k = 0; k < g.size(); ++k) {
      std::vector<P> values;
      for (const Waypoint<P>& point : path_) values.push_back(P(point.g[k]));
      g[k] = extrapolated(variables, std::move(values), Multi(0));
    }
    return g;
  }

  static Multi power_of_ten(const Multi& exponent) { return pow(Multi(10), exponent); }

  /// d log |g_k| / d log h, a simple fraction where it is as good as one.
  static Multi local_exponent(const Waypoint<P>& before, const Waypoint<P>& last, Eigen::Index k) {
    using std::abs;
    constexpr int denominator = 12;
    const Multi slope = log10(Multi(abs(P(last.g[k] / before.g[k])))) / (before.m - last.m);
    const Multi simple = round(slope * denominator) / denominator;
    return abs(Multi(slope - simple)) < 0.01 ? simple : slope;
  }

  /// The polynomial through the points (x_j, y_j) at another x (Neville).
  static P extrapolated(const std::vector<Multi>& x, std::vector<P> y, const Multi& at) {
    for (std::size_t degree = 1; degree < y.size(); ++degree) {
      for (std::size_t j = y.size() - 1; j >= degree; --j) {
        const P slope = (y[j] - y[j - 1]) / P(Multi(x[j] - x[j - degree]));
        y[j] += slope * P(Multi(at - x[j]));
      }
    }
    return y.back();
  }

  /// As far towards m as Newton's method follows.
  bool advance(int m) {
    const int from = path_.back().m;
    for (int step = std::min(m - from, std::max(1, from / 2)); step > 0; step /= 2) {
      const auto ensemble = ensemble_at(from + step);
      if (!ensemble) return false;
      const int to = from + step;
      // At the edge of a spectrum the prediction overshoots, and the last point is the better start.
      if (arrive(to, *ensemble, predicted(to)) || arrive(to, *ensemble, predicted(to, 2)) ||
          arrive(to, *ensemble, path_.back().g)) {
        found();
        return true;
      }
    }
    if (from >= last_decade || !begin_at(from + 1)) return false;
    found();
    return true;
  }

  Model& model_;
  ParameterPoint point_;
  LimitPoint limit_;
  const SolveOptions& options_;
  EquationsCache& cache_;
  std::optional<Equations> equations_;
  bool reduced_ = true;
  std::vector<Waypoint<P>> path_;
  Solution solution_;
  Status status_ = Status::NotRun;
  std::string reason_;
  Diagnostics errors_;
};

}  // namespace freepencil::detail
