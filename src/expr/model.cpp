// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <stdexcept>

namespace freepencil {
namespace {

/// floor(log2 |x|), up to one.
std::int64_t binary_exponent(const Rational& x) {
  return static_cast<std::int64_t>(msb(numerator(x))) - static_cast<std::int64_t>(msb(denominator(x)));
}

Rational power_of_ten(std::int64_t exponent) {
  const Rational magnitude = pow(Integer(10), static_cast<unsigned>(std::abs(exponent)));
  return exponent < 0 ? Rational(1 / magnitude) : magnitude;
}

/// `1.25e+400`: numbers that no double holds among them.
std::string scientific(const Rational& value) {
  constexpr double log10_2 = 0.30102999566398120;
  const Rational magnitude = abs(value);
  auto exponent = static_cast<std::int64_t>(static_cast<double>(binary_exponent(magnitude)) * log10_2);
  Rational mantissa = magnitude / power_of_ten(exponent);
  for (; mantissa >= 10; ++exponent) mantissa /= 10;
  for (; mantissa < 1; --exponent) mantissa *= 10;
  return fmt::format("{}{:.10g}e{:+}", value < 0 ? "-" : "", mantissa.convert_to<double>(), exponent);
}

}  // namespace

bool Interval::contains(const Rational& value) const {
  if (lower && (lower_closed ? value < *lower : value <= *lower)) return false;
  if (upper && (upper_closed ? value > *upper : value >= *upper)) return false;
  return true;
}

std::string Interval::describe() const {
  if (lower && upper) {
    return std::string("in ") + (lower_closed ? "[" : "(") + short_text(*lower) + "," + short_text(*upper) +
           (upper_closed ? "]" : ")");
  }
  if (lower) return (lower_closed ? ">= " : "> ") + short_text(*lower);
  if (upper) return (upper_closed ? "<= " : "< ") + short_text(*upper);
  return {};
}

SpaceId Model::reference() const {
  const auto at = std::find_if(spaces.begin(), spaces.end(), [](const Space& space) { return space.reference; });
  if (at == spaces.end()) throw std::logic_error("a model has a reference dimension");
  return static_cast<SpaceId>(at - spaces.begin());
}

std::vector<bool> Model::needed_traces() const {
  std::vector<bool> needed(traces.size()), seen(scalars->size());
  std::vector<ScalarId> pending;
  for (const Output& output : outputs) pending.push_back(output.value);
  while (!pending.empty()) {
    const ScalarId id = pending.back();
    pending.pop_back();
    if (seen[static_cast<std::size_t>(id)]) continue;
    seen[static_cast<std::size_t>(id)] = true;
    const ScalarNode& node = (*scalars)[id];
    if (node.kind == ScalarNode::Kind::Trace) needed[node.index] = true;
    for (const auto& term : node.terms) pending.push_back(term.second);
  }
  return needed;
}

std::vector<Condition> Model::needed_conditions() const {
  std::vector<bool> needed(conditions.size()), seen(definitions.size());
  std::vector<std::uint32_t> pending;
  for (const Output& output : outputs) {
    if (output.definition) pending.push_back(*output.definition);
  }
  while (!pending.empty()) {
    const std::uint32_t at = pending.back();
    pending.pop_back();
    if (seen[at]) continue;
    seen[at] = true;
    for (const std::uint32_t condition : definitions[at].conditions) needed[condition] = true;
    for (const std::uint32_t used : definitions[at].uses) pending.push_back(used);
  }
  std::vector<Condition> list;
  std::set<std::tuple<SpaceId, ScalarId, ScalarId>> known;
  for (std::size_t k = 0; k < conditions.size(); ++k) {
    const Condition& condition = conditions[k];
    if (needed[k] && known.emplace(condition.space, condition.function, condition.argument).second) {
      list.push_back(condition);
    }
  }
  return list;
}

const ExplicitMatrix* Model::explicit_matrix(std::uint32_t symbol) const {
  const auto at = std::find_if(explicit_matrices.begin(), explicit_matrices.end(),
                               [&](const ExplicitMatrix& matrix) { return matrix.symbol == symbol; });
  return at == explicit_matrices.end() ? nullptr : &*at;
}

std::optional<std::size_t> Model::find_parameter(std::string_view name) const {
  const auto at = std::find_if(parameters.begin(), parameters.end(),
                               [&](const Parameter& parameter) { return parameter.name == name && !parameter.hidden; });
  if (at == parameters.end()) return std::nullopt;
  return static_cast<std::size_t>(at - parameters.begin());
}

std::string short_text(const Rational& value) {
  constexpr std::size_t longest = 30;
  constexpr std::int64_t largest = 1000;  // powers of two that a double holds, with room to spare
  if (value != 0 && std::abs(binary_exponent(abs(value))) > largest) return "about " + scientific(value);
  const std::string text = to_string(value);
  return text.size() <= longest ? text : fmt::format("about {:.10g}", value.convert_to<double>());
}

}  // namespace freepencil
