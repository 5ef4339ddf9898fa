// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/vanishes_on.hpp"

#include <fmt/format.h>

#include "equivalent/polynomial_text.hpp"
#include "support/process.hpp"

namespace freepencil {
namespace {

constexpr const char* reciprocal = "z";

/// Which variables occur at all.
std::vector<char> used(const PolynomialIdeal& ideal, const Polynomial& polynomial) {
  std::vector<char> result(ideal.parameters.size(), 0);
  const auto note = [&](const Polynomial& p) {
    for (std::size_t k = 0; k < result.size(); ++k) result[k] = result[k] != 0 || p.degree(k) > 0 ? 1 : 0;
  };
  for (const Polynomial& generator : ideal.generators) note(generator);
  for (const Polynomial& factor : ideal.nonzero) note(factor);
  note(polynomial);
  return result;
}

std::string program(const PolynomialIdeal& ideal, const Polynomial& polynomial) {
  std::string coefficients = "0", variables;
  const std::vector<char> occurs = used(ideal, polynomial);
  for (std::size_t k = 0; k < occurs.size(); ++k) {
    if (occurs[k] == 0) continue;
    (ideal.parameters[k] != 0 ? coefficients : variables) +=
        ideal.parameters[k] != 0 ? fmt::format(",x{}", k) : fmt::format("x{},", k);
  }
  std::string text = fmt::format("ring r=({}),({}{}),dp;\nshort=0;\nideal I=", coefficients, variables, reciprocal);
  for (const Polynomial& generator : ideal.generators) text += to_text(generator) + ",\n";
  text += fmt::format("{}*({})", reciprocal, to_text(polynomial));
  for (const Polynomial& factor : ideal.nonzero) text += fmt::format("*({})", to_text(factor));
  return text +
         "-1;\nideal G=slimgb(I);\nprint(\"\");\nprint(\"rest \"+string(reduce(1,std(G))));\nprint(\"done\");\nquit;\n";
}

}  // namespace

bool vanishes_on(const PolynomialIdeal& ideal, const Polynomial& polynomial, const std::string& singular,
                 double seconds) {
  if (polynomial.is_zero()) return true;
  if (seconds <= 0) return false;
  const ProcessResult result = run_process({singular, "-q", "--no-rc", "--no-shell", "--no-tty"},
                                           program(ideal, polynomial), {.seconds = seconds});
  // Its warnings come before.
  return result.end == ProcessResult::End::Exited && result.output.ends_with("\nrest 0\ndone\n");
}

}  // namespace freepencil
