// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <freepencil/verification.hpp>
#include <string_view>

#include "report/format.hpp"

namespace freepencil::report {

/// One file and what was found out about its claims.
struct VerifiedFile {
  std::string file;
  std::string title;
  Verification verification;
};

/// `verified`, `proved`, `refuted`, `undecided`
[[nodiscard]] std::string_view verdict_name(ClaimVerdict verdict);

/// `proved`, `proved on two symbolic atoms`: the form in which a proof holds; empty where there is none.
[[nodiscard]] std::string proof_reading(const Verification::Statement& statement);

/// All formats but JSON of one file name every file. `seconds`: what they took together.
[[nodiscard]] std::string verify_report(const std::vector<VerifiedFile>& files, double seconds, Format format);

}  // namespace freepencil::report
