// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "expr/model.hpp"

namespace freepencil {

/// All weights and values that a spectrum declares, of every kind of measure and of spikes.
[[nodiscard]] std::vector<ScalarId> declared_numbers(const Spectrum& spectrum);

/// Whether a symbol is a signal of the spikes of any spectrum.
[[nodiscard]] bool is_signal(const Model& model, std::uint32_t symbol);

}  // namespace freepencil
