// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/declared_numbers.hpp"

#include <algorithm>

namespace freepencil {

std::vector<ScalarId> declared_numbers(const Spectrum& spectrum) {
  std::vector<ScalarId> all;
  const auto add = [&](const std::vector<ScalarId>& values) { all.insert(all.end(), values.begin(), values.end()); };
  if (const auto* atoms = std::get_if<std::vector<Atom>>(&spectrum.measure)) {
    for (const Atom& atom : *atoms) {
      all.push_back(atom.weight);
      add(atom.values);
    }
  } else if (const auto* family = std::get_if<Family>(&spectrum.measure)) {
    add(family->values);
  } else {
    add(std::get<Table>(spectrum.measure).values);
  }
  for (const std::vector<ScalarId>& values : spectrum.spikes) add(values);
  return all;
}

bool is_signal(const Model& model, std::uint32_t symbol) {
  return std::any_of(model.spectra.begin(), model.spectra.end(),
                     [&](const Spectrum& spectrum) { return spectrum.is_signal(symbol); });
}

}  // namespace freepencil
