// SPDX-License-Identifier: GPL-3.0-or-later
#include "curve/simple_fraction.hpp"

namespace freepencil {
namespace {

Integer floor_of(const Rational& x) {
  Integer below = numerator(x) / denominator(x);
  if (x < 0 && Rational(below) != x) --below;
  return below;
}

/// The fraction of the smallest denominator in [a, b], a <= b: the partial quotients that both ends share, then the
/// smallest whole number between.
Rational simplest(const Rational& a, const Rational& b) {
  const Integer whole = floor_of(a);
  if (Rational(whole) == a) return a;
  if (Rational(whole + 1) <= b) return whole + 1;
  return Rational(whole) + 1 / simplest(1 / (b - Rational(whole)), 1 / (a - Rational(whole)));
}

}  // namespace

std::optional<Rational> simple_fraction(double x, double error) {
  const Rational at(x), away(error);
  const Rational found = at - away <= 0 && at + away >= 0 ? Rational(0) : simplest(at - away, at + away);
  const Rational q(denominator(found));
  if (4 * q * q * away > 1) return std::nullopt;
  return found;
}

}  // namespace freepencil
