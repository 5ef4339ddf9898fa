// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/sweeps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "cli/exact_values.hpp"
#include "cli/load.hpp"

namespace freepencil::cli {

namespace {

constexpr const char* example = "such as phi=1/10:2:50, lambda=1/1000:1:50:log or T=1,2,5";

std::vector<Part> split(const std::string& text, std::size_t begin, char separator) {
  std::vector<Part> parts;
  for (std::size_t end = begin; begin <= text.size(); begin = end + 1) {
    end = std::min(text.find(separator, begin), text.size());
    parts.push_back(trimmed(text, begin, end));
  }
  return parts;
}

/// One sweep: its parts as values, or what is wrong with them.
using ValuesOrDiagnostic = std::variant<std::vector<Rational>, Diagnostic>;

ValuesOrDiagnostic read_list(const std::vector<Part>& parts) {
  std::vector<Rational> values;
  for (const Part& part : parts) {
    const auto number = parse_rational(part.text);
    if (!number) return problem(part.span, "expected an exact number", "such as 1/10, 0.1, -2 or 2e-3");
    const bool turns = values.size() > 1 && (*number > values.back()) != (values[1] > values[0]);
    if (!values.empty() && (*number == values.back() || turns)) {
      return problem(part.span, "the values must increase, or all decrease");
    }
    values.push_back(*number);
  }
  return values;
}

ValuesOrDiagnostic read_range(const std::vector<Part>& parts, bool logarithmic) {
  const auto a = parse_rational(parts[0].text), b = parse_rational(parts[1].text);
  for (const auto& [number, part] : {std::pair(a, parts[0]), std::pair(b, parts[1])}) {
    if (!number) return problem(part.span, "expected an exact number", "such as 1/10, 0.1, -2 or 2e-3");
  }
  std::size_t count = 0;
  const std::string& text = parts[2].text;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc() || end != text.data() + text.size() || count < 2 || count > most_curve_points) {
    return problem(parts[2].span,
                   fmt::format("expected how many values: a whole number from 2 to {}", most_curve_points));
  }
  if (*a == *b) return problem(parts[1].span, "both ends are the same", "a parameter that does not change needs --set");
  if (!logarithmic) return linear_values(*a, *b, count);
  if (*a * *b <= 0)
    return problem(cover(parts[0].span, parts[1].span), "a logarithmic sweep needs two ends of one sign");
  return logarithmic_values(*a, *b, count);
}

std::variant<Sweep, Diagnostic> read_sweep(const std::string& text, const Model& model) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos) return problem(trimmed(text, 0, text.size()).span, "expected name=values", example);
  const Part name = trimmed(text, 0, equals);
  const auto index = model.find_parameter(name.text);
  if (!index) return unknown_parameter(name, model);
  Sweep sweep{.parameter = *index, .values = {}};
  const std::vector<Part> parts = split(text, equals + 1, ':');
  std::vector<Part> places = parts;
  ValuesOrDiagnostic values;
  if (parts.size() == 1) {
    sweep.spacing = Spacing::Listed;
    places = split(text, equals + 1, ',');
    values = read_list(places);
  } else {
    const bool logarithmic = parts.size() == 4 && parts[3].text == "log";
    if (parts.size() == 4 && !logarithmic) return problem(parts[3].span, "expected log, or nothing", example);
    if (parts.size() != 3 && parts.size() != 4) {
      return problem(cover(parts.front().span, parts.back().span), "expected from:to:number", example);
    }
    if (logarithmic) sweep.spacing = Spacing::Logarithmic;
    values = read_range(parts, logarithmic);
  }
  if (const auto* diagnostic = std::get_if<Diagnostic>(&values)) return *diagnostic;
  sweep.values = std::move(std::get<std::vector<Rational>>(values));
  const Parameter& parameter = model.parameters[*index];
  for (std::size_t k = 0; k < sweep.values.size(); ++k) {
    if (parameter.range.contains(sweep.values[k])) continue;
    const bool last = parts.size() > 1 && k + 1 == sweep.values.size();
    const Span at = parts.size() == 1 ? places[k].span : last ? parts[1].span : parts[0].span;
    return problem(at, fmt::format("{} = {} is outside its range {}", parameter.name, short_text(sweep.values[k]),
                                   parameter.range.describe()));
  }
  return sweep;
}

}  // namespace

std::vector<Sweep> read_sweeps(const Model& model, const Invocation& invocation, const Messages& messages) {
  std::vector<Sweep> sweeps;
  const Settings fixed = readable_settings(invocation.settings);
  std::set<std::size_t> seen;
  bool failed = false;
  std::size_t points = 1;
  for (const std::string& text : invocation.sweeps) {
    auto sweep = read_sweep(text, model);
    auto* read = std::get_if<Sweep>(&sweep);
    const auto refuse = [&](const Diagnostic& diagnostic) {
      messages.diagnostics({diagnostic}, Source("--sweep", text));
      failed = true;
    };
    if (read == nullptr) {
      refuse(std::get<Diagnostic>(sweep));
      continue;
    }
    const std::string& name = model.parameters[read->parameter].name;
    const Span span = trimmed(text, 0, text.find('=')).span;
    if (!seen.insert(read->parameter).second) refuse(problem(span, fmt::format("parameter '{}' is swept twice", name)));
    if (fixed.contains(name)) refuse(problem(span, fmt::format("parameter '{}' is fixed by --set", name)));
    points *= read->values.size();
    if (points > most_curve_points) {
      refuse(problem(span, fmt::format("these are more than {} points", most_curve_points)));
      break;
    }
    sweeps.push_back(std::move(*read));
  }
  if (failed) throw Stop{ExitStatus::BadInput};
  return sweeps;
}

std::vector<Settings> readable_sweeps(const Invocation& invocation) {
  if (invocation.sweeps.empty()) return {};
  std::vector<Settings> ends(2, readable_settings(invocation.settings));
  for (const std::string& text : invocation.sweeps) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos) continue;
    const std::string name = trimmed(text, 0, equals).text;
    const std::vector<Part> parts = split(text, equals + 1, text.find(':') == std::string::npos ? ',' : ':');
    const std::size_t last =
        text.find(':') == std::string::npos ? parts.size() - 1 : std::min<std::size_t>(1, parts.size() - 1);
    const auto first = parse_rational(parts.front().text), other = parse_rational(parts[last].text);
    if (first) ends[0].insert_or_assign(name, *first);
    if (other) ends[1].insert_or_assign(name, *other);
  }
  return ends;
}

}  // namespace freepencil::cli
