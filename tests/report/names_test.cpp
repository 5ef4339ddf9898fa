// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/names.hpp"

#include <catch2/catch.hpp>

using freepencil::report::latex_name;
using freepencil::report::PythonNames;

TEST_CASE("names in math mode", "[report]") {
  CHECK(latex_name("x") == "x");
  CHECK(latex_name("lambda") == "\\lambda");
  CHECK(latex_name("λ") == "\\lambda");
  CHECK(latex_name("Sigma1") == "\\Sigma_{1}");
  CHECK(latex_name("n_1") == "n_{1}");
  CHECK(latex_name("w_hat") == "w_{\\mathrm{hat}}");
  CHECK(latex_name("double_mp") == "\\mathrm{double}_{\\mathrm{mp}}");
  CHECK(latex_name("sigma0_x") == "\\sigma_{0,x}");
  CHECK(latex_name("a1b") == "\\mathrm{a1b}");
  CHECK(latex_name("λx") == "\\lambda x");
  CHECK(latex_name("ἀ") == "\\mathrm{u1F00}");
  CHECK(latex_name("_") == "x");
  CHECK(latex_name("_2") == "x_{2}");
}

TEST_CASE("names of a Python script differ from each other and from Python's words", "[report]") {
  PythonNames names;
  CHECK(names.make("lambda") == "lamda");
  CHECK(names.make("lamda") == "lamda_");
  CHECK(names.make("in") == "in_");
  CHECK(names.make("in_") == "in__");
  CHECK(names.make("sp") == "sp_");
  CHECK(names.make("σ") == "σ");
  CHECK(names.make("__x") == "v__x");
}
