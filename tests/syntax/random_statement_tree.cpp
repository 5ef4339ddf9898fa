// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "syntax/random_tree.hpp"

namespace freepencil::syntax {

std::string RandomTree::text() {
  constexpr std::array texts = {"", "a title", "with \"quotes\"", "\\", "# { λ }", "\ttab"};
  return texts[below(texts.size())];
}

std::string RandomTree::latex() {
  constexpr std::array fragments = {"\\kappa", "e_{1}'", "\\hat{\\bar {x}} ^ 2", "a\tb", "{}"};
  return fragments[below(fragments.size())];
}

std::optional<std::string> RandomTree::description() { return chance(2) ? std::optional(text()) : std::nullopt; }

IndexRange RandomTree::index_range() { return {identifier(), value(), value()}; }

Declared RandomTree::declared() {
  Declared declared{identifier(), std::nullopt};
  if (chance(3)) declared.family = index_range();
  return declared;
}

LawName RandomTree::law() {
  constexpr std::array laws = {"gaussian", "student", "complex", "goe"};
  LawName law{{laws[below(laws.size())], {}}, {}};
  if (chance(2)) law.arguments.push_back(value());
  return law;
}

Range RandomTree::range() {
  Range range;
  range.interval = chance(2);
  const bool lower = range.interval || chance(2);
  if (lower) range.lower = value();
  if (range.interval || !lower) range.upper = value();
  range.lower_closed = range.lower && chance(2);
  range.upper_closed = range.upper && chance(2);
  return range;
}

Relation RandomTree::relation() {
  constexpr std::array operators = {"==", "<", "<=", ">", ">="};
  return {value(), operators[below(operators.size())], {}, value()};
}

Let RandomTree::let() {
  Let let{identifier(), {}, value(), std::nullopt};
  if (chance(3)) let.subscripts.push_back(value());
  if (chance(4)) let.range = index_range();
  return let;
}

std::vector<Assignment> RandomTree::assignments() {
  std::vector<Assignment> all;
  for (std::size_t k = 0; k <= below(3); ++k) all.push_back({identifier(), value()});
  return all;
}

Spectrum RandomTree::spectrum() {
  Spectrum spectrum{identifier(), {}};
  for (std::size_t k = below(5); k > 0; --k) {
    SpectrumItem item;
    switch (below(5)) {
      case 0:
        item.source = SpectrumItem::Atom{value()};
        break;
      case 1:
        item.source = SpectrumItem::Family{index_range()};
        break;
      case 2:
        item.source = SpectrumItem::Density{identifier(), law()};
        break;
      case 3:
        item.source = SpectrumItem::File{text(), {}};
        break;
      default:
        item.source = SpectrumItem::Spike{};
    }
    item.values = assignments();
    spectrum.items.push_back(std::move(item));
  }
  return spectrum;
}

PencilBlock RandomTree::pencil() {
  PencilBlock pencil{identifier(), {}, {}, {}, {}};
  const std::size_t size = 1 + below(3);
  for (std::size_t k = 0; k < size; ++k) {
    pencil.rows.push_back(identifier());
    pencil.columns.push_back(identifier());
    pencil.entries.emplace_back();
    for (std::size_t j = 0; j < size; ++j) pencil.entries.back().push_back(value());
  }
  return pencil;
}

Claim RandomTree::claim() {
  Claim claim{text(), std::nullopt, {}};
  if (chance(3)) claim.expect_refuted = Span{};
  for (std::size_t k = below(5); k > 0; --k) {
    ClaimItem item;
    switch (below(4)) {
      case 0:
        item.item = let();
        break;
      case 1:
        item.item = relation();
        break;
      case 2:
        item.item = Assume{relation()};
        break;
      default:
        item.item = Expansion{value(), value(), identifier(), leaf(), static_cast<Expression::Side>(below(3)), value()};
        if (auto& target = std::get<Expansion>(item.item).target; target.text == "inf") {
          target.kind = Expression::Kind::Infinity;
          target.text.clear();
        }
    }
    claim.items.push_back(std::move(item));
  }
  return claim;
}

Statement RandomTree::statement() {
  switch (below(16)) {
    case 0:
      return {{}, Title{text()}};
    case 1:
      return {{}, Cite{text()}};
    case 2:
      return {{}, Parameter{identifier(), value(), chance(2) ? std::optional(range()) : std::nullopt, description()}};
    case 3:
      return {{}, Dimension{identifier(), chance(2) ? std::optional(value()) : std::nullopt}};
    case 4:
      return {{},
              Random{declared(), identifier(), identifier(), chance(2) ? std::optional(Span{}) : std::nullopt, law(),
                     value()}};
    case 5:
      return {{}, Symmetric{declared(), identifier(), law(), value()}};
    case 6:
      return {{}, spectrum()};
    case 7:
      return {{},
              Matrix{identifier(), identifier(), chance(2) ? std::optional<Matrix::File>({text(), {}}) : std::nullopt}};
    case 8:
      return {
          {},
          Vector{declared(), identifier(), chance(2) ? Vector::Given::Covariance : Vector::Given::Variance, value()}};
    case 9:
      return {{}, let()};
    case 10:
      return {{}, Output{identifier(), value(), description()}};
    case 11:
      return {{}, Assume{relation()}};
    case 12:
      return {{}, pencil()};
    case 13:
      return {{}, UnknownSymbol{identifier(), latex(), {}}};
    case 14:
      return {{}, chance(2) ? Noncommuting{{identifier()}} : Noncommuting{{identifier(), identifier()}}};
    default:
      return {{}, claim()};
  }
}

}  // namespace freepencil::syntax
