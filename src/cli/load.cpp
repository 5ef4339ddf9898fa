// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/load.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/option_values.hpp"
#include "cli/sweeps.hpp"
#include "equivalent/approach.hpp"
#include "expr/region.hpp"
#include "expr/resolve.hpp"
#include "support/read_file.hpp"
#include "syntax/parse.hpp"

namespace freepencil::cli {

namespace {

constexpr std::size_t largest_model = 16U << 20U;
constexpr std::size_t largest_data = 256U << 20U;

}  // namespace

FileReader reader_beside(const std::string& file) { return freepencil::reader_beside(file, largest_data); }

Loaded load(const Invocation& invocation, const Messages& messages) {
  auto text = read_file(invocation.file, largest_model);
  if (const auto* failure = std::get_if<CannotRead>(&text)) {
    messages.stop(ExitStatus::BadInput, fmt::format("cannot read '{}': {}", invocation.file, failure->reason));
  }
  const std::string shown = invocation.file == "-" ? "<stdin>" : invocation.file;
  const Source source(shown, std::get<std::string>(std::move(text)));
  const auto refuse = [&](const Diagnostics& errors) {
    messages.diagnostics(errors, source);
    throw Stop{ExitStatus::BadInput};
  };
  Expected<syntax::Ast> ast = syntax::parse(source);
  if (!ast) refuse(ast.errors());
  const auto resolved = [&](Settings settings) {
    return resolve(*ast, source, reader_beside(invocation.file),
                   {.keep_order = invocation.command == Command::Derive, .settings = std::move(settings)});
  };
  Expected<Model> model = resolved(readable_settings(invocation.settings));
  // The default of a swept parameter may be the very threshold around which it is swept.
  for (const Settings& settings : readable_sweeps(invocation)) {
    if (model) break;
    Expected<Model> there = resolved(settings);
    if (there) model = std::move(there);
  }
  if (!model) refuse(model.errors());
  // The expressions of a limit are those next to it, on its side of every threshold.
  if (invocation.limit) {
    const LimitPoint limit = limit_point(*model, *invocation.limit, messages);
    ParameterPoint near = parameter_point(*model, invocation.settings, messages);
    near[limit.parameter] = approach(limit, Rational(1, 100'000'000'000'000));
    if (!same_structure(*model, near)) {
      Settings settings = readable_settings(invocation.settings);
      settings[model->parameters[limit.parameter].name] = near[limit.parameter];
      model = resolved(std::move(settings));
      if (!model) refuse(model.errors());
    }
  }
  messages.diagnostics(model->warnings, source);
  return {std::move(*ast), std::move(*model)};
}

void select_outputs(Model& model, const std::vector<std::string>& names, const Messages& messages) {
  std::vector<std::string> declared;
  for (const Output& output : model.outputs) declared.push_back(output.name);
  bool failed = false;
  for (const std::string& name : names) {
    if (std::find(declared.begin(), declared.end(), name) != declared.end()) continue;
    const std::string mend = did_you_mean(name, declared);
    messages.error(fmt::format("--output: the file has no output '{}'{}", name,
                               mend.empty() ? "; it has " + listed(declared) : mend));
    failed = true;
  }
  if (failed) throw Stop{ExitStatus::BadInput};
  if (names.empty()) return;
  std::erase_if(model.outputs, [&](const Output& output) {
    return std::find(names.begin(), names.end(), output.name) == names.end();
  });
}

}  // namespace freepencil::cli
