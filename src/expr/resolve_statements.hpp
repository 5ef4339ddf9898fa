// SPDX-License-Identifier: GPL-3.0-or-later
// One function a kind of statement; each reports its own errors and completes the names that the statement declares.
#pragma once

#include "expr/resolve_state.hpp"

namespace freepencil::resolver {

/// Enters all names of the file and reports those declared twice or reserved.
void declare_names(State& state, const syntax::Ast& ast);

void resolve_parameter(State& state, const syntax::Parameter& parameter);
void resolve_dimension(State& state, const syntax::Dimension& dimension);
void resolve_random(State& state, const syntax::Random& random);
void resolve_spectrum(State& state, const syntax::Spectrum& spectrum);
void resolve_let(State& state, const syntax::Let& let);
void resolve_pencil(State& state, const syntax::PencilBlock& pencil);

/// All outputs at once: they may refer to each other in any order.
void resolve_outputs(State& state, const syntax::Ast& ast);

}  // namespace freepencil::resolver
