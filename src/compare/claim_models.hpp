// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <list>
#include <optional>

#include "compare/generic_point.hpp"
#include "compare/reasoned.hpp"
#include "compare/verify_claims.hpp"
#include "equivalent/equations.hpp"

namespace freepencil {

/// A model with what has been worked out for it.
struct PreparedModel {
  Model model;
  std::vector<Spectrum> spectra;  ///< as the file has them
  EquationsCache equations;
};

/// The models of one file at parameter points: the structure of its expressions may depend on the point, and points of
/// one structure share a model.
class ClaimModels {
 public:
  /// `fixed`: parameters that are not drawn.
  ClaimModels(const ModelAt& model_at, const VerificationOptions& options) : model_at_(model_at), options_(options) {}

  /// The model of the defaults, by which points are drawn.
  [[nodiscard]] Reasoned<const Model*> declared();
  /// Inside the declared ranges, but for what is fixed.
  [[nodiscard]] ParameterPoint draw(ExactDraws& draws);
  /// The model for a point; hidden parameters, which have no part in a draw, are added to it. Needs declared().
  [[nodiscard]] Reasoned<PreparedModel*> at(ParameterPoint& point);
  /// A model of its own for a point.
  [[nodiscard]] Expected<Model> fresh(const ParameterPoint& point) const;
  [[nodiscard]] const std::list<PreparedModel>& models() const { return models_; }

 private:
  const ModelAt& model_at_;
  const VerificationOptions& options_;
  std::optional<Model> declared_;
  std::list<PreparedModel> models_;
};

/// Whether the point satisfies the assumptions of the file and of the claim; nothing where one has no exact value.
[[nodiscard]] std::optional<bool> assumed(const Model& model, const Claim& claim, const ParameterPoint& point);

}  // namespace freepencil
