// SPDX-License-Identifier: GPL-3.0-or-later
#include "estimators/json_object.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "support/suggest.hpp"

namespace freepencil::validation {
namespace {

std::optional<double> read_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<double> read_fraction(std::string_view text) {
  const std::size_t bar = text.find('/');
  if (bar == std::string_view::npos) return read_number(text);
  const auto numerator = read_number(text.substr(0, bar)), denominator = read_number(text.substr(bar + 1));
  if (!numerator || !denominator || *denominator == 0) return std::nullopt;
  return *numerator / *denominator;
}

}  // namespace

void JsonValue::fail(const std::string& reason) const {
  throw DescriptionError(fmt::format("{}: {}{}{}", file_, path_, path_.empty() ? "" : ": ", reason));
}

std::vector<JsonValue> JsonValue::items() const {
  if (!json_->is_array() || json_->empty()) fail("a list with at least one item is needed here");
  std::vector<JsonValue> items;
  for (std::size_t k = 0; k < json_->size(); ++k)
    items.emplace_back((*json_)[k], file_, fmt::format("{}[{}]", path_, k));
  return items;
}

std::string JsonValue::text() const {
  if (!json_->is_string() || json_->get_ref<const std::string&>().empty()) fail("a text is needed here");
  return json_->get<std::string>();
}

double JsonValue::number() const {
  if (json_->is_number()) return json_->get<double>();
  const auto value = json_->is_string() ? read_fraction(json_->get_ref<const std::string&>()) : std::nullopt;
  if (!value) fail("a number is needed here, or a fraction like \"2/3\"");
  return *value;
}

double JsonValue::positive() const {
  const double value = number();
  if (!(value > 0)) fail("a positive number is needed here");
  return value;
}

double JsonValue::nonnegative() const {
  const double value = number();
  if (!(value >= 0)) fail("a number is needed here that is not negative");
  return value;
}

std::int64_t JsonValue::count() const {
  constexpr std::int64_t most = 1'000'000'000;
  if (!json_->is_number_unsigned() || json_->get<std::uint64_t>() < 1 || json_->get<std::uint64_t>() > most) {
    fail("a whole number is needed here, at least 1");
  }
  return json_->get<std::int64_t>();
}

std::uint64_t JsonValue::seed() const {
  if (!json_->is_number_unsigned()) fail("a whole number is needed here that is not negative");
  return json_->get<std::uint64_t>();
}

JsonObject::JsonObject(JsonValue value) : value_(std::move(value)) {
  if (!value_.json().is_object()) value_.fail("an object is needed here");
}

bool JsonObject::has(std::string_view key) {
  known_.emplace_back(key);
  return value_.json().contains(key);
}

JsonValue JsonObject::at(std::string_view key) {
  if (!has(key)) value_.fail(fmt::format("the key '{}' is missing", key));
  return {value_.json().at(std::string(key)), value_.file_,
          fmt::format("{}{}{}", value_.path_, value_.path_.empty() ? "" : ".", key)};
}

std::vector<std::string> JsonObject::keys() const {
  std::vector<std::string> keys;
  for (const auto& [key, value] : value_.json().items()) keys.push_back(key);
  return keys;
}

void JsonObject::done() const {
  for (const std::string& key : keys()) {
    if (std::find(known_.begin(), known_.end(), key) != known_.end()) continue;
    const auto meant = closest(key, known_);
    value_.fail(fmt::format("unknown key '{}'{}", key, meant ? fmt::format("; did you mean '{}'?", *meant) : ""));
  }
}

}  // namespace freepencil::validation
