// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/messages.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace freepencil::cli {

namespace {

constexpr const char* red = "1;31";
constexpr const char* magenta = "1;35";
constexpr const char* cyan = "1;36";

void write(const std::string& text) { std::fputs(text.c_str(), stderr); }

/// See no-color.org: any value but an empty one turns colour off.
bool colour_is_wanted() {
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return (no_color == nullptr || *no_color == '\0') && (term == nullptr || std::string_view(term) != "dumb");
}

}  // namespace

Messages::Messages() : terminal_(isatty(STDERR_FILENO) == 1), colour_(terminal_ && colour_is_wanted()) {}

std::string Messages::paint(const char* code, const std::string& text) const {
  return colour_ ? fmt::format("\033[{}m{}\033[0m", code, text) : text;
}

void Messages::error(const std::string& text) const {
  write("freepencil: " + paint(red, "error:") + " " + text + "\n");
}

void Messages::note(const std::string& text) const {
  if (!quiet_) write("freepencil: " + paint(cyan, "note:") + " " + text + "\n");
}

void Messages::diagnostics(const Diagnostics& list, const Source& source) const {
  for (const Diagnostic& diagnostic : list) {
    const bool is_error = diagnostic.severity == Severity::Error;
    if (quiet_ && !is_error) continue;
    std::string text = render(diagnostic, source);
    const std::string word = is_error ? "error:" : "warning:";
    // The first line is `file:line:column: error: ...`; a file may itself be called `error:`.
    const std::size_t after_name = std::min(source.name().size(), text.size());
    if (const std::size_t at = text.find(word, after_name); at != std::string::npos) {
      text.replace(at, word.size(), paint(is_error ? red : magenta, word));
    }
    if (!text.ends_with('\n')) text += '\n';
    write(text);
  }
}

void Messages::stop(ExitStatus status, const std::string& text) const {
  error(text);
  throw Stop{status};
}

std::function<void(double)> Messages::progress() {
  if (quiet_ || !terminal_) return {};
  start_ = shown_ = std::chrono::steady_clock::now();
  return [this](double fraction) { show_progress(fraction); };
}

void Messages::show_progress(double fraction) {
  using namespace std::chrono_literals;
  const auto now = std::chrono::steady_clock::now();
  if (now - shown_ < 100ms) return;
  shown_ = now;
  line_open_ = true;
  const double elapsed = std::chrono::duration<double>(now - start_).count();
  // An estimate from the first few percent would only mislead.
  const std::string left =
      fraction > 0.02 ? fmt::format(", {:.0f} s left", elapsed * (1 - fraction) / fraction) : std::string();
  write(fmt::format("\r\033[K{:3.0f} %{}", 100 * fraction, left));
}

void Messages::clear_progress() {
  if (line_open_) write("\r\033[K");
  line_open_ = false;
}

}  // namespace freepencil::cli
