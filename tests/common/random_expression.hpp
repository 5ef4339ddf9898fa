// SPDX-License-Identifier: GPL-3.0-or-later
// Random typed expressions, written as .pencil files and evaluated by themselves over any ring: the second road for
// everything from the parser to the pencil.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace freepencil::test {

/// The three spaces of every generated file, their sizes relative to n.
enum class TestSpace { n, d, m };
inline constexpr std::array<const char*, 3> test_space_names = {"n", "d", "m"};

struct ExpressionNode;
using ExpressionPtr = std::shared_ptr<const ExpressionNode>;

/// What a generated expression says, independent of the program's own representation.
struct ExpressionNode {
  enum class Kind { Random, Symbol, Root, Identity, Sum, Difference, Product, Scale, Adjoint, Inverse, Square };
  Kind kind = Kind::Identity;
  TestSpace row = TestSpace::n, column = TestSpace::n;
  std::string name;                     // Random, Symbol, Root: the matrix; Scale: the coefficient
  std::vector<ExpressionPtr> children;  // one or two
};

/// Declarations shared by all generated files; `{}` stands for further lines.
[[nodiscard]] std::string file_with_outputs(const std::vector<ExpressionPtr>& traced);
[[nodiscard]] std::string text(const ExpressionNode& node);

struct DeclaredRandom {
  const char* name;
  TestSpace row, column;
};
struct DeclaredSymbol {
  const char* name;
  TestSpace space;
};
[[nodiscard]] const std::vector<DeclaredRandom>& declared_randoms();
[[nodiscard]] const std::vector<DeclaredSymbol>& declared_symbols();
/// Scalars that occur as coefficients.
[[nodiscard]] const std::vector<std::string>& declared_coefficients();

/// A square expression, arguments of inv positive definite by construction: every one has a deterministic limit.
[[nodiscard]] ExpressionPtr random_square_expression(std::mt19937_64& engine, int depth);
/// A square expression that contains an inverse with zero inside the limiting spectrum of its argument.
[[nodiscard]] ExpressionPtr random_expression_without_limit(std::mt19937_64& engine, int depth);

/// How a ring's matrices are combined.
template <class Matrix>
struct Algebra {
  std::function<Matrix(const std::string& name)> random;
  std::function<Matrix(const std::string& name)> symbol;
  std::function<Matrix(const std::string& name)> root;
  std::function<Matrix(TestSpace)> identity;
  std::function<Matrix(const Matrix&, const Matrix&)> add, subtract, multiply;
  std::function<Matrix(const std::string& coefficient, const Matrix&)> scale;
  std::function<Matrix(const Matrix&)> adjoint, inverse;
};

template <class Matrix>
Matrix evaluate(const ExpressionNode& node, const Algebra<Matrix>& algebra) {
  using Kind = ExpressionNode::Kind;
  const auto child = [&](std::size_t k) { return evaluate(*node.children[k], algebra); };
  switch (node.kind) {
    case Kind::Random:
      return algebra.random(node.name);
    case Kind::Symbol:
      return algebra.symbol(node.name);
    case Kind::Root:
      return algebra.root(node.name);
    case Kind::Identity:
      return algebra.identity(node.row);
    case Kind::Sum:
      return algebra.add(child(0), child(1));
    case Kind::Difference:
      return algebra.subtract(child(0), child(1));
    case Kind::Product:
      return algebra.multiply(child(0), child(1));
    case Kind::Scale:
      return algebra.scale(node.name, child(0));
    case Kind::Adjoint:
      return algebra.adjoint(child(0));
    case Kind::Inverse:
      return algebra.inverse(child(0));
    case Kind::Square: {
      const Matrix base = child(0);
      return algebra.multiply(base, base);
    }
  }
  throw std::logic_error("every kind is evaluated");
}

}  // namespace freepencil::test
