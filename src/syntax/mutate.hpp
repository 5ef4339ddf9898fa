// SPDX-License-Identifier: GPL-3.0-or-later
// Claims with one thing wrong: what a check of claims must not let pass.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "syntax/ast.hpp"

namespace freepencil::syntax {

/// One change of the syntax tree of a claim.
struct Mutation {
  enum class Kind {
    Sign,      ///< of a term of a sum
    Factor,    ///< an operand doubled
    Quotient,  ///< a factor turned into a divisor, or the other way round
    Exponent,  ///< one more
    Number,    ///< one more
    Name,      ///< another of its kind: a parameter, a symbol of the same spectrum, an earlier name of the claim
  };
  Kind kind = Kind::Sign;
  std::size_t claim = 0;          ///< which of the file's claims
  std::size_t item = 0;           ///< which of its items
  std::vector<std::size_t> path;  ///< sides and children from the item to the node
  std::size_t operand = 0;        ///< Sign, Quotient: which one
  std::string name;               ///< Name: what stands there instead
};

/// All changes of the claim that this module knows, in the order of the text. Assumptions and domains stay.
[[nodiscard]] std::vector<Mutation> mutations(const Ast& ast, std::size_t claim);

/// The file with that change; its spans are those of the file.
[[nodiscard]] Ast mutated(Ast ast, const Mutation& mutation);

}  // namespace freepencil::syntax
