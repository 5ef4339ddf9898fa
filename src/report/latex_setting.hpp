// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "equivalent/derivation.hpp"
#include "report/notation.hpp"

namespace freepencil::report {

/// Sentences that say what every letter of the formulas stands for and which limit is taken. Internal to this folder.
[[nodiscard]] std::string latex_setting(const Model& model, const Derivation& derivation, Printer& print);

}  // namespace freepencil::report
