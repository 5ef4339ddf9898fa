// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/optimum_report.hpp"

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>

#include "report/json.hpp"
#include "report/number.hpp"
#include "report/table.hpp"

namespace freepencil::report {

namespace {

using Place = Optimum::Place;

/// A number in the digits that were asked for, or as a double.
Json number(double value, const std::string& digits) { return digits.empty() ? json_number(value) : Json(digits); }

Json argument_json(const Optimum::Coordinate& coordinate, bool attained) {
  const bool approached = coordinate.place != Place::Inside && !attained;
  return approached ? Json(coordinate.end) : number(coordinate.value, coordinate.digits);
}

/// One number for one parameter, an object by pairs of names for several; null where no parameter is inside.
Json second_json(const Optimum& optimum) {
  const auto entry = [&](std::size_t j, std::size_t k) {
    return number(optimum.second[j][k], optimum.digits > 0 ? optimum.second_digits[j][k] : std::string());
  };
  if (optimum.second.empty()) return nullptr;
  if (optimum.argument.size() == 1) return entry(0, 0);
  std::vector<std::string> names;
  for (const auto& coordinate : optimum.argument) {
    if (coordinate.place == Place::Inside) names.push_back(coordinate.parameter);
  }
  Json result = Json::object();
  for (std::size_t j = 0; j < names.size(); ++j) {
    for (std::size_t k = 0; k < names.size(); ++k) result[names[j]][names[k]] = entry(j, k);
  }
  return result;
}

std::string json(const Context& context, const Optimum& optimum) {
  Json document = json_heading(context);
  document["output"] = optimum.output;
  document["goal"] = optimum.maximize ? "maximize" : "minimize";
  document["digits"] = optimum.digits > 0 ? Json(optimum.digits) : Json(nullptr);
  document["argmin"] = Json::object();
  document["ends"] = Json::object();
  for (const auto& coordinate : optimum.argument) {
    document["argmin"][coordinate.parameter] = argument_json(coordinate, optimum.attained);
    if (coordinate.place == Place::Inside) continue;
    document["ends"][coordinate.parameter] = {
        {"end", coordinate.end},
        {"side", coordinate.place == Place::Lower ? "lower" : "upper"},
        {"derivative", optimum.attained ? json_number(coordinate.gradient) : Json(nullptr)}};
  }
  document["value"] = number(optimum.value, optimum.value_digits);
  document["boundary"] = optimum.boundary;
  document["attained"] = optimum.attained;
  document["second_derivative"] = second_json(optimum);
  document["rivals"] = Json::array();
  for (const auto& rival : optimum.rivals) {
    Json at = Json::object();
    for (std::size_t k = 0; k < rival.at.size(); ++k) at[optimum.argument[k].parameter] = json_number(rival.at[k]);
    document["rivals"].push_back({{"at", std::move(at)}, {"value", json_number(rival.value)}});
  }
  Json skipped = Json::array();
  for (const auto& entry : optimum.skipped) skipped.push_back({{"points", entry.points}, {"reason", entry.reason}});
  document["search"] = {{"grid_points", optimum.grid_points},
                        {"skipped", std::move(skipped)},
                        {"evaluations", optimum.evaluations},
                        {"seconds", json_number(optimum.seconds)}};
  return json_text(document);
}

std::string shown(double value, const std::string& digits) {
  return digits.empty() ? decimal(value, table_digits) : digits;
}

/// `lambda -> inf`, or the value with what is special about it.
std::string place_text(const Optimum::Coordinate& coordinate, bool attained) {
  if (coordinate.place == Place::Inside) return shown(coordinate.value, coordinate.digits);
  if (!attained) return "-> " + coordinate.end;
  return fmt::format("{}, the {} end of its range: derivative {} there", coordinate.end,
                     coordinate.place == Place::Lower ? "lower" : "upper", decimal(coordinate.gradient, 4));
}

std::string text(const Context& context, const Optimum& optimum) {
  const char* best = optimum.maximize ? "largest" : "smallest";
  std::vector<std::pair<std::string, std::string>> lines;
  std::vector<std::string> inside;
  for (const auto& coordinate : optimum.argument) {
    lines.emplace_back(coordinate.parameter, place_text(coordinate, optimum.attained));
    if (coordinate.place == Place::Inside) inside.push_back(coordinate.parameter);
  }
  lines.emplace_back(optimum.output, shown(optimum.value, optimum.value_digits));
  for (std::size_t j = 0; j < inside.size(); ++j) {
    for (std::size_t k = j; k < inside.size(); ++k) {
      const std::string& digits = optimum.digits > 0 ? optimum.second_digits[j][k] : std::string();
      lines.emplace_back(j == k ? fmt::format("d2/d{}2", inside[j]) : fmt::format("d2/d{}d{}", inside[j], inside[k]),
                         shown(optimum.second[j][k], digits));
    }
  }
  std::size_t widest = 0;
  for (const auto& [heading, value] : lines) widest = std::max(widest, code_points(heading));
  std::string result = text_heading(context);
  result += optimum.attained
                ? fmt::format("{} is {} at\n", optimum.output, best)
                : fmt::format("{} has no {} value: no point has the one that it tends to\n", optimum.output, best);
  for (const auto& [heading, value] : lines) {
    result += fmt::format("  {}{}  {}\n", heading, std::string(widest - code_points(heading), ' '), value);
  }
  for (const auto& rival : optimum.rivals) {
    std::string at;
    for (std::size_t k = 0; k < rival.at.size(); ++k) {
      at += fmt::format("{}{} = {}", k == 0 ? "" : ", ", optimum.argument[k].parameter, decimal(rival.at[k], 4));
    }
    result += fmt::format("another local optimum is near {}: {}\n", at, decimal(rival.value, table_digits));
  }
  int left_out = 0;
  for (const auto& entry : optimum.skipped) left_out += entry.points;
  result += fmt::format("\nthe best of a grid of {} points, refined", optimum.grid_points);
  if (left_out > 0) result += fmt::format("; {} of them left out", left_out);
  return result + fmt::format("; {} evaluations, {} s\n", optimum.evaluations, decimal(optimum.seconds, 2));
}

}  // namespace

std::string optimum_report(const Context& context, const Optimum& optimum, Format format) {
  if (optimum.status != Status::Converged) throw std::invalid_argument("a report of numbers that nobody vouches for");
  return format == Format::Json ? json(context, optimum) : text(context, optimum);
}

}  // namespace freepencil::report
