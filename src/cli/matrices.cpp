// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/matrices.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace freepencil::cli {

std::string list_matrices(const Model& model) {
  std::string text;
  const auto add = [&](std::string_view kind, const std::string& line) {
    text += fmt::format("  {:<10} {}\n", kind, line);
  };
  std::vector<std::string> spaces;
  for (const Space& space : model.spaces) {
    if (space.noncommuting) spaces.push_back(space.name);
  }
  if (!spaces.empty()) add("noncommuting", fmt::format("{}", fmt::join(spaces, ", ")));
  for (const ExplicitMatrix& matrix : model.explicit_matrices) {
    const Symbol& symbol = model.symbols[matrix.symbol];
    const std::string values =
        matrix.values.empty() ? "without values" : fmt::format("{0} x {0}, {1}", matrix.values.size, matrix.path);
    add("matrix", fmt::format("{}[{}]  ({})", symbol.name, model.spaces[symbol.space].name, values));
  }
  for (const UnknownSymbol& symbol : model.unknown_symbols) {
    add("symbol", fmt::format("{} = {}", symbol.name, symbol.latex));
  }
  return text;
}

void require_commuting(const Task& task) {
  const Model& model = task.loaded.model;
  const auto command = name(task.invocation.command);
  Diagnostics errors;
  for (const ExplicitMatrix& matrix : model.explicit_matrices) {
    const std::string& symbol = model.symbols[matrix.symbol].name;
    Diagnostic& error = errors.emplace_back();
    error.span = matrix.span;
    if (matrix.values.empty()) {
      error.message = fmt::format("'{}' has no values, and {} needs numbers", symbol, command);
      error.helps = {fmt::format("give them by a file, as in `matrix {}[{}] file \"values.npy\"`", symbol,
                                 model.spaces[model.symbols[matrix.symbol].space].name)};
    } else {
      error.message = fmt::format("matrices given by their entries are not supported by {} yet", command);
      error.helps = {"matrices that commute can be given by their eigenvalues, in a spectrum"};
    }
  }
  if (!errors.empty()) task.refuse(errors);
}

}  // namespace freepencil::cli
