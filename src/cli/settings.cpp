// SPDX-License-Identifier: GPL-3.0-or-later
// `--set name=value`
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "cli/load.hpp"
#include "cli/option_values.hpp"

namespace freepencil::cli {

namespace {

/// A part of a text, without the spaces around it.
struct Part {
  std::string text;
  Span span;
};

Part trimmed(const std::string& text, std::size_t begin, std::size_t end) {
  while (begin < end && text[begin] == ' ') ++begin;
  while (begin < end && text[end - 1] == ' ') --end;
  return {text.substr(begin, end - begin), {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}};
}

Diagnostic problem(Span span, std::string message, std::string help = {}) {
  Diagnostic diagnostic;
  diagnostic.span = span;
  diagnostic.message = std::move(message);
  if (!help.empty()) diagnostic.helps.push_back(std::move(help));
  return diagnostic;
}

std::optional<Rational> unsigned_number(std::string_view text) {
  const bool has_sign = text.starts_with('-') || text.starts_with('+');
  return has_sign ? std::nullopt : parse_decimal(text);
}

/// `-1/10`, `0.1`, `2e-3`
std::optional<Rational> exact_number(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t slash = text.find('/');
  std::optional<Rational> value = unsigned_number(text.substr(0, slash));
  if (value && slash != std::string_view::npos) {
    const std::optional<Rational> divisor = unsigned_number(text.substr(slash + 1));
    if (!divisor || divisor->is_zero()) return std::nullopt;
    *value /= *divisor;
  }
  if (value && negative) *value = -*value;
  return value;
}

Diagnostic unknown_parameter(const Part& name, const Model& model) {
  std::vector<std::string> names;
  for (const Parameter& parameter : model.parameters) names.push_back(parameter.name);
  const std::string mend = did_you_mean(name.text, names);
  const std::string known = names.empty() ? "the file has no parameters" : "the file has " + listed(names);
  return problem(name.span, fmt::format("unknown parameter '{}'{}", name.text, mend), mend.empty() ? known : "");
}

/// Applies one setting, or says what is wrong with it.
std::optional<Diagnostic> apply(const std::string& text, const Model& model, ParameterPoint& point,
                                std::set<std::size_t>& seen) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos) {
    return problem(trimmed(text, 0, text.size()).span, "expected name=value", "for example --set lambda=1/10");
  }
  const Part name = trimmed(text, 0, equals), value = trimmed(text, equals + 1, text.size());
  const auto index = model.find_parameter(name.text);
  if (!index) return unknown_parameter(name, model);
  if (!seen.insert(*index).second) return problem(name.span, fmt::format("parameter '{}' is set twice", name.text));
  const auto number = exact_number(value.text);
  if (!number) return problem(value.span, "expected an exact number", "such as 1/10, 0.1, -2 or 2e-3");
  const Parameter& parameter = model.parameters[*index];
  if (!parameter.range.contains(*number)) {
    return problem(value.span, fmt::format("{} = {} is outside its range {}", parameter.name, to_string(*number),
                                           parameter.range.describe()));
  }
  point[*index] = *number;
  return std::nullopt;
}

}  // namespace

ParameterPoint parameter_point(const Model& model, const std::vector<std::string>& settings, const Messages& messages) {
  ParameterPoint point = default_point(model);
  std::set<std::size_t> seen;
  bool failed = false;
  for (const std::string& setting : settings) {
    if (const auto diagnostic = apply(setting, model, point, seen)) {
      messages.diagnostics({*diagnostic}, Source("--set", setting));
      failed = true;
    }
  }
  if (failed) throw Stop{ExitStatus::BadInput};
  return point;
}

std::vector<std::size_t> parameter_indices(const Model& model, const std::vector<std::string>& names,
                                           const std::string& option, const Messages& messages) {
  std::vector<std::size_t> indices;
  bool failed = false;
  for (const std::string& text : names) {
    const Part name = trimmed(text, 0, text.size());
    const auto index = model.find_parameter(name.text);
    if (index) {
      if (std::find(indices.begin(), indices.end(), *index) == indices.end()) indices.push_back(*index);
      continue;
    }
    messages.diagnostics({unknown_parameter(name, model)}, Source(option, text));
    failed = true;
  }
  if (failed) throw Stop{ExitStatus::BadInput};
  return indices;
}

}  // namespace freepencil::cli
