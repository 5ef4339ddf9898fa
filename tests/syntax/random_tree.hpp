// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <random>

#include "syntax/ast.hpp"

namespace freepencil::syntax {

/// Random trees of the form that the parser makes, equal on every machine for equal seeds.
class RandomTree {
 public:
  explicit RandomTree(std::uint64_t seed) : engine_(seed) {}

  Expression expression(int depth);
  Statement statement();

 private:
  // expressions
  Expression leaf();
  Expression sum(int depth);
  Expression product(int depth, bool may_begin_with_minus);
  Expression term(int depth, bool may_begin_with_minus);
  Expression negation(int depth);
  Expression operand(int depth);
  Expression postfix(int depth);
  Expression special(int depth);
  Expression call(int depth);
  Expression root(int depth);
  Expression limit(int depth);

  // statements
  IndexRange index_range();
  Declared declared();
  LawName law();
  Range range();
  Relation relation();
  Let let();
  std::vector<Assignment> assignments();
  Spectrum spectrum();
  PencilBlock pencil();
  Claim claim();
  std::optional<std::string> description();

  std::size_t below(std::size_t bound) { return engine_() % bound; }
  bool chance(std::size_t one_in) { return below(one_in) == 0; }
  std::string name();
  Identifier identifier() { return {name(), {}}; }
  std::string text();
  std::string latex();
  Expression value() { return expression(3); }

  std::mt19937_64 engine_;
};

}  // namespace freepencil::syntax
