// SPDX-License-Identifier: GPL-3.0-or-later
// Files with matrices that need not commute.
#include <catch2/catch.hpp>

#include "expr/resolve.hpp"
#include "syntax/parse.hpp"

namespace freepencil {
namespace {

std::optional<std::string> read_file(const std::string& path) {
  if (path == "a.csv") return "2, 1\n1, 3\n";
  return std::nullopt;
}

Model resolved(const std::string& text, bool keep_order = false) {
  const Source source("test.pencil", text);
  const auto ast = syntax::parse(source);
  if (!ast) FAIL(render(ast.errors().front(), source));
  auto model = resolve(*ast, source, read_file, {.keep_order = keep_order});
  if (!model) FAIL(render(model.errors().front(), source));
  return std::move(*model);
}

const std::string spectrum = R"(parameter lambda = 1/10
dimension n
dimension d = 2*n
random Z[n,d] gaussian variance 1/n
spectrum d {
  1/2 : A = 2, B = 1
  1/2 : A = 1, B = 3
}
)";
const std::string matrices = R"(parameter lambda = 1/10
dimension n
dimension d = 2*n
random Z[n,d] gaussian variance 1/n
matrix A[d] file "a.csv"
matrix B[d]
)";
const std::string noncommuting = "noncommuting d\n";

/// Whether tr(left) and tr(right) are traces of the same matrix.
bool same(const std::string& text, const std::string& left, const std::string& right, bool keep_order = false) {
  const Model model =
      resolved(text + "output x = tr((" + left + ")*Z'*Z)\noutput y = tr((" + right + ")*Z'*Z)\n", keep_order);
  return model.outputs[0].value == model.outputs[1].value;
}

}  // namespace

TEST_CASE("the order counts where a file and its reader ask for it", "[resolve][order]") {
  CHECK(same(spectrum, "A*B", "B*A"));
  CHECK(same(spectrum, "A*B", "B*A", true));
  CHECK(same(spectrum + noncommuting, "A*B", "B*A"));
  CHECK_FALSE(same(spectrum + noncommuting, "A*B", "B*A", true));
  CHECK_FALSE(same(matrices, "A*B", "B*A"));
  CHECK_FALSE(same(matrices + noncommuting, "A*B", "B*A"));
}

TEST_CASE("what is equal whatever the order stays equal", "[resolve][order]") {
  for (const std::string& text : {spectrum + noncommuting, matrices}) {
    for (const auto& [left, right] : std::vector<std::pair<std::string, std::string>>{
             {"sqrt(A)*B*sqrt(A)*sqrt(A)", "sqrt(A)*B*A"},
             {"A*inv(A)", "I"},
             {"inv(inv(A))*B", "A*B"},
             {"A^-2*A^3*B^(1/2)*sqrt(B)", "A*B"},
             {"(A*B)'", "B*A"},
             {"(A*B)^2", "A*B*A*B"},
             {"(A*B)^-1", "inv(A*B)"},
             {"A + (B + 2*I)", "(A + I) + (B + I)"},
             {"A + B - A", "B"},
             {"(lambda*A)*B/2", "A*(lambda/2*B)"},
             {"exp(A)*B*log(A)", "exp(A)*B*log(A)*I"},
         }) {
      INFO(left << " and " << right);
      CHECK(same(text, left, right, true));
    }
  }
}

TEST_CASE("a space knows that its matrices need not commute", "[resolve][order]") {
  const Model declared = resolved(spectrum + noncommuting + "output x = tr(A)\n");
  CHECK_FALSE(declared.spaces[0].noncommuting);
  CHECK(declared.spaces[1].noncommuting);
  CHECK_FALSE(declared.matrices->keeps_order(1));
  CHECK(declared.explicit_matrices.empty());

  const Model given = resolved(matrices + "output x = tr(A + B)\n");
  CHECK(given.spaces[1].noncommuting);
  CHECK(given.matrices->keeps_order(1));
  REQUIRE(given.explicit_matrices.size() == 2);
  CHECK(given.explicit_matrix(0)->values.entries == std::vector<double>{2, 1, 1, 3});
  CHECK(given.explicit_matrix(0)->path == "a.csv");
  CHECK(given.explicit_matrix(1)->values.empty());
  CHECK(given.explicit_matrix(2) == nullptr);
  CHECK(given.symbols[1].name == "B");
}

TEST_CASE("an expression may come before the statement that keeps its order", "[resolve][order]") {
  const std::string text = spectrum + "output x = tr(A*B*Z'*Z) - tr(B*A*Z'*Z)\n" + noncommuting;
  CHECK(resolved(text).traces.size() == 1);
  CHECK(resolved(text, true).traces.size() == 2);
}

TEST_CASE("inverses of one matrix must exist, those of several are asked for as they are", "[resolve][order]") {
  const Model model = resolved(matrices + "output x = tr(A*inv(A)*sqrt(B)*inv(A*B)*inv(2*A))\n");
  const auto conditions = model.needed_conditions();
  REQUIRE(conditions.size() == 3);
  CHECK(conditions[0].what == "inv(...)");
  CHECK(conditions[1].what == "sqrt(...)");
}

TEST_CASE("unknowns have their symbols", "[resolve]") {
  const Model model = resolved("dimension n\nsymbol e_1 = \\kappa\nsymbol n = \\bar{n}\noutput n_1 = 1\n");
  REQUIRE(model.unknown_symbols.size() == 2);
  CHECK(model.unknown_symbols[0].name == "e_1");
  CHECK(model.unknown_symbols[1].latex == "\\bar{n}");
}

}  // namespace freepencil
