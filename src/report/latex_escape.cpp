// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <string_view>
#include <utility>

#include "report/table.hpp"

namespace freepencil::report {

namespace {

using Replacement = std::pair<std::string_view, std::string_view>;

constexpr std::array special = {
    Replacement{"\\", "\\textbackslash{}"},
    Replacement{"{", "\\{"},
    Replacement{"}", "\\}"},
    Replacement{"$", "\\$"},
    Replacement{"&", "\\&"},
    Replacement{"%", "\\%"},
    Replacement{"#", "\\#"},
    Replacement{"_", "\\_"},
    Replacement{"^", "\\textasciicircum{}"},
    Replacement{"~", "\\textasciitilde{}"},
    Replacement{"±", "$\\pm$"},
};

// Capitals that look like Latin letters have no command of their own.
constexpr std::array greek = {
    Replacement{"α", "alpha"},   Replacement{"β", "beta"},     Replacement{"γ", "gamma"},  Replacement{"δ", "delta"},
    Replacement{"ε", "epsilon"}, Replacement{"ζ", "zeta"},     Replacement{"η", "eta"},    Replacement{"θ", "theta"},
    Replacement{"ι", "iota"},    Replacement{"κ", "kappa"},    Replacement{"λ", "lambda"}, Replacement{"μ", "mu"},
    Replacement{"ν", "nu"},      Replacement{"ξ", "xi"},       Replacement{"π", "pi"},     Replacement{"ρ", "rho"},
    Replacement{"σ", "sigma"},   Replacement{"ς", "varsigma"}, Replacement{"τ", "tau"},    Replacement{"υ", "upsilon"},
    Replacement{"φ", "varphi"},  Replacement{"χ", "chi"},      Replacement{"ψ", "psi"},    Replacement{"ω", "omega"},
    Replacement{"Γ", "Gamma"},   Replacement{"Δ", "Delta"},    Replacement{"Θ", "Theta"},  Replacement{"Λ", "Lambda"},
    Replacement{"Ξ", "Xi"},      Replacement{"Π", "Pi"},       Replacement{"Σ", "Sigma"},  Replacement{"Υ", "Upsilon"},
    Replacement{"Φ", "Phi"},     Replacement{"Ψ", "Psi"},      Replacement{"Ω", "Omega"},
};

}  // namespace

std::string latex_escape(const std::string& text) {
  std::string result;
  std::string_view rest = text;
  const auto take = [&](std::string_view prefix) {
    if (!rest.starts_with(prefix)) return false;
    rest.remove_prefix(prefix.size());
    return true;
  };
  while (!rest.empty()) {
    bool replaced = false;
    for (const auto& [from, to] : special) {
      if ((replaced = take(from))) {
        result += to;
        break;
      }
    }
    for (std::size_t k = 0; !replaced && k < greek.size(); ++k) {
      if ((replaced = take(greek[k].first))) result.append("$\\").append(greek[k].second).append("$");
    }
    if (!replaced) {
      result += rest.front();
      rest.remove_prefix(1);
    }
  }
  return result;
}

}  // namespace freepencil::report
