// SPDX-License-Identifier: GPL-3.0-or-later
#include "laws/ensemble.hpp"

#include <fmt/format.h>

#include <cmath>

#include "expr/evaluate.hpp"
#include "laws/largest_remainders.hpp"
#include "laws/spectrum.hpp"

namespace freepencil {
namespace {

/// Builds an ensemble piece by piece and collects every independent error.
class Builder {
 public:
  Builder(const Model& model, const ParameterPoint& point, std::optional<std::int64_t> n)
      : model_(model), reference_size_(n) {
    at_.exact_parameters = ensemble_.exact_parameters = point;
    for (const Rational& value : point) at_.parameters.push_back(value.convert_to<double>());
    ensemble_.parameters = at_.parameters;
    ensemble_.finite = n.has_value();
  }

  Expected<Ensemble> build() {
    for (const Space& space : model_.spaces) add_size(space);
    if (!errors_.empty()) return errors_;  // what follows is measured in sizes
    ensemble_.measures.assign(model_.spaces.size(), {.weights = {1.0}, .counts = {}});
    ensemble_.symbols.resize(model_.symbols.size());
    if (ensemble_.finite) {
      for (std::size_t s = 0; s < ensemble_.measures.size(); ++s) ensemble_.measures[s].counts = {whole_size(s)};
    }
    for (const Spectrum& spectrum : model_.spectra) add_spectrum(spectrum);
    for (const RandomMatrix& matrix : model_.randoms) add_variance(matrix);
    if (!errors_.empty()) return errors_;
    return std::move(ensemble_);
  }

 private:
  void error(Span span, std::string message) {
    Diagnostic& diagnostic = errors_.emplace_back();
    diagnostic.span = span;
    diagnostic.message = std::move(message);
  }

  void add_size(const Space& space) {
    auto exact = space.reference ? Rational(1) : at_.exact(*model_.scalars, space.size);
    const double size = exact ? exact->convert_to<double>() : at_.approximate(*model_.scalars, space.size);
    if (!(size > 0) || !std::isfinite(size)) {
      error(space.span, fmt::format("the size of '{}' must be positive; it is {} times the reference size", space.name,
                                    exact ? to_string(*exact) : fmt::format("{}", size)));
    }
    at_.sizes.push_back(size);
    ensemble_.sizes.push_back(reference_size_ ? std::max(1.0, rounded(size, exact)) : size);
    at_.exact_sizes.push_back(std::move(exact));
  }

  /// The nearest integer, halves upwards: exactly so where the size is rational.
  [[nodiscard]] double rounded(double size, const std::optional<Rational>& exact) const {
    if (!exact) return std::floor(size * static_cast<double>(*reference_size_) + 0.5);
    const Rational shifted = *exact * *reference_size_ + Rational(1, 2);
    return Integer(numerator(shifted) / denominator(shifted)).convert_to<double>();
  }

  [[nodiscard]] std::int64_t whole_size(std::size_t space) const {
    return static_cast<std::int64_t>(ensemble_.sizes[space]);
  }

  [[nodiscard]] AtomsOrError list(const Spectrum& spectrum) const {
    struct Lister {
      const Builder& builder;
      AtomsOrError operator()(const std::vector<Atom>& atoms) const {
        if (atoms.empty()) return "it has no atoms";
        return list_atoms(builder.model_, atoms, builder.at_);
      }
      AtomsOrError operator()(const Family& family) const { return list_family(builder.model_, family, builder.at_); }
      AtomsOrError operator()(const Table& table) const { return list_table(builder.model_, table, builder.at_); }
    };
    return std::visit(Lister{*this}, spectrum.measure);
  }

  void add_spectrum(const Spectrum& spectrum) {
    const std::string& space = model_.spaces[spectrum.space].name;
    const AtomsOrError atoms_or_error = list(spectrum);
    if (const auto* what = std::get_if<std::string>(&atoms_or_error)) {
      return error(spectrum.span, fmt::format("spectrum of '{}': {}", space, *what));
    }
    const AtomList& atoms = std::get<AtomList>(atoms_or_error);

    std::vector<std::int64_t> counts;
    if (ensemble_.finite) {
      const std::int64_t total = whole_size(spectrum.space);
      counts = atoms.weights.empty() ? equal_shares(static_cast<std::int64_t>(atoms.count), total)
                                     : largest_remainders(atoms.weights, total);
    }
    AtomicMeasure measure;
    for (std::size_t k = 0; k < atoms.count; ++k) {
      double weight =
          atoms.weights.empty() ? 1 / static_cast<double>(atoms.count) : atoms.weights[k].convert_to<double>();
      if (ensemble_.finite) weight = static_cast<double>(counts[k]) / ensemble_.sizes[spectrum.space];
      // An atom without mass is left out: a function may be infinite there, and zero times infinity would spoil a
      // trace.
      if (weight == 0) continue;
      measure.weights.push_back(weight);
      if (ensemble_.finite) measure.counts.push_back(counts[k]);
      if (!add_values(spectrum, atoms, k)) return;
    }
    ensemble_.measures[spectrum.space] = std::move(measure);
  }

  bool add_values(const Spectrum& spectrum, const AtomList& atoms, std::size_t atom) {
    for (std::size_t j = 0; j < spectrum.symbols.size(); ++j) {
      const double value = atoms.values[j][atom];
      if (!std::isfinite(value)) {
        error(spectrum.span,
              fmt::format("'{}' is not finite at atom {} of the spectrum of '{}'",
                          model_.symbols[spectrum.symbols[j]].name, atom + 1, model_.spaces[spectrum.space].name));
        return false;
      }
      ensemble_.symbols[spectrum.symbols[j]].push_back(value);
    }
    return true;
  }

  void add_variance(const RandomMatrix& matrix) {
    const double variance = evaluate<double>(*model_.scalars, matrix.variance,
                                             {.parameters = ensemble_.parameters, .sizes = ensemble_.sizes});
    if (!(variance >= 0) || !std::isfinite(variance)) {
      error(matrix.span,
            fmt::format("the variance of the entries of '{}' must not be negative; it is {}", matrix.name, variance));
    }
    ensemble_.variances.push_back(variance);
  }

  const Model& model_;
  std::optional<std::int64_t> reference_size_;
  ParameterValues at_;
  Ensemble ensemble_;
  Diagnostics errors_;
};

}  // namespace

ParameterPoint default_point(const Model& model) {
  ParameterPoint point;
  for (const Parameter& parameter : model.parameters) point.push_back(parameter.value);
  return point;
}

Expected<Ensemble> limit_ensemble(const Model& model, const ParameterPoint& point) {
  return Builder(model, point, std::nullopt).build();
}

Expected<Ensemble> finite_ensemble(const Model& model, const ParameterPoint& point, std::int64_t n) {
  return Builder(model, point, n).build();
}

}  // namespace freepencil
