// SPDX-License-Identifier: GPL-3.0-or-later
// `--set name=value`
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "cli/exact_values.hpp"
#include "cli/load.hpp"
#include "cli/option_values.hpp"

namespace freepencil::cli {

Part trimmed(const std::string& text, std::size_t begin, std::size_t end) {
  while (begin < end && text[begin] == ' ') ++begin;
  while (begin < end && text[end - 1] == ' ') --end;
  return {text.substr(begin, end - begin), {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}};
}

Diagnostic problem(Span span, std::string message, std::string help) {
  Diagnostic diagnostic;
  diagnostic.span = span;
  diagnostic.message = std::move(message);
  if (!help.empty()) diagnostic.helps.push_back(std::move(help));
  return diagnostic;
}

Diagnostic unknown_parameter(const Part& name, const Model& model) {
  std::vector<std::string> names;
  for (const Parameter& parameter : model.parameters) names.push_back(parameter.name);
  const std::string mend = did_you_mean(name.text, names);
  const std::string known = names.empty() ? "the file has no parameters" : "the file has " + listed(names);
  return problem(name.span, fmt::format("unknown parameter '{}'{}", name.text, mend), mend.empty() ? known : "");
}

namespace {

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
  const auto number = parse_rational(value.text);
  if (!number) return problem(value.span, "expected an exact number", "such as 1/10, 0.1, -2 or 2e-3");
  const Parameter& parameter = model.parameters[*index];
  if (!parameter.range.contains(*number)) {
    return problem(value.span, fmt::format("{} = {} is outside its range {}", parameter.name, to_string(*number),
                                           parameter.range.describe()));
  }
  point[*index] = *number;
  return std::nullopt;
}

/// Reads a limit, or says what is wrong with it.
std::variant<LimitPoint, Diagnostic> read_limit(const std::string& text, const Model& model) {
  using Side = LimitPoint::Side;
  const std::string example = "one parameter and its side, such as lambda=0+ or phi=1- or psi=inf";
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos) {
    return problem(trimmed(text, 0, text.size()).span, "expected name=value with a side", example);
  }
  const Part name = trimmed(text, 0, equals), value = trimmed(text, equals + 1, text.size());
  const auto index = model.find_parameter(name.text);
  if (!index) return unknown_parameter(name, model);
  LimitPoint limit{.parameter = *index};
  const Interval& range = model.parameters[*index].range;
  if (value.text == "inf" || value.text == "+inf" || value.text == "-inf") {
    const bool positive = value.text != "-inf";
    limit.side = positive ? Side::Infinity : Side::MinusInfinity;
    if (positive ? !range.upper.has_value() : !range.lower.has_value()) return limit;
  } else {
    const char side = value.text.empty() ? ' ' : value.text.back();
    if (side != '+' && side != '-') {
      return problem(value.span, "expected a side: + for from above, - for from below", example);
    }
    const auto number = parse_rational(value.text.substr(0, value.text.size() - 1));
    if (!number) return problem(value.span, "expected an exact number and a side", example);
    limit.side = side == '+' ? Side::Above : Side::Below;
    limit.at = to_string(*number);
    const bool inside = side == '+'
                            ? (!range.lower || *number >= *range.lower) && (!range.upper || *number < *range.upper)
                            : (!range.upper || *number <= *range.upper) && (!range.lower || *number > *range.lower);
    if (inside) return limit;
  }
  return problem(value.span, fmt::format("{} = {} is approached from outside of its range {}", name.text, value.text,
                                         range.describe()));
}

}  // namespace

LimitPoint limit_point(const Model& model, const std::string& text, const Messages& messages) {
  auto limit = read_limit(text, model);
  if (const auto* diagnostic = std::get_if<Diagnostic>(&limit)) {
    messages.diagnostics({*diagnostic}, Source("--limit", text));
    throw Stop{ExitStatus::BadInput};
  }
  return std::get<LimitPoint>(limit);
}

std::map<std::string, Rational, std::less<>> readable_settings(const std::vector<std::string>& settings) {
  std::map<std::string, Rational, std::less<>> values;
  for (const std::string& setting : settings) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos) continue;
    const auto number = parse_rational(trimmed(setting, equals + 1, setting.size()).text);
    if (number) values.emplace(trimmed(setting, 0, equals).text, *number);
  }
  return values;
}

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

void refuse_setting_of_limit(const Model& model, const LimitPoint& limit, const std::vector<std::string>& settings,
                             const Messages& messages) {
  const std::string& goes = model.parameters[limit.parameter].name;
  for (const std::string& setting : settings) {
    const Part name = trimmed(setting, 0, std::min(setting.find('='), setting.size()));
    if (name.text != goes) continue;
    messages.diagnostics({problem(name.span, fmt::format("'{}' goes to a limit and has no other value", goes))},
                         Source("--set", setting));
    throw Stop{ExitStatus::BadInput};
  }
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
    Diagnostic unknown = unknown_parameter(name, model);
    if (name.text.find(',') != std::string::npos && !text.starts_with(',')) {
      std::string apart = option + ' ';
      for (const char c : text) apart += c == ',' ? ' ' + option + ' ' : std::string(1, c);
      unknown.helps = {"one name an option: " + apart};
    }
    messages.diagnostics({unknown}, Source(option, text));
    failed = true;
  }
  if (failed) throw Stop{ExitStatus::BadInput};
  return indices;
}

}  // namespace freepencil::cli
