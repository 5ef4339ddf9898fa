// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/theorem_command.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/option_values.hpp"
#include "cli/verify_command.hpp"
#include "compare/validate_model.hpp"
#include "report/theorem_report.hpp"
#include "report/verify_report.hpp"

namespace freepencil::cli {

namespace {

/// The claims that can be stated: those that hold. Writes an error for each of the others, and sets the exit status.
std::vector<std::size_t> confirmed(const Task& task, const Verification& verification, ExitStatus& status) {
  std::vector<std::size_t> claims;
  const Model& model = task.loaded.model;
  for (std::size_t k = 0; k < model.claims.size(); ++k) {
    const Claim& claim = model.claims[k];
    if (claim.expect_refuted) continue;
    const auto [begin, count] = report::statements_of(model, k);
    const auto first = verification.statements.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = first + static_cast<std::ptrdiff_t>(count);
    const auto worst = std::find_if(first, last, [](const auto& s) { return s.verdict == ClaimVerdict::Refuted; });
    const auto failed = worst != last ? worst : std::find_if(first, last, [](const auto& s) { return !s.passed(); });
    if (failed == last) {
      claims.push_back(k);
      continue;
    }
    const bool refuted = failed->verdict == ClaimVerdict::Refuted;
    task.messages.error(fmt::format("{}:{}: the claim \"{}\" is not stated: `{}` is {}{}", task.invocation.file,
                                    failed->line, claim.title, failed->identity, report::verdict_name(failed->verdict),
                                    failed->reason.empty() ? "" : ": " + failed->reason));
    if (refuted || status == ExitStatus::Done) status = refuted ? ExitStatus::NotConfirmed : ExitStatus::NoAccuracy;
  }
  return claims;
}

/// Simulates the outputs at the point of the file; where that cannot be, the reason.
std::optional<Validation> simulate(const Task& task, const std::vector<std::string>& outputs, std::string& reason) {
  if (outputs.empty()) {
    reason = "the statement is about deterministic quantities alone";
    return std::nullopt;
  }
  Model& model = task.loaded.model;
  if (!model.explicit_matrices.empty()) {
    reason = "there are matrices given by their entries";
    return std::nullopt;
  }
  select_outputs(model, outputs, task.messages);
  ValidationOptions options;
  const Invocation& asked = task.invocation;
  if (!asked.sizes.empty()) options.sizes = asked.sizes;
  options.trials = asked.trials.value_or(options.trials);
  options.seed = asked.seed.value_or(options.seed);
  options.threads = asked.threads;
  options.progress = task.messages.progress();
  Expected<Validation> validation = validate_model(model, task.point, options);
  task.messages.clear_progress();
  if (!validation) {
    reason = validation.errors().front().message;
    return std::nullopt;
  }
  if (validation->status != Status::Converged) {
    reason = validation->reason;
    return std::nullopt;
  }
  return std::move(*validation);
}

ExitStatus judged(const Task& task, const Validation& simulation) {
  ExitStatus status = ExitStatus::Done;
  for (const auto& output : simulation.outputs) {
    if (output.verdict == Verdict::Agrees) continue;
    status = ExitStatus::NotConfirmed;
    if (output.verdict == Verdict::Refuted) {
      task.messages.error(
          fmt::format("{}: no theorem: simulation refutes the limit of '{}'", task.invocation.file, output.name));
      throw Stop{status};
    }
    task.messages.note(fmt::format("simulation does not decide '{}'; more trials may tell", output.name));
  }
  return status;
}

}  // namespace

Result run_theorem(const Task& task) {
  Model& model = task.loaded.model;
  const auto stated = [](const Claim& claim) { return !claim.expect_refuted; };
  if (std::none_of(model.claims.begin(), model.claims.end(), stated)) {
    task.messages.stop(ExitStatus::BadInput, task.invocation.file + ": there is nothing to state: no claim is made");
  }
  const Verification verification = verify_loaded(task.invocation, task.loaded, task.messages);
  report::Theorem theorem{task.context(), task.loaded.ast, model, {}, verification, {}, nullptr, {}};
  ExitStatus status = ExitStatus::Done;
  theorem.claims = confirmed(task, verification, status);
  if (theorem.claims.empty()) throw Stop{status};
  for (const auto& [name, value] : readable_settings(task.invocation.settings)) {
    theorem.fixed.emplace_back(name, to_string(value));
  }
  const std::optional<Validation> simulation = simulate(task, report::outputs_of(theorem), theorem.unsimulated);
  if (simulation) {
    theorem.simulation = &*simulation;
    const ExitStatus judgement = judged(task, *simulation);
    if (status == ExitStatus::Done) status = judgement;
  }
  return {theorem_report(theorem, task.invocation.format), status};
}

}  // namespace freepencil::cli
