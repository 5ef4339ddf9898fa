// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/exponent_report.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "report/json.hpp"
#include "report/number.hpp"
#include "report/table.hpp"

namespace freepencil::report {

namespace {

std::string json(const Context& context, const Scaling& scaling) {
  const auto fraction = [](const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); };
  const Scaling::Regime& last = scaling.regimes.back();
  Json document = json_heading(context);
  document["output"] = scaling.output;
  document["as"] = {{"parameter", scaling.parameter},
                    {"from", json_number(scaling.points.front().at)},
                    {"to", json_number(scaling.points.back().at)}};
  document["exponent"] = json_number(last.exponent);
  document["error"] = json_number(last.error);
  document["rational"] = fraction(last.rational);
  document["regimes"] = Json::array();
  for (const auto& regime : scaling.regimes) {
    document["regimes"].push_back({{"from", json_number(regime.from)},
                                   {"to", json_number(regime.to)},
                                   {"exponent", json_number(regime.exponent)},
                                   {"error", json_number(regime.error)},
                                   {"extrapolated", regime.extrapolated},
                                   {"rational", fraction(regime.rational)}});
  }
  document["crossovers"] = Json::array();
  for (const auto& crossover : scaling.crossovers) {
    document["crossovers"].push_back(
        {{"at", json_number(crossover.at)}, {"exponent", json_number(crossover.exponent)}});
  }
  document["points"] = Json::array();
  for (const auto& point : scaling.points) {
    document["points"].push_back({{"at", json_number(point.at)},
                                  {"value", json_number(point.value)},
                                  {"exponent", json_number(point.exponent)},
                                  {"slope", json_number(point.slope)}});
  }
  document["evaluations"] = scaling.evaluations;
  document["seconds"] = json_number(scaling.seconds);
  return json_text(document);
}

std::string text(const Context& context, const Scaling& scaling) {
  using enum Table::Kind;
  Table table{{{"from", Number}, {"to", Number}, {"exponent", Number}, {"suggests", Words}}, {}};
  for (const auto& regime : scaling.regimes) {
    const std::string exponent = measured(regime.exponent, regime.error).brief;
    table.rows.push_back({decimal(regime.from, 4), decimal(regime.to, 4),
                          exponent + (regime.extrapolated ? ", extrapolated" : ""),
                          regime.rational.empty() ? "-" : regime.rational});
  }
  std::string result = text_heading(context);
  result += fmt::format("{} as {} grows\n", scaling.output, scaling.parameter) + to_text(table);
  for (const auto& crossover : scaling.crossovers) {
    result += fmt::format("crossover at {} = {}, where the local exponent is {}\n", scaling.parameter,
                          decimal(crossover.at, 4), decimal(crossover.exponent, 3));
  }
  const auto& last = scaling.points.back();
  result += fmt::format("\nlocal exponent {} at {} = {}; {} evaluations, {} s\n", decimal(last.exponent, 6),
                        scaling.parameter, decimal(last.at, 4), scaling.evaluations, decimal(scaling.seconds, 2));
  return result;
}

}  // namespace

std::string exponent_report(const Context& context, const Scaling& scaling, Format format) {
  if (scaling.status != Status::Converged) throw std::invalid_argument("a report of numbers that nobody vouches for");
  return format == Format::Json ? json(context, scaling) : text(context, scaling);
}

}  // namespace freepencil::report
