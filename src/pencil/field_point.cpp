// SPDX-License-Identifier: GPL-3.0-or-later
#include "pencil/field_point.hpp"

#include <algorithm>
#include <numeric>

#include "expr/evaluate.inl.hpp"

namespace freepencil {
namespace {

PrimeField draw(std::mt19937_64& engine) { return PrimeField(static_cast<std::int64_t>(engine() >> 3)); }

FieldMatrix diagonal(const std::vector<PrimeField>& values) {
  FieldMatrix matrix(values.size(), values.size());
  for (std::size_t k = 0; k < values.size(); ++k) matrix(k, k) = values[k];
  return matrix;
}

/// (1 - K)(1 + K)^{-1} for a random antisymmetric K (Cayley 1846).
FieldMatrix orthogonal(std::size_t size, std::mt19937_64& engine) {
  FieldMatrix K(size, size);
  for (std::size_t r = 0; r < size; ++r) {
    for (std::size_t c = 0; c < r; ++c) {
      K(r, c) = draw(engine);
      K(c, r) = -K(r, c);
    }
  }
  const FieldMatrix one = FieldMatrix::identity(size);
  return multiply(combine(1, one, -1, K), inverse(combine(1, one, 1, K)));
}

FieldMatrix part(const FieldMatrix& whole, std::size_t row, std::size_t column, std::size_t rows, std::size_t columns) {
  FieldMatrix result(rows, columns);
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t c = 0; c < columns; ++c) result(r, c) = whole(row + r, column + c);
  }
  return result;
}

void add_to(FieldMatrix& whole, std::size_t row, std::size_t column, PrimeField factor, const FieldMatrix& block) {
  for (std::size_t r = 0; r < block.rows(); ++r) {
    for (std::size_t c = 0; c < block.columns(); ++c) whole(row + r, column + c) += factor * block(r, c);
  }
}

std::vector<std::size_t> offsets(const std::vector<SpaceId>& spaces, const FieldPoint& point) {
  std::vector<std::size_t> at = {0};
  for (const SpaceId space : spaces) at.push_back(at.back() + point.dimension(space));
  return at;
}

}  // namespace

FieldPoint::FieldPoint(const Model& model, const Shape& shape, std::mt19937_64& engine)
    : model_(model), dimensions_(shape.dimensions), parameters_(shape.parameters), sizes_(shape.sizes) {
  if (sizes_.empty()) {
    for (const std::size_t dimension : dimensions_) sizes_.emplace_back(static_cast<std::int64_t>(dimension));
  }
  while (parameters_.size() < model.parameters.size()) parameters_.push_back(draw(engine));
  for (const Symbol& symbol : model.symbols) {
    auto& values = symbols_.emplace_back();
    for (std::size_t k = 0; k < dimensions_[symbol.space]; ++k) {
      const PrimeField root = draw(engine);
      values.push_back(root * root);
    }
  }
  for (const Symbol& symbol : model.symbols) {
    const bool ordered = model.matrices->keeps_order(symbol.space);
    bases_.push_back(ordered ? orthogonal(dimensions_[symbol.space], engine) : FieldMatrix());
  }
  for (const RandomMatrix& random : model.randoms) {
    FieldMatrix& matrix = randoms_.emplace_back(dimensions_[random.row], dimensions_[random.column]);
    for (std::size_t r = 0; r < matrix.rows(); ++r) {
      for (std::size_t c = 0; c < matrix.columns(); ++c) matrix(r, c) = draw(engine);
    }
  }
}

FieldMatrix FieldPoint::deterministic(SpaceId space, ScalarId function) const {
  const FieldMatrix values = diagonal(this->values(space, function));
  const std::vector<std::uint32_t> symbols = model_.scalars->leaves(function, ScalarNode::Kind::Symbol);
  if (!model_.matrices->keeps_order(space) || symbols.empty()) return values;
  const FieldMatrix& basis = bases_[symbols.front()];
  return multiply(basis, multiply(values, transpose(basis)));
}

std::vector<PrimeField> FieldPoint::values(SpaceId space, ScalarId f) const {
  const Leaves<PrimeField> leaves{
      .parameters = parameters_, .sizes = sizes_, .symbols = symbols_, .locals = {}, .traces = {}};
  return evaluate_rows(*model_.scalars, f, leaves, dimensions_[space]);
}

