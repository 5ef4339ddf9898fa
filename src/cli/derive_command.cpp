// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>

#include "cli/commands.hpp"
#include "cli/option_values.hpp"
#include "equivalent/derive.hpp"
#include "report/derive_report.hpp"

namespace freepencil::cli {

namespace {

/// Says that there is no such output, or that its equation cannot be found yet.
void refuse_elimination(const Task& task, const std::string& name) {
  const std::vector<Output>& outputs = task.loaded.model.outputs;
  const auto at =
      std::find_if(outputs.begin(), outputs.end(), [&](const Output& output) { return output.name == name; });
  if (at == outputs.end()) {
    std::vector<std::string> names;
    for (const Output& output : outputs) names.push_back(output.name);
    const std::string mend = did_you_mean(name, names);
    task.messages.stop(ExitStatus::BadInput, fmt::format("--eliminate: there is no output '{}'{}", name,
                                                         mend.empty() ? "; there are " + listed(names) : mend));
  }
  Diagnostic diagnostic;
  diagnostic.span = at->span;
  diagnostic.message = fmt::format("the option --eliminate is not supported yet: no equation for '{}' alone", name);
  diagnostic.helps.push_back("without the option, derive shows the equations of all unknowns");
  task.refuse({diagnostic});
}

/// A script needs numbers for every matrix.
void refuse_script(const Task& task) {
  Diagnostics errors;
  for (const ExplicitMatrix& matrix : task.loaded.model.explicit_matrices) {
    Diagnostic& error = errors.emplace_back();
    error.span = matrix.span;
    error.message = "a SymPy script is written for matrices that are given by a spectrum";
    error.helps = {"the other formats show the formulas with the order of the factors kept"};
  }
  if (!errors.empty()) task.refuse(errors);
}

}  // namespace

Result run_derive(const Task& task) {
  task.require_outputs();
  Model& model = task.loaded.model;
  // Errors of the file that only a parameter point can show, as in every other command.
  if (const auto ensemble = limit_ensemble(model, task.point); !ensemble) task.refuse(ensemble.errors());
  if (task.invocation.eliminate) refuse_elimination(task, *task.invocation.eliminate);
  if (task.invocation.derive_format == report::DeriveFormat::Sympy) refuse_script(task);
  const Expected<Derivation> derivation = derive(model);
  if (!derivation) task.refuse(derivation.errors());
  return {derive_report(task.context(), model, *derivation, task.invocation.derive_format)};
}

}  // namespace freepencil::cli
