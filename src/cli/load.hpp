// SPDX-License-Identifier: GPL-3.0-or-later
// From the words of the command line to a checked model at a parameter point. Every function here that meets an error
// writes it and throws Stop.
#pragma once

#include <freepencil/request.hpp>

#include "cli/invocation.hpp"
#include "cli/messages.hpp"
#include "expr/model.hpp"
#include "expr/resolve.hpp"
#include "laws/ensemble.hpp"
#include "syntax/ast.hpp"

namespace freepencil::cli {

struct Loaded {
  syntax::Ast ast;
  Model model;
};

/// Reads files from the folder of a file.
[[nodiscard]] FileReader reader_beside(const std::string& file);

/// Reads, parses and resolves the file. Data files that it names are looked for in its own folder.
[[nodiscard]] Loaded load(const Invocation& invocation, const Messages& messages);

/// The settings that can be read: what is wrong with the others, and with these, is for parameter_point to say.
[[nodiscard]] std::map<std::string, Rational, std::less<>> readable_settings(const std::vector<std::string>& settings);

/// The defaults of the file with `--set` applied. All errors of all settings are reported.
[[nodiscard]] ParameterPoint parameter_point(const Model& model, const std::vector<std::string>& settings,
                                             const Messages& messages);

/// Indices of parameters by name, each once. All errors are reported.
[[nodiscard]] std::vector<std::size_t> parameter_indices(const Model& model, const std::vector<std::string>& names,
                                                         const std::string& option, const Messages& messages);

/// `lambda=0+`, `psi=inf`.
[[nodiscard]] LimitPoint limit_point(const Model& model, const std::string& text, const Messages& messages);

/// A value that is given to the parameter of the limit would be ignored.
void refuse_setting_of_limit(const Model& model, const LimitPoint& limit, const std::vector<std::string>& settings,
                             const Messages& messages);

/// Leaves only the outputs asked for, in the order of the file.
void select_outputs(Model& model, const std::vector<std::string>& names, const Messages& messages);

}  // namespace freepencil::cli
