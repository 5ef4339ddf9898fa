// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/elimination.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "cli/option_values.hpp"
#include "cli/time_limit.hpp"
#include "equivalent/physical_solution.hpp"

namespace freepencil::cli {

namespace {

std::string written(const std::vector<std::string>& names) { return fmt::format("{}", fmt::join(names, ",")); }

/// An error that is located in the value of the option.
[[noreturn]] void refuse_value(const Task& task, Span span, std::string message, std::vector<std::string> helps) {
  Diagnostic diagnostic;
  diagnostic.span = span;
  diagnostic.message = std::move(message);
  diagnostic.helps = std::move(helps);
  task.messages.diagnostics({diagnostic}, Source("--eliminate", written(task.invocation.eliminate)));
  throw Stop{ExitStatus::BadInput};
}

void check_names(const Task& task, const Derivation& derivation) {
  std::vector<std::string> outputs, unknowns;
  for (const auto& output : derivation.outputs) outputs.push_back(output.name);
  for (const auto& unknown : derivation.unknowns) unknowns.push_back(unknown.name);
  std::vector<std::string> known = outputs;
  known.insert(known.end(), unknowns.begin(), unknowns.end());
  std::uint32_t begin = 0;
  for (const std::string& name : task.invocation.eliminate) {
    const auto end = static_cast<std::uint32_t>(begin + name.size());
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      const std::string mend = did_you_mean(name, known);
      std::string list = "the outputs are " + listed(outputs);
      if (!unknowns.empty()) list += ", the unknowns " + listed(unknowns);
      refuse_value(task, {begin, end}, fmt::format("no output and no unknown '{}'{}", name, mend),
                   mend.empty() ? std::vector{list} : std::vector<std::string>());
    }
    begin = end + 1;
  }
}

[[noreturn]] void refuse(const Task& task, const EliminationFailure& failure) {
  const std::vector<std::string>& names = task.invocation.eliminate;
  if (failure.kind == EliminationFailure::Kind::NotReached) {
    task.messages.stop(ExitStatus::NoAccuracy, fmt::format("{}: no polynomial for {}: {}", task.invocation.file,
                                                           listed(names), failure.reason));
  }
  if (!failure.span) {
    refuse_value(task, {0, static_cast<std::uint32_t>(written(names).size())},
                 fmt::format("no polynomial for {}: {}", listed(names), failure.reason), {});
  }
  Diagnostic diagnostic;
  diagnostic.span = *failure.span;
  diagnostic.message = failure.reason;
  diagnostic.helps.push_back("without --eliminate, derive shows the equations of all unknowns");
  task.refuse({diagnostic});
}

}  // namespace

Elimination run_elimination(const Task& task, const Derivation& derivation) {
  check_names(task, derivation);
  const EliminationOptions options;
  // A second more than the elimination knows of, so that where it can it says itself how far it came.
  const TimeLimit limit(options.seconds + 1, [&] {
    task.messages.error(fmt::format("{}: no polynomial for {} within {} seconds", task.invocation.file,
                                    listed(task.invocation.eliminate), options.seconds));
    return ExitStatus::NoAccuracy;
  });
  Model& model = task.loaded.model;
  auto result = eliminate(model, derivation, task.invocation.eliminate, physical_solution(model, derivation), options);
  if (const auto* failure = std::get_if<EliminationFailure>(&result)) refuse(task, *failure);
  return std::get<Elimination>(std::move(result));
}

}  // namespace freepencil::cli
