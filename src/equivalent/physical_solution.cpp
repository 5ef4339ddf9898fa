// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/physical_solution.hpp"

#include <limits>
#include <memory>

#include "dyson/from_model.hpp"
#include "expr/evaluate.hpp"
#include "laws/ensemble.hpp"
#include "solve/solve.hpp"

namespace freepencil {
namespace {

using Complex = std::complex<double>;

/// The pencil that the derivation is of: the unknowns of its Dyson equation are those of the derivation, in order.
class Solver {
 public:
  Solver(Model& model, const Derivation& derivation) : model_(model), derivation_(derivation) {
    const std::vector<bool> needed = model.needed_traces();
    std::vector<MatrixId> wanted;
    for (std::size_t t = 0; t < needed.size(); ++t) {
      if (!needed[t]) continue;
      traces_.push_back(t);
      wanted.push_back(model.traces[t]);
    }
    linearization_ = linearize(model, wanted);
    // Which blocks have an inverse depends on the sizes: the formulas are those for the sizes of the file.
    const Expected<Ensemble> ensemble = limit_ensemble(model, default_point(model));
    if (ensemble) relations_ = find_relations(model, linearization_, ensemble->sizes);
  }

  [[nodiscard]] std::optional<std::vector<Complex>> operator()(std::span<const Rational> parameters) const {
    const Expected<Ensemble> ensemble = limit_ensemble(model_, {parameters.begin(), parameters.end()});
    if (!ensemble) return std::nullopt;
    const auto system = dyson_system<Complex>(model_, linearization_, *ensemble, &relations_);
    if (!system.invertible() || !system.finite()) return std::nullopt;
    const DysonSolution<Complex> solved = solve(system);
    if (solved.status != Status::Converged) return std::nullopt;
    std::vector<Complex> values(solved.g.begin(), solved.g.end());
    if (values.size() != derivation_.unknowns.size()) return std::nullopt;
    for (std::size_t k = 0; k < values.size(); ++k) {
      if (derivation_.unknowns[k].negated) values[k] = -values[k];
    }
    for (const Complex& output : outputs(*ensemble, solved.traces)) values.push_back(output);
    return values;
  }

 private:
  [[nodiscard]] std::vector<Complex> outputs(const Ensemble& ensemble, const std::vector<Complex>& wanted) const {
    std::vector<Complex> traces(model_.traces.size(), std::numeric_limits<double>::quiet_NaN());
    for (std::size_t k = 0; k < traces_.size(); ++k) traces[traces_[k]] = wanted[k];
    const std::vector<Complex> parameters(ensemble.parameters.begin(), ensemble.parameters.end());
    const std::vector<Complex> sizes(ensemble.sizes.begin(), ensemble.sizes.end());
    std::vector<Complex> values;
    for (const Output& output : model_.outputs) {
      values.push_back(
          evaluate<Complex>(*model_.scalars, output.value,
                            {.parameters = parameters, .sizes = sizes, .symbols = {}, .locals = {}, .traces = traces}));
    }
    return values;
  }

  const Model& model_;
  const Derivation& derivation_;
  std::vector<std::size_t> traces_;  // which of the model's the outputs need
  Linearization linearization_;
  std::vector<Relation> relations_;
};

}  // namespace

PhysicalSolution physical_solution(Model& model, const Derivation& derivation) {
  // A function is copied; the pencil need not be.
  return [solver = std::make_shared<const Solver>(model, derivation)](std::span<const Rational> parameters) {
    return (*solver)(parameters);
  };
}

}  // namespace freepencil
