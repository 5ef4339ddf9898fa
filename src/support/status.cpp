// SPDX-License-Identifier: GPL-3.0-or-later
#include <freepencil/status.hpp>

namespace freepencil {

std::string_view name(Status status) {
  switch (status) {
    case Status::NotRun:
      return "not run";
    case Status::Converged:
      return "converged";
    case Status::Stalled:
      return "stalled";
    case Status::IterationLimit:
      return "iteration limit";
    case Status::WrongBranch:
      return "wrong branch";
    case Status::OutsideDomain:
      return "outside the domain";
  }
  return "unknown";
}

}  // namespace freepencil
