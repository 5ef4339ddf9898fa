// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "syntax/print.hpp"
#include "syntax/random_tree.hpp"
#include "syntax/shape.hpp"

using namespace freepencil;
using namespace freepencil::syntax;

TEST_CASE("random expressions survive printing", "[syntax][property]") {
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    const Expression tree = RandomTree(seed).expression(static_cast<int>(seed % 7));
    const std::string text = print(tree);
    INFO("seed " << seed << ": " << text);
    const Source source("random", text);
    const auto again = parse_expression(source);
    if (!again) FAIL(render(again.errors().front(), source));
    if (!same(tree, *again)) FAIL(shape(tree) << "\n" << shape(*again));
    CHECK(print(*again) == text);
  }
}

TEST_CASE("random files survive printing", "[syntax][property]") {
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    RandomTree random(seed);
    Ast ast;
    for (std::uint64_t k = 0; k <= seed % 4; ++k) ast.statements.push_back(random.statement());
    const std::string text = print(ast);
    INFO("seed " << seed << ":\n" << text);
    const Parsed again(text);
    CHECK(same(ast, again.ast));
    CHECK(print(again.ast) == text);
  }
}
