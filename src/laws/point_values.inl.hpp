// SPDX-License-Identifier: GPL-3.0-or-later
// Definitions of point_values.hpp's templates, for those who need a further number type.
#pragma once

#include "expr/evaluate_precise.hpp"
#include "laws/family_rule.hpp"
#include "laws/point_values.hpp"

namespace freepencil {

namespace detail {

/// Weights and values at the atoms of one declared spectrum that have mass.
template <class R>
class SpectrumValues {
 public:
  SpectrumValues(const Model& model, const Ensemble& ensemble, const Spectrum& spectrum, const Leaves<R>& leaves,
                 PointValues<R>& result)
      : model_(model), ensemble_(ensemble), spectrum_(spectrum), leaves_(leaves), result_(result) {}

  void spikes() {
    for (const std::vector<ScalarId>& values : spectrum_.spikes) {
      if (ensemble_.finite) {
        const R size = ScalarTraits<R>::from(Rational(ensemble_.sizes[spectrum_.space]));
        spike(R(1) / size, values, size);
      } else {
        spike(R(1), values, R(1));
        spike(R(-1), values, R(0));
      }
    }
  }
  void operator()(const std::vector<Atom>& atoms) {
    auto kept = measure().atoms.begin();
    for (std::size_t k = 0; k < atoms.size(); ++k) {
      const Atom& atom = atoms[k];
      R weight = number(atom.weight);
      if (kept != measure().atoms.end() && *kept == k) {
        ++kept;
      } else if (ensemble_.finite || weight == R(0)) {
        continue;  // a weight that is zero may have a derivative, and one below the doubles is not zero
      }
      weights().push_back(std::move(weight));
      for (std::size_t j = 0; j < spectrum_.symbols.size(); ++j) symbol(j).push_back(number(atom.values[j]));
    }
    realise_weights(atoms.size());
  }
  void operator()(const Family& family) {
    std::vector<std::vector<R>> index(1);
    const auto count = static_cast<std::size_t>(family.to - family.from) + 1;
    if (!ensemble_.finite && measure().bulk() != count) {
      const FamilyRule& rule = family_rule(family.from, family.to);
      for (const Rational& k : rule.index) index[0].push_back(ScalarTraits<R>::from(k));
      for (const Rational& weight : rule.weights) weights().push_back(ScalarTraits<R>::from(weight));
      return rows(family.values, index);
    }
    for (const std::uint32_t kept : bulk()) {
      index[0].push_back(ScalarTraits<R>::from(Rational(family.from + static_cast<std::int64_t>(kept))));
    }
    rows(family.values, index);
    realise_weights(count);
  }
  void operator()(const Table& table) {
    std::vector<std::vector<R>> columns(table.columns.size());
    for (std::size_t c = 0; c < columns.size(); ++c) {
      for (const std::uint32_t kept : bulk()) {
        columns[c].push_back(ScalarTraits<R>::from(table.columns[c][kept]));
      }
    }
    rows(table.values, columns);
    for (const std::uint32_t kept : bulk()) {
      if (!table.weights.empty()) weights().push_back(ScalarTraits<R>::from(table.weights[kept]));
    }
    realise_weights(table.columns.empty() ? 0 : table.columns.front().size());
  }

 private:
  [[nodiscard]] const AtomicMeasure& measure() const { return ensemble_.measures[spectrum_.space]; }
  [[nodiscard]] std::span<const std::uint32_t> bulk() const {
    return std::span(measure().atoms).first(measure().bulk());
  }
  std::vector<R>& weights() { return result_.weights[spectrum_.space]; }
  std::vector<R>& symbol(std::size_t j) { return result_.symbols[spectrum_.symbols[j]]; }
  R number(ScalarId id) { return evaluate_rows<R>(*model_.scalars, id, leaves_, 1).front(); }

  void rows(const std::vector<ScalarId>& values, std::span<const std::vector<R>> locals) {
    Leaves<R> leaves = leaves_;
    leaves.locals = locals;
    for (std::size_t j = 0; j < values.size(); ++j) {
      symbol(j) = evaluate_rows<R>(*model_.scalars, values[j], leaves, measure().bulk());
    }
  }
  void spike(R weight, const std::vector<ScalarId>& values, const R& signal) {
    weights().push_back(std::move(weight));
    for (std::size_t j = 0; j < values.size(); ++j) {
      const R value = number(values[j]);
      symbol(j).push_back(j < spectrum_.matrices() ? value : R(value * signal));
    }
  }
  /// At a finite size every atom has its share of the directions; equal weights are not written down.
  void realise_weights(std::size_t count) {
    if (ensemble_.finite) {
      weights().clear();
      for (std::size_t k = 0; k < measure().bulk(); ++k) {
        weights().push_back(ScalarTraits<R>::from(Rational(measure().counts[k]) /
                                                  static_cast<std::int64_t>(ensemble_.sizes[spectrum_.space])));
      }
    } else if (weights().empty()) {
      weights().assign(measure().bulk(), ScalarTraits<R>::from(Rational(1) / static_cast<std::int64_t>(count)));
    }
  }

  const Model& model_;
  const Ensemble& ensemble_;
  const Spectrum& spectrum_;
  const Leaves<R>& leaves_;
  PointValues<R>& result_;
};

}  // namespace detail

template <class R>
std::vector<R> parameter_values(const Ensemble& ensemble) {
  std::vector<R> values;
  for (const Rational& value : ensemble.exact_parameters) values.push_back(ScalarTraits<R>::from(value));
  return values;
}

template <class R>
PointValues<R> point_values(const Model& model, const Ensemble& ensemble, std::vector<R> parameters) {
  PointValues<R> result;
  result.parameters = std::move(parameters);
  std::vector<R> relative;  // sizes; what spectra are functions of, also at a finite size
  for (const Space& space : model.spaces) {
    const Leaves<R> before{.parameters = result.parameters, .sizes = relative};
    relative.push_back(space.reference ? R(1) : evaluate<R>(*model.scalars, space.size, before));
  }
  result.sizes = relative;
  if (ensemble.finite) {
    for (std::size_t s = 0; s < relative.size(); ++s)
      result.sizes[s] = ScalarTraits<R>::from(Rational(ensemble.sizes[s]));
  }
  result.weights.assign(model.spaces.size(), {});
  result.symbols.resize(model.symbols.size());
  const Leaves<R> at_relative{.parameters = result.parameters, .sizes = relative};
  for (const Spectrum& spectrum : model.spectra) {
    detail::SpectrumValues<R> values(model, ensemble, spectrum, at_relative, result);
    std::visit(values, spectrum.measure);
    values.spikes();
  }
  for (auto& weights : result.weights) {
    if (weights.empty()) weights = {R(1)};
  }
  const Leaves<R> here{.parameters = result.parameters, .sizes = result.sizes};
  for (const RandomMatrix& matrix : model.randoms) {
    result.variances.push_back(evaluate<R>(*model.scalars, matrix.variance, here));
  }
  return result;
}

template <class R>
PointValues<R> point_values(const Model& model, const Ensemble& ensemble) {
  return point_values<R>(model, ensemble, parameter_values<R>(ensemble));
}

}  // namespace freepencil
