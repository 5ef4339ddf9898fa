// SPDX-License-Identifier: GPL-3.0-or-later
// Exact derivatives of closed forms through all that they are made of: sizes, traces, roots and outputs.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <tuple>

#include "expr/derivative.hpp"
#include "expr/model.hpp"

namespace freepencil {

/// The Trace leaf of a square matrix, or its trace where that is arithmetic.
using TraceLeaf = std::function<ScalarId(MatrixId)>;

/// d/dx, x a Parameter leaf or the Quantity leaf of an unknown of a root. Adds traces and quantities to the model.
class TotalDerivative {
 public:
  TotalDerivative(Model& model, ScalarId leaf, TraceLeaf trace);
  TotalDerivative(const TotalDerivative&) = delete;
  TotalDerivative& operator=(const TotalDerivative&) = delete;

  /// Any number where there is an obstacle.
  ScalarId operator()(ScalarId id) { return derivative_(id); }
  /// What could not be differentiated, as the object of a sentence; empty so far.
  [[nodiscard]] const std::string& obstacle() const { return obstacle_; }

 private:
  ScalarId of_leaf(ScalarId id);
  ScalarId of_trace(MatrixId id);
  MatrixId of_matrix(MatrixId id);
  MatrixId of_product(const MatrixNode& node);
  void check_spectrum(MatrixId id);

  ScalarId of(const Quantity::OfOutput& it);
  ScalarId of(const Quantity::OutputDerivative& it);
  ScalarId of(const Quantity::OutputLimit& it);
  ScalarId of(const Quantity::RootComponent& it);
  ScalarId of(const Quantity::RootDerivative& it);
  ScalarId of(const Quantity::Extremum& it);
  ScalarId of(const Quantity::Variable&);
  ScalarId of(const Quantity::ClosedLimit& it);

  /// J and -f.
  Quantity::RootDerivative linearize(std::uint32_t system);
  using Linearized =
      std::map<std::tuple<ScalarId, std::uint32_t, std::set<std::uint32_t>, std::uint32_t>, Quantity::RootDerivative>;

  /// What the obstacle of another derivative keeps from being computed, keeps this one.
  ScalarId taken(TotalDerivative& other, ScalarId id);
  ScalarId refuse(std::string what);

  Model& model_;
  Scalars& scalars_;
  ScalarId leaf_;
  std::optional<std::uint32_t> parameter_;  // what the leaf is; nothing for an unknown
  TraceLeaf trace_;
  Derivative derivative_;
  // Roots that are held: while an equation is differentiated with respect to an unknown, its other unknowns and all
  // roots before it, which do not move with it.
  std::uint32_t held_below_ = 0;
  std::set<std::uint32_t> held_;
  std::shared_ptr<Linearized> linearized_ = std::make_shared<Linearized>();  // of all derivatives that this one takes
  std::string obstacle_;
};

}  // namespace freepencil
