// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/parameter_families.hpp"

#include <algorithm>
#include <cmath>

#include "dyson/from_model.hpp"

namespace freepencil {
namespace {

/// From p0 at t = 0 to p1 at t = 1.
class Path {
 public:
  Path(double from, double to) : from_(from), to_(to) {}

  double operator()(double t) const {
    if (t >= 1) return to_;
    if (from_ * to_ > 0) return from_ * std::exp(t * std::log(to_ / from_));
    const double end = std::exp(-decades);
    return to_ + (from_ - to_) * (std::exp(-decades * t) - end) / (1 - end);
  }

 private:
  static constexpr double decades = 27.6;  // of the distance: 12, in units of e
  double from_, to_;
};

template <class S>
class Families {
 public:
  Families(const Model& model, const Linearization& linearization, const Ensemble& ensemble,
           const std::vector<Relation>* relations)
      : model_(&model), linearization_(&linearization), ensemble_(&ensemble), relations_(relations) {}

  /// The system with one parameter changed; nothing where that has no meaning, or changes what the relations rest on.
  [[nodiscard]] std::optional<DysonSystem<S>> at(std::size_t parameter, double value) const {
    ParameterPoint point = ensemble_->exact_parameters;
    point[parameter] = Rational(value);
    const Expected<Ensemble> there = limit_ensemble(*model_, point);
    if (!there || there->sizes != ensemble_->sizes) return std::nullopt;
    return dyson_system<S>(*model_, *linearization_, *there, relations_);
  }
  [[nodiscard]] SystemFamily<S> family(std::size_t parameter, double from) const {
    const Path path(from, ensemble_->parameters[parameter]);
    return [self = *this, parameter, path](const double& t) -> std::optional<DysonSystem<S>> {
      // The last one is the system itself, with the exact value.
      if (t >= 1) return dyson_system<S>(*self.model_, *self.linearization_, *self.ensemble_, self.relations_);
      return self.at(parameter, path(t));
    };
  }
  /// Where the parameter is so large that the random part is small: nothing where it never is.
  [[nodiscard]] std::optional<double> easy_value(std::size_t parameter, double direction) const {
    constexpr double small = 0.1;  // radius of the second-moment operator of F^{-1}
    const double own = std::abs(ensemble_->parameters[parameter]);
    for (const double factor : {1e1, 1e2, 1e4, 1e8}) {
      const double value = direction * factor * std::max(1.0, own);
      if (!model_->parameters[parameter].range.contains(Rational(value))) return std::nullopt;
      const auto system = at(parameter, value);
      if (!system || !system->finite() || !system->invertible()) return std::nullopt;
      Resolvent<S> M;
      if (system->evaluate_deterministic(M) && system->branch_radius(M) < small) return value;
    }
    return std::nullopt;
  }

 private:
  const Model* model_;
  const Linearization* linearization_;
  const Ensemble* ensemble_;
  const std::vector<Relation>* relations_;
};

}  // namespace

template <class S>
std::vector<SystemFamily<S>> parameter_families(const Model& model, const Linearization& linearization,
                                                const Ensemble& ensemble, const std::vector<Relation>* relations,
                                                const SolveOptions& options) {
  const Families<S> families(model, linearization, ensemble, relations);
  std::vector<SystemFamily<S>> result;
  for (std::size_t p = 0; p < model.parameters.size(); ++p) {
    const Parameter& parameter = model.parameters[p];
    if (!options.continuation_parameter.empty() && options.continuation_parameter != parameter.name) continue;
    if (options.continuation_from) {
      if (parameter.range.contains(Rational(*options.continuation_from))) {
        result.push_back(families.family(p, *options.continuation_from));
      }
      continue;
    }
    for (const double direction : {1.0, -1.0}) {
      if (const auto from = families.easy_value(p, direction)) result.push_back(families.family(p, *from));
    }
  }
  return result;
}

template std::vector<SystemFamily<double>> parameter_families(const Model&, const Linearization&, const Ensemble&,
                                                              const std::vector<Relation>*, const SolveOptions&);
template std::vector<SystemFamily<std::complex<double>>> parameter_families(const Model&, const Linearization&,
                                                                            const Ensemble&,
                                                                            const std::vector<Relation>*,
                                                                            const SolveOptions&);

}  // namespace freepencil
