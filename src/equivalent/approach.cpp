// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/approach.hpp"

#include <fmt/format.h>

namespace freepencil {

using Side = LimitPoint::Side;

Rational approach(const LimitPoint& limit, const Rational& h) {
  switch (limit.side) {
    case Side::Above:
      return Rational(limit.at) + h;
    case Side::Below:
      return Rational(limit.at) - h;
    case Side::Infinity:
      return 1 / h;
    case Side::MinusInfinity:
      return -1 / h;
  }
  return 0;
}

std::string limit_text(const LimitPoint& limit) {
  switch (limit.side) {
    case Side::Above:
      return limit.at + "+";
    case Side::Below:
      return limit.at + "-";
    case Side::Infinity:
      return "inf";
    case Side::MinusInfinity:
      return "-inf";
  }
  return {};
}

std::string describe_power(const Model& model, const LimitPoint& limit, const Rational& exponent) {
  if (exponent == 0) return {};
  std::string base = model.parameters[limit.parameter].name;
  const bool infinite = limit.side == Side::Infinity || limit.side == Side::MinusInfinity;
  if (!infinite && Rational(limit.at) != 0) {
    const bool negative = Rational(limit.at) < 0;
    const std::string size = negative ? limit.at.substr(1) : limit.at;
    base = limit.side == Side::Above ? fmt::format("({} {} {})", base, negative ? '+' : '-', size)
                                     : fmt::format("({}{} - {})", negative ? "-" : "", size, base);
  } else if (limit.side == Side::Below || limit.side == Side::MinusInfinity) {
    base = fmt::format("(-{})", base);
  }
  const std::string power = to_string(infinite ? -exponent : exponent);
  return power.find('/') == std::string::npos ? fmt::format("{}^{}", base, power) : fmt::format("{}^({})", base, power);
}

}  // namespace freepencil
