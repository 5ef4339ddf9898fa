// SPDX-License-Identifier: GPL-3.0-or-later
// Which factor of a polynomial vanishes at the physical solution: told by its values at random parameters.
#pragma once

#include <complex>
#include <optional>
#include <vector>

#include "equivalent/algebraic_system.hpp"
#include "equivalent/eliminate.hpp"

namespace freepencil {

/// Values of all variables of a ring at physical solutions.
class Witness {
 public:
  using Value = std::complex<long double>;

  /// Tries parameters near the defaults of the model until `options.points` of them have a solution, and one more.
  Witness(Model& model, const RationalFunctions& functions, const PhysicalSolution& solution,
          const EliminationOptions& options);

  [[nodiscard]] bool complete() const { return points_.size() > wanted_; }

  /// At all points, to the digits of the solution.
  [[nodiscard]] bool vanishes(const Polynomial& polynomial) const;
  /// |p| relative to the sum of the sizes of its terms, at a point that nothing else here uses.
  [[nodiscard]] long double fresh_residual(const Polynomial& polynomial) const;

  /// The index of the factor that vanishes at all points; nothing if none does.
  [[nodiscard]] std::optional<std::size_t> physical(const Polynomial::Factorization& factors) const;
  /// The factor itself.
  [[nodiscard]] std::optional<Polynomial> physical_factor(const Polynomial& polynomial) const;

 private:
  [[nodiscard]] long double residual(const Polynomial& polynomial) const;

  std::size_t wanted_;
  std::vector<std::vector<Value>> points_;  ///< [point][variable]
};

}  // namespace freepencil
