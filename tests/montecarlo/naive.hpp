// SPDX-License-Identifier: GPL-3.0-or-later
// The second road: dense complex matrices, every product and every inverse formed as it is written, and next to each
// matrix a first-order bound on the rounding errors of any order of evaluation.
#pragma once

#include <Eigen/LU>
#include <stdexcept>

#include "expr/evaluate.hpp"
#include "laws/ensemble.hpp"
#include "laws/entry_law.hpp"

namespace freepencil::test {

class Naive {
 public:
  using Matrix = Eigen::MatrixXcd;
  struct Value {
    Matrix matrix;
    double error = 0;  // in the Frobenius norm
  };

  Naive(const Model& model, const Ensemble& ensemble, std::uint64_t seed, std::int64_t trial)
      : model_(model), ensemble_(ensemble) {
    for (std::uint32_t k = 0; k < model.randoms.size(); ++k) {
      Eigen::MatrixXd& matrix = randoms_.emplace_back(size(model.randoms[k].row), size(model.randoms[k].column));
      const auto n = static_cast<std::int64_t>(ensemble.sizes[model.reference()]);
      sample(model.randoms[k].law, RandomStream({.seed = seed, .size = n, .trial = trial, .variable = k}),
             std::sqrt(ensemble.variances[k]), {matrix.data(), static_cast<std::size_t>(matrix.size())});
    }
  }

  Value operator()(MatrixId id) const {
    const MatrixNode node = (*model_.matrices)[id];
    switch (node.kind) {
      case MatrixNode::Kind::Deterministic: {
        const auto symbols = model_.scalars->leaves(node.function, ScalarNode::Kind::Symbol);
        const bool dense = !symbols.empty() && !ensemble_.dense[symbols.front()].empty();
        return dense ? dense_function(node.row, node.function) : rounded(diagonal(node.row, node.function));
      }
      case MatrixNode::Kind::Random: {
        const Matrix z = randoms_[node.variable].cast<std::complex<double>>();
        return {node.adjoint ? Matrix(z.transpose()) : z};
      }
      case MatrixNode::Kind::Combination: {
        Value total{Matrix::Zero(size(node.row), size(node.column))};
        for (std::size_t k = 0; k < node.children.size(); ++k) {
          const std::complex<double> c = number(node.coefficients[k]);
          const Value child = (*this)(node.children[k]);
          total.matrix += c * child.matrix;
          total.error += std::abs(c) * (child.error + 4 * epsilon * child.matrix.norm());
        }
        return total;
      }
      case MatrixNode::Kind::Product: {
        Value total = (*this)(node.children.front());
        for (std::size_t k = 1; k < node.children.size(); ++k) total = product(total, (*this)(node.children[k]));
        return total;
      }
      case MatrixNode::Kind::Inverse:
        return inverse((*this)(node.children.front()));
      case MatrixNode::Kind::InverseBlock:
        return inverse_block(node);
    }
    return {};
  }

 private:
  static constexpr double epsilon = 2.3e-16;

  [[nodiscard]] Eigen::Index size(SpaceId space) const { return static_cast<Eigen::Index>(ensemble_.sizes[space]); }

  [[nodiscard]] std::complex<double> number(ScalarId id) const {
    const std::vector<std::complex<double>> parameters(ensemble_.parameters.begin(), ensemble_.parameters.end());
    return evaluate<std::complex<double>>(*model_.scalars, id, {.parameters = parameters});
  }

  [[nodiscard]] Matrix diagonal(SpaceId space, ScalarId function) const {
    const auto values = values_on_space<std::complex<double>>(model_, ensemble_, space, function);
    Matrix result = Matrix::Zero(size(space), size(space));
    Eigen::Index k = 0;
    for (std::size_t atom = 0; atom < values.size(); ++atom) {
      for (std::int64_t j = 0; j < ensemble_.measures[space].counts[atom]; ++j, ++k) result(k, k) = values[atom];
    }
    return result;
  }

  /// kron(I, A), entry by entry.
  [[nodiscard]] Matrix dense(SpaceId space, std::uint32_t symbol) const {
    const DenseMatrix& block = ensemble_.dense[symbol];
    const auto rows = static_cast<Eigen::Index>(block.size);
    Matrix result = Matrix::Zero(size(space), size(space));
    for (Eigen::Index i = 0; i < size(space); ++i) {
      for (Eigen::Index j = 0; j < size(space); ++j) {
        if (i / rows == j / rows) {
          result(i, j) = block(static_cast<std::size_t>(i % rows), static_cast<std::size_t>(j % rows));
        }
      }
    }
    return result;
  }

