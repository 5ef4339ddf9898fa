// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "equivalent/eliminate.hpp"
#include "report/format.hpp"

namespace freepencil::report {

/// How an expression is written in the form of the report; of the quantities it may print the names.
using PrintScalar = std::function<std::string(ScalarId)>;

/// The relations as text, LaTeX (one display a relation) or JSON.
[[nodiscard]] std::string eliminate_report(const Context& context, const Elimination& elimination, Format format,
                                           const PrintScalar& print);

}  // namespace freepencil::report
