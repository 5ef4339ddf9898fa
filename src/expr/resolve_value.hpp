// SPDX-License-Identifier: GPL-3.0-or-later
// What an expression of a file stands for while names are resolved.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <variant>

#include "expr/matrix.hpp"
#include "expr/scalar.hpp"

namespace freepencil::resolver {

/// The value of something already reported: whatever uses it stays silent.
struct Poison {};

/// A scalar multiple of `I` before anything around it has told the space.
struct IdentityMultiple {
  ScalarId coefficient{};
  bool unplaced = false;  ///< a function of it was taken (`inv(lambda*I)`): a space must turn up in the end
};

/// A linear combination of random vectors with matrices as coefficients: sum of parts[i] * x_i, of type [space]; or its
/// adjoint.
struct VectorSum {
  SpaceId space = 0;
  bool adjoint = false;
  std::map<std::uint32_t, MatrixId> parts;  ///< by index into State::vectors; no zero matrices
};

/// A number that is quadratic in random vectors: constant + sum of x_i' * parts[i,j] * x_j.
struct QuadraticForm {
  ScalarId constant{};
  std::map<std::pair<std::uint32_t, std::uint32_t>, MatrixId> parts;
};

struct Value {
  std::variant<Poison, ScalarId, IdentityMultiple, MatrixId, VectorSum, QuadraticForm> what;

  Value() = default;
  Value(ScalarId id) : what(id) {}
  Value(IdentityMultiple identity) : what(identity) {}
  Value(MatrixId id) : what(id) {}
  Value(VectorSum sum) : what(std::move(sum)) {}
  Value(QuadraticForm form) : what(std::move(form)) {}

  [[nodiscard]] bool poisoned() const { return std::holds_alternative<Poison>(what); }
  [[nodiscard]] const ScalarId* scalar() const { return std::get_if<ScalarId>(&what); }
  [[nodiscard]] const IdentityMultiple* identity() const { return std::get_if<IdentityMultiple>(&what); }
  [[nodiscard]] const MatrixId* matrix() const { return std::get_if<MatrixId>(&what); }
  [[nodiscard]] const VectorSum* vector() const { return std::get_if<VectorSum>(&what); }
  [[nodiscard]] const QuadraticForm* quadratic() const { return std::get_if<QuadraticForm>(&what); }
  /// Whether a random vector occurs in it.
  [[nodiscard]] bool random_vector() const { return vector() != nullptr || quadratic() != nullptr; }
};

/// Names that mean something in one place only: `w`, and `w[3]` for a member of a family.
using Scope = std::map<std::string, Value, std::less<>>;

}  // namespace freepencil::resolver
