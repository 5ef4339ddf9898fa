// SPDX-License-Identifier: GPL-3.0-or-later
// Outputs and their derivatives to any number of digits.
#pragma once

#include <freepencil/request.hpp>
#include <freepencil/solution.hpp>

#include "equivalent/equations.hpp"
#include "laws/ensemble.hpp"
#include "solve/ladder.hpp"

namespace freepencil {

/// One number that is asked for, in two precisions: what differs bounds its error.
template <class S>
struct PreciseNumber {
  S value{};
  double error = 0;  ///< relative; infinite where the value is not finite
};

template <class S>
struct PreciseValues {
  Status status = Status::NotRun;
  std::string reason;  ///< one sentence unless converged
  std::vector<PreciseNumber<S>> outputs;
  /// [derivative of the request][output]
  std::vector<std::vector<PreciseNumber<S>>> first, second;
  Ladder<S> ladder;
  int precision = 0;  ///< decimal digits of the arithmetic at the end
};

/// Which system the start belongs to, and a point near the physical root.
template <class S>
struct PreciseStart {
  const std::vector<Relation>* relations = nullptr;
  Vector<S> g;
  int precision = 34;  ///< decimal digits at which Newton's method begins
};

/// Every number of the request to so many digits: the precision is raised until two precisions agree on them.
template <class S>
[[nodiscard]] PreciseValues<S> precise_values(const Model& model, const Equations& equations, const Ensemble& ensemble,
                                              const PreciseStart<S>& start, const SolveRequest& request);

extern template PreciseValues<Multi> precise_values(const Model&, const Equations&, const Ensemble&,
                                                    const PreciseStart<Multi>&, const SolveRequest&);
extern template PreciseValues<std::complex<Multi>> precise_values(const Model&, const Equations&, const Ensemble&,
                                                                  const PreciseStart<std::complex<Multi>>&,
                                                                  const SolveRequest&);

}  // namespace freepencil
