// SPDX-License-Identifier: GPL-3.0-or-later
// Samplers of the laws that independent entries may have. The limit needs only their variance, so it knows none of
// them; the term of order 1/n needs their fourth cumulant.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "expr/model.hpp"
#include "support/random_stream.hpp"

namespace freepencil {

/// Fills `out` with independent centred entries with this standard deviation.
void sample(EntryLaw law, const RandomStream& stream, double deviation, std::span<double> out);

/// `gaussian`, `rademacher`, `uniform`: the words of the file language.
[[nodiscard]] std::string_view name(EntryLaw law);
[[nodiscard]] std::optional<EntryLaw> entry_law(std::string_view name);

/// E x^4 / (E x^2)^2 - 3 of one entry x: zero for Gaussian entries. The third cumulant of every law here is zero.
[[nodiscard]] Rational excess_kurtosis(EntryLaw law);

// One file a law.
void sample_gaussian(const RandomStream& stream, double deviation, std::span<double> out);
void sample_rademacher(const RandomStream& stream, double deviation, std::span<double> out);
void sample_uniform(const RandomStream& stream, double deviation, std::span<double> out);

}  // namespace freepencil
