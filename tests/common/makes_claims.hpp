// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/load.hpp"

namespace freepencil::test {

/// Whether the spectra of a shipped file are too large for anything but the sums that are made for them: files of
/// scaling laws, which tests/cli/exponent_test.py holds against the exponents that are known.
inline bool is_scaling_law(const std::string& path) { return path.find("/scaling_laws/") != std::string::npos; }

/// Whether a file is one of those whose claims the tests of theorems verify: tests that run over all shipped files, and
/// hold them against values of their own, leave these and scaling laws out.
inline bool makes_claims(const std::string& path) {
  return is_scaling_law(path) || read_file(path).value_or("").find("\nclaim ") != std::string::npos;
}

}  // namespace freepencil::test
