// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace freepencil::report {

/// Python that solves the `equations` above it and prints the `outputs`. Internal to this folder.
extern const std::string_view sympy_solver;

}  // namespace freepencil::report
