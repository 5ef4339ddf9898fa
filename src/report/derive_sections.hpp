// SPDX-License-Identifier: GPL-3.0-or-later
// What the forms of derive_report share. Internal to this folder.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "equivalent/eliminate.hpp"
#include "report/format.hpp"
#include "report/notation.hpp"

namespace freepencil::report {

/// Unknowns that are solved together.
struct Component {
  enum class Kind { Nonlinear, Linear, Closed };
  Kind kind = Kind::Closed;
  std::vector<std::size_t> unknowns;
};

/// In the order of solution.
[[nodiscard]] std::vector<Component> components(const Derivation& derivation);

/// A closed form counts as linear.
struct Counts {
  std::size_t nonlinear = 0, linear = 0;
};
[[nodiscard]] Counts counts(const Derivation& derivation);

/// The block matrices given outright that the definitions and equivalents name, without those inside of them.
[[nodiscard]] std::vector<std::uint32_t> named_blocks(const Model& model, const Derivation& derivation);

[[nodiscard]] std::string derive_text(const Context& context, const Model& model, const Derivation& derivation,
                                      const Elimination* elimination);
[[nodiscard]] std::string derive_latex(const Context& context, const Model& model, const Derivation& derivation,
                                       const Elimination* elimination);
[[nodiscard]] std::string derive_json(const Context& context, const Model& model, const Derivation& derivation,
                                      const Elimination* elimination);
[[nodiscard]] std::string derive_sympy(const Context& context, const Model& model, const Derivation& derivation);

}  // namespace freepencil::report
