// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "syntax/shape.hpp"

using freepencil::syntax::error_of;

TEST_CASE("juxtaposition", "[syntax][error]") {
  CHECK(error_of("output a = 2x\n") ==
        "f.pencil:1:13: error: expected an operator, a description in quotes or the end of the line\n"
        "   1 | output a = 2x\n"
        "     |             ^ found `x`\n"
        "     | help: juxtaposition is not multiplication; write `2*x`\n");
  CHECK(error_of("output a = tr(A B)\n") ==
        "f.pencil:1:17: error: expected an operator, `,` or the closing `)`\n"
        "   1 | output a = tr(A B)\n"
        "     |                 ^ found `B`\n"
        "     | help: juxtaposition is not multiplication; write `A*B`\n");
  CHECK(error_of("let a = (b) (c)").find("write `(b)*(...)`") != std::string::npos);
  CHECK(error_of("let a = 3ix").find("write `3*ix`") != std::string::npos);
  CHECK(error_of("let a = X'X").find("write `X'*X`") != std::string::npos);
}

TEST_CASE("misspelt words", "[syntax][error]") {
  CHECK(error_of("\nparamter a = 1") ==
        "f.pencil:2:1: error: unknown statement `paramter`\n"
        "   2 | paramter a = 1\n"
        "     | ^~~~~~~~\n"
        "     | help: did you mean `parameter`?\n");
  CHECK(error_of("random X[n,d] gaussian varaince 1/n") ==
        "f.pencil:1:24: error: expected `variance`\n"
        "   1 | random X[n,d] gaussian varaince 1/n\n"
        "     |                        ^~~~~~~~ found `varaince`\n"
        "     | help: did you mean `variance`?\n");
  CHECK(error_of("let w[t] = a fro t = 1..2").find("did you mean `for`?") != std::string::npos);
  CHECK(error_of("pencil Q { row d").find("did you mean `rows`?") != std::string::npos);
  CHECK(error_of("claim \"c\" { expect refused }").find("did you mean `refuted`?") != std::string::npos);
  CHECK(error_of("x = 3").find("a definition begins with a word: `let x = ...` or `output x = ...`") !=
        std::string::npos);
  CHECK(error_of("zzz").find("a statement begins with one of title, cite, parameter") != std::string::npos);
}

TEST_CASE("brackets left open over lines are shown", "[syntax][error]") {
  CHECK(error_of("output a = tr(X\noutput b = 1\n") ==
        "f.pencil:2:1: error: expected an operator, `,` or the closing `)`\n"
        "   2 | output b = 1\n"
        "     | ^~~~~~ found `output`\n"
        "f.pencil:1:14: note: this bracket is still open\n"
        "   1 | output a = tr(X\n"
        "     |              ^\n");
}

