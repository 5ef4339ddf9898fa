// SPDX-License-Identifier: GPL-3.0-or-later
// One function a kind of statement; each reports its own errors and completes the names that the statement declares.
#pragma once

#include "expr/resolve_state.hpp"

namespace freepencil::resolver {

/// Enters all names of the file and reports those declared twice or reserved.
void declare_names(State& state, const syntax::Ast& ast);

/// Finds the names of the dimensions whose matrices need not commute: an expression may come before the statement that
/// says so.
void declare_orders(State& state, const syntax::Ast& ast, const ResolveOptions& options);

/// Finds the parameters on which the structure of expressions depends: those in ranges of indices and in subscripts.
void declare_structural(State& state, const syntax::Ast& ast);

void resolve_parameter(State& state, const syntax::Parameter& parameter);
void resolve_dimension(State& state, const syntax::Dimension& dimension);
void resolve_random(State& state, const syntax::Random& random);
void resolve_spectrum(State& state, const syntax::Spectrum& spectrum);
void resolve_vector(State& state, const syntax::Vector& vector);
void resolve_matrix(State& state, const syntax::Matrix& matrix);
void resolve_noncommuting(State& state, const syntax::Noncommuting& statement);
void resolve_let(State& state, const syntax::Let& let);
void resolve_pencil(State& state, const syntax::PencilBlock& pencil);

/// Reports that a dimension has a spectrum and matrices given by `matrix`.
void report_both(State& state, const syntax::Identifier& space, Span other, std::string note);

void resolve_assume(State& state, const syntax::Assume& assume);

/// All outputs at once: they may refer to each other in any order.
void resolve_outputs(State& state, const syntax::Ast& ast);

/// All claims, once the outputs are known.
void resolve_claims(State& state, const syntax::Ast& ast);
/// Reports traces that are not affine in the signals of spikes: they have no limit.
void check_signals(State& state);
/// One claim; `span` is of its first line.
void resolve_claim(State& state, const syntax::Claim& claim, Span span);

}  // namespace freepencil::resolver
