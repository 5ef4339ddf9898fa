// SPDX-License-Identifier: GPL-3.0-or-later
// The concrete tree between the grammar and the syntax tree: which rule matched where.
#pragma once

#include <freepencil/diagnostic.hpp>
#include <memory>
#include <utility>
#include <vector>

namespace freepencil::syntax {

enum class Part {
  Root,
  // tokens
  Name,
  Number,
  Imaginary,
  String,
  Operator,  // + - * / and the relations
  Opening,   // ( or [ of an interval
  Closing,   // ) or ]
  // expressions
  Sum,
  Product,
  Negation,
  Postfix,  // an operand and what follows it
  Adjoint,
  Subscripts,
  Exponent,
  Bracketed,
  Norm,
  Mean,
  Call,
  RootOf,
  Unknown,
  Limit,
  Side,  // the + or - of a one-sided limit
  Derivative,
  FiniteSum,
  // pieces of statements
  IndexRange,
  Declared,
  Law,
  Complex,
  Bound,
  Interval,
  Covariance,
  Variance,
  Latex,
  Rows,
  Columns,
  Row,
  Assignment,
  Comparison,
  SpectrumItem,
  FamilySource,
  DensitySource,
  FileSource,
  SpikeSource,
  ExpectRefuted,
  ClaimItem,
  DefinitionTail,
  RelationTail,
  ExpansionTail,
  // statements
  Title,
  Cite,
  Parameter,
  Dimension,
  Random,
  Symmetric,
  Spectrum,
  Matrix,
  Vector,
  Let,
  Output,
  Assume,
  Pencil,
  Claim,
  UnknownSymbol,
  Noncommuting,
};

/// A matched rule; the member functions that PEGTL calls while it matches are templates over its input type.
struct Node {
  Part part = Part::Root;
  Span span;
  std::vector<std::unique_ptr<Node>> children;

  template <class Rule, class Input, class... States>
  void start(const Input& in, States&&...) {
    part = Rule::part;
    span.begin = static_cast<std::uint32_t>(in.byte());
  }
  template <class Rule, class Input, class... States>
  void success(const Input& in, States&&...) {
    span.end = static_cast<std::uint32_t>(in.byte());
  }
  template <class Rule, class Input, class... States>
  void failure(const Input&, States&&...) {}
  template <class... States>
  void emplace_back(std::unique_ptr<Node>&& child, States&&...) {
    children.push_back(std::move(child));
  }
};

}  // namespace freepencil::syntax
