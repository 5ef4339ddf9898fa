// SPDX-License-Identifier: GPL-3.0-or-later
#include "estimators/read_description.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "estimators/read_stage.hpp"

namespace freepencil::validation {
namespace {

Theory read_theory(const JsonValue& value) {
  JsonObject object(value);
  Theory theory{.file = object.at("file").text(), .output = object.at("output").text()};
  JsonObject set(object.at("set"));
  for (const std::string& name : set.keys()) (void)set.at(name).number();
  theory.set = object.at("set").json();
  if (object.has("limit")) {
    JsonObject limit(object.at("limit"));
    for (const std::string& name : limit.keys()) (void)limit.at(name).text();
    theory.limit = object.at("limit").json();
  }
  object.done();
  return theory;
}

Spectrum read_spectrum(const JsonValue& value) {
  Spectrum spectrum;
  for (const JsonValue& item : value.items()) {
    JsonObject atom(item);
    if (spectrum.columns.empty()) {
      for (const std::string& key : atom.keys()) {
        if (key != "weight") spectrum.columns.push_back(key);
      }
      spectrum.values.resize(spectrum.columns.size());
    }
    spectrum.weights.push_back(atom.at("weight").positive());
    for (Column k = 0; k < spectrum.columns.size(); ++k) {
      spectrum.values[k].push_back(atom.at(spectrum.columns[k]).nonnegative());
    }
    atom.done();
  }
  const double total = std::accumulate(spectrum.weights.begin(), spectrum.weights.end(), 0.0);
  constexpr double rounding = 1e-12;  // of a few decimal numbers or fractions
  if (std::abs(total - 1) > rounding) value.fail(fmt::format("the weights sum to {}, not to 1", total));
  return spectrum;
}

/// A stage that keeps the design must describe the rows that are there.
void check_same_design(const Description& description, const JsonValue& value) {
  for (std::size_t k = 1; k < description.stages.size(); ++k) {
    const auto &before = description.stages[k - 1].sources, &now = description.stages[k].sources;
    const auto same_rows = [](const Source& a, const Source& b) {
      return a.rows == b.rows && a.covariance == b.covariance && a.loss_share == b.loss_share;
    };
    if (description.stages[k].same_design &&
        !std::equal(before.begin(), before.end(), now.begin(), now.end(), same_rows)) {
      value.items()[k].fail("the same design needs the rows, covariances and loss shares of the stage before");
    }
    if (description.stages[k - 1].fit.features)
      value.items()[k - 1].fail("random features cannot teach: last stage only");
  }
}

std::vector<Size> read_sizes(const JsonValue& value) {
  std::vector<Size> sizes;
  std::set<std::int64_t> seen;
  for (const JsonValue& item : value.items()) {
    JsonObject size(item);
    sizes.push_back({.n = size.at("n").count(), .trials = static_cast<int>(size.at("trials").count())});
    size.done();
    if (!seen.insert(sizes.back().n).second) item.fail("this size has been listed before");
    if (sizes.back().trials < 2) item.fail("a standard error needs two trials");
  }
  return sizes;
}

Description read(const JsonValue& value) {
  JsonObject object(value);
  Description description{.title = object.at("title").text(),
                          .source = object.at("source").text(),
                          .theory = read_theory(object.at("theory")),
                          .spectrum = read_spectrum(object.at("spectrum")),
                          .dimension = object.at("dimension").positive()};
  const auto& columns = description.spectrum.columns;
  std::set<Column> used;
  const auto column = [&](const JsonValue& name) {
    const auto found = std::find(columns.begin(), columns.end(), name.text());
    if (found == columns.end()) name.fail(fmt::format("the spectrum has no column '{}'", name.text()));
    return *used.insert(static_cast<Column>(found - columns.begin())).first;
  };
  description.truth = column(object.at("truth"));
  if (object.has("second_truth")) description.second_truth = column(object.at("second_truth"));
  const bool has_second = description.second_truth.has_value();
  if (object.has("initial_model")) description.initial_model = read_teacher(object.at("initial_model"), has_second);
  if (description.initial_model == Teacher::Model) object.fail("the initial model cannot be the model");
  const JsonValue stages = object.at("stages");
  for (const JsonValue& item : stages.items()) description.stages.push_back(read_stage(item, column, has_second));
  check_same_design(description, stages);
  description.risk = column(object.at("risk"));
  description.sizes = read_sizes(object.at("sizes"));
  description.seed = object.at("seed").seed();
  object.done();
  for (Column k = 0; k < columns.size(); ++k) {
    if (!used.contains(k)) object.fail(fmt::format("column '{}' of the spectrum is not used", columns[k]));
  }
  return description;
}

/// Parses, and refuses what the library would let pass: of two equal keys it keeps one.
nlohmann::ordered_json parse(const std::string& name, const std::string& text) {
  std::vector<std::set<std::string>> open;
  const auto check_keys = [&](int, nlohmann::ordered_json::parse_event_t event, nlohmann::ordered_json& parsed) {
    using Event = nlohmann::ordered_json::parse_event_t;
    if (event == Event::object_start) open.emplace_back();
    if (event == Event::object_end) open.pop_back();
    if (event == Event::key && !open.back().insert(parsed.get<std::string>()).second) {
      throw DescriptionError(
          fmt::format("{}: the key '{}' stands twice in one object", name, parsed.get_ref<const std::string&>()));
    }
    return true;
  };
  return nlohmann::ordered_json::parse(text, check_keys);
}

}  // namespace

Description read_description(const std::string& name, const std::string& text) {
  nlohmann::ordered_json json;
  try {
    json = parse(name, text);
  } catch (const nlohmann::json::parse_error& error) {
    throw DescriptionError(fmt::format("{}: not JSON: {}", name, error.what()));
  }
  return read(JsonValue(json, name));
}

}  // namespace freepencil::validation
