// SPDX-License-Identifier: GPL-3.0-or-later
// The claims of a file as a statement for a paper, with what was measured of them.
#pragma once

#include <freepencil/validation.hpp>
#include <freepencil/verification.hpp>
#include <string>
#include <utility>
#include <vector>

#include "expr/model.hpp"
#include "report/format.hpp"
#include "syntax/ast.hpp"

namespace freepencil::report {

struct Theorem {
  Context context;
  const syntax::Ast& ast;
  const Model& model;
  std::vector<std::size_t> claims;  ///< the indices of those that are stated
  const Verification& verification;
  std::vector<std::pair<std::string, std::string>> fixed;  ///< parameters that were not drawn
  const Validation* simulation = nullptr;                  ///< none: `unsimulated` says why
  std::string unsimulated;
};

/// Where the statements of a claim stand in Verification::statements, and how many there are.
[[nodiscard]] std::pair<std::size_t, std::size_t> statements_of(const Model& model, std::size_t claim);

/// The outputs that the stated claims speak of, in the order of the file.
[[nodiscard]] std::vector<std::string> outputs_of(const Theorem& theorem);

/// Text, or a `theorem` in LaTeX that needs amsmath, amssymb and amsthm.
[[nodiscard]] std::string theorem_report(const Theorem& theorem, Format format);

}  // namespace freepencil::report
