// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/option_values.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <span>

#include "laws/entry_law.hpp"
#include "support/suggest.hpp"

namespace freepencil::cli {

namespace {

/// Larger ensembles do not fit any memory; a mistyped zero should say so at once.
constexpr std::int64_t largest_size = 100'000;

template <class T>
T read_number(const std::string& option, const std::string& text, T least, T most) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  if (whole && value >= least && value <= most) return value;
  throw UsageError(fmt::format("{} needs a whole number from {} to {}, not '{}'", option, least, most, text));
}

}  // namespace

std::string did_you_mean(const std::string& wrong, const std::vector<std::string>& candidates) {
  const auto near = closest(wrong, candidates);
  return near ? "; did you mean '" + *near + "'?" : std::string();
}

std::string listed(const std::vector<std::string>& words) {
  if (words.size() < 2) return fmt::format("{}", fmt::join(words, ""));
  return fmt::format("{} and {}", fmt::join(std::span(words).first(words.size() - 1), ", "), words.back());
}

std::int64_t read_integer(const std::string& option, const std::string& text, std::int64_t least, std::int64_t most) {
  return read_number(option, text, least, most);
}

std::uint64_t read_seed(const std::string& text) {
  return read_number<std::uint64_t>("--seed", text, 0, std::numeric_limits<std::uint64_t>::max());
}

std::vector<std::int64_t> read_sizes(const std::string& text) {
  std::vector<std::int64_t> sizes;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    sizes.push_back(read_number<std::int64_t>("--sizes", text.substr(begin, end - begin), 1, largest_size));
    begin = end + 1;
  }
  if (std::adjacent_find(sizes.begin(), sizes.end(), std::greater_equal<>()) != sizes.end()) {
    throw UsageError(fmt::format("--sizes must increase: '{}'", text));
  }
  return sizes;
}

std::string read_entries(const std::string& text) {
  if (entry_law(text)) return text;
  std::vector<std::string> laws;
  for (const EntryLaw law : {EntryLaw::Gaussian, EntryLaw::Rademacher, EntryLaw::Uniform}) laws.emplace_back(name(law));
  const std::string mend = did_you_mean(text, laws);
  throw UsageError(fmt::format("--entries has no law '{}'{}", text, mend.empty() ? "; it has " + listed(laws) : mend));
}

std::vector<std::string> read_quantities(const std::string& text) {
  std::vector<std::string> names;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const std::size_t first = text.find_first_not_of(' ', begin);
    const std::size_t last = text.find_last_not_of(' ', end - (end > 0 ? 1 : 0));
    const bool empty = first >= end || last == std::string::npos || last < first;
    names.push_back(empty ? std::string() : text.substr(first, last - first + 1));
    begin = end + 1;
  }
  if (std::find(names.begin(), names.end(), "") != names.end() || names.size() > 2) {
    throw UsageError(fmt::format("--eliminate needs one name or two, as in t1,t2, not '{}'", text));
  }
  if (names.size() == 2 && names[0] == names[1]) {
    throw UsageError(fmt::format("--eliminate needs two different names, not '{}'", text));
  }
  return names;
}

void read_format(const std::string& text, Invocation& invocation) {
  using report::DeriveFormat, report::Format;
  const auto find = [&](const std::vector<std::string>& formats) {
    const auto at = std::find(formats.begin(), formats.end(), text);
    if (at != formats.end()) return static_cast<std::size_t>(at - formats.begin());
    const std::string mend = did_you_mean(text, formats);
    throw UsageError(fmt::format("{} has no format '{}'{}", name(invocation.command), text,
                                 mend.empty() ? "; it has " + listed(formats) : mend));
  };
  switch (invocation.command) {
    case Command::Check:
      invocation.canonical = find({"text", "pencil"}) == 1;
      return;
    case Command::Derive: {
      constexpr std::array in_order = {DeriveFormat::Text, DeriveFormat::Latex, DeriveFormat::Json,
                                       DeriveFormat::Sympy};
      invocation.derive_format = in_order[find({"text", "latex", "json", "sympy"})];
      return;
    }
    case Command::Theorem:
      invocation.format = find({"text", "latex"}) == 1 ? Format::Latex : Format::Text;
      return;
    case Command::Exponent:
    case Command::Optimize:
      invocation.format = find({"text", "json"}) == 1 ? Format::Json : Format::Text;
      return;
    case Command::Solve:
    case Command::Curve:
    case Command::Table:
    case Command::Verify:
    case Command::Validate: {
      constexpr std::array in_order = {Format::Text, Format::Json, Format::Csv, Format::Latex, Format::Markdown};
      invocation.format = in_order[find({"text", "json", "csv", "latex", "markdown"})];
      return;
    }
  }
}

}  // namespace freepencil::cli
