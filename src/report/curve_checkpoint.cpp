// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/curve_checkpoint.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <string_view>

#include "report/json.hpp"

namespace freepencil::report {

namespace {

constexpr std::string_view kind = "freepencil curve checkpoint 1";

/// FNV-1a: tells a line that was cut off or damaged; no defence against intent.
std::uint64_t check_of(std::string_view text) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return hash;
}

std::string checked_line(const Json& content) {
  const std::string text = content.dump(-1, ' ', false, Json::error_handler_t::replace);
  return fmt::format("{:016x} {}\n", check_of(text), text);
}

Json pair(const std::complex<double>& value) { return {value.real(), value.imag()}; }
std::complex<double> complex(const Json& json) { return {json.at(0).get<double>(), json.at(1).get<double>()}; }
Json pair(const Decimal& digits) { return {digits.real, digits.imaginary}; }
Decimal decimal(const Json& json) { return {json.at(0).get<std::string>(), json.at(1).get<std::string>()}; }

Json to_json(const CurveCell& cell) {
  if (cell.status != Status::Converged) return {{"status", static_cast<int>(cell.status)}, {"reason", cell.reason}};
  const Solution::Value& number = cell.number;
  Json json = {{"value", pair(number.value)}, {"real", number.real}, {"digits", pair(number.digits)}};
  if (number.finite_size) {
    json["finite_size"] = {pair(*number.finite_size), pair(number.finite_size_digits)};
  }
  if (const auto& bounds = number.enclosure) {
    json["bounds"] = {pair(bounds->lower), pair(bounds->upper), pair(bounds->lower_digits), pair(bounds->upper_digits),
                      bounds->digits};
  }
  return json;
}

CurveCell cell_of(const Json& json) {
  CurveCell cell;
  if (json.contains("status")) {
    cell.status = static_cast<Status>(json.at("status").get<int>());
    cell.reason = json.at("reason").get<std::string>();
    return cell;
  }
  cell.status = Status::Converged;
  Solution::Value& number = cell.number;
  number.value = complex(json.at("value"));
  number.real = json.at("real").get<bool>();
  number.digits = decimal(json.at("digits"));
  if (json.contains("finite_size")) {
    number.finite_size = complex(json.at("finite_size").at(0));
    number.finite_size_digits = decimal(json.at("finite_size").at(1));
  }
  if (json.contains("bounds")) {
    const Json& bounds = json.at("bounds");
    number.enclosure = Enclosure{complex(bounds.at(0)), complex(bounds.at(1)), decimal(bounds.at(2)),
                                 decimal(bounds.at(3)), bounds.at(4).get<int>()};
  }
  return cell;
}

/// The content of a line; nothing where it is not whole.
std::optional<Json> content(std::string_view line) {
  constexpr std::size_t digits = 16;
  if (line.size() < digits + 1 || line[digits] != ' ') return std::nullopt;
  const std::string_view text = line.substr(digits + 1);
  if (fmt::format("{:016x}", check_of(text)) != line.substr(0, digits)) return std::nullopt;
  const Json json = Json::parse(text, nullptr, false);
  return json.is_discarded() ? std::nullopt : std::optional(json);
}

}  // namespace

std::string checkpoint_head(const CurveIdentity& identity) {
  Json head = {{"kind", kind}};
  for (const auto& [name, value] : identity) head[name] = value;
  return checked_line(head);
}

std::string checkpoint_block(const CurveBlock& block) {
  Json points = Json::array();
  for (const CurvePoint& point : block.points) {
    Json cells = Json::array();
    for (const CurveCell& cell : point.cells) cells.push_back(to_json(cell));
    points.push_back({{"cells", std::move(cells)}, {"radius", point.branch_radius}});
  }
  return checked_line({{"begin", block.begin}, {"points", std::move(points)}});
}

std::variant<Checkpoint, std::string> read_checkpoint(const std::string& text, const CurveIdentity& identity) {
  Checkpoint result;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    const auto line =
        end == std::string::npos ? std::nullopt : content(std::string_view(text).substr(begin, end - begin));
    if (!line) {
      if (begin == 0) return "it is no checkpoint of a curve";
      break;
    }
    if (begin == 0) {
      if (line->value("kind", "") != kind) return "it is no checkpoint of a curve";
      for (const auto& [name, value] : identity) {
        if (line->value(name, "") != value) return fmt::format("it belongs to another curve: its {} differs", name);
      }
    } else {
      if (line->at("begin").get<std::size_t>() != result.points.size()) break;
      for (const Json& point : line->at("points")) {
        CurvePoint& made = result.points.emplace_back();
        made.branch_radius = point.at("radius").get<double>();
        for (const Json& cell : point.at("cells")) made.cells.push_back(cell_of(cell));
      }
    }
    begin = result.length = end + 1;
  }
  return result;
}

}  // namespace freepencil::report
