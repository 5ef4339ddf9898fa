// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers that a claim defines otherwise than by arithmetic, and what they depend on.
#pragma once

#include <functional>

#include "expr/model.hpp"

namespace freepencil {

/// The leaf of a quantity; of the one that the model has already, where an equal one of the same kind can be told.
ScalarId add_quantity(Model& model, Quantity quantity);

/// The leaf counts as deep as these, from now on.
void deepen(Model& model, ScalarId leaf, const std::vector<ScalarId>& parts);

/// The quantity that the expression is, without any arithmetic; nothing where it is none.
[[nodiscard]] const Quantity* as_quantity(const Model& model, ScalarId id);

using LeafTest = std::function<bool(const ScalarNode& leaf)>;

/// Whether a value depends on a leaf that passes the test: looks into sizes, traces, and all quantities but those of
/// outputs, which are leaves themselves.
[[nodiscard]] bool reaches(const Model& model, ScalarId id, const LeafTest& test);
[[nodiscard]] bool reaches(const Model& model, MatrixId id, const LeafTest& test);

/// Whether a value depends on an output, by its value, its derivative or its limit.
[[nodiscard]] bool reaches_output(const Model& model, ScalarId id);

}  // namespace freepencil
