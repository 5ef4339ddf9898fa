// SPDX-License-Identifier: GPL-3.0-or-later
// Spectra of many points: an indexed family, and the columns of a file.
#include <algorithm>
#include <set>

#include "expr/resolve_spectrum.hpp"
#include "expr/resolve_table.hpp"

namespace freepencil::resolver {
namespace {

constexpr std::int64_t max_members = 1'000'000'000;

void collect_names(const syntax::Expression& expression, std::set<std::string>& names) {
  if (expression.kind == syntax::Expression::Kind::Name) names.insert(expression.text);
  for (const syntax::Expression& child : expression.children) collect_names(child, names);
}

}  // namespace

std::optional<std::int64_t> SpectrumResolver::family_bound(const syntax::Expression& bound) {
  static constexpr Place place{.what = "a bound of an index", .parameters = false};
  constexpr std::int64_t farthest = std::int64_t{1} << 53;  // exact as a double
  const auto number = evaluate_constant(state_, place, bound);
  if (!number) return std::nullopt;
  if (denominator(*number) != 1 || abs(*number) > farthest) {
    state_.error(bound.span, "a bound of an index must be an integer" +
                                 std::string(denominator(*number) != 1 ? "" : " below 2^53 in size"));
    return std::nullopt;
  }
  return static_cast<std::int64_t>(numerator(*number));
}

Family SpectrumResolver::family(const Item& item, const syntax::IndexRange& index) {
  const auto from = family_bound(index.from);
  const auto to = family_bound(index.to);
  const Span range = cover(index.from.span, index.to.span);
  if (from && to && *to < *from) {
    state_.error(
        range, "this family is empty: the index runs from " + std::to_string(*from) + " up to " + std::to_string(*to));
  } else if (from && to && *to - *from >= max_members) {
    state_.error(range, "a family may have at most " + std::to_string(max_members) + " members");
  }
  const std::string& name = index.name.text;
  const Entity* other = state_.names.find(name);
  if (other != nullptr) {
    state_.error(index.name.span, "the index '" + name + "' is declared already, as " + with_article(other->kind))
        .notes.push_back({other->span, "first declared here"});
  } else if (is_reserved(name)) {
    state_.error(index.name.span, "'" + name + "' belongs to the language and cannot be an index");
  }
  const ScalarId row = state_.scalars().leaf(ScalarNode::Kind::Local, 0);
  return {.from = from.value_or(1), .to = to.value_or(1), .values = values(item, {{name, row}})};
}

Table SpectrumResolver::table(const Item& item, const Item::File& file) {
  Table table{.path = file.path, .column_names = {}, .columns = {}, .weights = {}, .values = {}};
  auto locals = columns(item, file, table);
  if (locals) table.values = values(item, std::move(*locals));
  return table;
}

std::optional<SpectrumResolver::Locals> SpectrumResolver::columns(const Item& item, const Item::File& file,
                                                                  Table& table) {
  const auto content = state_.read_file ? state_.read_file(file.path) : std::nullopt;
  if (!content) {
    state_.error(file.path_span, "cannot read the file \"" + file.path + "\"")
        .helps.push_back("a path is relative to the folder of the .pencil file");
    return std::nullopt;
  }
  const auto read = TableText::read(file.path, *content);
  if (const auto* error = std::get_if<TableError>(&read)) {
    state_.error(file.path_span, error->message);
    return std::nullopt;
  }
  const TableText& text = std::get<TableText>(read);
  std::set<std::string> used;
  for (const syntax::Assignment& value : item.values) collect_names(value.value, used);

  Locals locals;
  // Columns that no value uses get indices behind those of the table, and may hold anything.
  auto unused = static_cast<std::uint32_t>(text.header().size());
  for (std::size_t column = 0; column < text.header().size(); ++column) {
    const std::string& name = text.header()[column];
    const bool weight = name == "weight";
    if (!used.contains(name) && !weight) {
      locals.emplace(name, state_.scalars().leaf(ScalarNode::Kind::Local, unused++));
      continue;
    }
    auto numbers = text.numbers(column);
    if (const auto* error = std::get_if<TableError>(&numbers)) state_.error(file.path_span, error->message);
    auto values = std::get_if<std::vector<Rational>>(&numbers);
    if (weight && values != nullptr) check_table_weights(*values, file);
    if (weight && values != nullptr) table.weights = *values;
    if (weight && !used.contains(name)) continue;
    const Entity* other = state_.names.find(name);
    if (other != nullptr && other->kind == EntityKind::Parameter) {
      state_.error(file.path_span, "'" + name + "' is both a column of " + file.path + " and a parameter")
          .notes.push_back({other->span, "declared here"});
    }
    locals.emplace(name,
                   state_.scalars().leaf(ScalarNode::Kind::Local, static_cast<std::uint32_t>(table.columns.size())));
    table.column_names.push_back(name);
    table.columns.push_back(values != nullptr ? std::move(*values) : std::vector<Rational>());
  }
  return locals;
}

void SpectrumResolver::check_table_weights(const std::vector<Rational>& weights, const Item::File& file) {
  Rational total = 0;
  for (const Rational& weight : weights) {
    if (weight < 0) {
      state_.error(file.path_span, "the column 'weight' of " + file.path + " holds a negative number");
      return;
    }
    total += weight;
  }
  check_sum(total, file.path_span, "the weights in " + file.path);
}

}  // namespace freepencil::resolver
