// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/load.hpp"

namespace freepencil::test {

/// Whether a file is one of those whose claims the tests of theorems verify: tests that run over all shipped files, and
/// hold them against values of their own, leave these out. So they do those of scaling laws, whose spectra are too
/// large to simulate and whose claims are exponents: tests/cli/exponent_test.py.
inline bool makes_claims(const std::string& path) {
  if (path.find("/scaling_laws/") != std::string::npos) return true;
  return read_file(path).value_or("").find("\nclaim ") != std::string::npos;
}

}  // namespace freepencil::test
