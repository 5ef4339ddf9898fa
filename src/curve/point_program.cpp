// SPDX-License-Identifier: GPL-3.0-or-later
#include "curve/point_program.hpp"

#include <algorithm>

#include "dyson/from_model.hpp"

namespace freepencil {

using Kind = ScalarNode::Kind;

template <class S>
PointProgram<S>::PointProgram(const Model& model, const Equations& equations, PointValues<double> at)
    : model_(&model), spectra_(std::move(at)), program_(*model.scalars) {
  for (const Space& space : model.spaces) sizes_.emplace_back(*model.scalars, space.size);
  for (const RandomMatrix& matrix : model.randoms) variances_.emplace_back(*model.scalars, matrix.variance);
  add_pencil(equations.linearization.pencil);
  add_traces(equations.linearization.traces);
  add_relations(equations.relations);
}

template <class S>
bool PointProgram<S>::changes(ScalarId id) const {
  return model_->scalars->contains(id, Kind::Parameter) || model_->scalars->contains(id, Kind::Size);
}

template <class S>
auto PointProgram<S>::function(SpaceId space, MatrixId matrix) -> Function {
  Function result{.id = (*model_->matrices)[matrix].function, .space = space};
  result.by_atom = model_->scalars->contains(result.id, Kind::Symbol);
  if (!result.by_atom) result.operation = program_.add(result.id);
  return result;
}

template <class S>
void PointProgram<S>::add_pencil(const Pencil& pencil) {
  pencil_ = point_pencil<S>(*model_, pencil, spectra_);
  const std::vector<MatrixId> functions = random_functions(*model_, pencil);
  for (std::size_t k = 0; k < functions.size(); ++k) {
    const MatrixNode& node = (*model_->matrices)[functions[k]];
    if (changes(node.function)) functions_.push_back({k, 0, {node.function, node.row, true}});
  }
  std::size_t entry = 0;
  for (const PencilEntry& block : pencil.entries) {
    if (!model_->matrices->is_zero(block.deterministic)) {
      const Function own = function(pencil.rows[block.row], block.deterministic);
      if (changes(own.id)) entries_.push_back({entry, 0, own});
      ++entry;
    }
    for (const RandomTerm& term : block.random) coefficients_.push_back(program_.add(term.coefficient));
  }
}

template <class S>
void PointProgram<S>::add_traces(const std::vector<TraceFunctional>& traces) {
  traces_ = point_traces<S>(*model_, traces, spectra_);
  const auto renewed = [&](const Function& own) { return changes(own.id); };
  for (std::size_t k = 0; k < traces.size(); ++k) {
    if (!model_->matrices->is_zero(traces[k].deterministic)) {
      const Function own = function(traces[k].space, traces[k].deterministic);
      if (renewed(own)) constants_.push_back({k, 0, own});
    }
    for (std::size_t t = 0; t < traces[k].terms.size(); ++t) {
      if (model_->matrices->is_zero(traces[k].terms[t].weight)) continue;
      const Function own = function(traces[k].space, traces[k].terms[t].weight);
      if (renewed(own)) terms_.push_back({k, t, own});
    }
  }
}

template <class S>
void PointProgram<S>::add_relations(const std::vector<Relation>& relations) {
  for (const Relation& relation : relations) {
    TraceRelation<S>& numbers = relations_.emplace_back();
    auto& operations = of_relations_.emplace_back();
    numbers.traced = relation.traced;
    operations.push_back(program_.add(relation.constant));
    for (const auto& [other, coefficient] : relation.terms) {
      numbers.terms.emplace_back(other, S(0));
      operations.push_back(program_.add(coefficient));
    }
  }
}

template <class S>
PointValues<double> PointProgram<S>::numbers(std::vector<double> parameters) const {
  PointValues<double> result;
  result.parameters = std::move(parameters);
  // A size is a function of those before it.
  for (std::size_t s = 0; s < sizes_.size(); ++s) {
    result.sizes.push_back(model_->spaces[s].reference ? 1 : value(sizes_[s], result));
  }
  for (const Number& variance : variances_) result.variances.push_back(value(variance, result));
  return result;
}

template <class S>
double PointProgram<S>::value(const Number& number, const PointValues<double>& numbers) {
  std::vector<double> all;
  number.program(numbers.parameters, numbers.sizes, {}, all);
  return all[number.operation];
}

template <class S>
std::vector<S> PointProgram<S>::values(const Function& function, const PointValues<double>& numbers,
                                       const std::vector<S>& all) const {
  if (!function.by_atom) return {all[function.operation]};
  PointValues<double> here = numbers;
  here.symbols = spectra_.symbols;
  const PointLeaves<S> leaves(here);
  return evaluate_rows<S>(*model_->scalars, function.id, leaves.leaves(), spectra_.weights[function.space].size());
}

template <class S>
DysonSystem<S> PointProgram<S>::system(const PointValues<double>& numbers) const {
  std::vector<S> all;
  program_(numbers.parameters, numbers.sizes, {}, all);
  PointPencil<S> pencil = pencil_;
  for (std::size_t s = 0; s < pencil.spaces.size(); ++s) pencil.spaces[s].size = numbers.sizes[s];
  pencil.variances = numbers.variances;
  for (const Renewed& it : functions_) pencil.functions[it.index] = values(it.function, numbers, all);
  for (const Renewed& it : entries_) pencil.entries[it.index].values = values(it.function, numbers, all);
  for (std::size_t k = 0; k < coefficients_.size(); ++k) pencil.random[k].coefficient = all[coefficients_[k]];

  std::vector<PointTrace<S>> traces = traces_;
  for (const Renewed& it : constants_) {
    const std::vector<S> own = values(it.function, numbers, all);
    const std::vector<double>& weights = spectra_.weights[it.function.space];
    S& sum = traces[it.index].constant;
    sum = S(0);
    for (std::size_t t = 0; t < weights.size(); ++t) sum += S(weights[t]) * own[own.size() == 1 ? 0 : t];
  }
  for (const Renewed& it : terms_) traces[it.index].terms[it.term].values = values(it.function, numbers, all);

  std::vector<TraceRelation<S>> relations;
  for (std::size_t r = 0; r < relations_.size(); ++r) {
    const auto& operations = of_relations_[r];
    // A division by a parameter that is zero here: the trace stays an unknown.
    if (!std::all_of(operations.begin(), operations.end(), [&](std::size_t k) { return is_finite(all[k]); })) continue;
    TraceRelation<S>& relation = relations.emplace_back(relations_[r]);
    relation.constant = all[operations.front()];
    for (std::size_t t = 0; t < relation.terms.size(); ++t) relation.terms[t].second = all[operations[t + 1]];
  }
  return {std::move(pencil), std::move(traces), std::move(relations)};
}

template class PointProgram<double>;
template class PointProgram<std::complex<double>>;

}  // namespace freepencil
