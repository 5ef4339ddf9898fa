// SPDX-License-Identifier: GPL-3.0-or-later
// What only claims may use: numbers that are defined otherwise than by arithmetic.
#pragma once

#include "expr/model.hpp"
#include "expr/resolve_expression.hpp"

namespace freepencil::resolver {

/// An output as a claim refers to it; poison where the output is wrong.
Value output_leaf(State& state, const Entity& output);

/// `min(a, b, ...)`, `max(...)`
Value resolve_extremum(State& state, const Place& place, const syntax::Expression& expression);
/// `diff(body, p)`
Value resolve_derivative(State& state, const Place& place, const syntax::Expression& expression);
/// `limit(p = 0+, body)`
Value resolve_closed_limit(State& state, const Place& place, const syntax::Expression& expression);
/// `root(k > a : left = right)` of one unknown, anywhere in an expression.
Value resolve_root(State& state, const Place& place, const syntax::Expression& expression);
/// The leaf of every unknown of a root, by its name; nothing after a report.
std::optional<std::vector<std::pair<std::string, ScalarId>>> resolve_unknowns(State& state, const Place& place,
                                                                              const syntax::Expression& expression);

/// The index of the parameter of this name that a claim differentiates by or takes a limit in; reports where it is
/// none.
std::optional<std::uint32_t> resolve_variable(State& state, const syntax::Identifier& name);

/// Reports that a name inside a claim, such as an unknown, has another meaning already.
bool is_new_name(State& state, const Place& place, const syntax::Identifier& name, std::string_view what);

/// Whether the claims may define a further number; reports once where they may not.
bool room_for_quantity(State& state, Span span);

/// Whether the trace of a random matrix occurs.
bool reaches_random(State& state, ScalarId id);
void report_random_trace(State& state, Span span);

}  // namespace freepencil::resolver
