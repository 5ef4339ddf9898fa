// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/resolve_facts.hpp"

#include <algorithm>

namespace freepencil::resolver {
namespace {

constexpr std::uint64_t saturation = std::uint64_t{1} << 40;

std::size_t length(const Integer& n) { return n == 0 ? 1 : msb(n < 0 ? Integer(-n) : n) + 1; }

}  // namespace

std::size_t exact_bits(const Rational& value) { return length(numerator(value)) + length(denominator(value)); }

std::size_t exact_bits(const ScalarNode& node) {
  std::size_t bits = exact_bits(node.value);
  for (const auto& [number, id] : node.terms) bits += exact_bits(number);
  return bits;
}

void Facts::update() {
  for (std::size_t k = of_scalars_.size(); k < scalars_.size(); ++k) {
    const ScalarNode& node = scalars_[static_cast<ScalarId>(k)];
    const bool trace = node.kind == ScalarNode::Kind::Trace ||
                       std::any_of(node.terms.begin(), node.terms.end(), [&](const auto& term) {
                         return of_scalars_[static_cast<std::size_t>(term.second)].trace;
                       });
    of_scalars_.push_back({degree_of(node), trace});
    work_ += 1 + node.terms.size() + exact_bits(node) / 64;
  }
  for (std::size_t k = of_matrices_.size(); k < matrices_.size(); ++k) {
    const MatrixNode& node = matrices_[static_cast<MatrixId>(k)];
    of_matrices_.push_back(of(node));
    work_ += 1 + node.children.size();
  }
}

std::optional<Rational> Facts::degree(ScalarId id) {
  update();
  return of_scalars_[static_cast<std::size_t>(id)].degree;
}

bool Facts::has_trace(ScalarId id) {
  update();
  return of_scalars_[static_cast<std::size_t>(id)].trace;
}

std::uint64_t Facts::letters(MatrixId id) {
  update();
  return of_matrices_[static_cast<std::size_t>(id)].letters;
}

bool Facts::has_random(MatrixId id) {
  update();
  return of_matrices_[static_cast<std::size_t>(id)].random;
}

std::size_t Facts::work() {
  update();
  return work_;
}

std::optional<Rational> Facts::degree_of(const ScalarNode& node) const {
  using Kind = ScalarNode::Kind;
  const auto known = [&](std::size_t k) { return of_scalars_[static_cast<std::size_t>(node.terms[k].second)].degree; };
  switch (node.kind) {
    case Kind::Size:
      return Rational(1);
    case Kind::Sum: {
      const std::optional<Rational> common = known(0);
      for (std::size_t k = 1; k < node.terms.size(); ++k) {
        if (known(k) != common) return std::nullopt;
      }
      if (node.value != 0 && common != Rational(0)) return std::nullopt;
      return common;
    }
    case Kind::Product: {
      Rational total = 0;
      for (std::size_t k = 0; k < node.terms.size(); ++k) {
        const auto base = known(k);
        if (!base) return std::nullopt;
        total += node.terms[k].first * *base;
      }
      return total;
    }
    case Kind::Power:
    case Kind::Exp:
    case Kind::Log:
      for (std::size_t k = 0; k < node.terms.size(); ++k) {
        if (known(k) != Rational(0)) return std::nullopt;
      }
      return Rational(0);
    default:
      return Rational(0);
  }
}

Facts::OfMatrix Facts::of(const MatrixNode& node) const {
  const auto& children =
      node.kind == MatrixNode::Kind::InverseBlock ? matrices_.block(node.block).entries : node.children;
  OfMatrix total{.letters = 0, .random = node.kind == MatrixNode::Kind::Random};
  if (children.empty() && node.kind != MatrixNode::Kind::Combination) total.letters = 1;  // a zero block costs nothing
  for (const MatrixId child : children) {
    const OfMatrix& part = of_matrices_[static_cast<std::size_t>(child)];
    total.letters += part.letters;
    total.random = total.random || part.random;
  }
  total.letters = std::min(saturation, total.letters);
  return total;
}

}  // namespace freepencil::resolver
