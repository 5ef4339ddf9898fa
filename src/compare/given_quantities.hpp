// SPDX-License-Identifier: GPL-3.0-or-later
// The quantities of claims that the solver knows: outputs, their derivatives and limits.
#pragma once

#include <map>

#include "compare/reasoned.hpp"
#include "laws/ensemble.hpp"
#include "numeric/ball.hpp"

namespace freepencil {

/// Balls for those of `quantities` that stand for outputs, at a point: of radius 10^(1-digits) relative to the value,
/// or proved where `certify` asks for it.
[[nodiscard]] Reasoned<std::map<std::uint32_t, Ball>> given_quantities(Model& model, const ParameterPoint& point,
                                                                       const std::vector<std::uint32_t>& quantities,
                                                                       int digits, bool certify);

}  // namespace freepencil
