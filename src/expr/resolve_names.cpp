// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/resolve_names.hpp"

#include <algorithm>

#include "support/suggest.hpp"

namespace freepencil::resolver {

std::string_view describe(EntityKind kind) {
  switch (kind) {
    case EntityKind::Parameter:
      return "parameter";
    case EntityKind::Dimension:
      return "dimension";
    case EntityKind::Random:
      return "random matrix";
    case EntityKind::Symbol:
      return "deterministic matrix";
    case EntityKind::Matrix:
      return "matrix";
    case EntityKind::Vector:
      return "vector";
    case EntityKind::Let:
      return "let";
    case EntityKind::Pencil:
      return "pencil";
    case EntityKind::Output:
      return "output";
  }
  return "name";
}

std::string with_article(EntityKind kind) {
  return (kind == EntityKind::Output ? "an " : "a ") + std::string(describe(kind));
}

const Entity* Names::declare(EntityKind kind, const std::string& name, Span span) {
  const auto [at, inserted] = index_.try_emplace(name, entities_.size());
  if (!inserted) return &entities_[at->second];
  Entity& entity = entities_.emplace_back();
  entity.kind = kind;
  entity.name = name;
  entity.span = span;
  return nullptr;
}

Entity* Names::find(std::string_view name) {
  const auto at = index_.find(name);
  return at == index_.end() ? nullptr : &entities_[at->second];
}

Entity* Names::declared_at(std::string_view name, Span span) {
  Entity* entity = find(name);
  return entity != nullptr && entity->span == span ? entity : nullptr;
}

const std::vector<std::string>& functions() {
  static const std::vector<std::string> names = {"tr",   "inv",   "sqrt", "exp", "log", "pinv", "mean",
                                                 "root", "limit", "diff", "min", "max", "sum"};
  return names;
}

bool is_function(std::string_view name) {
  return std::find(functions().begin(), functions().end(), name) != functions().end();
}

bool is_reserved(std::string_view name) { return name == "I" || is_function(name); }

std::string did_you_mean(std::string_view wrong, const std::vector<std::string>& candidates) {
  const auto near = closest(wrong, candidates);
  return near ? "; did you mean '" + *near + "'?" : std::string();
}

}  // namespace freepencil::resolver
