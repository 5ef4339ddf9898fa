// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/answer_precisely.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "equivalent/enclose.hpp"
#include "equivalent/precise.hpp"
#include "laws/family_rule.hpp"
#include "numeric/multi_of.hpp"

namespace freepencil {
namespace {

Multi lower_end(const Ball& x) { return x.lower(); }
std::complex<Multi> lower_end(const std::complex<Ball>& x) { return {x.real().lower(), x.imag().lower()}; }
Multi upper_end(const Ball& x) { return x.upper(); }
std::complex<Multi> upper_end(const std::complex<Ball>& x) { return {x.real().upper(), x.imag().upper()}; }

/// The bounds as they are shown prove at most the digits that they are shown with.
template <class B>
Enclosure enclosure(const B& ball, int digits) {
  constexpr int shown_by_double = 15;
  const auto lower = lower_end(ball), upper = upper_end(ball);
  Enclosure result{to_double(lower, Rounding::Down), to_double(upper, Rounding::Up), {}, {}, 0};
  result.digits = std::min(shown_digits(ball), digits > 0 ? digits : shown_by_double);
  if (digits > 0) {
    result.lower_digits = decimal(lower, digits, Rounding::Down);
    result.upper_digits = decimal(upper, digits, Rounding::Up);
  }
  return result;
}

bool fits_a_double(const Multi& x) {
  const Multi size = abs(x);
  return size == 0 || (size >= std::numeric_limits<double>::min() && size <= std::numeric_limits<double>::max());
}
bool fits_a_double(const std::complex<Multi>& x) { return fits_a_double(Multi(abs(x))); }

/// An output of which a number would be lost as a double.
template <class S>
std::optional<std::string> beyond_range(const Model& model, const PreciseValues<S>& values,
                                        const SolveRequest& request) {
  if (request.digits > 0) return std::nullopt;
  std::vector<const std::vector<PreciseNumber<S>>*> rows = {&values.outputs};
  for (const auto& row : values.first) rows.push_back(&row);
  for (const auto& row : values.second) rows.push_back(&row);
  for (const auto* row : rows) {
    for (std::size_t k = 0; k < row->size(); ++k) {
      if (!fits_a_double((*row)[k].value)) return model.outputs[k].name;
    }
  }
  return std::nullopt;
}

template <class S>
void add_derivatives(const Model& model, const SolveRequest& request, const PreciseValues<S>& values,
                     std::size_t output, Solution::Value& value) {
  for (std::size_t p = 0; p < request.derivatives.size(); ++p) {
    const S& first = values.first[p][output].value;
    const S& second = values.second[p][output].value;
    OutputDerivative& derivative = value.derivatives.emplace_back();
    derivative.parameter = model.parameters[request.derivatives[p]].name;
    derivative.first = to_double(first);
    derivative.second = to_double(second);
    if (request.digits == 0) continue;
    derivative.first_digits = decimal(first, request.digits);
    derivative.second_digits = decimal(second, request.digits);
  }
}

}  // namespace

template <class S>
void answer_precisely(const Model& model, const Equations& equations, const Ensemble& ensemble,
                      const PreciseStart<S>& start, const SolveRequest& request, Solution& solution) {
  constexpr int in_a_double = 17;
  solution.outputs.clear();
  if ((request.certify || request.digits > rule_digits) && uses_rule(model, ensemble)) {
    solution.status = Status::Stalled;
    solution.reason = fmt::format("a family of so many members is summed to {} digits, without bounds", rule_digits);
    return;
  }
  solution.digits = request.digits;
  const auto values = precise_values<S>(model, equations, ensemble, start, request);
  solution.status = values.status;
  solution.reason = values.reason;
  if (values.status != Status::Converged) return;
  solution.residual = values.ladder.residual;
  solution.branch_radius = values.ladder.branch_radius;
  solution.iterations += values.ladder.steps;
  for (int k = 0; k < values.ladder.steps; ++k)
    solution.history.push_back({SolveMethod::Newton, values.ladder.residual});

  const WorkingPrecision precision(values.precision);
  EnclosedValues<S> enclosed;
  if (request.certify) {
    const int digits = request.digits > 0 ? request.digits : in_a_double;
    enclosed = enclose<S>(model, equations, ensemble, start.relations, values.ladder.g, digits, values.precision);
    if (!enclosed.proved) {
      solution.status = Status::Stalled;
      solution.reason = "not certified: " + enclosed.reason;
      return;
    }
    solution.branch_bound = enclosed.branch_bound;
  }
  if (const auto name = beyond_range(model, values, request)) {
    solution.status = Status::Stalled;
    solution.reason = fmt::format("output '{}' is too large or too small for a double: ask for digits", *name);
    return;
  }
  for (std::size_t k = 0; k < model.outputs.size(); ++k) {
    const S& number = values.outputs[k].value;
    Solution::Value& value = solution.outputs.emplace_back();
    value.name = model.outputs[k].name;
    value.value = to_double(number);
    value.real = std::is_same_v<S, Multi>;
    value.description = model.outputs[k].description;
    if (request.digits > 0) value.digits = decimal(number, request.digits);
    if (request.certify) value.enclosure = enclosure(enclosed.outputs[k], request.digits);
    add_derivatives(model, request, values, k, value);
  }
}

template void answer_precisely(const Model&, const Equations&, const Ensemble&, const PreciseStart<Multi>&,
                               const SolveRequest&, Solution&);
template void answer_precisely(const Model&, const Equations&, const Ensemble&,
                               const PreciseStart<std::complex<Multi>>&, const SolveRequest&, Solution&);

}  // namespace freepencil
