// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/claim_models.hpp"

#include <algorithm>

#include "expr/region.hpp"

namespace freepencil {
namespace {

PreparedModel* complete(PreparedModel& prepared, ParameterPoint& point) {
  const auto& parameters = prepared.model.parameters;
  point.resize(std::min(point.size(), parameters.size()));
  while (point.size() < parameters.size()) point.push_back(parameters[point.size()].value);
  return &prepared;
}

}  // namespace

std::optional<bool> assumed(const Model& model, const Claim& claim, const ParameterPoint& point) {
  const auto in_file = hold(model, point, model.assumptions), in_claim = hold(model, point, claim.assumptions);
  if (!in_file || !in_claim) return std::nullopt;
  return *in_file && *in_claim;
}

Reasoned<const Model*> ClaimModels::declared() {
  if (!declared_) {
    Expected<Model> model = model_at_({});
    if (!model) return Reason{model.errors().front().message};
    declared_ = std::move(*model);
  }
  return &*declared_;
}

ParameterPoint ClaimModels::draw(ExactDraws& draws) {
  ParameterPoint point = draw_parameters(*declared_, draws);
  for (const auto& [name, value] : options_.fixed) {
    if (const auto at = declared_->find_parameter(name)) point[*at] = Rational(value);
  }
  return point;
}

Reasoned<PreparedModel*> ClaimModels::at(ParameterPoint& point) {
  for (PreparedModel& known : models_) {
    if (same_structure(known.model, point)) return complete(known, point);
  }
  Expected<Model> model = fresh(point);
  if (!model) return Reason{model.errors().front().message};
  PreparedModel& made = models_.emplace_back();
  made.spectra = model->spectra;
  made.model = std::move(*model);
  return complete(made, point);
}

Expected<Model> ClaimModels::fresh(const ParameterPoint& point) const { return model_at_(settings(*declared_, point)); }

}  // namespace freepencil
