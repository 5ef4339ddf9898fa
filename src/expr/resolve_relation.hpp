// SPDX-License-Identifier: GPL-3.0-or-later
// What claims and assumptions state: relations between two expressions.
#pragma once

#include "expr/resolve_expression.hpp"

namespace freepencil::resolver {

/// `a < b`; nothing after a report.
std::optional<Comparison> resolve_assumption(State& state, const Place& place, const syntax::Relation& relation);
/// A comparison of scalars or an identity between matrices, at the back of the claim's statements.
void resolve_relation(State& state, const Place& place, const syntax::Relation& relation, Claim& claim);
/// `left ~ right as phi -> 0 : O(phi^2)`, likewise.
void resolve_expansion(State& state, const Place& place, const syntax::Expansion& expansion, Span span, Claim& claim);

}  // namespace freepencil::resolver
