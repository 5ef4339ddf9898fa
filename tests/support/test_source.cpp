// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <freepencil/diagnostic.hpp>

using freepencil::Source;

namespace {
std::pair<std::size_t, std::size_t> place(const Source& source, std::size_t offset) {
  const auto [line, column] = source.locate(offset);
  return {line, column};
}
}  // namespace

TEST_CASE("lines and columns are counted from one", "[source]") {
  const Source source("f", "ab\ncd\n");
  CHECK(place(source, 0) == std::pair<std::size_t, std::size_t>(1, 1));
  CHECK(place(source, 2) == std::pair<std::size_t, std::size_t>(1, 3));
  CHECK(place(source, 3) == std::pair<std::size_t, std::size_t>(2, 1));
  CHECK(place(source, 6) == std::pair<std::size_t, std::size_t>(3, 1));
  CHECK(place(source, 1000) == std::pair<std::size_t, std::size_t>(3, 1));
  CHECK(source.line(2) == "cd");
  CHECK(source.line(3).empty());
  CHECK(source.line(4).empty());
  CHECK(source.line(0).empty());
  CHECK(source.line_begin(2) == 3);
}

TEST_CASE("columns count code points", "[source]") {
  const Source source("f", "λ = Σx");
  CHECK(place(source, 2) == std::pair<std::size_t, std::size_t>(1, 2));
  CHECK(place(source, 7) == std::pair<std::size_t, std::size_t>(1, 6));
}

TEST_CASE("an end of line may be CR LF", "[source]") {
  const Source source("f", "a\r\nb\r\n");
  CHECK(source.line(1) == "a");
  CHECK(source.line(2) == "b");
  CHECK(place(source, 3) == std::pair<std::size_t, std::size_t>(2, 1));
}

TEST_CASE("an empty text has one empty line", "[source]") {
  const Source empty;
  CHECK(place(empty, 0) == std::pair<std::size_t, std::size_t>(1, 1));
  CHECK(empty.line(1).empty());
}
