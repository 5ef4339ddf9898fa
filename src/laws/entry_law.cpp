// SPDX-License-Identifier: GPL-3.0-or-later
#include "laws/entry_law.hpp"

namespace freepencil {
namespace {

struct Law {
  EntryLaw law;
  std::string_view name;
  void (*sample)(const RandomStream&, double, std::span<double>);
  int excess_numerator, excess_denominator;
};

// E x^4 is 3, 1 and 9/5 for unit variance.
constexpr Law laws[] = {
    {EntryLaw::Gaussian, "gaussian", sample_gaussian, 0, 1},
    {EntryLaw::Rademacher, "rademacher", sample_rademacher, -2, 1},
    {EntryLaw::Uniform, "uniform", sample_uniform, -6, 5},
};

const Law& find(EntryLaw law) {
  for (const Law& candidate : laws) {
    if (candidate.law == law) return candidate;
  }
  return laws[0];
}

}  // namespace

void sample(EntryLaw law, const RandomStream& stream, double deviation, std::span<double> out) {
  find(law).sample(stream, deviation, out);
}

Rational excess_kurtosis(EntryLaw law) { return Rational(find(law).excess_numerator, find(law).excess_denominator); }

std::string_view name(EntryLaw law) { return find(law).name; }

std::optional<EntryLaw> entry_law(std::string_view name) {
  for (const Law& candidate : laws) {
    if (candidate.name == name) return candidate.law;
  }
  return std::nullopt;
}

}  // namespace freepencil
