// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/json.hpp"

#include <cmath>

namespace freepencil::report {

Json json_number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json json_number(std::complex<double> value, bool real) {
  if (real) return json_number(value.real());
  return {{"re", json_number(value.real())}, {"im", json_number(value.imag())}};
}

Json json_heading(const Context& context) {
  Json parameters = Json::object();
  for (const auto& [name, value] : context.parameters) parameters[name] = value;
  return {{"command", context.command}, {"file", context.file}, {"parameters", std::move(parameters)}};
}

std::string json_text(const Json& document) {
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace freepencil::report
