// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

namespace freepencil {

/// f(x) and its gradient; false where f is not defined.
using SmoothFunction = std::function<bool(const double* x, double* value, double* gradient)>;

/// A local minimum of f without bounds, from `start`: quasi-Newton steps with limited memory (L-BFGS) and a line search
/// with Wolfe's conditions, as Ceres Solver does them. `start` itself where f is not defined there.
[[nodiscard]] std::vector<double> descend(const SmoothFunction& f, std::vector<double> start);

}  // namespace freepencil
