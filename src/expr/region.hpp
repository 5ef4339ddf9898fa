// SPDX-License-Identifier: GPL-3.0-or-later
// For which parameter points a model is made.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "expr/model.hpp"

namespace freepencil {

/// Values of parameters by name.
using Settings = std::map<std::string, Rational, std::less<>>;

/// The model of a file for the use at a parameter point: the structure of its expressions may depend on it.
using ModelAt = std::function<Expected<Model>(const Settings& settings)>;

/// The parameters that a user can set.
[[nodiscard]] Settings settings(const Model& model, const std::vector<Rational>& point);

/// Whether all of these hold there; nothing where a side has no exact value.
[[nodiscard]] std::optional<bool> hold(const Model& model, const std::vector<Rational>& point,
                                       const std::vector<Comparison>& comparisons);

/// Whether the expressions of the model are those of the file at this point: as many members of families, the same side
/// of every pseudo-inverse. False where that cannot be told exactly.
[[nodiscard]] bool same_structure(const Model& model, const std::vector<Rational>& point);

}  // namespace freepencil
