// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <freepencil/diagnostic.hpp>

#include "support/display.hpp"
#include "support/utf8.hpp"

namespace freepencil {
namespace {

constexpr std::size_t widest = 100;     // columns of source text shown
constexpr std::size_t in_front = 60;    // of them in front of the caret
constexpr std::size_t cut_bytes = 800;  // of a longer line on either side of the caret

/// The bytes of a line that can be on show: a line may have megabytes.
struct Excerpt {
  std::string_view text;
  std::size_t begin = 0;  // offset in the source
  bool cut_left = false, cut_right = false;
};

Excerpt excerpt(const Source& source, std::size_t line, std::size_t offset) {
  const std::string_view whole = source.line(line);
  const std::size_t line_begin = source.line_begin(line);
  const std::size_t at = std::min(offset - line_begin, whole.size());
  std::size_t first = at > cut_bytes ? at - cut_bytes : 0;
  std::size_t last = std::min(whole.size(), at + cut_bytes);
  while (first > 0 && is_continuation(whole[first])) --first;
  while (last < whole.size() && is_continuation(whole[last])) ++last;
  return {whole.substr(first, last - first), line_begin + first, first > 0, last < whole.size()};
}

/// The line and the marks below it, cut to a window around the caret.
class Block {
 public:
  Block(const Source& source, Span span)
      : line_(source.locate(span.begin).line),
        shown_(excerpt(source, line_, std::min<std::size_t>(span.begin, source.text().size()))),
        display_(shown_.text) {
    marks_.assign(display_.width() + 1, ' ');
    caret_ = column(span.begin);
    begin_ = display_.width() > widest && caret_ > in_front ? caret_ - in_front : 0;
    end_ = std::min(display_.width(), begin_ + widest);
  }

  void underline(Span span) {
    if (span.end <= shown_.begin || span.begin > shown_.begin + shown_.text.size()) return;
    const std::size_t end = std::max(column(span.end), column(span.begin) + 1);
    for (std::size_t k = column(span.begin); k < std::min(end, marks_.size()); ++k) marks_[k] = '~';
  }
  void point() { marks_[caret_] = '^'; }

  [[nodiscard]] std::string text(std::string_view label) const {
    const std::string left = begin_ > 0 || shown_.cut_left ? "..." : "";
    const std::string right = end_ < display_.width() || shown_.cut_right ? "..." : "";
    std::string marks = marks_.substr(begin_, end_ + 1 - begin_);
    marks.erase(marks.find_last_not_of(' ') + 1);
    std::string out = fmt::format("{:>4} | {}", line_, left + display_.text(begin_, end_) + right);
    out.erase(out.find_last_not_of(' ') + 1);
    out += fmt::format("\n{} | {}{}", gutter(), std::string(left.size(), ' '), marks);
    if (!label.empty()) out += ' ' + printable(label);
    return out + '\n';
  }

  [[nodiscard]] std::string gutter() const {
    return std::string(std::max<std::size_t>(4, fmt::formatted_size("{}", line_)), ' ');
  }

 private:
  [[nodiscard]] std::size_t column(std::size_t offset) const {
    return display_.column_of(offset > shown_.begin ? offset - shown_.begin : 0);
  }

  std::size_t line_;
  Excerpt shown_;
  DisplayLine display_;
  std::string marks_;
  std::size_t caret_ = 0, begin_ = 0, end_ = 0;
};

std::string header(const Source& source, Span span, std::string_view kind, std::string_view message) {
  const auto [line, column] = source.locate(span.begin);
  return fmt::format("{}:{}:{}: {}: {}\n", printable(source.name()), line, column, kind, printable(message));
}

}  // namespace

std::string render(const Diagnostic& diagnostic, const Source& source) {
  std::string out =
      header(source, diagnostic.span, diagnostic.severity == Severity::Error ? "error" : "warning", diagnostic.message);
  Block block(source, diagnostic.span);
  for (const Span& span : diagnostic.underlines) block.underline(span);
  block.underline(diagnostic.span);
  block.point();
  out += block.text(diagnostic.label);
  for (const std::string& help : diagnostic.helps)
    out += fmt::format("{} | help: {}\n", block.gutter(), printable(help));

  for (const auto& note : diagnostic.notes) {
    out += header(source, note.span, "note", note.text);
    Block where(source, note.span);
    where.underline(note.span);
    where.point();
    out += where.text({});
  }
  return out;
}

}  // namespace freepencil
