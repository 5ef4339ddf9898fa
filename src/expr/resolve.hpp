// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "expr/model.hpp"
#include "syntax/ast.hpp"

namespace freepencil {

/// How a data file named by the model is read: path as written -> its text, or nothing.
using FileReader = std::function<std::optional<std::string>(const std::string& path)>;

/// Gives a syntax tree its meaning, or as many independent errors as it has.
[[nodiscard]] Expected<Model> resolve(const syntax::Ast& ast, Source source, const FileReader& read_file);

/// The exact rational number that an expression of literals stands for (`1/10`, `2^-3`), as `--set` takes it.
[[nodiscard]] Expected<Rational> resolve_constant(const syntax::Expression& expression, Source source);

}  // namespace freepencil
