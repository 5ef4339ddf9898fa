// SPDX-License-Identifier: GPL-3.0-or-later
#include "syntax/build.hpp"
#include "syntax/failure.hpp"

namespace freepencil::syntax {

SpectrumItem Builder::spectrum_item(const Node& node) const {
  SpectrumItem item;
  item.span = node.span;
  const Node& source = *node.children[0];
  switch (source.part) {
    case Part::FamilySource:
      item.source = SpectrumItem::Family{index_range(*source.children[0])};
      break;
    case Part::DensitySource:
      item.source = SpectrumItem::Density{identifier(*source.children[0]), law(*source.children[1])};
      break;
    case Part::FileSource:
      item.source = SpectrumItem::File{unquoted(*source.children[0]), source.children[0]->span};
      break;
    case Part::SpikeSource:
      item.source = SpectrumItem::Spike{};
      break;
    default:
      item.source = SpectrumItem::Atom{expression(source)};
  }
  for (std::size_t k = 1; k < node.children.size(); ++k) {
    const Node& assignment = *node.children[k];
    item.values.push_back({identifier(*assignment.children[0]), expression(*assignment.children[1])});
  }
  return item;
}

Spectrum Builder::spectrum(const Node& node) const {
  Spectrum spectrum{identifier(*node.children[0]), {}};
  for (std::size_t k = 1; k < node.children.size(); ++k) spectrum.items.push_back(spectrum_item(*node.children[k]));
  return spectrum;
}

PencilBlock Builder::pencil(const Node& node) const {
  PencilBlock pencil{identifier(*node.children[0]), names(*node.children[1]), names(*node.children[2]), {}, {}};
  for (std::size_t k = 3; k < node.children.size(); ++k) {
    pencil.entries.push_back(expressions(*node.children[k]));
    pencil.row_spans.push_back(node.children[k]->span);
  }
  return pencil;
}

Let Builder::definition(const Node& left, const Node& tail) const {
  Expression name = expression(left);
  Let let{{}, {}, expression(*tail.children[0]), std::nullopt};
  if (name.kind == Expression::Kind::Index) {
    let.subscripts.assign(std::make_move_iterator(name.children.begin() + 1),
                          std::make_move_iterator(name.children.end()));
    name = Expression(std::move(name.children.front()));
  }
  if (name.kind != Expression::Kind::Name) {
    Diagnostic error;
    error.span = left.span;
    error.message = "expected a name on the left of `=`";
    error.helps = {"a relation between two sides is written `==`"};
    throw SyntaxError{std::move(error)};
  }
  let.name = {name.text, name.text_span};
  if (tail.children.size() == 2) let.range = index_range(*tail.children[1]);
  return let;
}

Expansion Builder::expansion(const Node& left, const Node& tail) const {
  const auto& parts = tail.children;
  Expansion expansion{expression(left),  expression(*parts[0]),  identifier(*parts[1]),
                      target(*parts[2]), Expression::Side::Both, expression(*parts.back())};
  if (parts[3]->part == Part::Side) {
    expansion.side = text_[parts[3]->span.begin] == '+' ? Expression::Side::Above : Expression::Side::Below;
  }
  return expansion;
}

ClaimItem Builder::claim_item(const Node& node) const {
  const Node& first = *node.children[0];
  if (first.part == Part::Assume) return {node.span, Assume{relation(*first.children[0])}};
  const Node& tail = *node.children[1];
  if (tail.part == Part::DefinitionTail) return {node.span, definition(first, tail)};
  if (tail.part == Part::ExpansionTail) return {node.span, expansion(first, tail)};
  const Node& op = *tail.children[0];
  return {node.span, Relation{expression(first), text_of(op), op.span, expression(*tail.children[1])}};
}

std::vector<ClaimItem> Builder::claim_items(const Node& root) const {
  std::vector<ClaimItem> items;
  for (const auto& child : root.children) items.push_back(claim_item(*child));
  return items;
}

Claim Builder::claim(const Node& node) const {
  Claim claim{unquoted(*node.children[0]), std::nullopt, {}};
  for (std::size_t k = 1; k < node.children.size(); ++k) {
    const Node& child = *node.children[k];
    if (child.part == Part::ClaimItem) {
      claim.items.push_back(claim_item(child));
    } else if (k == 1) {
      claim.expect_refuted = child.span;
    } else {
      Diagnostic error;
      error.span = child.span;
      error.message = "`expect refuted` must be the first line of the claim";
      throw SyntaxError{std::move(error)};
    }
  }
  return claim;
}

}  // namespace freepencil::syntax
