// SPDX-License-Identifier: GPL-3.0-or-later
// Exact scalar expressions, shared: equal expressions have equal ids.
//
// One kind of node serves coefficients (`lambda^2`), functions of a spectrum (`sqrt(Sigma)`, a function of the symbol
// `Sigma` at an atom), sizes (`phi*n`), rows of a family (`k^-2`) and outputs (`sigma^2*tr(..)`); they differ in which
// leaves occur. Normal form: a sum is a rational constant and rational multiples of distinct non-sum terms; a product
// is distinct bases to nonzero rational powers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "numeric/exact.hpp"

namespace freepencil {

enum class ScalarId : std::uint32_t {};

struct ScalarNode {
  enum class Kind : std::uint8_t {
    Number,         // value
    ImaginaryUnit,  // i
    Parameter,      // index into Model::parameters
    Size,           // index into Model::spaces: the size N_s
    Symbol,         // index into Model::symbols: the value of a deterministic matrix at an atom
    Local,          // index of a row variable: the index k of a family, a column of a table
    Trace,          // index into Model::traces
    Unknown,        // index into Derivation::unknowns: a quantity that a fixed-point equation determines
    Quantity,       // index into Model::quantities: a number that a claim defines
    Sum,            // value + sum of rational * node
    Product,        // product of node ^ rational
    Power,          // terms[0] ^ terms[1], a general exponent
    Exp,
    Log,
  };

  Kind kind = Kind::Number;
  std::uint32_t index = 0;
  Rational value;                                    // Number; the constant of a Sum
  std::vector<std::pair<Rational, ScalarId>> terms;  // Sum: coefficients; Product: exponents; Power, Exp, Log: operands

  friend bool operator==(const ScalarNode&, const ScalarNode&) = default;
};

/// The arena of scalar expressions of one model.
class Scalars {
 public:
  Scalars();

  ScalarId number(const Rational& value);
  ScalarId imaginary_unit();
  ScalarId leaf(ScalarNode::Kind kind, std::uint32_t index);

  ScalarId sum(const std::vector<std::pair<Rational, ScalarId>>& terms, const Rational& constant = 0);
  ScalarId product(const std::vector<std::pair<Rational, ScalarId>>& powers);
  ScalarId power(ScalarId base, ScalarId exponent);
  ScalarId exp(ScalarId argument);
  ScalarId log(ScalarId argument);

  ScalarId add(ScalarId a, ScalarId b) { return sum({{1, a}, {1, b}}); }
  ScalarId subtract(ScalarId a, ScalarId b) { return sum({{1, a}, {-1, b}}); }
  ScalarId multiply(ScalarId a, ScalarId b) { return product({{1, a}, {1, b}}); }
  ScalarId divide(ScalarId a, ScalarId b) { return product({{1, a}, {-1, b}}); }
  ScalarId negate(ScalarId a) { return sum({{-1, a}}); }
  ScalarId power(ScalarId base, const Rational& exponent) { return product({{exponent, base}}); }

  /// What the leaf stands for needs recursion of its own: counts in the depth of all that is made of it from now on.
  void deepen(ScalarId leaf, std::uint32_t depth) {
    std::uint32_t& known = depths_[static_cast<std::size_t>(leaf)];
    if (known < depth) known = depth;
  }

  /// c and f with c * f the scalar: the factors of a product without and with such a leaf.
  std::pair<ScalarId, ScalarId> split_off(ScalarId id, ScalarNode::Kind leaf);

  /// The complex conjugate, every leaf but `i` being real.
  ScalarId conjugate(ScalarId id);

  [[nodiscard]] ScalarId zero() const { return zero_; }
  [[nodiscard]] ScalarId one() const { return one_; }
  [[nodiscard]] const ScalarNode& operator[](ScalarId id) const { return nodes_[static_cast<std::size_t>(id)]; }
  [[nodiscard]] std::size_t size() const { return nodes_.size(); }

  /// The number, where the expression is one.
  [[nodiscard]] std::optional<Rational> as_number(ScalarId id) const;
  /// Whether a leaf of this kind occurs.
  [[nodiscard]] bool contains(ScalarId id, ScalarNode::Kind leaf) const {
    return (kinds_[static_cast<std::size_t>(id)] & bit(leaf)) != 0;
  }
  /// The indices of all leaves of a kind, increasing.
  [[nodiscard]] std::vector<std::uint32_t> leaves(ScalarId id, ScalarNode::Kind kind) const;
  /// The longest path to a leaf: what recursion over the expression needs in stack.
  [[nodiscard]] std::uint32_t depth(ScalarId id) const { return depths_[static_cast<std::size_t>(id)]; }
  [[nodiscard]] bool is_real(ScalarId id) const { return !contains(id, ScalarNode::Kind::ImaginaryUnit); }

 private:
  ScalarId intern(ScalarNode node);
  static constexpr std::uint32_t bit(ScalarNode::Kind kind) { return 1U << static_cast<unsigned>(kind); }

  std::vector<ScalarNode> nodes_;
  std::vector<std::uint32_t> depths_;
  std::vector<std::uint32_t> kinds_;  // of the node and all below it, a bit each
  std::unordered_multimap<std::size_t, ScalarId> index_;
  ScalarId zero_{}, one_{};
};

}  // namespace freepencil
