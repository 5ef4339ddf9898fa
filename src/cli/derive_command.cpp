// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/elimination.hpp"
#include "equivalent/derive.hpp"
#include "report/derive_report.hpp"

namespace freepencil::cli {

namespace {

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
  if (task.invocation.derive_format == report::DeriveFormat::Sympy) refuse_script(task);
  const Expected<Derivation> derivation = derive(model);
  if (!derivation) task.refuse(derivation.errors());
  std::optional<Elimination> elimination;
  if (!task.invocation.eliminate.empty()) elimination = run_elimination(task, *derivation);
  return {derive_report(task.context(), model, *derivation, task.invocation.derive_format,
                        elimination ? &*elimination : nullptr)};
}

}  // namespace freepencil::cli
