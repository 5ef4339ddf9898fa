// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>

#include "expr/model.hpp"
#include "syntax/ast.hpp"

namespace freepencil {

/// How a data file named by the model is read: path as written -> its text, or nothing.
using FileReader = std::function<std::optional<std::string>(const std::string& path)>;

struct ResolveOptions {
  /// Keep the order of products on the spaces that are declared `noncommuting` and have a spectrum. Numbers do not ask
  /// for it: matrices that have a joint spectrum commute.
  bool keep_order = false;
  /// The parameter point at which the model is to be used, as far as it is not the defaults: it decides how many
  /// members a family has and which side of `pinv` is the small one. Values outside a range are ignored.
  std::map<std::string, Rational, std::less<>> settings = {};
};

/// Gives a syntax tree its meaning, or as many independent errors as it has.
[[nodiscard]] Expected<Model> resolve(const syntax::Ast& ast, Source source, const FileReader& read_file,
                                      const ResolveOptions& options = {});

/// The model of a file with one more claim, the last, whose lines are the other text: a line or `;` ends an item, as in
/// the body of a claim. Errors, and all spans of that claim, are places of the text; warnings are about the file.
/// Throws std::invalid_argument where `resolve` refuses the file itself.
[[nodiscard]] Expected<Model> resolve_claim_text(const syntax::Ast& ast, Source source, const FileReader& read_file,
                                                 const Source& text, const ResolveOptions& options = {});

/// The exact rational number that an expression of literals stands for (`1/10`, `2^-3`), as `--set` takes it.
[[nodiscard]] Expected<Rational> resolve_constant(const syntax::Expression& expression, Source source);

}  // namespace freepencil
