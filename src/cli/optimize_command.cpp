// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/optimize_command.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/matrices.hpp"
#include "cli/parameter_range.hpp"
#include "curve/optimize.hpp"
#include "report/optimum_report.hpp"

namespace freepencil::cli {

namespace {

/// `lambda` or `lambda=1/100:10`.
OptimizeOptions::Range read_range(const Task& task, const OptionPart& part) {
  const ParameterRange read = read_parameter_range(task, part);
  const OptimizeOptions::Range range{read.parameter, read.lower, read.upper};
  if (range.lower.empty()) return range;
  const Parameter& parameter = task.loaded.model.parameters[range.parameter];
  const Interval interval = search_interval(task.loaded.model, range);
  const bool empty = interval.lower && interval.upper && *interval.lower >= *interval.upper;
  if (empty || (range.lower != "-inf" && range.upper != "inf" && Rational(range.lower) >= Rational(range.upper))) {
    const std::string declared = parameter.range.describe();
    refuse(task, {part.option, part.text, part.text.find('=', part.begin) + 1, part.end},
           "there is nothing between these bounds",
           declared.empty() ? "" : fmt::format("the range of '{}' is {}", parameter.name, declared));
  }
  return range;
}

OptimizeOptions read_options(const Task& task) {
  const Invocation& asked = task.invocation;
  OptimizeOptions options;
  options.maximize = asked.maximize.has_value();
  options.output = options.maximize ? *asked.maximize : *asked.minimize;
  options.digits = asked.digits;
  const std::string option = "--over";
  const std::string& text = *asked.over;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const auto range = read_range(task, {option, text, begin, end});
    for (const auto& other : options.over) {
      if (other.parameter == range.parameter) refuse(task, {option, text, begin, end}, "this parameter is named twice");
    }
    options.over.push_back(range);
    begin = end + 1;
  }
  if (options.over.size() > most_dimensions) {
    refuse(task, {option, text, 0, text.size()}, fmt::format("at most {} parameters", most_dimensions));
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
  const Optimum optimum = optimize(model, model_reader(task), task.point, options);
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
