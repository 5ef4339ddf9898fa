// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "syntax/print.hpp"
#include "syntax/shape.hpp"

using namespace freepencil;
using namespace freepencil::syntax;

namespace {

std::string reprinted(const std::string& text) { return print(*parse_expression(Source("test", text))); }

std::string read(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("expressions print with the brackets they need", "[syntax][print]") {
  for (const char* text : {"a + b - c",
                           "-x^2",
                           "(-x)*y",
                           "a - -b",
                           "2*-x",
                           "(a + b)*c",
                           "a*(b*c)",
                           "a/(b/c)",
                           "a - (b - c)",
                           "X'*X",
                           "Q^-1[1,1]",
                           "w[t-1]",
                           "Sigma^(1/2)",
                           "k^-8",
                           "k^(-8)",
                           "x^-(a + b)",
                           "(a^b)^c",
                           "a^(b^c)",
                           "(|v|^2)^2",
                           "mean |w[T] - w0|^2",
                           "mean(x)^2",
                           "(mean |v|^2)^2",
                           "|v|^2'",
                           "f(a, b)[i,j]'",
                           "3i*X",
                           "(a*b)'",
                           "root(k > lambda, m : k = 1, m = 2)",
                           "limit(mu = 0+, x)",
                           "limit(mu = inf, x)",
                           "limit(mu = a - b-, x)",
                           "diff(a*b, p)",
                           "sum(k = t-1..2*T, k^2)",
                           "load(\"a \\\"b\\\"\", x)",
                           "λ*Σ"}) {
    CHECK(reprinted(text) == text);
  }
}

TEST_CASE("superfluous brackets and blanks go", "[syntax][print]") {
  CHECK(reprinted("((a))+( b*c )") == "a + b*c");
  CHECK(reprinted("(X)'[ t - 1 , 2 ]") == "X'[t-1,2]");
  CHECK(reprinted("mean(|v|^2)") == "mean |v|^2");
  CHECK(reprinted("x^(n)*(k^2)") == "x^n*k^2");
}

TEST_CASE("statements print in groups", "[syntax][print]") {
  const Parsed file(
      "title \"t\"\ncite \"c\"\nparameter a=1>=0\"d\"\nparameter b = 1 in [0,1)\ndimension n\n"
      "random X[t=0..T][n,d] complex student(5) variance 1/n\nspectrum d { 1:S=1;spike:S=2,b=1 }\n"
      "let w[t]=w[t-1] for t=1..T\noutput o = a\n"
      "pencil Q { rows n columns n [I,X'] }\nclaim \"x\" { expect refuted; k=1; a~b as a->0+:O(a^2) }\n");
  CHECK(print(file.ast) ==
        "title \"t\"\n"
        "cite \"c\"\n"
        "\n"
        "parameter a = 1 >= 0 \"d\"\n"
        "parameter b = 1 in [0, 1)\n"
        "\n"
        "dimension n\n"
        "\n"
        "random X[t = 0..T][n,d] complex student(5) variance 1/n\n"
        "\n"
        "spectrum d {\n"
        "  1 : S = 1\n"
        "  spike : S = 2, b = 1\n"
        "}\n"
        "\n"
        "let w[t] = w[t-1] for t = 1..T\n"
        "\n"
        "output o = a\n"
        "\n"
        "pencil Q {\n"
        "  rows n\n"
        "  columns n\n"
        "  [ I, X' ]\n"
        "}\n"
        "\n"
        "claim \"x\" {\n"
        "  expect refuted\n"
        "  k = 1\n"
        "  a ~ b as a -> 0+ : O(a^2)\n"
        "}\n");
}

TEST_CASE("files survive printing", "[syntax][print]") {
  const std::filesystem::path root = FREEPENCIL_ROOT;
  std::size_t files = 0;
  for (const auto& folder : {root / "tests/fuzz/corpus/valid", root / "pencils"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (entry.path().extension() != ".pencil") continue;
      INFO(entry.path());
      const Parsed file(read(entry.path()));
      const std::string text = print(file.ast);
      const Parsed again(text);
      CHECK(same(file.ast, again.ast));
      CHECK(print(again.ast) == text);
      ++files;
    }
  }
  CHECK(files > 10);
}

TEST_CASE("sameness sees every difference but spans", "[syntax][same]") {
  const auto tree = [](const char* text) { return *parse_expression(Source("test", text)); };
  CHECK(same(tree("a+b"), tree("( a ) + b")));
  for (const auto& [a, b] : {std::pair("a + b", "a - b"),
                             {"a", "b"},
                             {"2", "2.0"},
                             {"f(a)", "g(a)"},
                             {"f(a)", "f(a, b)"},
                             {"limit(m = 0+, x)", "limit(m = 0-, x)"},
                             {"root(k > 0 : k = 1)", "root(k >= 0 : k = 1)"}}) {
    CHECK_FALSE(same(tree(a), tree(b)));
  }
  for (const auto& [a, b] : {std::pair("title \"a\"", "cite \"a\""),
                             {"parameter a = 1 > 0", "parameter a = 1 >= 0"},
                             {"random X[n,d] g variance 1", "random X[n,d] complex g variance 1"},
                             {"dimension d", "dimension d = n"},
                             {"claim \"a\" { }", "claim \"a\" { expect refuted }"},
                             {"vector v[n] variance s", "vector v[n] covariance s"}}) {
    CHECK_FALSE(same(Parsed(a).ast, Parsed(b).ast));
  }
}
