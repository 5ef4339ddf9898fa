// SPDX-License-Identifier: GPL-3.0-or-later
// Deterministic matrices that need not commute.
#include <algorithm>

#include "expr/resolve_dense.hpp"
#include "expr/resolve_statements.hpp"

namespace freepencil::resolver {
namespace {

/// The values of a matrix from its file; an empty matrix after a report.
DenseMatrix values(State& state, const syntax::Matrix::File& file) {
  const auto content = state.read_file ? state.read_file(file.path) : std::nullopt;
  if (!content) {
    state.error(file.path_span, "cannot read the file \"" + file.path + "\"")
        .helps.push_back("a path is relative to the folder of the .pencil file");
    return {};
  }
  auto read = read_dense(file.path, *content);
  if (const auto* error = std::get_if<TableError>(&read)) {
    state.error(file.path_span, error->message);
    return {};
  }
  return std::get<DenseMatrix>(std::move(read));
}

/// All matrices of a space are realised at one size.
void check_size(State& state, const syntax::Matrix& matrix, SpaceId space, std::size_t size) {
  for (const ExplicitMatrix& other : state.model.explicit_matrices) {
    const Symbol& symbol = state.model.symbols[other.symbol];
    if (symbol.space != space || other.values.empty() || other.values.size == size) continue;
    state
        .error(matrix.file->path_span, "'" + matrix.name.text + "' has " + std::to_string(size) + " rows and '" +
                                           symbol.name + "' has " + std::to_string(other.values.size) +
                                           ": the matrices of a dimension have one size")
        .notes.push_back({other.span, "declared here"});
    return;
  }
}

}  // namespace

void declare_orders(State& state, const syntax::Ast& ast, const ResolveOptions& options) {
  for (const syntax::Statement& statement : ast.statements) {
    if (const auto* matrix = std::get_if<syntax::Matrix>(&statement.body)) {
      state.noncommuting.insert(matrix->space.text);
      state.ordered.insert(matrix->space.text);
    } else if (const auto* noncommuting = std::get_if<syntax::Noncommuting>(&statement.body)) {
      for (const syntax::Identifier& space : noncommuting->spaces) {
        state.noncommuting.insert(space.text);
        if (options.keep_order) state.ordered.insert(space.text);
      }
    }
  }
}

void report_both(State& state, const syntax::Identifier& space, Span other, std::string note) {
  Diagnostic& report =
      state.error(space.span, "dimension '" + space.text +
                                  "' has a spectrum, of matrices that commute, and matrices that need not");
  report.notes.push_back({other, std::move(note)});
  report.helps.push_back("give all matrices of a dimension by one spectrum, or each by `matrix`");
}

void resolve_matrix(State& state, const syntax::Matrix& matrix) {
  Entity* entity = state.names.declared_at(matrix.name.text, matrix.name.span);
  if (entity != nullptr) entity->ready = true;
  const auto space = state.space(matrix.space);
  DenseMatrix read = matrix.file ? values(state, *matrix.file) : DenseMatrix{};
  if (!space) return;

  const auto& spectra = state.model.spectra;
  const auto spectrum =
      std::find_if(spectra.begin(), spectra.end(), [&](const Spectrum& other) { return other.space == *space; });
  if (spectrum != spectra.end()) report_both(state, matrix.space, spectrum->span, "the spectrum");
  if (!read.empty()) check_size(state, matrix, *space, read.size);

  const auto index = static_cast<std::uint32_t>(state.model.symbols.size());
  state.model.symbols.push_back({.name = matrix.name.text, .space = *space});
  state.model.explicit_matrices.push_back({.symbol = index,
                                           .values = std::move(read),
                                           .path = matrix.file ? matrix.file->path : "",
                                           .span = matrix.name.span});
  if (entity == nullptr) return;
  entity->value = state.matrices().deterministic(*space, state.scalars().leaf(ScalarNode::Kind::Symbol, index));
}

void resolve_noncommuting(State& state, const syntax::Noncommuting& statement) {
  for (const syntax::Identifier& space : statement.spaces) static_cast<void>(state.space(space));
}

}  // namespace freepencil::resolver
