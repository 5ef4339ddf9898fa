// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/optimize_command.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/matrices.hpp"
#include "cli/option_values.hpp"
#include "curve/optimize.hpp"
#include "report/optimum_report.hpp"

namespace freepencil::cli {

namespace {

/// Writes what is wrong with a part of `--over`, and throws.
[[noreturn]] void refuse_over(const Task& task, const std::string& text, std::size_t begin, std::size_t end,
                              std::string message, std::string help = {}) {
  Diagnostic diagnostic;
  diagnostic.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  diagnostic.message = std::move(message);
  if (!help.empty()) diagnostic.helps.push_back(std::move(help));
  task.messages.diagnostics({diagnostic}, Source("--over", text));
  throw Stop{ExitStatus::BadInput};
}

/// `1/10`, `inf`: what Rational can read, or an infinite end.
std::string read_bound(const Task& task, const std::string& text, std::size_t begin, std::size_t end, bool lower) {
  const std::string word = text.substr(begin, end - begin);
  if (word == (lower ? "-inf" : "inf")) return word;
  const auto number = readable_settings({"bound=" + word});
  if (number.empty()) {
    refuse_over(task, text, begin, end, fmt::format("expected an exact number, or {}", lower ? "-inf" : "inf"),
                "bounds are a:b, for example --over lambda=1/1000:10");
  }
  return to_string(number.begin()->second);
}

/// `lambda` or `lambda=1/100:10`, at this place of the text.
OptimizeOptions::Range read_range(const Task& task, const std::string& text, std::size_t begin, std::size_t end) {
  const std::size_t equals = std::min(text.find('=', begin), end);
  const std::string name = text.substr(begin, equals - begin);
  OptimizeOptions::Range range;
  range.parameter = parameter_indices(task.loaded.model, {name}, "--over", task.messages).front();
  const Parameter& parameter = task.loaded.model.parameters[range.parameter];
  if (parameter.structural) {
    refuse_over(task, text, begin, equals,
                fmt::format("'{}' decides on the structure of the file, in whole numbers", name),
                "compare its values one by one, with --set");
  }
  for (const auto& [set, value] : readable_settings(task.invocation.settings)) {
    if (set == name) refuse_over(task, text, begin, equals, fmt::format("'{}' is set and varied", name));
  }
  if (equals == end) return range;
  const std::size_t colon = text.find(':', equals);
  if (colon >= end) refuse_over(task, text, equals + 1, end, "expected two bounds a:b");
  range.lower = read_bound(task, text, equals + 1, colon, true);
  range.upper = read_bound(task, text, colon + 1, end, false);
  const Interval interval = search_interval(task.loaded.model, range);
  const bool empty = interval.lower && interval.upper && *interval.lower >= *interval.upper;
  if (empty || (range.lower != "-inf" && range.upper != "inf" && Rational(range.lower) >= Rational(range.upper))) {
    const std::string declared = parameter.range.describe();
    refuse_over(task, text, equals + 1, end, "there is nothing between these bounds",
                declared.empty() ? "" : fmt::format("the range of '{}' is {}", name, declared));
  }
  return range;
}

OptimizeOptions read_options(const Task& task) {
  const Invocation& asked = task.invocation;
  OptimizeOptions options;
  options.maximize = asked.maximize.has_value();
  options.output = options.maximize ? *asked.maximize : *asked.minimize;
  options.digits = asked.digits;
  const std::string& text = *asked.over;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const auto range = read_range(task, text, begin, end);
    for (const auto& other : options.over) {
      if (other.parameter == range.parameter) refuse_over(task, text, begin, end, "this parameter is named twice");
    }
    options.over.push_back(range);
    begin = end + 1;
  }
  if (options.over.size() > most_dimensions) {
    refuse_over(task, text, 0, text.size(), fmt::format("at most {} parameters", most_dimensions));
  }
  return options;
}

}  // namespace

Result run_optimize(const Task& task) {
  task.require_outputs();
  require_commuting(task);
  const OptimizeOptions options = read_options(task);
  Model& model = task.loaded.model;
  select_outputs(model, {options.output}, task.messages);
  const FileReader reader = reader_beside(task.invocation.file);
  const ModelFor model_for = [&](const ParameterPoint& point) {
    std::map<std::string, Rational, std::less<>> settings;
    for (std::size_t k = 0; k < point.size(); ++k) {
      if (!model.parameters[k].hidden) settings.emplace(model.parameters[k].name, point[k]);
    }
    return resolve(task.loaded.ast, model.source, reader, {.settings = settings});
  };
  const Optimum optimum = optimize(model, model_for, task.point, options);
  for (const auto& skipped : optimum.skipped) {
    task.messages.note(
        fmt::format("{} of {} points of the grid left out: {}", skipped.points, optimum.grid_points, skipped.reason));
  }
  if (optimum.status != Status::Converged) {
    // A question without an answer is the fault of the input; an answer that was not reached is ours.
    const bool no_answer = optimum.status == Status::OutsideDomain;
    task.messages.stop(
        no_answer ? ExitStatus::BadInput : ExitStatus::NoAccuracy,
        fmt::format("{}: {} ({})", task.invocation.file, optimum.reason, freepencil::name(optimum.status)));
  }
  report::Context context = task.context();
  std::erase_if(context.parameters, [&](const auto& entry) {
    return std::any_of(optimum.argument.begin(), optimum.argument.end(),
                       [&](const auto& coordinate) { return coordinate.parameter == entry.first; });
  });
  return {optimum_report(context, optimum, task.invocation.format)};
}

}  // namespace freepencil::cli
