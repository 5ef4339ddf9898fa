// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdexcept>

#include "pencil/block_system.hpp"

namespace freepencil {
namespace {

using Kind = MatrixNode::Kind;

/// Turns `expression * signal` into block equations. A signal is a column of the system: an unknown y.
class Representer {
 public:
  explicit Representer(Model& model)
      : scalars_(*model.scalars), matrices_(*model.matrices), result_{BlockSystem(model), {}, {}, {}, {}} {}

  LinearRepresentation run(const std::vector<std::optional<MatrixId>>& wanted) {
    for (std::size_t k = 0; k < wanted.size(); ++k) {
      if (wanted[k]) represent_wanted(k, *wanted[k]);
    }
    return std::move(result_);
  }

 private:
  BlockSystem& system() { return result_.system; }
  const BlockAlgebra& algebra() const { return result_.system.algebra; }

  /// A matrix term by term: deterministic factors at both ends stay outside of the pencil.
  void represent_wanted(std::size_t index, MatrixId id) {
    const MatrixNode node = matrices_[id];
    if (node.kind != Kind::Combination) return represent_term(index, node.row, scalars_.one(), id);
    for (std::size_t k = 0; k < node.children.size(); ++k) {
      represent_term(index, node.row, node.coefficients[k], node.children[k]);
    }
  }

  void represent_term(std::size_t index, SpaceId space, ScalarId coefficient, MatrixId id) {
    std::vector<MatrixId> factors =
        matrices_[id].kind == Kind::Product ? matrices_[id].children : std::vector<MatrixId>{id};
    MatrixId left = matrices_.identity(space), right = left;
    for (; !factors.empty() && matrices_[factors.front()].kind == Kind::Deterministic; factors.erase(factors.begin())) {
      left = algebra().multiply(left, factors.front());
    }
    left = algebra().scale(coefficient, left);
    if (factors.empty()) {
      MatrixId& total = readout(index, source(space).input, right).deterministic;
      total = algebra().add(total, left);
      return;
    }
    for (; matrices_[factors.back()].kind == Kind::Deterministic; factors.pop_back()) {
      right = algebra().multiply(factors.back(), right);
    }
    const Source from = source(space);
    std::uint32_t signal = from.column;
    for (auto factor = factors.rbegin(); factor != factors.rend(); ++factor) signal = apply(*factor, signal);
    MatrixId& u = readout(index, from.input, right).u.try_emplace(signal, algebra().zero(space)).first->second;
    u = algebra().add(u, left);
  }

  Readout& readout(std::size_t wanted, std::size_t input, MatrixId right) {
    for (Readout& known : result_.readouts) {
      if (known.wanted == wanted && known.input == input && known.right == right) return known;
    }
    const SpaceId space = matrices_[right].row;
    return result_.readouts.emplace_back(Readout{wanted, input, right, algebra().zero(space), {}});
  }

  struct Source {
    std::size_t input = 0;
    std::uint32_t column = 0;
  };
  /// The signal x itself: one for each space from which a trace starts.
  Source source(SpaceId space) {
    const auto known = sources_.find(space);
    if (known != sources_.end()) return known->second;
    const Source made{result_.inputs.size(), system().add_column(space)};
    const std::uint32_t row = system().add_row(space, made.column);
    system().add(row, made.column, algebra().number(space, 1));
    result_.inputs.push_back({{row, matrices_.identity(space)}});
    return sources_.emplace(space, made).first->second;
  }

  /// The column that holds id * signal.
  std::uint32_t apply(MatrixId id, std::uint32_t signal) {
    const auto key = std::pair(id, signal);
    if (const auto known = applied_.find(key); known != applied_.end()) return known->second;
    const std::uint32_t column = apply_new(id, signal);
    applied_.emplace(key, column);
    return column;
  }

  std::uint32_t apply_new(MatrixId id, std::uint32_t signal) {
    const MatrixNode node = matrices_[id];
    switch (node.kind) {
      case Kind::Product:
        for (auto factor = node.children.rbegin(); factor != node.children.rend(); ++factor) {
          signal = apply(*factor, signal);
        }
        return signal;
      case Kind::Inverse: {
        const std::uint32_t y = system().add_column(node.row);
        return close_inverse(node, y, signal);
      }
      case Kind::InverseBlock:
        return block_solution(node, signal)[node.block_row];
      default:
        break;
    }
    // y - (node * signal) = 0
    const std::uint32_t y = system().add_column(node.row);
    const std::uint32_t row = system().add_row(node.row, y);
    system().add(row, y, algebra().number(node.row, 1));
    const AffineBlock minus = algebra().number(node.row, -1);
    if (node.kind == Kind::Deterministic) {
      system().add(row, signal, algebra().multiply(minus, algebra().deterministic(id)));
    } else if (node.kind == Kind::Random) {
      system().add(row, signal, algebra().multiply(minus, algebra().random(node.variable, node.adjoint)));
    } else {
      for (std::size_t k = 0; k < node.children.size(); ++k) {
        const std::uint32_t term = apply(node.children[k], signal);
        system().add(row, term, algebra().scale(node.coefficients[k], minus));
      }
    }
    return y;
  }

  /// argument * y - signal = 0
  std::uint32_t close_inverse(const MatrixNode& node, std::uint32_t y, std::uint32_t signal) {
    const std::uint32_t image = apply(node.children.front(), y);
    const std::uint32_t row = system().add_row(node.column, y);
    system().add(row, image, algebra().number(node.column, 1));
    system().add(row, signal, algebra().number(node.column, -1));
    return y;
  }

  /// All columns y_c of the solution of sum_c Q_rc y_c = delta_{r, block_column} signal.
  const std::vector<std::uint32_t>& block_solution(const MatrixNode& node, std::uint32_t signal) {
    const auto key = std::tuple(node.block, node.block_column, signal);
    if (const auto known = block_solutions_.find(key); known != block_solutions_.end()) return known->second;
    const BlockMatrix block = matrices_.block(node.block);
    const std::size_t size = block.rows.size();
    std::vector<std::uint32_t> columns;
    for (const SpaceId space : block.columns) columns.push_back(system().add_column(space));
    for (std::size_t r = 0; r < size; ++r) {
      const std::uint32_t row = system().add_row(block.rows[r], columns[r]);
      for (std::size_t c = 0; c < size; ++c) {
        const MatrixId entry = block.entries[r * size + c];
        if (!matrices_.is_zero(entry)) system().add(row, apply(entry, columns[c]), algebra().number(block.rows[r], 1));
      }
      if (r == node.block_column) system().add(row, signal, algebra().number(block.rows[r], -1));
    }
    return block_solutions_.emplace(key, std::move(columns)).first->second;
  }

  Scalars& scalars_;
  Matrices& matrices_;
  LinearRepresentation result_;
  std::map<SpaceId, Source> sources_;
  std::map<std::pair<MatrixId, std::uint32_t>, std::uint32_t> applied_;
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, std::vector<std::uint32_t>> block_solutions_;
};

}  // namespace

LinearRepresentation represent(Model& model, const std::vector<std::optional<MatrixId>>& wanted) {
  return Representer(model).run(wanted);
}

}  // namespace freepencil
