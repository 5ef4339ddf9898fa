// SPDX-License-Identifier: GPL-3.0-or-later
// The syntax tree of a .pencil file: what was written, with a span on every node and no meaning yet.
#pragma once

#include <freepencil/diagnostic.hpp>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace freepencil::syntax {

/// A name and where it stands.
struct Identifier {
  std::string text;
  Span span;
};

/// An expression node. Sums and products are n-ary, so that depth is the depth of brackets only.
struct Expression {
  enum class Kind {
    Number,       // text: the literal as written (`0.1`, `2e-3`, `10`)
    Imaginary,    // text: the literal in front of the `i` of `3i`
    Name,         // text
    String,       // text: only as an argument (file names)
    Infinity,     // `inf` as a value of limit(p = inf, ...) only
    Sum,          // children, with operators[k] in "+-" in front of child k (operators[0] may be '-': a leading minus)
    Product,      // children, with operators[k] in "*/" in front of child k (operators[0] is '*')
    Power,        // children: base, exponent
    Negate,       // child; a minus inside a product or an exponent (`2*-x`, `k^-2`); a leading minus of a sum is in Sum
    Adjoint,      // child: X'
    Index,        // children: base, subscripts... : w[t-1], Q^-1[1,1]
    Call,         // text: the function's name; children: arguments: tr, sqrt, inv, pinv, min, max, exp, log, ...
    NormSquared,  // child: |v|^2
    Mean,         // child: mean |v|^2, mean(...)
    Root,         // bindings: unknowns with domains; equations: left/right pairs in children (l1, r1, l2, r2, ...)
    Limit,        // text: parameter; side; children: target, body: limit(mu = 0+, body)
    Derivative,   // text: parameter; child: diff(body, p)
    FiniteSum,    // text: index name; children: from, to, body: sum(k = 1..5, body)
  };
  enum class Side { Both, Above, Below };  // of a limit: 0, 0+, 0-

  /// One unknown of `root(k > a, m > 0 : ...)`.
  struct Unknown {
    Identifier name;
    std::string relation;           // one of > >= < <=, or empty: no bound
    std::vector<Expression> bound;  // none or one
  };

  Kind kind = Kind::Number;
  Span span;
  std::string text;
  Span text_span;  // of `text` where it is a name inside a larger node (call, limit, ...)
  std::vector<char> operators;
  std::vector<Span> operator_spans;
  std::vector<Expression> children;
  std::vector<Unknown> unknowns;
  Side side = Side::Both;
};

/// `t = a..b`
struct IndexRange {
  Identifier name;
  Expression from, to;
};

/// `X[t = 0..T]` or `X`
struct Declared {
  Identifier name;
  std::optional<IndexRange> family;
};

struct Title {
  std::string text;
};
struct Cite {
  std::string text;
};

struct Range {
  Span span;
  std::optional<Expression> lower, upper;
  bool lower_closed = false, upper_closed = false;
  bool interval = false;  // written `in (a,b)`
};
struct Parameter {
  Identifier name;
  Expression value;
  std::optional<Range> range;
  std::optional<std::string> description;
};

struct Dimension {
  Identifier name;
  std::optional<Expression> size;  // none: the reference size
};

/// `gaussian`, `student(5)`
struct LawName {
  Identifier name;
  std::vector<Expression> arguments;
};
struct Random {
  Declared name;
  Identifier row, column;
  std::optional<Span> complex;  // the word `complex`, where written
  LawName law;
  Expression variance;
};
struct Symmetric {
  Declared name;
  Identifier space;
  LawName law;  // goe, gue
  Expression variance;
};

struct Assignment {
  Identifier name;
  Expression value;
};
/// One line of a spectrum block.
struct SpectrumItem {
  struct Atom {
    Expression weight;
  };
  struct Family {
    IndexRange index;
  };
  struct Density {
    Identifier variable;
    LawName law;
  };
  struct File {
    std::string path;
    Span path_span;
  };
  struct Spike {};
  Span span;
  std::variant<Atom, Family, Density, File, Spike> source;
  std::vector<Assignment> values;
};
struct Spectrum {
  Identifier space;
  std::vector<SpectrumItem> items;
};

/// `symbol e_1 = \kappa`: how a derivation is to show the unknown that it calls e_1.
struct UnknownSymbol {
  Identifier name;
  std::string latex;  // as written, without the blanks around it
  Span latex_span;
};

/// `matrix Sigma[d]`, `matrix Sigma[d] file "sigma.npy"`
struct Matrix {
  struct File {
    std::string path;
    Span path_span;
  };
  Identifier name;
  Identifier space;
  std::optional<File> file;  // none: a symbol without values
};

/// `noncommuting d, m`
struct Noncommuting {
  std::vector<Identifier> spaces;
};

/// `vector w0[d] covariance Gamma`, `vector e[t = 0..T][m] variance 1/m`
struct Vector {
  enum class Given { Covariance, Variance };
  Declared name;
  Identifier space;
  Given given = Given::Variance;
  Expression value;
};

/// `let R = ...`, `let w[t] = ... for t = 1..T`
struct Let {
  Identifier name;
  std::vector<Expression> subscripts;
  Expression value;
  std::optional<IndexRange> range;
};

struct Output {
  Identifier name;
  Expression value;
  std::optional<std::string> description;
};

/// `a < b`, `a == b`
struct Relation {
  Expression left;
  std::string op;  // == < <= > >=
  Span op_span;
  Expression right;
};
struct Assume {
  Relation relation;
};

struct PencilBlock {
  Identifier name;
  std::vector<Identifier> rows, columns;
  std::vector<std::vector<Expression>> entries;
  std::vector<Span> row_spans;  // of each `[ ... ]`
};

/// `left ~ right as phi -> 0 : O(phi^2)`
struct Expansion {
  Expression left, right;
  Identifier parameter;
  Expression target;
  Expression::Side side = Expression::Side::Both;
  Expression order;  // the argument of O(...)
};
struct ClaimItem {
  Span span;
  std::variant<Let, Relation, Expansion, Assume> item;
};
struct Claim {
  std::string title;
  std::optional<Span> expect_refuted;
  std::vector<ClaimItem> items;
};

using StatementBody = std::variant<Title, Cite, Parameter, Dimension, Random, Symmetric, Spectrum, Matrix, Vector, Let,
                                   Output, Assume, PencilBlock, Claim, UnknownSymbol, Noncommuting>;
struct Statement {
  Span span;
  StatementBody body;
};

struct Ast {
  std::vector<Statement> statements;
};

/// Equality of what was written, spans left aside.
[[nodiscard]] bool same(const Ast& a, const Ast& b);
[[nodiscard]] bool same(const Expression& a, const Expression& b);

}  // namespace freepencil::syntax
