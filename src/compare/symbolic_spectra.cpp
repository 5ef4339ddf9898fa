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
      for (std::size_t j = 0; j < spectrum.symbols.size(); ++j) {
        const Interval range = signs[j].negative ? Interval{} : Interval{.lower = Rational(0)};
        const std::string name = fmt::format("{} at atom {}", model.symbols[spectrum.symbols[j]].name, k + 1);
        atom.values.push_back(letter(model, name, range, draws));
      }
    }
    spectrum.measure = std::move(list);
  }
  return examples.size();
}

}  // namespace freepencil
