// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/generic_point.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "support/random_stream.hpp"

namespace freepencil {

double ExactDraws::uniform() {
  std::array<double, 1> value{};
  RandomStream({.seed = seed_, .size = stream_, .trial = next_++, .variable = 0}).fill_uniform(value);
  return value[0];
}

std::int64_t ExactDraws::integer(std::int64_t least, std::int64_t most) {
  const auto count = static_cast<double>(most - least + 1);
  return least + std::min(most - least, static_cast<std::int64_t>(uniform() * count));
}

Rational ExactDraws::in(const Interval& range) {
  constexpr std::int64_t steps = 997, unit = 89, largest = 4 * unit;  // primes, so that few fractions cancel
  if (range.lower && range.upper) {
    const Rational inside(integer(1, steps - 1), steps);
    return *range.lower + (*range.upper - *range.lower) * inside;
  }
  const Rational away(integer(unit / 20, largest), unit);
  if (range.lower) return *range.lower + away;
  if (range.upper) return *range.upper - away;
  return uniform() < 0.5 ? Rational(-away) : away;
}

ParameterPoint draw_parameters(const Model& model, ExactDraws& draws) {
  ParameterPoint point;
  for (const Parameter& parameter : model.parameters) {
    if (parameter.hidden) {
      point.push_back(parameter.value);
    } else if (!parameter.structural) {
      const bool one_value =
          parameter.range.lower && parameter.range.upper && *parameter.range.lower == *parameter.range.upper;
      point.push_back(one_value ? *parameter.range.lower : draws.in(parameter.range));
    } else {
      const auto down = [](const Rational& x) { return static_cast<std::int64_t>(floor(x.convert_to<double>())); };
      const std::int64_t value = down(parameter.value);
      std::int64_t least = parameter.range.lower ? down(*parameter.range.lower) : value;
      std::int64_t most = parameter.range.upper ? down(*parameter.range.upper) : std::max(value, least + 1);
      while (least < most && !parameter.range.contains(least)) ++least;
      while (least < most && !parameter.range.contains(most)) --most;
      point.emplace_back(draws.integer(least, most));
    }
  }
  return point;
}

namespace {

/// The values of a spectrum by symbol, and how many atoms it has; nothing where they depend on parameters.
class ConstantSpectrum {
 public:
  ConstantSpectrum(const Model& model, const Spectrum& spectrum) : model_(model), signs_(spectrum.symbols.size()) {
    std::visit(*this, spectrum.measure);
    for (const auto& values : spectrum.spikes) {
      for (std::size_t j = 0; j < values.size(); ++j) note(j, model_.scalars->as_number(values[j]));
    }
  }
  void operator()(const std::vector<Atom>& atoms) {
    atoms_ = atoms.size();
    for (const Atom& atom : atoms) {
      constant_ = constant_ && model_.scalars->as_number(atom.weight).has_value();
      for (std::size_t j = 0; j < atom.values.size(); ++j) note(j, model_.scalars->as_number(atom.values[j]));
    }
  }
  void operator()(const Family& family) {
    atoms_ = static_cast<std::size_t>(family.to - family.from + 1);
    for (const ScalarId value : family.values) formula(value);
  }
  void operator()(const Table& table) {
    atoms_ = table.columns.empty() ? 0 : table.columns.front().size();
    for (const ScalarId value : table.values) formula(value);
  }

  [[nodiscard]] bool may_be_drawn() const { return constant_ && atoms_ > 1; }
  [[nodiscard]] const std::vector<SymbolSigns>& signs() const { return signs_; }

 private:
  void note(std::size_t symbol, const std::optional<Rational>& value) {
    constant_ = constant_ && value.has_value();
    if (!value) return;
    signs_[symbol].zero = signs_[symbol].zero || *value == 0;
    signs_[symbol].negative = signs_[symbol].negative || *value < 0;
  }
  void formula(ScalarId value) {
    constant_ = constant_ && !model_.scalars->contains(value, ScalarNode::Kind::Parameter) &&
                !model_.scalars->contains(value, ScalarNode::Kind::Size);
  }

  const Model& model_;
  std::vector<SymbolSigns> signs_;
  std::size_t atoms_ = 0;
  bool constant_ = true;
};

}  // namespace

std::vector<ExampleSpectrum> example_spectra(const Model& model) {
  std::vector<ExampleSpectrum> examples;
  for (std::size_t k = 0; k < model.spectra.size(); ++k) {
    const ConstantSpectrum given(model, model.spectra[k]);
    if (given.may_be_drawn()) examples.push_back({k, given.signs()});
  }
  return examples;
}

std::vector<std::string> draw_spectra(Model& model, ExactDraws& draws) {
  std::vector<std::string> drawn;
  for (const auto& [index, signs] : example_spectra(model)) {
    Spectrum& spectrum = model.spectra[index];
    const std::int64_t count = draws.integer(2, 4);
    std::vector<Rational> weights;
    Rational total = 0;
    for (std::int64_t k = 0; k < count; ++k) total += weights.emplace_back(draws.integer(3, 40));
    std::vector<Atom> atoms;
    std::string text = fmt::format("spectrum {} {{", model.spaces[spectrum.space].name);
    const auto values = [&](bool may_be_zero, std::size_t symbols) {
      std::vector<ScalarId> drawn_values;
      for (std::size_t j = 0; j < symbols; ++j) {
        Rational value = draws.in({.lower = Rational(0)});
        if (signs[j].zero && may_be_zero && draws.integer(1, 3) == 1) value = 0;
        if (signs[j].negative && draws.integer(1, 2) == 1) value = -value;
        drawn_values.push_back(model.scalars->number(value));
        text += fmt::format("{} {} = {}", j == 0 ? "" : ",", model.symbols[spectrum.symbols[j]].name, to_string(value));
      }
      return drawn_values;
    };
    for (std::int64_t k = 0; k < count; ++k) {
      Atom& atom = atoms.emplace_back();
      const Rational weight = weights[static_cast<std::size_t>(k)] / total;
      atom.weight = model.scalars->number(weight);
      text += fmt::format("{} {} :", k == 0 ? "" : ";", to_string(weight));
      atom.values = values(k > 0, spectrum.matrices());
      atom.values.resize(spectrum.symbols.size(), model.scalars->zero());
    }
    spectrum.measure = std::move(atoms);
    for (std::vector<ScalarId>& spike : spectrum.spikes) {
      text += "; spike :";
      spike = values(false, spectrum.symbols.size());
    }
    drawn.push_back(text + " }");
  }
  return drawn;
}

}  // namespace freepencil
