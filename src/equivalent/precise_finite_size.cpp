// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/precise_finite_size.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "dyson/finite_size_precise.hpp"
#include "equivalent/finite_size.hpp"
#include "equivalent/finite_size.inl.hpp"
#include "equivalent/relative_difference.hpp"
#include "laws/entry_law.hpp"
#include "solve/round_system.hpp"

namespace freepencil {
namespace {

/// The terms of all outputs at a root of the whole system, in the current precision.
template <class S>
std::optional<std::vector<detail::Chained<S>>> terms_at(const Model& model, const Equations& equations,
                                                        const Ensemble& ensemble, const Vector<S>& g) {
  std::vector<Rational> excess;
  for (const EntryLaw law : declared_laws(model)) excess.push_back(excess_kurtosis(law));
  const auto at = point_values<Multi>(model, ensemble);
  const auto system = detail::whole_system<S>(model, equations.linearization, at);
  Resolvent<S> M;
  if (!system.evaluate(rounded(g), M)) return std::nullopt;
  const auto terms = detail::trace_terms<S>(system, M, excess, model.traces.size());
  if (!terms) return std::nullopt;
  return detail::chain<S>(model, at, *terms);
}

}  // namespace

template <class S>
PreciseFiniteSize<S> precise_finite_size(const Model& model, const Equations& equations, const Ensemble& ensemble,
                                         const Vector<S>& g, int digits) {
  using std::abs, std::pow;
  constexpr int between = 20, first_guard = 20, most_attempts = 6;
  PreciseFiniteSize<S> result;
  const auto refuse = [&](Status status, std::string reason) {
    result.status = status;
    result.reason = std::move(reason);
    return result;
  };
  int guard = first_guard;
  std::string worst;
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    const int coarse = digits + guard, fine = coarse + between;
    const WorkingPrecision precision(fine);
    const auto system = detail::whole_system<S>(model, equations.linearization, point_values<Multi>(model, ensemble));
    const Ladder<S> ladder = climb(system, rounded(g), coarse, fine);
    if (!ladder.root) return refuse(Status::Stalled, ladder.reason);
    if (!ladder.physical) {
      return refuse(Status::WrongBranch, "the traces that the terms of order 1/n need are not the physical ones");
    }
    const auto values = terms_at<S>(model, equations, ensemble, ladder.g);
    std::optional<std::vector<detail::Chained<S>>> others;
    {
      const WorkingPrecision lower(coarse);
      others = terms_at<S>(model, equations, ensemble, ladder.g);
    }
    if (!values || !others) return refuse(Status::Stalled, "the equations of the terms of order 1/n are singular");
    double shortage = -std::numeric_limits<double>::infinity();
    result.first_order.clear();
    for (std::size_t k = 0; k < values->size(); ++k) {
      const auto& [value, scale] = (*values)[k];
      // Zero to half of the digits beyond those asked for, twice: a sum that cancels.
      const bool zero = abs(value) <= pow(Multi(10), Multi(-digits - guard / 2)) * scale;
      const double lost = zero && attempt > 0 ? -std::numeric_limits<double>::infinity()
                                              : detail::relative_difference((*others)[k].value, value);
      result.first_order.push_back({zero ? S(0) : value, std::pow(10, lost)});
      if (lost + digits <= shortage) continue;
      shortage = lost + digits;
      worst = model.outputs[k].name;
    }
    if (shortage < -0.5) {
      result.status = Status::Converged;
      return result;
    }
    if (!std::isfinite(shortage)) {
      return refuse(Status::OutsideDomain,
                    fmt::format("output '{}' has no finite derivative with respect to its traces", worst));
    }
    guard += std::min(static_cast<int>(shortage) + 10, digits + guard);
  }
  return refuse(Status::Stalled, fmt::format("the term of order 1/n of output '{}' is lost to rounding", worst));
}

template PreciseFiniteSize<Multi> precise_finite_size(const Model&, const Equations&, const Ensemble&,
                                                      const Vector<Multi>&, int);
template PreciseFiniteSize<std::complex<Multi>> precise_finite_size(const Model&, const Equations&, const Ensemble&,
                                                                    const Vector<std::complex<Multi>>&, int);

}  // namespace freepencil
