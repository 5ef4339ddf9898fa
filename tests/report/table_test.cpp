// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/table.hpp"

#include <catch2/catch.hpp>

using namespace freepencil::report;

namespace {

const Table table{{{"output", Table::Kind::Name}, {"value", Table::Kind::Number}, {"note", Table::Kind::Words}},
                  {{"bias", "0.5", "a, \"quoted\" word"}, {"σ_eff", "1.5e-05", "50% | half"}, {"x", "-", ""}}};

}  // namespace

TEST_CASE("text is aligned by code points", "[report]") {
  CHECK(to_text(table) ==
        "output    value  note\n"
        "bias        0.5  a, \"quoted\" word\n"
        "σ_eff   1.5e-05  50% | half\n"
        "x             -\n");
}

TEST_CASE("CSV quotes what RFC 4180 asks for", "[report]") {
  CHECK(to_csv(table) ==
        "output,value,note\n"
        "bias,0.5,\"a, \"\"quoted\"\" word\"\n"
        "σ_eff,1.5e-05,50% | half\n"
        "x,-,\n");
}

TEST_CASE("Markdown keeps a bar inside its cell", "[report]") {
  CHECK(to_markdown(table) ==
        "| output | value | note |\n"
        "| --- | ---: | --- |\n"
        "| bias | 0.5 | a, \"quoted\" word |\n"
        "| σ_eff | 1.5e-05 | 50% \\| half |\n"
        "| x | - |  |\n");
}

TEST_CASE("LaTeX escapes words and sets numbers as mathematics", "[report]") {
  CHECK(to_latex(table, "made by a test") ==
        "% made by a test\n"
        "% \\usepackage{booktabs}\n"
        "\\begin{tabular}{lrl}\n"
        "  \\toprule\n"
        "  output & value & note \\\\\n"
        "  \\midrule\n"
        "  bias & $0.5$ & a, \"quoted\" word \\\\\n"
        "  $\\sigma$\\_eff & $1.5 \\times 10^{-5}$ & 50\\% | half \\\\\n"
        "  x & -- &  \\\\\n"
        "  \\bottomrule\n"
        "\\end{tabular}\n");
}

TEST_CASE("every special character of LaTeX is escaped", "[report]") {
  CHECK(latex_escape("\\{}$&%#_^~") == "\\textbackslash{}\\{\\}\\$\\&\\%\\#\\_\\textasciicircum{}\\textasciitilde{}");
  CHECK(latex_escape("Λλ") == "$\\Lambda$$\\lambda$");
}
