// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/limit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <variant>

#include "equivalent/asymptotic_fit.hpp"
#include "equivalent/limit_path.hpp"
#include "equivalent/solve_model.hpp"
#include "expr/quantity.hpp"
#include "numeric/decimal_text.hpp"

namespace freepencil {
namespace {

using detail::decade, detail::LimitPath;

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
std::optional<std::vector<LeadingTerm<typename MultiOf<S>::Type>>> leading_terms(LimitPath<S>& follower,
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
  LimitPath<S> follower(model, point, limit, options, cache);
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