TEST_CASE("what was expected, in plain words, where it was", "[syntax][error]") {
  struct Case {
    const char* text;
    const char* where;
    const char* message;
    const char* more;
  };
  const Case cases[] = {
      {"dimension d phi*n", "1:13", "expected `=` and a size such as `phi*n`, or the end of the line", "found `phi`"},
      {"dimension d =", "1:14", "expected a size such as `phi*n` behind `=`", "found the end of the text"},
      {"parameter a", "1:12", "expected `=` and a value", ""},
      {"parameter a = 1 in 0", "1:20", "expected an interval such as `(0,1)` or `[0,1)`", ""},
      {"title ridge", "1:7", "expected the title in quotes", "found `ridge`"},
      {"title \"a", "1:9", "expected the closing `\"` of a string on the same line", ""},
      {"title \"a\" b", "1:11", "expected the end of the line", ""},
      {"random X[n] gaussian variance 1", "1:11", "expected `,` and the second space", "found `]`"},
      {"random X gaussian variance 1", "1:10", "expected `[` and the two spaces, such as `[n,d]`", ""},
      {"vector v[n] 1", "1:13", "expected `covariance` or `variance`", ""},
      {"matrix S[d] \"f\"", "1:13", "expected `file` and the name of a file, or the end of the line", "a string"},
      {"matrix S", "1:9", "expected `[` and the space", "found the end of the text"},
      {"noncommuting", "1:13", "expected the name of a space", ""},
      {"noncommuting d m", "1:16", "expected `,` and a further space, or the end of the line", "found `m`"},
      {"spectrum d { 1/2 = 3 }", "1:18", "expected an operator, or `:` and values such as `Sigma = 2`", ""},
      {"spectrum d { 1 : S = 1", "1:23", "expected an operator, `,`, `;`, `}` or the end of the line", ""},
      {"let a == b", "1:7", "expected `=`", "a definition or an equation has a single `=`"},
      {"output a = mean |x|", "1:20", "expected `^2` behind the closing `|`", ""},
      {"output a = |x|^3", "1:15", "expected `^2` behind the closing `|`", ""},
      {"output a = x^f(2)", "1:15", "expected brackets around an exponent that is a call", ""},
      {"output a = b^c^d", "1:15", "a power of a power needs brackets", "write `(a^b)^c` or `a^(b^c)`"},
      {"output a = b**2", "1:14", "expected an expression behind the operator", "powers are written with `^`"},
      {"output a = b +\n c", "1:15", "expected an expression behind the operator",
       "inside brackets an expression may go on in the next line"},
      {"output a = .5", "1:12", "expected an expression", "as in `0.5`"},
      {"output a = b \u2212 c", "1:14", "expected an operator", "write -"},
      {"output a = limit(mu -> 0, x)", "1:21", "expected `=` and a value such as `0+` or `inf`", ""},
      {"output a = root(k > 0 : k == 1)", "1:27", "expected `=` and the right side of the equation", "a single `=`"},
      {"output a = sum(k, 1..5)", "1:16", "expected an index and its range as in `sum(k = 1..5, ...)`", ""},
      {"output a = diff(x)", "1:18", "expected an operator or `,`", ""},
      {"output a = f()", "1:14", "expected an expression", ""},
      {"pencil Q { rows d [ I ] }", "1:19", "expected `,`, or `columns` and the spaces of the columns", ""},
      {"claim { a == b }", "1:7", "expected the claim's title in quotes", ""},
      {"claim \"c\" { a }", "1:15", "expected an operator, `==`, `=`, `<`, `>` or `~`", ""},
      {"claim \"c\" { a + b = c }", "1:13", "expected a name on the left of `=`", "a relation between two sides"},
      {"claim \"c\" { a == b\n expect refuted }", "2:2", "`expect refuted` must be the first line of the claim", ""},
      {"claim \"c\" { a ~ b as phi -> 0 : phi }", "1:33", "expected an order such as `O(phi^2)`", ""},
      {"assume a", "1:9", "expected an operator or a relation: `==`, `<`, `<=`, `>` or `>=`", ""},
      {"symbol e = ", "1:12", "expected LaTeX such as `\\kappa`", "found the end of the text"},
      {"symbol e = # none", "1:12", "expected LaTeX such as `\\kappa`", "found the end of the line"},
      {"symbol e = a_{1 # b", "1:17", "expected the closing `}`", "found the end of the line"},
      {"symbol e = a}", "1:13", "expected a `{` before the `}` that closes it", "found `}`"},
      {"symbol e = a + b", "1:14", "expected LaTeX made of letters, digits, commands", "found `+`"},
      {"symbol e = \u03ba", "1:12", "expected LaTeX made of letters, digits, commands", "found `\u03ba`"},
      {"symbol e = $a$", "1:12", "expected LaTeX made of letters, digits, commands", "found `$`"},
      {"symbol e = \\kappa\\", "1:19", "expected the name of a LaTeX command after the backslash", ""},
      {"symbol e = \\{a\\}", "1:13", "expected the name of a LaTeX command after the backslash", "found `{`"},
      {"symbol = a", "1:8", "expected the name of an unknown", "found `=`"},
      {"= 3", "1:1", "expected a statement that begins with a word such as `let` or `output`", ""},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    const std::string error = error_of(c.text);
    CHECK_THAT(error, Catch::StartsWith("f.pencil:" + std::string(c.where) + ": error: " + c.message));
    CHECK_THAT(error, Catch::Contains(c.more));
  }
}
