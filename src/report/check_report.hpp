// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "expr/model.hpp"
#include "report/format.hpp"

namespace freepencil::report {

/// What a well-typed file declares, for people.
[[nodiscard]] std::string check_report(const Context& context, const Model& model);

}  // namespace freepencil::report
