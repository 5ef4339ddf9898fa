// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/random_expression.hpp"

namespace freepencil::test {
namespace {

using Kind = ExpressionNode::Kind;

ExpressionPtr make(Kind kind, TestSpace row, TestSpace column, std::string name,
                   std::vector<ExpressionPtr> children = {}) {
  return std::make_shared<ExpressionNode>(ExpressionNode{kind, row, column, std::move(name), std::move(children)});
}
ExpressionPtr sum(ExpressionPtr a, ExpressionPtr b) { return make(Kind::Sum, a->row, a->column, "", {a, b}); }
ExpressionPtr product(ExpressionPtr a, ExpressionPtr b) { return make(Kind::Product, a->row, b->column, "", {a, b}); }
ExpressionPtr adjoint(ExpressionPtr a) { return make(Kind::Adjoint, a->column, a->row, "", {a}); }
ExpressionPtr scale(std::string c, ExpressionPtr a) { return make(Kind::Scale, a->row, a->column, std::move(c), {a}); }
ExpressionPtr inverse(ExpressionPtr a) { return make(Kind::Inverse, a->row, a->column, "", {a}); }
ExpressionPtr identity(TestSpace s) { return make(Kind::Identity, s, s, ""); }

class Generator {
 public:
  explicit Generator(std::mt19937_64& engine) : engine_(engine) {}

  // Not std::uniform_int_distribution: the same expressions with every standard library.
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(engine_() % bound); }
  template <class T>
  const T& pick(const std::vector<T>& list) {
    return list[below(list.size())];
  }
  TestSpace space() { return static_cast<TestSpace>(below(3)); }

  ExpressionPtr leaf(TestSpace row, TestSpace column) {
    std::vector<ExpressionPtr> candidates;
    for (const DeclaredRandom& random : declared_randoms()) {
      const ExpressionPtr matrix = make(Kind::Random, random.row, random.column, random.name);
      if (random.row == row && random.column == column) candidates.push_back(matrix);
      if (random.row == column && random.column == row) candidates.push_back(adjoint(matrix));
    }
    if (row == column) {
      candidates.push_back(identity(row));
      for (const DeclaredSymbol& symbol : declared_symbols()) {
        if (symbol.space != row) continue;
        candidates.push_back(make(Kind::Symbol, row, row, symbol.name));
        candidates.push_back(make(Kind::Root, row, row, symbol.name));
      }
    }
    if (candidates.empty()) return product(leaf(row, TestSpace::d), leaf(TestSpace::d, column));
    return pick(candidates);
  }

  ExpressionPtr expression(TestSpace row, TestSpace column, int depth) {
    if (depth <= 1) return leaf(row, column);
    switch (below(row == column ? 10 : 7)) {
      case 0:
        return sum(expression(row, column, depth - 1), expression(row, column, depth - 1));
      case 1:
        return make(Kind::Difference, row, column, "",
                    {expression(row, column, depth - 1), expression(row, column, depth - 1)});
      case 2:
        return scale(pick(declared_coefficients()), expression(row, column, depth - 1));
      case 3:
        return adjoint(expression(column, row, depth - 1));
      case 4:
      case 5:
      case 6: {
        const TestSpace inner = space();
        return product(expression(row, inner, depth - 1), expression(inner, column, depth - 1));
      }
      case 7:
        return make(Kind::Square, row, row, "", {expression(row, row, depth - 1)});
      default:
        return inverse(positive_definite(row, depth - 1));
    }
  }

  /// A'*A + lambda*I, A'*A + lambda*I + B'*B, S*(A'*A)*S + lambda*I
  ExpressionPtr positive_definite(TestSpace space, int depth) {
    ExpressionPtr gram = square_of(expression(this->space(), space, depth - 1));
    if (below(3) == 0) gram = sum(gram, square_of(expression(this->space(), space, depth - 1)));
    return sum(gram, scale(pick(std::vector<std::string>{"lambda", "3/2", "psi"}), identity(space)));
  }

