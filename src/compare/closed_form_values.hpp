// SPDX-License-Identifier: GPL-3.0-or-later
// Closed forms of claims at one parameter point: digits that are vouched for, enclosures, and the reasons where there
// are none.
#pragma once

#include <map>
#include <memory>

#include "compare/closed_forms.hpp"
#include "compare/root_isolation.hpp"

namespace freepencil {

/// What closed forms are functions of. `given` has the quantities that are not computed here, values of outputs among
/// them, as balls that contain them: no result is better known than they are.
struct ClosedFormPoint {
  const Model& model;
  const Ensemble& ensemble;
  std::map<std::uint32_t, Ball> given = {};
};

/// Keeps which roots it has isolated: many expressions at one point cost their distinct roots. It extends the arena of
/// the model; one thread at a time may use a model.
class ClosedFormValues {
 public:
  explicit ClosedFormValues(ClosedFormPoint point);
  ~ClosedFormValues();
  ClosedFormValues(ClosedFormValues&&) noexcept;
  ClosedFormValues& operator=(ClosedFormValues&&) noexcept;

  /// So many significant digits, the same in two working precisions; cancellation is met with more of them, up to a
  /// limit. A zero is returned only where the expression is zero exactly, that is, in balls of radius zero; but for
  /// limits, which are zero where they are extrapolated to zero. Roots are proved to be the only ones.
  [[nodiscard]] Reasoned<Multi> value(ScalarId id, int digits);
  /// A ball of relative radius 10^-digits that contains the value. Limits, which are extrapolated, are refused.
  [[nodiscard]] Reasoned<Ball> enclosure(ScalarId id, int digits);
  /// In double precision: no digits are vouched for.
  [[nodiscard]] Reasoned<double> approximation(ScalarId id);

  /// How many roots a system has here; where the domain or a coefficient has no value, undecided with that reason.
  [[nodiscard]] RootIsolation isolation(std::uint32_t system);

 private:
  class Engine;
  std::unique_ptr<Engine> engine_;
};

}  // namespace freepencil
