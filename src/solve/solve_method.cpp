// SPDX-License-Identifier: GPL-3.0-or-later
#include <freepencil/solution.hpp>

namespace freepencil {

std::string_view name(SolveMethod method) {
  switch (method) {
    case SolveMethod::Averaged:
      return "averaged";
    case SolveMethod::Anderson:
      return "anderson";
    case SolveMethod::Newton:
      return "newton";
    case SolveMethod::TrustRegion:
      return "trust region";
    case SolveMethod::Strength:
      return "strength";
    case SolveMethod::Hermitized:
      return "hermitized";
    case SolveMethod::Parameter:
      return "parameter";
  }
  return "unknown";
}

}  // namespace freepencil
