// SPDX-License-Identifier: GPL-3.0-or-later
#include "laws/entry_law.hpp"

namespace freepencil {
namespace {

struct Law {
  EntryLaw law;
  std::string_view name;
  void (*sample)(const RandomStream&, double, std::span<double>);
};

constexpr Law laws[] = {
    {EntryLaw::Gaussian, "gaussian", sample_gaussian},
    {EntryLaw::Rademacher, "rademacher", sample_rademacher},
    {EntryLaw::Uniform, "uniform", sample_uniform},
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

std::string_view name(EntryLaw law) { return find(law).name; }

std::optional<EntryLaw> entry_law(std::string_view name) {
  for (const Law& candidate : laws) {
    if (candidate.name == name) return candidate.law;
  }
  return std::nullopt;
}

}  // namespace freepencil
