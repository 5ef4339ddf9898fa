// SPDX-License-Identifier: GPL-3.0-or-later
// The leading term of a function of a small number from its values at a few of them.
#pragma once

#include <optional>
#include <vector>

#include "numeric/multiprecision.hpp"

namespace freepencil {

/// f(h) = coefficient * h^exponent * (1 + o(1)).
template <class S>
struct LeadingTerm {
  Rational exponent = 0;
  S coefficient{};
  double error = 0;  ///< relative, of the coefficient: log10
};

/// From the values at h = 10^-m, 10^-(m+1), ..: the exponent is the rational number with a small denominator that the
/// last ratio shows; then the coefficient is extrapolated in the powers of h that the differences show (Richardson
/// 1911), and what the last elimination changed is its error. Nothing where the values do not follow a power.
template <class S>
[[nodiscard]] std::optional<LeadingTerm<S>> leading_term(const std::vector<S>& values, int m);

extern template std::optional<LeadingTerm<Multi>> leading_term(const std::vector<Multi>&, int);
extern template std::optional<LeadingTerm<std::complex<Multi>>> leading_term(const std::vector<std::complex<Multi>>&,
                                                                             int);

}  // namespace freepencil
