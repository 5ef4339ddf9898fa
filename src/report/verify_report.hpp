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

/// All formats but JSON of one file name every file; `command` opens a comment.
[[nodiscard]] std::string verify_report(const std::vector<VerifiedFile>& files, Format format);

}  // namespace freepencil::report
