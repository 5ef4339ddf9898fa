// SPDX-License-Identifier: GPL-3.0-or-later
#include "laws/ensemble.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <type_traits>

#include "expr/evaluate.hpp"
#include "laws/dense_function.hpp"
#include "laws/largest_remainders.hpp"
#include "laws/same_spectra.hpp"
#include "laws/spectrum.hpp"

namespace freepencil {
namespace {

constexpr double largest_whole_size = 9'007'199'254'740'992.0;  // 2^53: every whole number up to here is a double

/// Builds an ensemble piece by piece and collects every independent error.
class Builder {
 public:
  Builder(const Model& model, const ParameterPoint& point, std::optional<std::int64_t> n,
          const SharedSpectra* shared = nullptr)
      : model_(model), reference_size_(n), shared_(shared) {
    at_.exact_parameters = ensemble_.exact_parameters = point;
    for (std::size_t k = 0; k < point.size(); ++k) add_parameter(k);
    ensemble_.parameters = at_.parameters;
    ensemble_.finite = n.has_value();
  }

  Expected<Ensemble> build() {
    if (!errors_.empty()) return errors_;  // what follows is a function of parameters
    for (const Space& space : model_.spaces) add_size(space);
    if (!errors_.empty()) return errors_;  // what follows is measured in sizes
    ensemble_.measures.assign(model_.spaces.size(), {.weights = {1.0}, .counts = {}, .atoms = {}});
    ensemble_.symbols.resize(model_.symbols.size());
    ensemble_.dense.resize(model_.symbols.size());
    if (ensemble_.finite) {
      for (std::size_t s = 0; s < ensemble_.measures.size(); ++s) ensemble_.measures[s].counts = {whole_size(s)};
    }
    if (shared_ != nullptr) {
      ensemble_.measures = shared_->ensemble.measures;
      ensemble_.symbols = shared_->ensemble.symbols;
    } else {
      for (const Spectrum& spectrum : model_.spectra) add_spectrum(spectrum);
    }
    for (const ExplicitMatrix& matrix : model_.explicit_matrices) add_matrix(matrix);
    for (const RandomMatrix& matrix : model_.randoms) add_variance(matrix);
    if (!errors_.empty()) return errors_;
    check_conditions();
    if (!errors_.empty()) return errors_;
    return std::move(ensemble_);
  }

 private:
  void error(Span span, std::string message) {
    Diagnostic& diagnostic = errors_.emplace_back();
    diagnostic.span = span;
    diagnostic.message = std::move(message);
  }

  /// What keeps an exact number from being a double; empty where nothing does.
  static std::string out_of_range(const Rational& exact) {
    const double value = exact.convert_to<double>();
    if (!std::isfinite(value)) return "too large to be a floating-point number";
    return value == 0 && exact != 0 ? "too small for double precision" : "";
  }

  void add_parameter(std::size_t k) {
    const Rational& value = at_.exact_parameters[k];
    at_.parameters.push_back(value.convert_to<double>());
    if (const std::string why = out_of_range(value); !why.empty()) {
      const Parameter& parameter = model_.parameters[k];
      error(parameter.span, fmt::format("{} = {} is {}", parameter.name, short_text(value), why));
    }
  }