const FieldMatrix& FieldPoint::matrix(MatrixId id) const {
  const auto known = matrices_.find(id);
  if (known != matrices_.end()) return known->second;
  return matrices_.emplace(id, compute((*model_.matrices)[id])).first->second;
}

FieldMatrix FieldPoint::compute(const MatrixNode& node) const {
  using Kind = MatrixNode::Kind;
  switch (node.kind) {
    case Kind::Deterministic:
      return deterministic(node.row, node.function);
    case Kind::Random:
      return node.adjoint ? transpose(randoms_[node.variable]) : randoms_[node.variable];
    case Kind::Combination: {
      FieldMatrix total(dimensions_[node.row], dimensions_[node.column]);
      for (std::size_t k = 0; k < node.children.size(); ++k) {
        add_to(total, 0, 0, scalar(node.coefficients[k]), matrix(node.children[k]));
      }
      return total;
    }
    case Kind::Product: {
      FieldMatrix product = matrix(node.children.front());
      for (std::size_t k = 1; k < node.children.size(); ++k) product = multiply(product, matrix(node.children[k]));
      return product;
    }
    case Kind::Inverse:
      return inverse(matrix(node.children.front()));
    case Kind::InverseBlock: {
      const BlockMatrix& block = model_.matrices->block(node.block);
      const auto row_at = offsets(block.rows, *this), column_at = offsets(block.columns, *this);
      FieldMatrix whole(row_at.back(), column_at.back());
      for (std::size_t r = 0; r < block.rows.size(); ++r) {
        for (std::size_t c = 0; c < block.columns.size(); ++c) {
          add_to(whole, row_at[r], column_at[c], 1, matrix(block.entries[r * block.columns.size() + c]));
        }
      }
      return part(inverse(whole), column_at[node.block_row], row_at[node.block_column], dimensions_[node.row],
                  dimensions_[node.column]);
    }
  }
  throw std::logic_error("every kind of matrix node has a value");
}

FieldPoint::Shape ordered_shape(const std::vector<double>& sizes, std::size_t smallest) {
  std::vector<std::size_t> order(sizes.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return sizes[a] < sizes[b]; });
  FieldPoint::Shape shape{std::vector<std::size_t>(sizes.size()), {}, {}};
  for (std::size_t k = 0; k < order.size(); ++k) shape.dimensions[order[k]] = smallest + k;
  return shape;
}

FieldMatrix FieldBlocks::block(std::size_t row, std::size_t column) const {
  return part(entries, row_at[row], column_at[column], row_at[row + 1] - row_at[row],
              column_at[column + 1] - column_at[column]);
}

FieldBlocks field_pencil(const Pencil& pencil, const FieldPoint& point) {
  FieldBlocks Q{offsets(pencil.rows, point), offsets(pencil.columns, point), {}};
  Q.entries = FieldMatrix(Q.row_at.back(), Q.column_at.back());
  const Matrices& matrices = *point.model().matrices;
  for (const PencilEntry& entry : pencil.entries) {
    const std::size_t row = Q.row_at[entry.row], column = Q.column_at[entry.column];
    if (!matrices.is_zero(entry.deterministic)) add_to(Q.entries, row, column, 1, point.matrix(entry.deterministic));
    for (const RandomTerm& term : entry.random) {
      const FieldMatrix& X = point.random(term.variable);
      const FieldMatrix right = multiply(term.adjoint ? transpose(X) : X, point.matrix(term.right));
      add_to(Q.entries, row, column, point.scalar(term.coefficient), multiply(point.matrix(term.left), right));
    }
  }
  return Q;
}

FieldBlocks field_inverse(const Pencil& pencil, const FieldPoint& point) {
  const FieldBlocks Q = field_pencil(pencil, point);
  if (Q.row_at.back() != Q.column_at.back()) throw UnluckyDraw("Q is not square");
  return {Q.column_at, Q.row_at, inverse(Q.entries)};
}

FieldMatrix field_matrix(const TraceFunctional& functional, const FieldBlocks& inverse, const FieldPoint& point) {
  const std::size_t size = point.dimension(functional.space);
  FieldMatrix total(size, size);
  if (!point.model().matrices->is_zero(functional.deterministic)) total = point.matrix(functional.deterministic);
  for (const TraceTerm& term : functional.terms) {
    const FieldMatrix right = multiply(inverse.block(term.column, term.row), point.matrix(term.right));
    add_to(total, 0, 0, 1, multiply(point.matrix(term.left), right));
  }
  return total;
}

}  // namespace freepencil
