// SPDX-License-Identifier: GPL-3.0-or-later
// A pencil given outright: every block has the type that its row and column say.
#include <algorithm>

#include "expr/resolve_expression.hpp"
#include "expr/resolve_statements.hpp"

namespace freepencil::resolver {
namespace {

constexpr std::size_t max_blocks = 64;

std::optional<std::vector<SpaceId>> spaces(State& state, const std::vector<syntax::Identifier>& names) {
  std::vector<SpaceId> found;
  for (const syntax::Identifier& name : names) {
    if (const auto space = state.space(name)) found.push_back(*space);
  }
  if (found.size() != names.size()) return std::nullopt;
  return found;
}

std::string listed(const State& state, std::vector<SpaceId> ids) {
  std::string text;
  for (const SpaceId id : ids) text += (text.empty() ? "" : ", ") + state.model.spaces[id].name;
  return text;
}

/// Whether the numbers of rows, columns and entries fit; reports where not.
bool check_shape(State& state, const syntax::PencilBlock& pencil) {
  const std::string& name = pencil.name.text;
  if (pencil.rows.size() > max_blocks) {
    state.error(pencil.name.span, "a pencil may have at most " + std::to_string(max_blocks) + " rows of blocks");
    return false;
  }
  const auto count = [](std::size_t number, const std::string& noun) {
    return std::to_string(number) + " " + noun + (number == 1 ? "" : "s");
  };
  bool fits = true;
  if (pencil.rows.size() != pencil.columns.size()) {
    state.error(pencil.name.span, "pencil " + name + " must be square; it has " + count(pencil.rows.size(), "row") +
                                      " and " + count(pencil.columns.size(), "column"));
    fits = false;
  }
  if (pencil.entries.size() != pencil.rows.size()) {
    state.error(pencil.name.span, "pencil " + name + " has " + count(pencil.rows.size(), "row") + ", but " +
                                      count(pencil.entries.size(), "line") + " of blocks");
    fits = false;
  }
  for (std::size_t i = 0; i < pencil.entries.size(); ++i) {
    if (pencil.entries[i].size() == pencil.columns.size()) continue;
    state.error(pencil.row_spans[i], "this line has " + count(pencil.entries[i].size(), "block") + "; pencil " + name +
                                         " has " + count(pencil.columns.size(), "column"));
    fits = false;
  }
  return fits;
}

class Block {
 public:
  Block(State& state, const syntax::Expression& expression, SpaceId row, SpaceId column)
      : state_(state), expression_(expression), row_(row), column_(column) {}

  std::optional<MatrixId> resolve() {
    static constexpr Place place{.what = "a block of a pencil", .sizes = true, .matrices = true, .complex = true};
    const Value value = Evaluator(state_, place)(expression_);
    if (const auto* scalar = value.scalar()) return from_scalar(*scalar);
    if (const auto* identity = value.identity()) return from_identity(*identity);
    if (const auto* id = value.matrix()) return from_matrix(*id);
    if (value.random_vector()) state_.error(expression_.span, "a block of a pencil must not contain random vectors");
    return std::nullopt;
  }

 private:
  std::optional<MatrixId> from_scalar(ScalarId scalar) {
    if (scalar == state_.scalars().zero()) return state_.matrices().zero(row_, column_);
    state_.error(expression_.span, "a block is a matrix or 0; this is a scalar")
        .helps.push_back("did you mean " + as_operand(state_, expression_) + "*I?");
    return std::nullopt;
  }

  std::optional<MatrixId> from_identity(const IdentityMultiple& identity) {
    if (identity.coefficient == state_.scalars().zero()) return state_.matrices().zero(row_, column_);
    if (row_ == column_) return state_.matrices().deterministic(row_, identity.coefficient);
    state_.error(expression_.span, "this block has type " + state_.type(row_, column_) + "; the identity is square")
        .helps.push_back("a zero block is written 0");
    return std::nullopt;
  }

  std::optional<MatrixId> from_matrix(MatrixId id) {
    const MatrixNode& node = state_.matrices()[id];
    if (node.row == row_ && node.column == column_) return id;
    Diagnostic& report = state_.error(expression_.span, "this block must have type " + state_.type(row_, column_));
    report.label = "has type " + state_.type(id);
    if (node.row == column_ && node.column == row_) {
      report.helps.push_back("did you mean " + as_adjoint(state_, expression_) + "?");
    }
    return std::nullopt;
  }

  State& state_;
  const syntax::Expression& expression_;
  SpaceId row_, column_;
};

/// Whether rows and columns are the same spaces in some order; reports where not.
bool check_spaces(State& state, const syntax::PencilBlock& pencil, const BlockMatrix& matrix) {
  auto rows = matrix.rows, columns = matrix.columns;
  std::sort(rows.begin(), rows.end());
  std::sort(columns.begin(), columns.end());
  if (rows == columns) return true;
  state.error(pencil.name.span, "the rows and columns of pencil " + pencil.name.text +
                                    " must be the same dimensions in some order; they are " +
                                    listed(state, matrix.rows) + " and " + listed(state, matrix.columns));
  return false;
}

std::optional<BlockMatrix> block_matrix(State& state, const syntax::PencilBlock& pencil) {
  const auto rows = spaces(state, pencil.rows);
  const auto columns = spaces(state, pencil.columns);
  if (!check_shape(state, pencil) || !rows || !columns) return std::nullopt;
  BlockMatrix matrix{.rows = *rows, .columns = *columns, .entries = {}};
  if (!check_spaces(state, pencil, matrix)) return std::nullopt;

  for (std::size_t i = 0; i < rows->size(); ++i) {
    for (std::size_t j = 0; j < columns->size(); ++j) {
      const auto block = Block(state, pencil.entries[i][j], (*rows)[i], (*columns)[j]).resolve();
      if (block) matrix.entries.push_back(*block);
    }
  }
  if (matrix.entries.size() != rows->size() * columns->size()) return std::nullopt;
  return matrix;
}

}  // namespace

void resolve_pencil(State& state, const syntax::PencilBlock& pencil) {
  Entity* entity = state.names.declared_at(pencil.name.text, pencil.name.span);
  state.define(entity);
  auto matrix = block_matrix(state, pencil);
  if (entity == nullptr) return;
  entity->ready = true;
  if (!matrix) return;
  entity->index = static_cast<std::uint32_t>(state.pencils.size());
  state.pencils.push_back(std::move(*matrix));
}

}  // namespace freepencil::resolver
