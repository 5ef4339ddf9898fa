// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/exponent_command.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/matrices.hpp"
#include "cli/option_values.hpp"
#include "cli/parameter_range.hpp"
#include "curve/exponent.hpp"
#include "report/exponent_report.hpp"

namespace freepencil::cli {

namespace {

ExponentOptions read_options(const Task& task) {
  const std::string option = "--as";
  const std::string& text = *task.invocation.as;
  const OptionPart whole{option, text, 0, text.size()};
  const ParameterRange range = read_parameter_range(task, whole);
  const std::size_t equals = text.find('=');
  const std::string example = "for example --as T=1e4:1e8";
  if (range.lower.empty()) refuse(task, whole, "expected a range a:b of the parameter", example);
  const OptionPart bounds{option, text, equals + 1, text.size()};
  if (range.lower == "-inf" || range.upper == "inf") refuse(task, bounds, "the range must be finite", example);
  const Rational from(range.lower), to(range.upper);
  if (from <= 0 || to < 10 * from) {
    refuse(task, bounds, "the range must be positive, and at least a factor of ten", example);
  }
  const Parameter& parameter = task.loaded.model.parameters[range.parameter];
  if (!parameter.range.contains(from) || !parameter.range.contains(to)) {
    refuse(task, bounds, fmt::format("this leaves the range of '{}', {}", parameter.name, parameter.range.describe()));
  }
  return {.output = {}, .parameter = range.parameter, .from = range.lower, .to = range.upper};
}

}  // namespace

Result run_exponent(const Task& task) {
  task.require_outputs();
  require_commuting(task);
  ExponentOptions options = read_options(task);
  const auto& outputs = task.loaded.model.outputs;
  if (outputs.size() != 1) {
    std::vector<std::string> names;
    for (const Output& output : outputs) names.push_back(output.name);
    task.messages.stop(ExitStatus::BadInput, fmt::format("{}: exponent looks at one output: choose one with --output; "
                                                         "there are {}",
                                                         task.invocation.file, listed(names)));
  }
  options.output = outputs.front().name;
  const Scaling result = scaling(task.loaded.model, model_reader(task), task.point, options);
  if (result.status != Status::Converged) {
    task.messages.stop(ExitStatus::NoAccuracy, fmt::format("{}: {} ({})", task.invocation.file, result.reason,
                                                           freepencil::name(result.status)));
  }
  report::Context context = task.context();
  std::erase_if(context.parameters, [&](const auto& entry) { return entry.first == result.parameter; });
  return {exponent_report(context, result, task.invocation.format)};
}

}  // namespace freepencil::cli
