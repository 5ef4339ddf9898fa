// SPDX-License-Identifier: GPL-3.0-or-later
// The joint spectrum of the deterministic matrices on one space.
#pragma once

#include "expr/resolve_expression.hpp"

namespace freepencil::resolver {

class SpectrumResolver {
 public:
  SpectrumResolver(State& state, const syntax::Spectrum& spectrum) : state_(state), spectrum_(spectrum) {}

  void resolve();

 private:
  using Item = syntax::SpectrumItem;
  using Locals = Scope;

  void declare_symbols(std::optional<SpaceId> space);
  /// Whether the bulk is of one kind that is supported; reports where not.
  bool uniform();

  std::vector<Atom> atoms();
  /// The values of a spike for all symbols; a matrix that is not given is zero there.
  std::vector<ScalarId> spike(const Item& item);
  Family family(const Item& item, const syntax::IndexRange& index);
  Table table(const Item& item, const Item::File& file);

  /// What an item says, by name; reports symbols that are given twice.
  std::map<std::string, ScalarId> given(const Item& item, Locals locals);
  /// The values of an item of the bulk in the order of `names_`, signals being zero; reports symbols that are missing
  /// or new.
  std::vector<ScalarId> values(const Item& item, Locals locals);
  void check_weights(const std::vector<Atom>& atoms);
  void check_sum(const Rational& total, Span span, const std::string& prefix);
  void check_table_weights(const std::vector<Rational>& weights, const Item::File& file);
  std::optional<std::int64_t> family_bound(const syntax::Expression& bound);
  /// Fills the columns that the values use, and the weights; the names of all columns become locals.
  std::optional<Locals> columns(const Item& item, const Item::File& file, Table& table);

  State& state_;
  const syntax::Spectrum& spectrum_;
  std::vector<const Item*> bulk_, spikes_;
  std::vector<std::string> names_;  // of the symbols: as the first item of the bulk gives them, then signals
  std::vector<std::uint32_t> symbols_;
  std::size_t matrices_ = 0;  // how many of them are no signals
};

}  // namespace freepencil::resolver
