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

struct Value {
  std::variant<Poison, ScalarId, IdentityMultiple, MatrixId> what;

  Value() = default;
  Value(ScalarId id) : what(id) {}
  Value(IdentityMultiple identity) : what(identity) {}
  Value(MatrixId id) : what(id) {}

  [[nodiscard]] bool poisoned() const { return std::holds_alternative<Poison>(what); }
  [[nodiscard]] const ScalarId* scalar() const { return std::get_if<ScalarId>(&what); }
  [[nodiscard]] const IdentityMultiple* identity() const { return std::get_if<IdentityMultiple>(&what); }
  [[nodiscard]] const MatrixId* matrix() const { return std::get_if<MatrixId>(&what); }
};

/// Names that mean something in one place only: `w`, and `w[3]` for a member of a family.
using Scope = std::map<std::string, Value, std::less<>>;

}  // namespace freepencil::resolver
