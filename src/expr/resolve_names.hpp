// SPDX-License-Identifier: GPL-3.0-or-later
// The one namespace of a file.
#pragma once

#include <freepencil/diagnostic.hpp>
#include <freepencil/request.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "expr/resolve_value.hpp"

namespace freepencil::resolver {

enum class EntityKind { Parameter, Dimension, Random, Symbol, Matrix, Vector, Let, Pencil, Output };

/// `parameter`, `random matrix`, ... as messages call it.
[[nodiscard]] std::string_view describe(EntityKind kind);
/// `a parameter`, `an output`
[[nodiscard]] std::string with_article(EntityKind kind);

/// What `X[0]`, `w[t,2]` stand for.
using Members = std::map<std::vector<std::int64_t>, Value>;

struct Entity {
  EntityKind kind = EntityKind::Parameter;
  std::string name;
  Span span;                           ///< where it is declared
  bool used = false;                   ///< some other statement refers to it
  bool ready = false;                  ///< its statement has been dealt with, well or badly
  Value value;                         ///< what the bare name means; stays poison where the declaration was wrong
  std::optional<std::uint32_t> index;  ///< Dimension: its space; Pencil: its block matrix; nothing where it is wrong
  std::optional<std::uint32_t> definition;  ///< Let, Pencil, Output: index into Model::definitions
  bool family = false;                      ///< has members instead of a value of its own
  Members members;                          ///< by their subscripts
  std::optional<LimitPoint> limit;          ///< Output: its value is the limit of the expression
};

/// All declared names of a file, known before any expression is looked at, so that a use before the declaration can be
/// told from a misspelt name.
class Names {
 public:
  /// Nothing and a new entity, or the entity that already has this name.
  const Entity* declare(EntityKind kind, const std::string& name, Span span);
  [[nodiscard]] Entity* find(std::string_view name);
  /// The entity that this very declaration made; nothing where an earlier one holds the name.
  [[nodiscard]] Entity* declared_at(std::string_view name, Span span);
  /// In the order of declaration.
  [[nodiscard]] const std::vector<Entity>& all() const { return entities_; }

 private:
  std::vector<Entity> entities_;
  std::map<std::string, std::size_t, std::less<>> index_;
};

/// Functions of the language, and `I`: names that no statement may take.
[[nodiscard]] bool is_function(std::string_view name);
[[nodiscard]] bool is_reserved(std::string_view name);
/// The functions, for suggestions.
[[nodiscard]] const std::vector<std::string>& functions();

/// `; did you mean 'gaussian'?` or nothing.
[[nodiscard]] std::string did_you_mean(std::string_view wrong, const std::vector<std::string>& candidates);

}  // namespace freepencil::resolver
