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
      : model_(model),
        scalars_(*model.scalars),
        matrices_(*model.matrices),
        result_{BlockSystem(scalars_), {}, {}, {}, {}} {}

  LinearRepresentation run() {
    const std::vector<bool> needed = model_.needed_traces();
    for (std::size_t trace = 0; trace < model_.traces.size(); ++trace) {
      if (needed[trace]) represent_trace(trace, model_.traces[trace]);
    }
    const std::vector<MatrixId> nested = nested_inverses(model_);
    for (std::size_t k = 0; k < nested.size(); ++k) represent_trace(model_.traces.size() + k, nested[k]);
    return std::move(result_);
  }

 private:
  BlockSystem& system() { return result_.system; }
  AffineBlock constant(int value) const { return {scalars_.number(value), {}}; }

  /// tr(M) term by term: deterministic factors at both ends stay outside of the pencil.
  void represent_trace(std::size_t trace, MatrixId id) {
    const MatrixNode node = matrices_[id];
    if (node.kind != Kind::Combination) return represent_term(trace, node.row, scalars_.one(), id);
    for (std::size_t k = 0; k < node.children.size(); ++k) {
      represent_term(trace, node.row, node.coefficients[k], node.children[k]);
    }
  }

  void represent_term(std::size_t trace, SpaceId space, ScalarId coefficient, MatrixId id) {
    const MatrixNode node = matrices_[id];
    if (node.kind == Kind::Deterministic) {
      const ScalarId part = scalars_.multiply(coefficient, node.function);
      ScalarId& total = readout(trace, source(space).input, scalars_.one()).deterministic;
      total = scalars_.add(total, part);
      return;
    }
    std::vector<MatrixId> factors = node.kind == Kind::Product ? node.children : std::vector<MatrixId>{id};
    ScalarId left = coefficient, right = scalars_.one();
    if (matrices_[factors.front()].kind == Kind::Deterministic) {
      left = scalars_.multiply(left, matrices_[factors.front()].function);
      factors.erase(factors.begin());
    }
    if (matrices_[factors.back()].kind == Kind::Deterministic) {
      right = matrices_[factors.back()].function;
      factors.pop_back();
    }
    const Source from = source(space);
    std::uint32_t signal = from.column;
    for (auto factor = factors.rbegin(); factor != factors.rend(); ++factor) signal = apply(*factor, signal);
    ScalarId& u = readout(trace, from.input, right).u.try_emplace(signal, scalars_.zero()).first->second;
    u = scalars_.add(u, left);
  }

  Readout& readout(std::size_t trace, std::size_t input, ScalarId right) {
    for (Readout& known : result_.readouts) {
      if (known.trace == trace && known.input == input && known.right == right) return known;
    }
    return result_.readouts.emplace_back(Readout{trace, input, right, scalars_.zero(), {}});
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
    system().add(row, made.column, constant(1));
    result_.inputs.push_back({{row, scalars_.one()}});
    return sources_.emplace(space, made).first->second;
  }

  /// The column that holds id * signal.
  std::uint32_t apply(MatrixId id, std::uint32_t signal) {
    const auto key = std::pair(id, signal);
    if (const auto known = applied_.find(key); known != applied_.end()) return known->second;
    const std::uint32_t column = apply_new(matrices_[id], signal);
    applied_.emplace(key, column);
    return column;
  }

  std::uint32_t apply_new(MatrixNode node, std::uint32_t signal) {
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
    system().add(row, y, constant(1));
    const AffineBlock minus = constant(-1);
    const BlockAlgebra& algebra = system().algebra;
    if (node.kind == Kind::Deterministic) {
      system().add(row, signal, algebra.multiply(minus, algebra.deterministic(node.function)));
    } else if (node.kind == Kind::Random) {
      system().add(row, signal, algebra.multiply(minus, algebra.random(node.variable, node.adjoint)));
    } else {
      for (std::size_t k = 0; k < node.children.size(); ++k) {
        const std::uint32_t term = apply(node.children[k], signal);
        system().add(row, term, algebra.deterministic(scalars_.negate(node.coefficients[k])));
      }
    }
    return y;
  }

  /// argument * y - signal = 0
  std::uint32_t close_inverse(const MatrixNode& node, std::uint32_t y, std::uint32_t signal) {
    const std::uint32_t image = apply(node.children.front(), y);
    const std::uint32_t row = system().add_row(node.column, y);
    system().add(row, image, constant(1));
    system().add(row, signal, constant(-1));
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
        if (!matrices_.is_zero(entry)) system().add(row, apply(entry, columns[c]), constant(1));
      }
      if (r == node.block_column) system().add(row, signal, constant(-1));
    }
    return block_solutions_.emplace(key, std::move(columns)).first->second;
  }

  Model& model_;
  Scalars& scalars_;
  Matrices& matrices_;
  LinearRepresentation result_;
  std::map<SpaceId, Source> sources_;
  std::map<std::pair<MatrixId, std::uint32_t>, std::uint32_t> applied_;
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, std::vector<std::uint32_t>> block_solutions_;
};

}  // namespace

LinearRepresentation represent(Model& model) { return Representer(model).run(); }

}  // namespace freepencil
