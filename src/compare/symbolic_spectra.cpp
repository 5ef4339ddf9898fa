// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/symbolic_spectra.hpp"

#include <fmt/format.h>

namespace freepencil {
namespace {

ScalarId letter(Model& model, std::string name, const Interval& range, ExactDraws& draws) {
  model.parameters.push_back(
      {.name = std::move(name), .value = draws.in(range), .range = range, .description = "", .span = {}});
  return model.scalars->leaf(ScalarNode::Kind::Parameter, static_cast<std::uint32_t>(model.parameters.size() - 1));
}

}  // namespace

std::size_t use_symbolic_atoms(Model& model, int atoms, ExactDraws& draws) {
  const auto examples = example_spectra(model);
  for (const auto& [index, signs] : examples) {
    Spectrum& spectrum = model.spectra[index];
    const std::string& space = model.spaces[spectrum.space].name;
    const auto values = [&, &signs = signs](const std::string& place, std::size_t symbols) {
      std::vector<ScalarId> letters;
      for (std::size_t j = 0; j < symbols; ++j) {
        const Interval range = signs[j].negative ? Interval{} : Interval{.lower = Rational(0)};
        const std::string name = fmt::format("{} at {}", model.symbols[spectrum.symbols[j]].name, place);
        letters.push_back(letter(model, name, range, draws));
      }
      return letters;
    };
    std::vector<Atom> list;
    ScalarId rest = model.scalars->one();
    for (int k = 0; k < atoms; ++k) {
      Atom& atom = list.emplace_back();
      atom.weight = rest;
      if (k + 1 < atoms) {
        // A share of what the atoms before leave: the weights of any positive shares sum to one.
        const Interval unit{.lower = Rational(0), .upper = Rational(1)};
        const ScalarId share = letter(model, fmt::format("weight {} of {}", k + 1, space), unit, draws);
        atom.weight = model.scalars->multiply(rest, share);
        rest = model.scalars->multiply(rest, model.scalars->subtract(model.scalars->one(), share));
      }
      atom.values = values(fmt::format("atom {}", k + 1), spectrum.matrices());
      atom.values.resize(spectrum.symbols.size(), model.scalars->zero());
    }
    spectrum.measure = std::move(list);
    for (std::size_t k = 0; k < spectrum.spikes.size(); ++k) {
      spectrum.spikes[k] = values(fmt::format("spike {}", k + 1), spectrum.symbols.size());
    }
  }
  return examples.size();
}

}  // namespace freepencil