  /// The function written out in matrices, without eigenvalues; half-integer powers by the iteration of Denman and
  /// Beavers (1976).
  [[nodiscard]] Matrix in_matrices(SpaceId space, ScalarId f) const {
    const ScalarNode& node = (*model_.scalars)[f];
    const Matrix one = Matrix::Identity(size(space), size(space));
    if (node.kind == ScalarNode::Kind::Symbol) return dense(space, node.index);
    if (!model_.scalars->contains(f, ScalarNode::Kind::Symbol)) return number(f) * one;
    Matrix result = node.kind == ScalarNode::Kind::Sum ? Matrix(node.value.convert_to<double>() * one) : one;
    for (const auto& [rational, term] : node.terms) {
      const Matrix part = in_matrices(space, term);
      const Rational doubled = rational * 2;
      if (node.kind == ScalarNode::Kind::Sum) {
        result += rational.convert_to<double>() * part;
      } else if (node.kind == ScalarNode::Kind::Product && denominator(doubled) == 1) {
        const Matrix base = denominator(rational) == 1 ? part : square_root(part);
        const Integer exponent = denominator(rational) == 1 ? numerator(rational) : numerator(doubled);
        for (Integer k = 0; k < abs(exponent); ++k) result = result * (exponent < 0 ? Matrix(base.inverse()) : base);
      } else {
        throw std::logic_error("this function has no second road");
      }
    }
    return result;
  }

  [[nodiscard]] static Matrix square_root(const Matrix& a) {
    Matrix root = a, inverse = Matrix::Identity(a.rows(), a.cols());
    for (int k = 0; k < 12; ++k) {
      const Matrix next = (root + inverse.inverse()) / 2;
      inverse = ((inverse + root.inverse()) / 2).eval();
      root = next;
    }
    return root;
  }

  /// Well conditioned matrices lose no more than their condition number, here at most 100.
  [[nodiscard]] Value dense_function(SpaceId space, ScalarId f) const {
    const Matrix matrix = in_matrices(space, f);
    return {matrix, 100 * static_cast<double>(size(space)) * epsilon * matrix.norm()};
  }

  [[nodiscard]] static Value rounded(Matrix matrix) { return {matrix, 4 * epsilon * matrix.norm()}; }

  [[nodiscard]] static Value product(const Value& a, const Value& b) {
    const double x = a.matrix.norm(), y = b.matrix.norm();
    const auto inner = static_cast<double>(a.matrix.cols());
    return {a.matrix * b.matrix, a.error * y + x * b.error + inner * epsilon * x * y};
  }

  [[nodiscard]] static Value inverse(const Value& a) {
    const Matrix result = a.matrix.fullPivLu().inverse();
    const auto n = static_cast<double>(a.matrix.cols());
    return {result, result.squaredNorm() * (a.error + n * epsilon * a.matrix.norm())};
  }

  [[nodiscard]] Value inverse_block(const MatrixNode& node) const {
    const BlockMatrix& block = model_.matrices->block(node.block);
    const auto offset = [&](const std::vector<SpaceId>& spaces, std::size_t index) {
      Eigen::Index total = 0;
      for (std::size_t k = 0; k < index; ++k) total += size(spaces[k]);
      return total;
    };
    const std::size_t count = block.rows.size();
    Value whole{Matrix::Zero(offset(block.rows, count), offset(block.columns, count))};
    for (std::size_t r = 0; r < count; ++r) {
      for (std::size_t c = 0; c < count; ++c) {
        const Value entry = (*this)(block.entries[r * count + c]);
        whole.matrix.block(offset(block.rows, r), offset(block.columns, c), entry.matrix.rows(), entry.matrix.cols()) =
            entry.matrix;
        whole.error += entry.error;
      }
    }
    const Value inverted = inverse(whole);
    return {inverted.matrix.block(offset(block.columns, node.block_row), offset(block.rows, node.block_column),
                                  size(node.row), size(node.column)),
            inverted.error};
  }

  const Model& model_;
  const Ensemble& ensemble_;
  std::vector<Eigen::MatrixXd> randoms_;
};

}  // namespace freepencil::test
