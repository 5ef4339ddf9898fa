// SPDX-License-Identifier: GPL-3.0-or-later
#include "estimators/read_stage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace freepencil::validation {
namespace {

/// The index of a text among the allowed ones.
template <std::size_t N>
std::size_t one_of(const JsonValue& value, const std::array<std::string_view, N>& allowed) {
  const std::string text = value.text();
  const auto found = std::find(allowed.begin(), allowed.end(), text);
  if (found == allowed.end()) value.fail(fmt::format("'{}' is none of: {}", text, fmt::join(allowed, ", ")));
  return static_cast<std::size_t>(found - allowed.begin());
}

LabelTerm read_label(const JsonValue& value, bool has_second_truth) {
  JsonObject object(value);
  LabelTerm term{.teacher = read_teacher(object.at("teacher"), has_second_truth),
                 .noise = object.at("noise").nonnegative()};
  if (object.has("weight")) term.weight = object.at("weight").number();
  if (object.has("draw")) term.draw = object.at("draw").text();
  object.done();
  return term;
}

Source read_source(const JsonValue& value, const FindColumn& column, bool has_second_truth) {
  JsonObject object(value);
  Source source{.rows = object.at("rows").positive(), .covariance = column(object.at("covariance"))};
  for (const JsonValue& item : object.at("labels").items()) {
    source.labels.push_back(read_label(item, has_second_truth));
  }
  if (object.has("loss_share")) source.loss_share = object.at("loss_share").positive();
  object.done();
  return source;
}

Fit read_fit(const JsonValue& value) {
  JsonObject object(value);
  Fit fit;
  if (one_of(object.at("kind"), std::to_array<std::string_view>({"ridge", "ridgeless"})) == 0) {
    fit.lambda = object.at("lambda").positive();
  }
  if (object.has("projection")) fit.projection = object.at("projection").positive();
  if (object.has("features")) {
    JsonObject features(object.at("features"));
    fit.features = {.width = features.at("width").positive(), .frequency = features.at("sine").positive()};
    features.done();
  }
  object.done();
  if (fit.projection && fit.features) value.fail("a projection and random features cannot be combined");
  return fit;
}

void check(const Stage& stage, JsonObject& object) {
  const auto shared = std::count_if(stage.sources.begin(), stage.sources.end(),
                                    [](const Source& source) { return source.loss_share.has_value(); });
  if (shared != 0 && shared != std::ssize(stage.sources)) object.fail("either all sources have a loss_share or none");
  if (stage.fit.features && stage.rounds > 1) object.fail("random features cannot teach: one round only");
  for (const Source& source : stage.sources) {
    for (const LabelTerm& term : source.labels) {
      if (!term.draw.empty() && stage.accumulate) object.fail("a named draw and accumulated data cannot be combined");
    }
  }
}

}  // namespace

Teacher read_teacher(const JsonValue& value, bool has_second_truth) {
  const auto teacher =
      static_cast<Teacher>(one_of(value, std::to_array<std::string_view>({"truth", "second_truth", "model"})));
  if (teacher == Teacher::SecondTruth && !has_second_truth) value.fail("the description has no second_truth");
  return teacher;
}

Stage read_stage(const JsonValue& value, const FindColumn& column, bool has_second_truth) {
  JsonObject object(value);
  Stage stage;
  if (object.has("rounds")) stage.rounds = static_cast<int>(object.at("rounds").count());
  stage.same_design = one_of(object.at("design"), std::to_array<std::string_view>({"fresh", "same"})) == 1;
  if (object.has("data")) {
    stage.accumulate = one_of(object.at("data"), std::to_array<std::string_view>({"replace", "accumulate"})) == 1;
  }
  for (const JsonValue& item : object.at("sources").items()) {
    stage.sources.push_back(read_source(item, column, has_second_truth));
  }
  stage.fit = read_fit(object.at("fit"));
  object.done();
  check(stage, object);
  return stage;
}

}  // namespace freepencil::validation
