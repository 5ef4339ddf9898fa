// SPDX-License-Identifier: GPL-3.0-or-later
// Functions of deterministic matrices that do not commute: what may be merged there, and in which form.
#pragma once

#include <map>

#include "expr/scalar.hpp"

namespace freepencil {

/// The one symbol that a function is made of, or none; throws std::logic_error where there are several: they do not
/// commute, and no function of numbers stands for their product.
[[nodiscard]] std::optional<std::uint32_t> single_symbol(const Scalars& scalars, ScalarId function);

struct Factored {
  ScalarId coefficient{}, rest{};
};
/// coefficient * rest, where nothing in the coefficient is a symbol: `2*Sigma` is two times `Sigma`.
[[nodiscard]] Factored factor_out(Scalars& scalars, ScalarId function);

/// The deterministic terms of a sum, one function a symbol.
class OrderedSum {
 public:
  explicit OrderedSum(Scalars& scalars) : scalars_(scalars), constant_(scalars.zero()) {}

  /// Adds coefficient * function; no symbol in the coefficient, at most one in the function.
  void add(ScalarId coefficient, ScalarId function);
  /// What is left, in the order of the symbols. A multiple of the identity goes to the first of them, wherever it was
  /// written: A + (B + I) has the same functions as (A + I) + B.
  [[nodiscard]] std::vector<ScalarId> functions() &&;

 private:
  Scalars& scalars_;
  ScalarId constant_;
  std::map<std::uint32_t, ScalarId> parts_;
};

}  // namespace freepencil
