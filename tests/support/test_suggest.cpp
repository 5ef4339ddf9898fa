// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "support/suggest.hpp"

using freepencil::closest;

TEST_CASE("a misspelt name finds its neighbour", "[suggest]") {
  const std::vector<std::string> names = {"Sigma", "Gamma", "lambda", "phi"};
  CHECK(closest("Sigm", names) == "Sigma");     // deletion
  CHECK(closest("Siigma", names) == "Sigma");   // insertion
  CHECK(closest("Sihma", names) == "Sigma");    // replacement
  CHECK(closest("lamdba", names) == "lambda");  // neighbours swapped
  CHECK(closest("LAMBDA", names) == "lambda");  // case alone is no distance
  CHECK(closest("pi", names) == "phi");         // a third of the longer name
  CHECK_FALSE(closest("p", names).has_value());
  CHECK_FALSE(closest("kappa", names).has_value());
}

TEST_CASE("the closest candidate wins, then the one with the same case, then the first", "[suggest]") {
  CHECK(closest("parametr", {"diameter", "parameter"}) == "parameter");
  CHECK(closest("Tr", {"TR", "tr", "Tr"}) == "Tr");
  CHECK(closest("tR", {"Tr", "tr"}) == "tr");
  CHECK(closest("abcx", {"abcy", "abcz"}) == "abcy");
}

TEST_CASE("distances count code points", "[suggest]") {
  CHECK(closest("κάπα", {"κάππα"}) == "κάππα");
  CHECK(closest("ΛΑΜ", {"λαμ"}) == "λαμ");
  CHECK_FALSE(closest("λ", {"μ"}).has_value());
}

TEST_CASE("empty, huge and broken words suggest nothing and cost nothing", "[suggest]") {
  CHECK_FALSE(closest("", {"a", ""}).has_value());
  CHECK_FALSE(closest("x", {}).has_value());
  CHECK_FALSE(closest(std::string(1 << 20, 'a'), {"aaa"}).has_value());
  CHECK_FALSE(closest("aaa", {std::string(1 << 20, 'a')}).has_value());
  CHECK_FALSE(closest("\xff\xfe", {"ab"}).has_value());
}
