// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>

namespace freepencil {

/// A minimum of f within (lower, upper) from a point between them at which f is not larger than at either: parabolas
/// through three points and golden sections (Brent 1973), until the bracket is 1e-4 of its first length or values tell
/// no more. Nothing where f has no value at a point on the way.
[[nodiscard]] std::optional<double> brent_minimum(const std::function<std::optional<double>(double)>& f, double lower,
                                                  double between, double upper);

}  // namespace freepencil
