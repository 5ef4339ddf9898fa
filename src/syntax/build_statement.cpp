// SPDX-License-Identifier: GPL-3.0-or-later
#include "syntax/build.hpp"

namespace freepencil::syntax {

IndexRange Builder::index_range(const Node& node) const {
  return {identifier(*node.children[0]), expression(*node.children[1]), expression(*node.children[2])};
}

Declared Builder::declared(const Node& node) const {
  Declared declared{identifier(*node.children[0]), std::nullopt};
  if (node.children.size() == 2) declared.family = index_range(*node.children[1]);
  return declared;
}

LawName Builder::law(const Node& node) const { return {identifier(*node.children[0]), expressions(node, 1)}; }

std::vector<Identifier> Builder::names(const Node& node) const {
  std::vector<Identifier> all;
  for (const auto& child : node.children) all.push_back(identifier(*child));
  return all;
}

Range Builder::range(const Node& node) const {
  Range range;
  range.span = node.span;
  if (node.part == Part::Interval) {
    range.interval = true;
    range.lower_closed = text_[node.children[0]->span.begin] == '[';
    range.lower = expression(*node.children[1]);
    range.upper = expression(*node.children[2]);
    range.upper_closed = text_[node.children[3]->span.begin] == ']';
    return range;
  }
  const std::string relation = text_of(*node.children[0]);
  const bool closed = relation.size() == 2;
  (relation[0] == '>' ? range.lower : range.upper) = expression(*node.children[1]);
  (relation[0] == '>' ? range.lower_closed : range.upper_closed) = closed;
  return range;
}

Parameter Builder::parameter(const Node& node) const {
  Parameter parameter{identifier(*node.children[0]), expression(*node.children[1]), std::nullopt, std::nullopt};
  for (std::size_t k = 2; k < node.children.size(); ++k) {
    const Node& child = *node.children[k];
    if (child.part == Part::String) {
      parameter.description = unquoted(child);
    } else {
      parameter.range = range(child);
    }
  }
  return parameter;
}

Random Builder::random(const Node& node) const {
  const auto& parts = node.children;
  Random random{declared(*parts[0]), identifier(*parts[1]), identifier(*parts[2]), std::nullopt, {}, {}};
  if (parts[3]->part == Part::Complex) random.complex = parts[3]->span;
  random.law = law(*parts[random.complex ? 4 : 3]);
  random.variance = expression(*parts.back());
  return random;
}

Matrix Builder::matrix(const Node& node) const {
  Matrix matrix{identifier(*node.children[0]), identifier(*node.children[1]), std::nullopt};
  if (node.children.size() == 3) matrix.file = {unquoted(*node.children[2]), node.children[2]->span};
  return matrix;
}

Vector Builder::vector(const Node& node) const {
  const auto& parts = node.children;
  const auto given = parts[2]->part == Part::Covariance ? Vector::Given::Covariance : Vector::Given::Variance;
  return {declared(*parts[0]), identifier(*parts[1]), given, expression(*parts[3])};
}

Let Builder::let(const Node& node) const {
  Let let{identifier(*node.children[0]), {}, {}, std::nullopt};
  for (std::size_t k = 1; k < node.children.size(); ++k) {
    const Node& child = *node.children[k];
    if (child.part == Part::Subscripts) {
      let.subscripts = expressions(child);
    } else if (child.part == Part::IndexRange) {
      let.range = index_range(child);
    } else {
      let.value = expression(child);
    }
  }
  return let;
}

Relation Builder::relation(const Node& comparison) const {
  const Node& op = *comparison.children[1];
  return {expression(*comparison.children[0]), text_of(op), op.span, expression(*comparison.children[2])};
}

StatementBody Builder::body(const Node& node) const {
  const auto child = [&](std::size_t k) -> const Node& { return *node.children[k]; };
  switch (node.part) {
    case Part::Title:
      return Title{unquoted(child(0))};
    case Part::Cite:
      return Cite{unquoted(child(0))};
    case Part::Parameter:
      return parameter(node);
    case Part::Dimension: {
      Dimension dimension{identifier(child(0)), std::nullopt};
      if (node.children.size() == 2) dimension.size = expression(child(1));
      return dimension;
    }
    case Part::Random:
      return random(node);
    case Part::Symmetric:
      return Symmetric{declared(child(0)), identifier(child(1)), law(child(2)), expression(child(3))};
    case Part::Spectrum:
      return spectrum(node);
    case Part::Matrix:
      return matrix(node);
    case Part::Vector:
      return vector(node);
    case Part::Let:
      return let(node);
    case Part::Output: {
      Output output{identifier(child(0)), expression(child(1)), std::nullopt};
      if (node.children.size() == 3) output.description = unquoted(child(2));
      return output;
    }
    case Part::Assume:
      return Assume{relation(child(0))};
    case Part::UnknownSymbol:
      return UnknownSymbol{identifier(child(0)), text_of(child(1)), child(1).span};
    case Part::Noncommuting:
      return Noncommuting{names(node)};
    case Part::Pencil:
      return pencil(node);
    default:
      return claim(node);
  }
}

Statement Builder::statement(const Node& node) const { return {node.span, body(node)}; }

Ast Builder::file(const Node& root) const {
  Ast ast;
  for (const auto& child : root.children) ast.statements.push_back(statement(*child));
  return ast;
}

}  // namespace freepencil::syntax
