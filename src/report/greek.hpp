// SPDX-License-Identifier: GPL-3.0-or-later
// Greek letters and the LaTeX commands that set them. Internal to this folder.
#pragma once

#include <array>
#include <string_view>
#include <utility>

namespace freepencil::report {

using GreekLetter = std::pair<std::string_view, std::string_view>;

// Capitals that look like Latin letters have no command of their own.
inline constexpr std::array greek_letters = {
    GreekLetter{"α", "alpha"},   GreekLetter{"β", "beta"},     GreekLetter{"γ", "gamma"},  GreekLetter{"δ", "delta"},
    GreekLetter{"ε", "epsilon"}, GreekLetter{"ζ", "zeta"},     GreekLetter{"η", "eta"},    GreekLetter{"θ", "theta"},
    GreekLetter{"ι", "iota"},    GreekLetter{"κ", "kappa"},    GreekLetter{"λ", "lambda"}, GreekLetter{"μ", "mu"},
    GreekLetter{"ν", "nu"},      GreekLetter{"ξ", "xi"},       GreekLetter{"π", "pi"},     GreekLetter{"ρ", "rho"},
    GreekLetter{"σ", "sigma"},   GreekLetter{"ς", "varsigma"}, GreekLetter{"τ", "tau"},    GreekLetter{"υ", "upsilon"},
    GreekLetter{"φ", "varphi"},  GreekLetter{"χ", "chi"},      GreekLetter{"ψ", "psi"},    GreekLetter{"ω", "omega"},
    GreekLetter{"Γ", "Gamma"},   GreekLetter{"Δ", "Delta"},    GreekLetter{"Θ", "Theta"},  GreekLetter{"Λ", "Lambda"},
    GreekLetter{"Ξ", "Xi"},      GreekLetter{"Π", "Pi"},       GreekLetter{"Σ", "Sigma"},  GreekLetter{"Υ", "Upsilon"},
    GreekLetter{"Φ", "Phi"},     GreekLetter{"Ψ", "Psi"},      GreekLetter{"Ω", "Omega"},
};

}  // namespace freepencil::report
