// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <stdexcept>
#include <string>

namespace freepencil::cli {

/// `cannot write 'results.json': No space left on device`
struct CannotWrite : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Throws where a result could not go to this file, before hours of work go into it.
void check_destination(const std::optional<std::string>& path);

/// Writes to standard output where no path is given, else to a file that holds either the whole text or what it held
/// before, whatever happens. A reader that has gone away (`| head -1`) is no failure.
void deliver(const std::string& text, const std::optional<std::string>& path);

}  // namespace freepencil::cli
