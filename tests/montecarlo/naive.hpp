// SPDX-License-Identifier: GPL-3.0-or-later
// The second road: dense complex matrices, every product and every inverse formed as it is written, and next to each
// matrix a first-order bound on the rounding errors of any order of evaluation.
#pragma once

#include <Eigen/LU>

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
      case MatrixNode::Kind::Deterministic:
        return rounded(diagonal(node.row, node.function));
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
