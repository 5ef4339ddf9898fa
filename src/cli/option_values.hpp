// SPDX-License-Identifier: GPL-3.0-or-later
// The values of options: text in, checked values out.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "cli/invocation.hpp"

namespace freepencil::cli {

/// One sentence about a command line that does not hold up.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// `; did you mean 'x'?`, or nothing.
[[nodiscard]] std::string did_you_mean(const std::string& wrong, const std::vector<std::string>& candidates);
/// `a, b and c`
[[nodiscard]] std::string listed(const std::vector<std::string>& words);

[[nodiscard]] std::int64_t read_integer(const std::string& option, const std::string& text, std::int64_t least,
                                        std::int64_t most);
[[nodiscard]] std::uint64_t read_seed(const std::string& text);
/// `100,200,400`: increasing.
[[nodiscard]] std::vector<std::int64_t> read_sizes(const std::string& text);
[[nodiscard]] std::string read_entries(const std::string& text);
/// `g` or `t1,t2`: different names.
[[nodiscard]] std::vector<std::string> read_quantities(const std::string& text);
/// Sets `format`, `derive_format` or `canonical`: which formats there are depends on the command.
void read_format(const std::string& text, Invocation& invocation);

}  // namespace freepencil::cli
