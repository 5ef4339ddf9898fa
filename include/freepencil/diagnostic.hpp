// SPDX-License-Identifier: GPL-3.0-or-later
// Located messages about a user's text, and the type that carries either a value or such messages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace freepencil {

/// A half-open range [begin, end) of byte offsets into one source text.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend bool operator==(const Span&, const Span&) = default;
};

/// The smallest span that covers both.
[[nodiscard]] inline Span cover(Span a, Span b) {
  return {a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

/// A named text (a file, or a command-line argument) that can tell lines and columns.
class Source {
 public:
  struct Position {
    std::size_t line = 1;    ///< counted from one
    std::size_t column = 1;  ///< counted from one, in code points
  };

  Source() = default;
  Source(std::string name, std::string text);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] Position locate(std::size_t offset) const;
  /// The line's text without its end of line; lines are counted from one.
  [[nodiscard]] std::string_view line(std::size_t number) const;
  /// The byte offset at which a line begins.
  [[nodiscard]] std::size_t line_begin(std::size_t number) const;

 private:
  std::string name_;
  std::string text_;
  std::vector<std::size_t> line_begins_ = {0};
};

enum class Severity { Error, Warning };

/// A message is data; `render` turns it into text.
struct Diagnostic {
  struct Note {
    Span span;
    std::string text;
  };

  Severity severity = Severity::Error;
  Span span;                       ///< what the caret points at
  std::string message;             ///< one line, without a full stop
  std::string label;               ///< written behind the caret; may be empty
  std::vector<Span> underlines;    ///< further parts of the same line, marked with ~
  std::vector<Note> notes;         ///< other places that matter (`first declared here`)
  std::vector<std::string> helps;  ///< suggested mends
};

/// `file:line:column: error: message`, the line, a caret, the label, notes and helps.
[[nodiscard]] std::string render(const Diagnostic& diagnostic, const Source& source);

using Diagnostics = std::vector<Diagnostic>;

/// Either a value or the errors that prevented it.
template <class T>
class Expected {
 public:
  Expected(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Expected(Diagnostics errors) : state_(std::in_place_index<1>, std::move(errors)) {}
  Expected(Diagnostic error) : state_(std::in_place_index<1>, Diagnostics{std::move(error)}) {}

  [[nodiscard]] bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }
  [[nodiscard]] T& operator*() { return std::get<0>(state_); }
  [[nodiscard]] const T& operator*() const { return std::get<0>(state_); }
  [[nodiscard]] T* operator->() { return &std::get<0>(state_); }
  [[nodiscard]] const T* operator->() const { return &std::get<0>(state_); }
  [[nodiscard]] const Diagnostics& errors() const { return std::get<1>(state_); }

 private:
  std::variant<T, Diagnostics> state_;
};

}  // namespace freepencil
