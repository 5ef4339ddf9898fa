// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/limit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <variant>

#include "equivalent/approach.hpp"
#include "equivalent/asymptotic_fit.hpp"
#include "equivalent/precise.hpp"
#include "equivalent/root.hpp"
#include "equivalent/solve_model.hpp"
#include "expr/quantity.hpp"
#include "numeric/decimal_text.hpp"
#include "numeric/multi_of.hpp"
#include "solve/round_system.hpp"

namespace freepencil {
namespace {

/// How near the limit the outputs are looked at: at h = 10^-m for m from `first` on, and once at h = 10^-last.
struct Reach {
  int first, points, last;
  int compared;  ///< digits to which the leading terms hold at the last
};
/// 10^-m and its inverse are to be doubles; small h makes exponents certain.
constexpr Reach usual = {.first = 24, .points = 5, .last = 290, .compared = 20};
/// Which of two sizes is larger is to be seen in doubles.
constexpr Reach of_sizes = {.first = 4, .points = 9, .last = 14, .compared = 10};

/// One after the other, until one leads there.
std::vector<Reach> reaches_of(const Model& model, const LimitPoint& limit) {
  const auto moves = [&](const Space& space) {
    return !space.reference && reaches(model, space.size, [&](const ScalarNode& leaf) {
      return leaf.kind == ScalarNode::Kind::Parameter && leaf.index == limit.parameter;
    });
  };
  if (std::none_of(model.spaces.begin(), model.spaces.end(), moves)) return {usual};
  return {usual, of_sizes};
}

Rational decade(int m) { return Rational(1) / boost::multiprecision::pow(Integer(10), static_cast<unsigned>(m)); }

/// The physical root at h = 10^-m.
template <class P>
struct Waypoint {
  int m = 0;
  Vector<P> g;
};

/// Follows the physical root of a model towards the limit.
template <class S>
class Follower {
 public:
  using P = typename MultiOf<S>::Type;

