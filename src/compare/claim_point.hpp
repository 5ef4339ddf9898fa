// SPDX-License-Identifier: GPL-3.0-or-later
// The statements of claims at one parameter point.
#pragma once

#include <freepencil/verification.hpp>

#include "compare/closed_form_values.hpp"
#include "equivalent/equations.hpp"
#include "expr/claim.hpp"
#include "laws/ensemble.hpp"

namespace freepencil {

/// What was found out about one statement at one point.
struct StatementAtPoint {
  ClaimVerdict verdict = ClaimVerdict::Undecided;
  int digits = 0;  ///< on which the sides agree, or that a comparison needed
  std::string left, right;
  /// A parameter by name that is not at the point: of an expansion, where both sides were compared last.
  std::optional<std::pair<std::string, Rational>> moved;
  std::string reason;  ///< where undecided
};

/// Solves a model for what its claims need at a point, and keeps it.
class ClaimPoint {
 public:
  /// The model is one for this very point; its arena grows. One solve serves all equalities of the claim. `seed` is for
  /// tests of identities.
  ClaimPoint(Model& model, EquationsCache& cache, const Claim& claim, ParameterPoint point,
             const VerificationOptions& options, std::uint64_t seed);

  StatementAtPoint operator()(const Comparison& comparison);
  StatementAtPoint operator()(const Expansion& expansion);
  StatementAtPoint operator()(const MatrixIdentity& identity);

 private:
  struct Sides {
    Multi left, right;
  };
  /// What closed forms are evaluated with, to some digits.
  struct Session {
    bool exact = false;  ///< no outputs are in it
    ClosedFormValues values;
  };
  StatementAtPoint equality(const Comparison& comparison);
  StatementAtPoint bounds(const Comparison& comparison);
  StatementAtPoint inequality(const Comparison& comparison);
  /// At `ensemble`, which must be that of the point.
  Reasoned<Session*> session(const Ensemble& ensemble, const std::vector<std::uint32_t>& quantities, int digits,
                             bool certify);
  /// Where the parameters are now.
  Reasoned<Sides> sides(ScalarId left, ScalarId right, int digits);
  void forget();

  Model& model_;
  EquationsCache& cache_;
  ParameterPoint point_;
  const VerificationOptions& options_;
  std::uint64_t seed_;
  std::vector<std::uint32_t> quantities_;  ///< of all equalities
  std::optional<Ensemble> ensemble_;       ///< where the parameters are now
  std::map<std::tuple<std::vector<std::uint32_t>, int, bool>, Reasoned<std::unique_ptr<Session>>> sessions_;
};

}  // namespace freepencil
