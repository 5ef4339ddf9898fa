// SPDX-License-Identifier: GPL-3.0-or-later
// Inputs that overflow stacks or take exponential time in careless parsers. The limits on processor time are far above
// what is needed (half a second at most), so that a slow machine or a sanitizer passes, and far below what anything
// worse than linear takes.
#include <catch2/catch.hpp>
#include <ctime>

#include "syntax/shape.hpp"

using namespace freepencil;
using namespace freepencil::syntax;

namespace {

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  for (std::size_t k = 0; k < times; ++k) text += piece;
  return text;
}

/// The first error's message, if it comes within the limit.
std::string message_within(double seconds, const std::string& text) {
  const std::clock_t start = std::clock();
  const auto ast = parse(Source("hostile", text));
  const double elapsed = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  CHECK(elapsed < seconds);
  return ast ? "" : ast.errors().front().message;
}

constexpr double generous = 5.0;  // seconds
constexpr std::size_t many = 200000;
constexpr std::size_t some = 30000;  // where every repetition becomes a part of the tree

}  // namespace

TEST_CASE("deep brackets of any kind are refused early", "[syntax][hostile]") {
  const std::string refusal = "brackets are nested deeper than 100 levels";
  for (const char* piece : {"(", "|", "f(", "x[", "x^(", "mean(", "-(", "root(k > ", "limit(mu = ", "sum(k = 1..",
                            "a*(b + c[", "(\n", "diff("}) {
    INFO(piece);
    CHECK(message_within(generous, "output a = " + repeated(piece, many)) == refusal);
  }
  CHECK(message_within(generous, "pencil Q { rows d columns d [" + repeated("(", many)) == refusal);
  CHECK(message_within(generous, "parameter a = 1 in (" + repeated("(", many)) == refusal);
}

TEST_CASE("depth up to the bound is fine", "[syntax][hostile]") {
  const auto mixed = [](std::size_t levels) {
    return "output a = " + repeated("-f(x*-y[", levels) + "z" + repeated("]'^2''''')^-(k)", levels);
  };
  CHECK(message_within(generous, "output a = " + repeated("(", 100) + "x" + repeated(")", 100)).empty());
  CHECK(message_within(generous, mixed(50)).empty());
  CHECK(message_within(generous, mixed(51)) == "brackets are nested deeper than 100 levels");
}

TEST_CASE("chains are bounded", "[syntax][hostile]") {
  const std::string refusal = "more than 8 of `'`, `[...]` and `^` in a row";
  CHECK(message_within(generous, "output a = x''''''''").empty());
  CHECK(message_within(generous, "output a = x" + repeated("'", many)) == refusal);
  CHECK(message_within(generous, "output a = x" + repeated("[1]", many)) == refusal);
  CHECK(message_within(generous, "output a = x" + repeated("^2'", many)) == refusal);
}

TEST_CASE("long flat texts take linear time", "[syntax][hostile]") {
  CHECK(message_within(generous, "output a = " + repeated("a+b*", some) + "c").empty());
  CHECK(message_within(generous, repeated("output a = b\n", some)).empty());
  CHECK(message_within(generous, "output a = (x" + repeated("\n", many)) == "expected an operator or the closing `)`");
  CHECK(message_within(generous, "output a = (x" + repeated("# )\n", many)) ==
        "expected an operator or the closing `)`");
  CHECK(message_within(generous, "output a = (" + repeated("a +\n", some)) ==
        "expected an expression behind the operator");
  CHECK(message_within(generous, "title \"" + repeated("a", many)) ==
        "expected the closing `\"` of a string on the same line");
  CHECK(message_within(generous, "output " + repeated("a", many)) == "expected `=`");
  CHECK(message_within(generous, repeated("a", many)).starts_with("unknown statement"));
  CHECK(message_within(generous, "output a = " + repeated("1", many) + "x").starts_with("expected an operator"));
  CHECK(message_within(generous, "output a = " + repeated("mean ", many)).starts_with("expected an operator"));
  CHECK(message_within(generous, "spectrum d {" + repeated(";\n", many)).starts_with("expected a weight"));
  CHECK(message_within(generous, "claim \"c\" {" + repeated("a == b;", some)).starts_with("expected a definition"));
}

TEST_CASE("oversized texts are refused unread", "[syntax][hostile]") {
  CHECK(message_within(generous, std::string((std::size_t{4} << 20) + 1, '#')) ==
        "the text has 4194305 bytes; at most 4194304 are read");
  CHECK(message_within(generous, std::string(std::size_t{4} << 20, '#')).empty());
}

TEST_CASE("bytes that are no text are refused where they stand", "[syntax][hostile]") {
  const auto first = [](const std::string& text) {
    const Source source("hostile", text);
    const Diagnostic error = parse(source).errors().front();
    return std::pair(error.message, error.span.begin);
  };
  CHECK(first(std::string("output\0a", 8)) ==
        std::pair<std::string, std::uint32_t>("unexpected control character 0x00", 6));
  CHECK(first("a\r b") == std::pair<std::string, std::uint32_t>("unexpected control character 0x0d", 1));
  CHECK(first("# \x7f") == std::pair<std::string, std::uint32_t>("unexpected control character 0x7f", 2));
  CHECK(first("# \xff") == std::pair<std::string, std::uint32_t>("byte 0xff is not valid UTF-8", 2));
  CHECK(first("title \"\xc0\xaf\"") == std::pair<std::string, std::uint32_t>("byte 0xc0 is not valid UTF-8", 7));
  CHECK(first("# \xed\xa0\x80") == std::pair<std::string, std::uint32_t>("byte 0xed is not valid UTF-8", 2));
  CHECK(first("# \xe2\x82") == std::pair<std::string, std::uint32_t>("byte 0xe2 is not valid UTF-8", 2));
  CHECK(parse(Source("fine", "# \U0001D53C \u00e9")));
}
