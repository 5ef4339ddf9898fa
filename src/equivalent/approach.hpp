// SPDX-License-Identifier: GPL-3.0-or-later
// The way of a parameter to its limit.
#pragma once

#include <freepencil/request.hpp>

#include "laws/ensemble.hpp"

namespace freepencil {

/// At the small number h > 0: a + h, a - h, 1/h or -1/h.
[[nodiscard]] Rational approach(const LimitPoint& limit, const Rational& h);

/// `0+`, `inf`
[[nodiscard]] std::string limit_text(const LimitPoint& limit);

/// What h^exponent is in the parameter: `lambda^(1/2)`, `(1 - phi)^-1`, `psi^-2`; empty where the exponent is zero.
[[nodiscard]] std::string describe_power(const Model& model, const LimitPoint& limit, const Rational& exponent);

}  // namespace freepencil
