// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "equivalent/eliminate.hpp"
#include "report/format.hpp"

namespace freepencil::report {

enum class DeriveFormat { Text, Latex, Json, Sympy };

/// The theory of a model: its pencil, the fixed-point equations, deterministic equivalents and outputs as formulas.
/// `Latex` is a fragment for a paper that needs amsmath; `Sympy` a Python script that solves the equations at the
/// parameters of the context, which must be those of the model, in order. The traces in formulas must be of functions
/// of commuting matrices for `Sympy`. What an elimination has found comes behind the outputs; `Sympy` has no place for
/// it.
[[nodiscard]] std::string derive_report(const Context& context, const Model& model, const Derivation& derivation,
                                        DeriveFormat format, const Elimination* elimination = nullptr);

}  // namespace freepencil::report