  /// Arguments with zero inside their limiting spectrum, at the sizes of the generated files.
  ExpressionPtr singular() {
    const auto Z = make(Kind::Random, TestSpace::n, TestSpace::d, "Z");
    const auto G = make(Kind::Random, TestSpace::d, TestSpace::d, "G");
    const auto W = make(Kind::Random, TestSpace::m, TestSpace::d, "W");
    const auto Sigma = make(Kind::Symbol, TestSpace::d, TestSpace::d, "Sigma");
    const auto I = identity(TestSpace::d);
    switch (below(5)) {
      case 0:  // the Marchenko-Pastur law of Z'Z at d/n = 1/2 covers (0.0858, 2.914)
        return sum(square_of(Z), scale(pick(std::vector<std::string>{"(-1)", "(-1/2)", "(-2)"}), I));
      case 1:  // a square Ginibre matrix, with or without a positive factor
        return below(2) == 0 ? G : product(Sigma, G);
      case 2:  // a semicircle
        return sum(G, adjoint(G));
      case 3:  // rank 2/5 < 1/2
        return square_of(W);
      default:  // the eigenvalues of a Ginibre matrix fill the disc of radius one
        return sum(G, scale("1/2", I));
    }
  }

  static ExpressionPtr square_of(ExpressionPtr a) { return product(adjoint(a), a); }

 private:
  std::mt19937_64& engine_;
};

}  // namespace

const std::vector<DeclaredRandom>& declared_randoms() {
  static const std::vector<DeclaredRandom> list = {{"Z", TestSpace::n, TestSpace::d},
                                                   {"Y", TestSpace::n, TestSpace::d},
                                                   {"W", TestSpace::m, TestSpace::d},
                                                   {"G", TestSpace::d, TestSpace::d}};
  return list;
}

const std::vector<DeclaredSymbol>& declared_symbols() {
  static const std::vector<DeclaredSymbol> list = {
      {"Sigma", TestSpace::d}, {"Gamma", TestSpace::d}, {"Theta", TestSpace::n}};
  return list;
}

const std::vector<std::string>& declared_coefficients() {
  static const std::vector<std::string> list = {"lambda", "psi", "2", "(-1/3)", "(lambda + psi)", "(1/2)"};
  return list;
}

std::string text(const ExpressionNode& node) {
  const auto child = [&](std::size_t k) { return text(*node.children[k]); };
  switch (node.kind) {
    case Kind::Random:
    case Kind::Symbol:
      return node.name;
    case Kind::Root:
      return "sqrt(" + node.name + ")";
    case Kind::Identity:
      return "I";
    case Kind::Sum:
      return "(" + child(0) + " + " + child(1) + ")";
    case Kind::Difference:
      return "(" + child(0) + " - " + child(1) + ")";
    case Kind::Product:
      return child(0) + "*" + child(1);
    case Kind::Scale:
      return "(" + node.name + "*" + child(0) + ")";
    case Kind::Adjoint:
      return "(" + child(0) + ")'";
    case Kind::Inverse:
      return "inv(" + child(0) + ")";
    case Kind::Square:
      return "(" + child(0) + ")^2";
  }
  return {};
}

std::string file_with_outputs(const std::vector<ExpressionPtr>& traced) {
  std::string file =
      "parameter lambda = 7/10 > 0\n"
      "parameter psi = 2/5 > 0\n"
      "dimension n\n"
      "dimension d = 1/2*n\n"
      "dimension m = 1/5*n\n"
      "random Z[n,d] gaussian variance 1/n\n"
      "random Y[n,d] gaussian variance 1/(2*n)\n"
      "random W[m,d] gaussian variance 1/d\n"
      "random G[d,d] gaussian variance 1/d\n"
      "spectrum d {\n"
      "  1/2 : Sigma = 2, Gamma = 1\n"
      "  1/4 : Sigma = 1/2, Gamma = 3\n"
      "  1/4 : Sigma = 1, Gamma = 1/3\n"
      "}\n"
      "spectrum n {\n"
      "  3/4 : Theta = 1\n"
      "  1/4 : Theta = 3\n"
      "}\n";
  for (std::size_t k = 0; k < traced.size(); ++k) {
    file += "output o" + std::to_string(k) + " = tr(" + text(*traced[k]) + ")\n";
  }
  return file;
}

ExpressionPtr random_square_expression(std::mt19937_64& engine, int depth) {
  Generator generator(engine);
  const TestSpace space = generator.space();
  return generator.expression(space, space, depth);
}

ExpressionPtr random_expression_without_limit(std::mt19937_64& engine, int depth) {
  Generator generator(engine);
  const ExpressionPtr singular = inverse(generator.singular());
  // Something positive on the left keeps the singular factor from cancelling.
  return product(generator.positive_definite(TestSpace::d, depth), singular);
}

}  // namespace freepencil::test
