// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/matrices.hpp"
#include "cli/option_values.hpp"
#include "compare/validate_model.hpp"
#include "equivalent/approach.hpp"
#include "equivalent/limit.hpp"
#include "equivalent/solve_model.hpp"
#include "equivalent/solve_outputs.hpp"
#include "report/attempts.hpp"
#include "report/check_report.hpp"
#include "report/solve_report.hpp"
#include "report/validate_report.hpp"
#include "syntax/print.hpp"

namespace freepencil::cli {

namespace {

/// Ends the command where there are no numbers to show, with the reason at every output that has none.
void require_converged(const Task& task, Status status, const std::string& reason,
                       const std::vector<FailedOutput>& failed, const std::string& attempts = {}) {
  if (status == Status::Converged) return;
  // A question without an answer is the fault of the input; an answer that was not reached is ours.
  const ExitStatus exit = status == Status::OutsideDomain ? ExitStatus::BadInput : ExitStatus::NoAccuracy;
  const auto message = [&](const std::string& why) { return fmt::format("{} ({})", why, freepencil::name(status)); };
  Diagnostics located;
  for (const Output& output : task.loaded.model.outputs) {
    const auto at = std::find_if(failed.begin(), failed.end(),
                                 [&](const FailedOutput& entry) { return entry.name == output.name; });
    if (at == failed.end()) continue;
    Diagnostic& diagnostic = located.emplace_back();
    diagnostic.span = output.span;
    diagnostic.message = message(at->reason);
    diagnostic.label = "has no value here";
  }
  if (located.empty()) {
    task.messages.error(fmt::format("{}: {}", task.invocation.file, message(reason)));
  } else {
    task.messages.diagnostics(located, task.loaded.model.source);
  }
  if (exit == ExitStatus::NoAccuracy && !attempts.empty()) task.messages.note(attempts);
  throw Stop{exit};
}

}  // namespace

report::Context Task::context() const {
  report::Context context{name(invocation.command), invocation.file, loaded.model.title, {}, {}};
  for (std::size_t k = 0; k < point.size(); ++k) {
    if (loaded.model.parameters[k].hidden) continue;
    context.parameters.emplace_back(loaded.model.parameters[k].name, to_string(point[k]));
  }
  return context;
}

void Task::refuse(const Diagnostics& errors) const {
  messages.clear_progress();
  messages.diagnostics(errors, loaded.model.source);
  throw Stop{ExitStatus::BadInput};
}

void Task::require_outputs() const {
  if (!loaded.model.outputs.empty()) return;
  messages.stop(ExitStatus::BadInput, invocation.file + ": there is nothing to compute: no output is declared");
}

Result run_check(const Task& task) {
  const Model& model = task.loaded.model;
  // Weights that do not sum to one are an error of the file, though only a parameter point can show it.
  if (const auto ensemble = limit_ensemble(model, task.point); !ensemble) task.refuse(ensemble.errors());
  if (task.invocation.canonical) return {syntax::print(task.loaded.ast)};
  return {report::check_report(task.context(), model) + list_matrices(model)};
}

Result run_solve(const Task& task) {
  task.require_outputs();
  require_commuting(task);
  const Invocation& asked = task.invocation;
  const SolveRequest request{
      .digits = asked.digits,
      .certify = asked.certify,
      .finite_size = asked.finite_size,
      .derivatives = parameter_indices(task.loaded.model, asked.derivatives, "--derivative", task.messages)};
  Model& model = task.loaded.model;
  if (asked.limit) {
    const LimitPoint limit = limit_point(model, *asked.limit, task.messages);
    refuse_setting_of_limit(model, limit, asked.settings, task.messages);
    const Expected<Solution> solution = solve_limit(model, task.point, limit, SolveOptions{}, request);
    if (!solution) task.refuse(solution.errors());
    require_converged(task, solution->status, solution->reason, solution->failed, report::attempts(*solution));
    report::Context context = task.context();
    context.parameters[limit.parameter].second = limit_text(limit);
    context.limit = limit.parameter;
    return {solve_report(context, *solution, asked.format)};
  }
  const Expected<Solution> solution = solve_outputs(model, task.point, SolveOptions{}, request);
  if (!solution) task.refuse(solution.errors());
  require_converged(task, solution->status, solution->reason, solution->failed, report::attempts(*solution));
  return {solve_report(task.context(), *solution, asked.format)};
}

Result run_validate(const Task& task) {
  task.require_outputs();
  require_commuting(task);
  const Invocation& asked = task.invocation;
  ValidationOptions options;
  if (!asked.sizes.empty()) options.sizes = asked.sizes;
  options.trials = asked.trials.value_or(options.trials);
  options.seed = asked.seed.value_or(options.seed);
  options.threads = asked.threads;
  options.entries = asked.entries;
  options.progress = task.messages.progress();
  const Expected<Validation> validation = validate_model(task.loaded.model, task.point, options);
  task.messages.clear_progress();
  if (!validation) task.refuse(validation.errors());
  require_converged(task, validation->status, validation->reason, validation->failed);

  if (!validation->uncorrected.empty()) {
    task.messages.note("compared with the limits alone, for there are no terms of order 1/n: " +
                       validation->uncorrected);
  }
  std::vector<std::string> refuted, undecided;
  for (const auto& output : validation->outputs) {
    if (output.verdict == Verdict::Refuted) refuted.push_back(output.name);
    if (output.verdict == Verdict::Undecided) undecided.push_back(output.name);
  }
  if (!refuted.empty()) task.messages.note("refuted by simulation: " + listed(refuted));
  if (!undecided.empty()) task.messages.note("undecided: " + listed(undecided) + "; more trials may tell");
  const bool confirmed = refuted.empty() && undecided.empty();
  return {validate_report(task.context(), *validation, asked.format),
          confirmed ? ExitStatus::Done : ExitStatus::NotConfirmed};
}

}  // namespace freepencil::cli
