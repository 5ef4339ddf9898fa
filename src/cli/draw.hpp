// SPDX-License-Identifier: GPL-3.0-or-later
// Figures, by gnuplot where they are pictures.
#pragma once

#include "cli/messages.hpp"
#include "curve/grid.hpp"
#include "report/format.hpp"

namespace freepencil::cli {

/// Throws, with an error, where a figure could not be drawn, before hours of work go into what it would show.
void require_figure(const std::string& path, const std::vector<Sweep>& sweeps, std::size_t outputs,
                    const Messages& messages);

/// Writes the figure, whole or not at all; what it is follows from the ending of the name.
void draw(const std::string& path, const Curve& curve, const report::Context& context, const Messages& messages);

}  // namespace freepencil::cli
