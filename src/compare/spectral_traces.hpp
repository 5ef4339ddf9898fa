// SPDX-License-Identifier: GPL-3.0-or-later
// Traces of functions of the commuting deterministic matrices of a space: tr f = sum of weight * f(atom).
#pragma once

#include <span>
#include <vector>

#include "expr/model.hpp"

namespace freepencil {

struct SpectralTrace {
  SpaceId space = 0;
  ScalarId function{};  ///< in Symbol leaves, and in all that a scalar may have
  bool valid = false;   ///< false: the matrix is random, or a product of matrices that need not commute
};

/// The traces of a model, by the index of their leaf, and further ones whose indices follow. It extends the arena of
/// the model, not its list of traces, which must not grow while this is in use. One thread at a time.
class SpectralTraces {
 public:
  explicit SpectralTraces(const Model& model);

  [[nodiscard]] const Model& model() const { return model_; }
  [[nodiscard]] Scalars& scalars() const { return *model_.scalars; }
  [[nodiscard]] std::size_t size() const { return traces_.size(); }
  [[nodiscard]] const SpectralTrace& operator[](std::uint32_t index) const { return traces_[index]; }

  /// tr f; what has no symbol is its own trace, for weights sum to one.
  [[nodiscard]] ScalarId trace(SpaceId space, ScalarId function);

  /// The indices of all quantities that are leaves of these or of functions under their traces.
  [[nodiscard]] std::vector<std::uint32_t> quantities(std::span<const ScalarId> ids) const;

 private:
  const Model& model_;
  std::vector<SpectralTrace> traces_;
};

}  // namespace freepencil
