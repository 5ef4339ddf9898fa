// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "report/solve_sections.hpp"

namespace freepencil::report {

namespace {

Json json_output(const Solution::Value& output) {
  const auto number = [&](std::complex<double> value, const Decimal& digits) {
    return Shown(value, digits, output.real).json();
  };
  Json entry = {{"name", output.name},
                {"value", number(output.value, output.digits)},
                {"certified_digits", nullptr},
                {"lower", nullptr},
                {"upper", nullptr}};
  if (output.finite_size) entry["finite_size"] = number(*output.finite_size, output.finite_size_digits);
  if (const auto& bounds = output.enclosure) {
    entry["certified_digits"] = bounds->digits;
    entry["lower"] = number(bounds->lower, bounds->lower_digits);
    entry["upper"] = number(bounds->upper, bounds->upper_digits);
  }
  if (const auto& leading = output.leading) {
    if (leading->diverges) entry["value"] = nullptr;
    entry["leading"] = {{"coefficient", number(leading->coefficient, leading->coefficient_digits)},
                        {"exponent", leading->exponent}};
  }
  for (const OutputDerivative& derivative : output.derivatives) {
    entry["derivatives"][derivative.parameter] = number(derivative.first, derivative.first_digits);
  }
  for (const OutputDerivative& derivative : output.derivatives) {
    entry["second_derivatives"][derivative.parameter] = number(derivative.second, derivative.second_digits);
  }
  return entry;
}

}  // namespace

std::string solve_json(const Context& context, const Solution& s) {
  constexpr double below_one = 1 - 0x1p-53;
  Json document = json_heading(context);
  document["digits"] = s.digits > 0 ? Json(s.digits) : Json(nullptr);
  document["outputs"] = Json::array();
  for (const auto& output : s.outputs) document["outputs"].push_back(json_output(output));
  Json& solver = document["solver"];
  solver = {{"unknowns", s.unknowns},
            {"nonlinear", s.nonlinear},
            {"linear", s.linear},
            {"iterations", s.iterations},
            {"residual", json_number(s.residual)},
            // With more digits than a double has, a radius of 1 - 1e-20 is known to be below one.
            {"branch_radius", json_number(std::min(s.branch_radius, below_one))}};
  if (s.branch_bound > 0) solver["branch_bound"] = json_number(s.branch_bound);
  solver["physical"] = s.status == Status::Converged;
  solver["seconds"] = json_number(s.seconds);
  return json_text(document);
}

}  // namespace freepencil::report
