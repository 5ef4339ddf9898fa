// SPDX-License-Identifier: GPL-3.0-or-later
// Exact values as they are written on the command line, and what is wrong with them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "expr/model.hpp"

namespace freepencil::cli {

/// A part of a text, without the spaces around it.
struct Part {
  std::string text;
  Span span;
};
[[nodiscard]] Part trimmed(const std::string& text, std::size_t begin, std::size_t end);

[[nodiscard]] Diagnostic problem(Span span, std::string message, std::string help = {});
[[nodiscard]] Diagnostic unknown_parameter(const Part& name, const Model& model);

}  // namespace freepencil::cli
