// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/reasoned.hpp"
#include "compare/verify_claims.hpp"

namespace freepencil {

struct StatementProof {
  int symbolic_atoms = 0;  ///< as in Verification::Statement
};

/// A proof of an equality of a claim for all its parameters: one for every structure that the expressions take inside
/// the ranges and assumptions. First with all traces and quantities as independent letters; then modulo the defining
/// equations, every example spectrum replaced by two symbolic atoms, or by one where two take too long. Else the reason
/// why none was found, which is no refutation; empty where the statement is no equality of numbers.
[[nodiscard]] Reasoned<StatementProof> prove_statement(const ModelAt& model_at, const VerificationOptions& options,
                                                       std::size_t claim, std::size_t statement);

}  // namespace freepencil