  void add_size(const Space& space) {
    auto exact = space.reference ? Rational(1) : at_.exact(*model_.scalars, space.size);
    const double size = exact ? exact->convert_to<double>() : at_.approximate(*model_.scalars, space.size);
    const std::string why = exact && *exact > 0 ? out_of_range(*exact) : "";
    const std::string shown = exact ? short_text(*exact) : fmt::format("{}", size);
    if (!why.empty()) {
      error(space.span, fmt::format("the size of '{}', {} times the reference size, is {}", space.name, shown, why));
    } else if (size == std::numeric_limits<double>::infinity()) {
      error(space.span, fmt::format("the size of '{}' is too large to be a floating-point number", space.name));
    } else if (!(size > 0)) {
      error(space.span,
            fmt::format("the size of '{}' must be positive; it is {} times the reference size", space.name, shown));
    } else if (reference_size_ && size * static_cast<double>(*reference_size_) > largest_whole_size) {
      error(space.span, fmt::format("the size of '{}', {} times {}, is too large for a finite matrix", space.name,
                                    shown, *reference_size_));
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
      AtomsOrError operator()(const Family& family) const {
        return list_family(builder.model_, family, builder.at_, builder.ensemble_.finite);
      }
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
      const std::int64_t total = whole_size(spectrum.space) - static_cast<std::int64_t>(spectrum.spikes.size());
      if (total < 1) {
        return error(spectrum.span,
                     fmt::format("the spectrum of '{}' needs more directions than its spikes, {}; the size is {}",
                                 space, spectrum.spikes.size(), whole_size(spectrum.space)));
      }
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
      measure.atoms.push_back(static_cast<std::uint32_t>(k));
      for (std::size_t j = 0; j < spectrum.symbols.size(); ++j) {
        if (!add_value(spectrum, j, atoms.values[j][k], fmt::format("atom {}", k + 1))) return;
      }
    }
    for (std::size_t s = 0; s < spectrum.spikes.size(); ++s) {
      if (!add_spike(spectrum, s, static_cast<std::uint32_t>(atoms.count + s), measure)) return;
    }
    ensemble_.measures[spectrum.space] = std::move(measure);
  }

  /// Whether it could be done.
  bool add_spike(const Spectrum& spectrum, std::size_t s, std::uint32_t atom, AtomicMeasure& measure) {
    const auto add = [&](double weight, double signal) {
      measure.weights.push_back(weight);
      measure.atoms.push_back(atom);
      ++measure.spikes;
      for (std::size_t j = 0; j < spectrum.symbols.size(); ++j) {
        double value = at_.approximate(*model_.scalars, spectrum.spikes[s][j]);
        if (j >= spectrum.matrices()) value *= signal;
        if (!add_value(spectrum, j, value, fmt::format("spike {}", s + 1))) return false;
      }
      return true;
    };
    if (!ensemble_.finite) return add(1, 1) && add(-1, 0);
    measure.counts.push_back(1);
    const double size = ensemble_.sizes[spectrum.space];
    return add(1 / size, size);
  }

  bool add_value(const Spectrum& spectrum, std::size_t j, double value, const std::string& place) {
    const std::uint32_t symbol = spectrum.symbols[j];
    if (std::isfinite(value)) {
      ensemble_.symbols[symbol].push_back(value);
      return true;
    }
    error(spectrum.span, fmt::format("'{}' is not finite at {} of the spectrum of '{}'", model_.symbols[symbol].name,
                                     place, model_.spaces[spectrum.space].name));
    return false;
  }

  /// `atom 2`, `spike 1`: entry k of the measure of a space.
  [[nodiscard]] std::string place(SpaceId space, std::size_t k) const {
    const AtomicMeasure& measure = ensemble_.measures[space];
    if (k < measure.bulk()) return fmt::format("atom {}", measure.atoms[k] + 1);
    return fmt::format("spike {}", measure.atoms[k] - measure.atoms[measure.bulk()] + 1);
  }

  void add_matrix(const ExplicitMatrix& matrix) {
    const SpaceId space = model_.symbols[matrix.symbol].space;
    ensemble_.symbols[matrix.symbol] = {std::numeric_limits<double>::quiet_NaN()};
    ensemble_.dense[matrix.symbol] = matrix.values;
    if (!ensemble_.finite || matrix.values.empty()) return;
    const auto rows = static_cast<std::int64_t>(matrix.values.size);
    const std::int64_t size = whole_size(space), below = size / rows * rows;
    // Of several matrices of a space, which have one size, the first speaks for all.
    if (size == below || !refused_.insert(space).second) return;
    const std::string nearest = below == 0 ? fmt::format("the smallest is {}", rows)
                                           : fmt::format("the nearest are {} and {}", below, below + rows);
    error(matrix.span,
          fmt::format("'{}' has {} rows, and the size of '{}' at {} = {} is {}: it must be a multiple of {}; {}",
                      model_.symbols[matrix.symbol].name, rows, model_.spaces[space].name,
                      model_.spaces[model_.reference()].name, *reference_size_, size, rows, nearest));
  }

