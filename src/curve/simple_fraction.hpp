// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "numeric/exact.hpp"

namespace freepencil {

/// The fraction p/q of the smallest q with |x - p/q| <= error, by the continued fractions of both ends; nothing where
/// error > 1/(4 q^2): so near to x a number that simple lies by accident.
[[nodiscard]] std::optional<Rational> simple_fraction(double x, double error);

}  // namespace freepencil
