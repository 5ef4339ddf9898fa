// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <freepencil/diagnostic.hpp>

using namespace freepencil;

namespace {

Diagnostic error_at(std::uint32_t begin, std::uint32_t end, std::string message = "wrong") {
  Diagnostic error;
  error.span = {begin, end};
  error.message = std::move(message);
  return error;
}

std::string rendered(const std::string& text, const Diagnostic& diagnostic) {
  return render(diagnostic, Source("f.pencil", text));
}

}  // namespace

TEST_CASE("line, caret, underline, label and help", "[render]") {
  Diagnostic error = error_at(13, 14, "inner spaces differ: [n,d] * [n,d]");
  error.label = "needs a matrix with n... rows = d; Z has rows n";
  error.underlines = {{9, 10}};
  error.helps = {"did you mean Z' * Z  (type [d,d])?"};
  CHECK(rendered("\nlet G = Z * Z\n", error) ==
        "f.pencil:2:13: error: inner spaces differ: [n,d] * [n,d]\n"
        "   2 | let G = Z * Z\n"
        "     |         ~   ^ needs a matrix with n... rows = d; Z has rows n\n"
        "     | help: did you mean Z' * Z  (type [d,d])?\n");
}

TEST_CASE("a span of several characters is underlined behind its caret", "[render]") {
  Diagnostic warning = error_at(4, 9, "Sigma is not used");
  warning.severity = Severity::Warning;
  CHECK(rendered("let Sigma = 2", warning) ==
        "f.pencil:1:5: warning: Sigma is not used\n"
        "   1 | let Sigma = 2\n"
        "     |     ^~~~~\n");
}

TEST_CASE("notes show other places", "[render]") {
  Diagnostic error = error_at(14, 15, "X is declared twice");
  error.notes = {{{4, 5}, "first declared here"}};
  CHECK(rendered("let X = 1\nlet X = 2\n", error) ==
        "f.pencil:2:5: error: X is declared twice\n"
        "   2 | let X = 2\n"
        "     |     ^\n"
        "f.pencil:1:5: note: first declared here\n"
        "   1 | let X = 1\n"
        "     |     ^\n");
}

TEST_CASE("columns are code points", "[render]") {
  CHECK(rendered("let λ = Σ·x", error_at(9, 11)) ==
        "f.pencil:1:9: error: wrong\n"
        "   1 | let λ = Σ·x\n"
        "     |         ^\n");
}

TEST_CASE("tabs are expanded and the caret follows", "[render]") {
  CHECK(rendered("\tab\tc", error_at(4, 5)) ==
        "f.pencil:1:5: error: wrong\n"
        "   1 |     ab  c\n"
        "     |         ^\n");
}

TEST_CASE("a span over several lines is marked to the end of the first", "[render]") {
  CHECK(rendered("a (b\n c)", error_at(2, 8)) ==
        "f.pencil:1:3: error: wrong\n"
        "   1 | a (b\n"
        "     |   ^~\n");
}

TEST_CASE("the end of a line and the end of the text can be pointed at", "[render]") {
  CHECK(rendered("ab\ncd", error_at(2, 2)) ==
        "f.pencil:1:3: error: wrong\n"
        "   1 | ab\n"
        "     |   ^\n");
  CHECK(rendered("ab\ncd", error_at(5, 5)) ==
        "f.pencil:2:3: error: wrong\n"
        "   2 | cd\n"
        "     |   ^\n");
  CHECK(rendered("ab\r\ncd", error_at(2, 4)) ==
        "f.pencil:1:3: error: wrong\n"
        "   1 | ab\n"
        "     |   ^\n");
}

TEST_CASE("spans behind the text and an empty text are safe", "[render]") {
  CHECK(rendered("", error_at(0, 0)) ==
        "f.pencil:1:1: error: wrong\n"
        "   1 |\n"
        "     | ^\n");
  CHECK(rendered("ab", error_at(70, 90)) ==
        "f.pencil:1:3: error: wrong\n"
        "   1 | ab\n"
        "     |   ^\n");
  CHECK(rendered("ab", error_at(1, 0)) ==
        "f.pencil:1:2: error: wrong\n"
        "   1 | ab\n"
        "     |  ^\n");
}

TEST_CASE("a line of four digits and more widens the gutter", "[render]") {
  CHECK(rendered(std::string(12344, '\n') + "x", error_at(12344, 12345)) ==
        "f.pencil:12345:1: error: wrong\n"
        "12345 | x\n"
        "      | ^\n");
}

TEST_CASE("no byte of the user's reaches the terminal unescaped", "[render]") {
  SECTION("control characters in the line") {
    CHECK(rendered("a\x1b[31mb\x7f", error_at(6, 7)) ==
          "f.pencil:1:7: error: wrong\n"
          "   1 | a\\x1b[31mb\\x7f\n"
          "     |          ^\n");
  }
  SECTION("invalid UTF-8") {
    CHECK(rendered("a\xff\xc3z", error_at(3, 4)) ==
          "f.pencil:1:4: error: wrong\n"
          "   1 | a\\xff\\xc3z\n"
          "     |          ^\n");
  }
  SECTION("marks that reorder text, C1 controls") {
    CHECK(rendered("a\u202eb\u009bc", error_at(4, 5)) ==
          "f.pencil:1:3: error: wrong\n"
          "   1 | a\\u{202e}b\\x9bc\n"
          "     |          ^\n");
  }
  SECTION("messages, labels, helps, notes and file names") {
    Diagnostic error = error_at(0, 1, "m\x1b");
    error.label = "l\n";
    error.helps = {"h\a"};
    error.notes = {{{0, 1}, "n\r"}};
    CHECK(render(error, Source("f\x1b", "a")) ==
          "f\\x1b:1:1: error: m\\x1b\n"
          "   1 | a\n"
          "     | ^ l\\x0a\n"
          "     | help: h\\x07\n"
          "f\\x1b:1:1: note: n\\x0d\n"
          "   1 | a\n"
          "     | ^\n");
  }
}

TEST_CASE("a long line is cut around the caret", "[render]") {
  std::string line(300, 'a');
  line[150] = 'X';
  CHECK(rendered(line, error_at(150, 151)) == "f.pencil:1:151: error: wrong\n   1 | ..." + std::string(60, 'a') + "X" +
                                                  std::string(39, 'a') + "...\n     |    " + std::string(60, ' ') +
                                                  "^\n");
  CHECK(rendered(line, error_at(2, 3)) ==
        "f.pencil:1:3: error: wrong\n   1 | " + std::string(100, 'a') + "...\n     |   ^\n");
  CHECK(rendered(line, error_at(300, 300)) == "f.pencil:1:301: error: wrong\n   1 | ..." + std::string(60, 'a') +
                                                  "\n     |    " + std::string(60, ' ') + "^\n");
}

TEST_CASE("a line of megabytes costs no more than its window", "[render]") {
  const std::string line(std::size_t{4} << 20, 'a');
  const std::uint32_t middle = 2U << 20;
  CHECK(rendered(line, error_at(middle, middle + 1)).size() < 400);
  CHECK(rendered(line, error_at(0, static_cast<std::uint32_t>(line.size()))).size() < 400);
}