  Follower(Model& model, ParameterPoint point, const LimitPoint& limit, const SolveOptions& options,
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

/// Why there is no leading term, and of which output.
struct Failure {
  std::string output, reason;
};

/// Leading terms of all outputs from their values at h = 10^-m, 10^-(m+1), ..; a failure where one is not known to so
/// many digits.
template <class P>
std::variant<std::vector<LeadingTerm<P>>, Failure> fitted(const Model& model, const std::vector<std::vector<P>>& values,
                                                          int m, int digits) {
  std::vector<LeadingTerm<P>> terms;
  for (std::size_t o = 0; o < values.size(); ++o) {
    const std::string& name = model.outputs[o].name;
    const auto term = leading_term(values[o], m);
    if (!term) return Failure{name, fmt::format("output '{}' does not follow a power near the limit", name)};
    if (!(term->error < -digits)) {
      return Failure{name, fmt::format("output '{}' is only known to {} digits near the limit", name,
                                       std::max(0, static_cast<int>(-term->error)))};
    }
    terms.push_back(*term);
  }
  return terms;
}

/// Whether the terms still hold at the smallest h = 10^-m that there is: a scale of the model below the points of the
/// fit would show there.
template <class P>
std::optional<Failure> contradiction(const Model& model, const std::vector<LeadingTerm<P>>& terms,
                                     const std::vector<P>& values, int m, int digits) {
  using std::abs;
  for (std::size_t o = 0; o < terms.size(); ++o) {
    const Multi scale = pow(Multi(10), static_cast<Multi>(Rational(terms[o].exponent * -m)));
    const P expected = terms[o].coefficient * P(scale);
    if (Multi(abs(values[o] - expected)) <= pow(Multi(10), Multi(-digits)) * Multi(abs(expected))) continue;
    const std::string& name = model.outputs[o].name;
    return Failure{name, fmt::format("output '{}' changes its behaviour very close to the limit, where a parameter "
                                     "sets a scale of its own",
                                     name)};
  }
  return std::nullopt;
}

/// The leading terms of all outputs to so many digits; nothing where they cannot be had, with a failure or with what
/// the follower says.
template <class S>
std::optional<std::vector<LeadingTerm<typename MultiOf<S>::Type>>> leading_terms(Follower<S>& follower,
                                                                                 const Model& model, const Reach& reach,
                                                                                 int digits,
                                                                                 std::optional<Failure>& failure) {
  using P = typename MultiOf<S>::Type;
  constexpr int near = 6;
  if (!follower.go_to(std::min(near, reach.first))) return std::nullopt;
  if (const auto outputs = follower.outputs_at_limit(digits + 12)) {
    std::vector<LeadingTerm<P>> terms;
    for (const P& value : *outputs)
      terms.push_back({.exponent = 0, .coefficient = value, .error = -static_cast<double>(digits)});
    return terms;
  }
  // Further points cost less than smaller h, until h is far away.
  int points = reach.points;
  for (int m = reach.first; m + points <= reach.last; m *= 2, points = std::max(points, digits / m + 4)) {
    if (!follower.go_to(m)) return std::nullopt;
    const int kept = digits + 12;
    const WorkingPrecision precision(kept + 2 * points);
    std::vector<std::vector<P>> values(model.outputs.size());
    for (int k = 0; k < points; ++k) {
      const auto outputs = follower.outputs(m + k, kept);
      if (!outputs) return std::nullopt;
      for (std::size_t o = 0; o < outputs->size(); ++o) values[o].push_back(P((*outputs)[o]));
    }
    auto terms = fitted(model, values, m, digits);
    if (auto* failed = std::get_if<Failure>(&terms)) {
      failure = std::move(*failed);
      continue;
    }
    auto& found = std::get<std::vector<LeadingTerm<P>>>(terms);
    if (!follower.go_to(reach.last)) return std::nullopt;
    const auto last = follower.outputs(reach.last, kept);
    if (!last) return std::nullopt;
    // Whatever the next power of h is, it is that small there; a hidden scale changes the first digit.
    failure = contradiction(model, found, *last, reach.last, std::min(digits - 2, reach.compared));
    if (failure) return std::nullopt;
    return std::move(found);
  }
  return std::nullopt;
}

template <class S>
Expected<Solution> solve_limit_in(Model& model, const ParameterPoint& point, const LimitPoint& limit,
                                  const Reach& reach, const SolveOptions& options, const SolveRequest& request,
                                  EquationsCache& cache) {
  constexpr int in_a_double = 17;
  // Few digits would take any exponent for a simple one.
  const int digits = std::max(request.digits, in_a_double);
  Follower<S> follower(model, point, limit, options, cache);
  std::optional<Failure> failure;
  const auto terms = leading_terms(follower, model, reach, digits, failure);
  if (!follower.errors().empty()) return follower.errors();
  Solution solution = std::move(follower.solution());
  solution.digits = request.digits;
  if (!terms) {
    const bool lost = follower.status() != Status::NotRun;
    solution.status = lost ? follower.status() : Status::Stalled;
    solution.reason = lost || !failure ? follower.reason() : failure->reason;
    if (!lost && failure) solution.failed.push_back({failure->output, failure->reason});
    return solution;
  }
  const WorkingPrecision precision(digits + 30);
  for (std::size_t k = 0; k < model.outputs.size(); ++k) {
    const auto& term = (*terms)[k];
    Solution::Value& value = solution.outputs.emplace_back();
    value.name = model.outputs[k].name;
    value.description = model.outputs[k].description;
    value.real = std::is_same_v<S, double>;
    const bool infinite = limit.side == LimitPoint::Side::Infinity || limit.side == LimitPoint::Side::MinusInfinity;
    LeadingBehaviour& leading = value.leading.emplace();
    leading.coefficient = to_double(term.coefficient);
    leading.exponent = to_string(infinite ? Rational(-term.exponent) : term.exponent);
    leading.power = describe_power(model, limit, term.exponent);
    leading.diverges = term.exponent < 0;
    if (request.digits > 0) leading.coefficient_digits = decimal(term.coefficient, request.digits);
    if (term.exponent == 0) {
      value.value = leading.coefficient;
      value.digits = leading.coefficient_digits;
    } else if (request.digits > 0) {
      value.digits = decimal(decltype(term.coefficient)(0), request.digits);
    }
  }
  solution.status = Status::Converged;
  return solution;
}

}  // namespace

Expected<Solution> solve_limit(Model& model, const ParameterPoint& point, const LimitPoint& limit,
                               const SolveOptions& options, const SolveRequest& request, EquationsCache* cache) {
  EquationsCache own;
  EquationsCache& equations = cache != nullptr ? *cache : own;
  const auto start = std::chrono::steady_clock::now();
  const bool real = stays_real(model, linearize(model));
  const auto by = [&](const Reach& reach) {
    ParameterPoint near = point;
    near[limit.parameter] = approach(limit, decade(reach.last));
    return real ? solve_limit_in<double>(model, near, limit, reach, options, request, equations)
                : solve_limit_in<std::complex<double>>(model, near, limit, reach, options, request, equations);
  };
  const auto ways = reaches_of(model, limit);
  Expected<Solution> solution = by(ways.front());
  if (ways.size() > 1 && !(solution && solution->status == Status::Converged)) {
    Expected<Solution> nearer = by(ways.back());
    if (nearer && nearer->status == Status::Converged) solution = std::move(nearer);
  }
  if (solution) {
    solution->seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  }
  return solution;
}

}  // namespace freepencil
