// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "expr/model.hpp"

namespace freepencil {

/// Sizes and traces of deterministic matrices written out: a size as its ratio to the reference, a trace as the sum
/// over the atoms of a spectrum, sum_k w_k f(x_k).
class AtomicTraces {
 public:
  /// Why something has no such form. The message is a sentence without a full stop.
  struct Obstacle {
    std::string reason;
    std::optional<Span> span = {};
  };

  explicit AtomicTraces(Model& model) : model_(model), scalars_(*model.scalars) {}

  /// Throws Obstacle: a trace of a random matrix, a matrix that is not in a spectrum, a spectrum of more than 16 atoms.
  ScalarId operator()(ScalarId id);

 private:
  ScalarId size(SpaceId space);
  ScalarId trace(MatrixId id);
  std::vector<Atom> atoms(const Spectrum& spectrum);
  Atom row(const std::vector<ScalarId>& values, const std::vector<Rational>& cells, const Rational& weight);
  static void expect_few(const Spectrum& spectrum, std::size_t count);

  Model& model_;
  Scalars& scalars_;
};

}  // namespace freepencil
