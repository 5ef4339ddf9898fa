// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "equivalent/implicit_derivatives.inl.hpp"
#include "equivalent/output_values.hpp"
#include "equivalent/precise.hpp"
#include "equivalent/relative_difference.hpp"
#include "solve/round_system.hpp"

namespace freepencil {
namespace detail {

/// Values first, then first and second derivatives with respect to one parameter after the other.
template <class S>
using Quantities = std::vector<std::vector<S>>;

/// Everything that is asked for at one root, in the current precision; nothing where a derivative does not exist.
template <class S>
std::optional<Quantities<S>> quantities(const Model& model, const Equations& equations, const Ensemble& ensemble,
                                        const std::vector<Relation>* relations, const PointValues<RealOf<S>>& at,
                                        const Vector<S>& g, const std::vector<S>& traces, const SolveRequest& request) {
  Quantities<S> result = {output_values<S>(model, at, traces)};
  if (request.derivatives.empty()) return result;
  const DysonSystem<S> system = dyson_system<S>(model, equations.linearization, at, relations);
  const Vector<S> here = rounded(g);
  for (const std::size_t parameter : request.derivatives) {
    const auto jets = implicit_derivatives<S>(model, equations, ensemble, relations, system, here, parameter);
    if (!jets) return std::nullopt;
    auto& first = result.emplace_back();
    for (const Jet<S>& jet : *jets) first.push_back(jet.first);
    auto& second = result.emplace_back();
    for (const Jet<S>& jet : *jets) second.push_back(S(2) * jet.second);
  }
  return result;
}

/// A point in the current precision. Outputs are functions of the parameters and sizes alone; spectra are evaluated
/// only where derivatives ask for the whole equation again.
inline PointValues<Multi> lower_point(const Model& model, const Ensemble& ensemble, const PointValues<Multi>& at,
                                      bool whole) {
  if (whole) return point_values<Multi>(model, ensemble);
  PointValues<Multi> result;
  result.parameters = parameter_values<Multi>(ensemble);
  result.sizes.assign(at.sizes.begin(), at.sizes.end());
  return result;
}

/// The same at a point beside the root: what is exactly zero there, too, is zero by its form and not by cancellation.
/// Nothing where no value is zero.
template <class S>
std::optional<Quantities<S>> perturbed_quantities(const Model& model, const Equations& equations,
                                                  const Ensemble& ensemble, const std::vector<Relation>* relations,
                                                  const PointValues<RealOf<S>>& at, const Vector<S>& g,
                                                  const SolveRequest& request, const Quantities<S>& values) {
  const bool zero = std::any_of(values.begin(), values.end(), [](const auto& row) {
    return std::any_of(row.begin(), row.end(), [](const S& value) { return value == S(0); });
  });
  if (!zero) return std::nullopt;
  Vector<S> beside = rounded(g);
  // No two unknowns move by the same factor.
  for (Eigen::Index k = 0; k < beside.size(); ++k) beside[k] *= S(1 + sqrt(Multi(k + 2)) / 1'000'000);
  const DysonSystem<S> system = dyson_system<S>(model, equations.linearization, at, relations);
  Resolvent<S> M;
  if (!system.evaluate(beside, M)) return std::nullopt;
  std::vector<S> traces = system.traces(M);
  for (std::size_t k = 0; k < traces.size(); ++k) traces[k] *= S(1 + sqrt(Multi(k + 3)) / 1'000'000);
  return quantities<S>(model, equations, ensemble, relations, at, beside, traces, request);
}

}  // namespace detail

template <class S>
PreciseValues<S> precise_values(const Model& model, const Equations& equations, const Ensemble& ensemble,
                                const PreciseStart<S>& start, const SolveRequest& request) {
  constexpr int between = 20;  // digits from one precision to the other
  constexpr int first_guard = 16, most_attempts = 8, attempts_at_the_edge = 3;
  const int digits = std::max(request.digits, 17);
  PreciseValues<S> result;
  const auto refuse = [&](Status status, std::string reason) {
    result.status = status;
    result.reason = std::move(reason);
    return result;
  };
  int guard = std::max(first_guard, start.precision - digits);
  std::string worst;
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    const int coarse = digits + guard, fine = coarse + between;
    result.precision = fine;
    const WorkingPrecision precision(fine);
    const auto at = point_values<Multi>(model, ensemble);
    const DysonSystem<S> system = dyson_system<S>(model, equations.linearization, at, start.relations);
    result.ladder = climb(system, rounded(start.g), coarse, fine, start.precision);
    if (!result.ladder.root) return refuse(Status::Stalled, result.ladder.reason);
    if (result.ladder.wrong) return refuse(Status::WrongBranch, "the root that was found is not the physical one");
    if (!result.ladder.physical) {
      if (attempt >= attempts_at_the_edge) {
        return refuse(Status::Stalled, fmt::format("the branch radius is one to {} digits: the point is, or nearly is, "
                                                   "at an edge of the spectrum",
                                                   coarse / 3));
      }
      guard += digits + guard;
      continue;
    }
    const auto values = detail::quantities<S>(model, equations, ensemble, start.relations, at, result.ladder.g,
                                              result.ladder.traces, request);
    std::optional<detail::Quantities<S>> others;
    {
      const WorkingPrecision lower(coarse);
      const auto there = detail::lower_point(model, ensemble, at, !request.derivatives.empty());
      others = detail::quantities<S>(model, equations, ensemble, start.relations, there, result.ladder.g,
                                     result.ladder.coarse, request);
    }
    if (!values || !others) {
      return refuse(Status::OutsideDomain, "there is no derivative: the equation changes its form at this point");
    }
    const auto perturbed = detail::perturbed_quantities<S>(model, equations, ensemble, start.relations, at,
                                                           result.ladder.g, request, *values);
    double shortage = -std::numeric_limits<double>::infinity();  // of digits
    bool derivative = false;                                     // whether it is one that is worst
    std::vector<std::vector<PreciseNumber<S>>> numbers;
    for (std::size_t q = 0; q < values->size(); ++q) {
      auto& row = numbers.emplace_back();
      for (std::size_t k = 0; k < model.outputs.size(); ++k) {
        double lost = detail::relative_difference((*others)[q][k], (*values)[q][k]);
        // Zero in two precisions may still be a difference that both do not see.
        const bool zero = (*values)[q][k] == S(0) && (*others)[q][k] == S(0);
        if (zero && !(perturbed && (*perturbed)[q][k] == S(0))) lost = detail::nothing_known;
        row.push_back({(*values)[q][k], std::pow(10, lost)});
        if (lost + digits > shortage) {
          shortage = lost + digits;
          worst = model.outputs[k].name;
          derivative = q > 0;
        }
      }
    }
    if (shortage < -0.5) {
      result.status = Status::Converged;
      result.outputs = std::move(numbers[0]);
      for (std::size_t p = 0; p < request.derivatives.size(); ++p) {
        result.first.push_back(std::move(numbers[1 + 2 * p]));
        result.second.push_back(std::move(numbers[2 + 2 * p]));
      }
      return result;
    }
    const bool finite = std::isfinite(shortage);
    if (!finite && attempt > 1) {
      return refuse(Status::OutsideDomain, fmt::format("output '{}' has no finite {} at these parameters", worst,
                                                       derivative ? "derivative" : "value"));
    }
    guard += finite ? std::min(static_cast<int>(shortage) + 8, digits + guard) : digits + guard;
  }
  return refuse(Status::Stalled,
                fmt::format("output '{}' is lost to rounding: {} digits of precision do not show {} digits of it",
                            worst, result.precision, digits));
}

}  // namespace freepencil