  void add_variance(const RandomMatrix& matrix) {
    const double variance = evaluate<double>(*model_.scalars, matrix.variance,
                                             {.parameters = ensemble_.parameters, .sizes = ensemble_.sizes});
    ensemble_.variances.push_back(variance);
    if (variance > 0 && std::isfinite(variance)) return;
    const auto exact = exact_here(matrix.variance);
    const std::string why = exact && *exact >= 0 ? out_of_range(*exact) : "";
    if (!why.empty()) {
      error(matrix.variance_span,
            fmt::format("the variance of the entries of '{}', {}, is {}", matrix.name, short_text(*exact), why));
    } else if (variance == std::numeric_limits<double>::infinity()) {
      error(matrix.variance_span,
            fmt::format("the variance of the entries of '{}' is not a finite number", matrix.name));
    } else if (!(variance >= 0)) {
      error(matrix.variance_span, fmt::format("the variance of the entries of '{}' must not be negative; it is {}",
                                              matrix.name, exact ? short_text(*exact) : fmt::format("{}", variance)));
    }
  }

  /// The exact value at the sizes of this ensemble, where it is rational.
  [[nodiscard]] std::optional<Rational> exact_here(ScalarId id) const {
    if (!ensemble_.finite) return at_.exact(*model_.scalars, id);
    const std::vector<Rational> whole(ensemble_.sizes.begin(), ensemble_.sizes.end());
    return evaluate_exactly(*model_.scalars, id, {.parameters = at_.exact_parameters, .sizes = whole});
  }

  void check_conditions() {
    const Scalars& scalars = *model_.scalars;
    for (const Condition& condition : shared_ != nullptr ? shared_->conditions : model_.needed_conditions()) {
      if (scalars.is_real(condition.function) && scalars.is_real(condition.argument)) {
        check<double>(condition);
      } else {
        check<std::complex<double>>(condition);
      }
    }
  }

  template <class S>
  void check(const Condition& condition) {
    const Scalars& scalars = *model_.scalars;
    const bool by_atom = scalars.contains(condition.function, ScalarNode::Kind::Symbol) ||
                         scalars.contains(condition.argument, ScalarNode::Kind::Symbol);
    const auto matrix = explicit_symbol(condition);
    if (matrix && ensemble_.dense[*matrix].empty()) return;  // its eigenvalues are not known
    const std::span<const double> points = matrix ? eigenvalues_of(*matrix) : std::span<const double>();
    const auto evaluated = [&](ScalarId f) {
      return matrix ? values_at<S>(scalars, ensemble_, *matrix, points, f)
                    : values_on_space<S>(scalars, ensemble_, condition.space, f);
    };
    const auto values = evaluated(condition.function), arguments = evaluated(condition.argument);
    const std::size_t count = by_atom ? values.size() : 1;
    const bool zero = !by_atom && exactly_zero(condition);
    for (std::size_t k = 0; k < count; ++k) {
      const S argument = zero ? S(0) : arguments[k];
      S value = values[k];
      if (zero) value = exact_here(condition.function) ? S(0) : S(std::numeric_limits<double>::infinity());
      if (std::isfinite(std::abs(value))) continue;
      const bool finite_argument = std::isfinite(std::abs(argument));
      if (!finite_argument && !errors_.empty()) return;  // what went wrong inside has been said
      std::string eigenvalue = !finite_argument ? "a value that is not a finite number" : "the eigenvalue ";
      if (finite_argument) eigenvalue += shown(argument);
      if (matrix) {
        eigenvalue += fmt::format(" at the eigenvalue {} of '{}'", shown(points[k]), model_.symbols[*matrix].name);
      } else if (by_atom) {
        eigenvalue += fmt::format(" at {} of the spectrum of '{}'", place(condition.space, k),
                                  model_.spaces[condition.space].name);
      }
      return error(condition.span,
                   fmt::format("{} {}: the matrix has {}", condition.what, complaint(argument, value), eigenvalue));
    }
  }

