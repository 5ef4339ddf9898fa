// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace freepencil {

/// How a numerical computation ended, and what that says of its numbers.
enum class Status {
  NotRun,          ///< first on purpose: a default-made result must not look like a success
  Converged,       ///< residual <= tolerance on the physical branch; the values are the answer
  Stalled,         ///< the residual stopped above the tolerance: the values are not to be used
  IterationLimit,  ///< the residual was still falling: the values are not to be used
  WrongBranch,     ///< a root, but not the physical one (branch radius >= 1)
  OutsideDomain,   ///< the question has no answer here (an inverse that does not exist in the limit)
};

/// `converged`, `stalled`, ...
[[nodiscard]] std::string_view name(Status status);

}  // namespace freepencil
