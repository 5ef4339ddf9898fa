// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>

#include "expr/scalar.hpp"

namespace freepencil {

/// What takes the place of a leaf; nothing: it stays.
using LeafReplacement = std::function<std::optional<ScalarId>(const ScalarNode& leaf)>;

/// The expression with its leaves replaced, all at once; `replacement` may build expressions itself.
[[nodiscard]] ScalarId substitute(Scalars& scalars, ScalarId id, const LeafReplacement& replacement);

}  // namespace freepencil
