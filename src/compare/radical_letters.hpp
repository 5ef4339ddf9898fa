// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <unordered_map>
#include <utility>

#include "expr/scalar.hpp"

namespace freepencil {

/// Expressions with every root x^(1/q) as a letter of its own, so that what is left of powers is rational.
class RadicalLetters {
 public:
  /// `new_letter(x, q)` gives the letter for x^(1/q); x has none but such letters for roots. Asked once for each.
  using NewLetter = std::function<ScalarId(ScalarId base, unsigned root)>;

  RadicalLetters(Scalars& scalars, NewLetter new_letter) : scalars_(scalars), new_letter_(std::move(new_letter)) {}

  ScalarId operator()(ScalarId id);

 private:
  std::pair<Rational, ScalarId> rational_power(const Rational& exponent, ScalarId base);

  Scalars& scalars_;
  NewLetter new_letter_;
  std::map<std::pair<ScalarId, unsigned>, ScalarId> letters_;
  std::unordered_map<ScalarId, ScalarId> known_;
};

}  // namespace freepencil