  std::span<const double> eigenvalues_of(std::uint32_t symbol) {
    const auto [at, inserted] = eigenvalues_.try_emplace(symbol);
    if (inserted) at->second = eigenvalues(ensemble_.dense[symbol]);
    return at->second;
  }

  /// The explicit matrix that a condition is about, if it is one.
  [[nodiscard]] std::optional<std::uint32_t> explicit_symbol(const Condition& condition) const {
    for (const ScalarId id : {condition.argument, condition.function}) {
      for (const std::uint32_t symbol : model_.scalars->leaves(id, ScalarNode::Kind::Symbol)) {
        if (model_.explicit_matrix(symbol) != nullptr) return symbol;
      }
    }
    return std::nullopt;
  }

  /// Whether a number that has no exact root, inverse or logarithm where it is zero is zero: rounding would hide that
  /// 3*p - 3/10 is at p = 1/10. Not for long expressions: exact evaluation goes through shared parts again and again.
  [[nodiscard]] bool exactly_zero(const Condition& condition) const {
    constexpr std::uint32_t max_depth = 6;
    const Scalars& scalars = *model_.scalars;
    return scalars.depth(condition.argument) <= max_depth &&
           scalars[condition.function].kind != ScalarNode::Kind::Power && exact_here(condition.argument) == Rational(0);
  }

  static std::string shown(double x) { return fmt::format("{:.6g}", x == 0 ? 0.0 : x); }
  static std::string shown(const std::complex<double>& x) {
    return x.imag() == 0 ? shown(x.real()) : fmt::format("{:.6g}{:+.6g}i", x.real(), x.imag());
  }

  /// What to say of a function whose value is not finite.
  template <class S>
  static std::string_view complaint(const S& argument, const S& value) {
    if (argument == S(0)) return "does not exist";
    if (std::is_same_v<S, double> && std::isnan(std::abs(value)) && std::isfinite(std::abs(argument))) {
      return "is not real";
    }
    return "is not a finite number";
  }

  const Model& model_;
  std::optional<std::int64_t> reference_size_;
  const SharedSpectra* shared_;
  ParameterValues at_;
  std::map<std::uint32_t, std::vector<double>> eigenvalues_;  // by symbol
  std::set<SpaceId> refused_;                                 // whose sizes do not fit their matrices
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

SharedSpectra shared_spectra(const Model& model, Ensemble ensemble) {
  SharedSpectra shared{.ensemble = std::move(ensemble), .conditions = model.needed_conditions()};
  std::erase_if(shared.conditions, [&](const Condition& condition) {
    const auto fixed = [&](ScalarId id) {
      return !model.scalars->contains(id, ScalarNode::Kind::Parameter) &&
             !model.scalars->contains(id, ScalarNode::Kind::Size);
    };
    return fixed(condition.function) && fixed(condition.argument);
  });
  return shared;
}

Expected<Ensemble> limit_ensemble(const Model& model, const ParameterPoint& point, const SharedSpectra& shared) {
  return Builder(model, point, std::nullopt, &shared).build();
}

Expected<Ensemble> finite_ensemble(const Model& model, const ParameterPoint& point, std::int64_t n) {
  return Builder(model, point, n).build();
}

}  // namespace freepencil
