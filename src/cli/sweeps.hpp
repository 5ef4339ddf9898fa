// SPDX-License-Identifier: GPL-3.0-or-later
// `--sweep phi=1/10:2:50`, `--sweep lambda=1/1000:1:50:log`, `--sweep T=1,2,5`
#pragma once

#include "cli/invocation.hpp"
#include "cli/messages.hpp"
#include "curve/grid.hpp"
#include "expr/region.hpp"

namespace freepencil::cli {

/// Every swept parameter once, none that `--set` fixes, all values in its range. All errors of all sweeps are reported.
[[nodiscard]] std::vector<Sweep> read_sweeps(const Model& model, const Invocation& invocation,
                                             const Messages& messages);

/// The settings of the command line with values of the sweeps at their ends, as far as they can be read: points at
/// which the file may have a meaning when it has none at its defaults. None without a sweep.
[[nodiscard]] std::vector<Settings> readable_sweeps(const Invocation& invocation);

}  // namespace freepencil::cli
