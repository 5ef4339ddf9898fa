// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/eliminate_groebner.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "equivalent/polynomial_text.hpp"
#include "support/process.hpp"

namespace freepencil {
namespace {

std::string names(const std::vector<std::size_t>& variables) {
  std::string text;
  for (const std::size_t k : variables) text += fmt::format("{}x{}", text.empty() ? "" : ",", k);
  return text;
}

/// The variable that makes the denominators invertible: z * product = 1 (Rabinowitsch 1929).
constexpr const char* reciprocal = "z";

std::string program(const AlgebraicSystem& system) {
  std::vector<std::size_t> parameters;
  const auto held = [](const std::vector<std::size_t>& list, std::size_t k) {
    return std::find(list.begin(), list.end(), k) != list.end();
  };
  for (std::size_t k = 0; k < system.functions.variables().size(); ++k) {
    if (!held(system.eliminated, k) && !held(system.quantities, k)) parameters.push_back(k);
  }
  const std::string first = system.eliminated.empty() ? reciprocal : names(system.eliminated) + "," + reciprocal;
  std::string text = fmt::format(
      "ring r=(0{}{}),({},{}),(dp({}),dp({}));\nshort=0;\noption(redSB);\nideal I=", parameters.empty() ? "" : ",",
      names(parameters), first, names(system.quantities), system.eliminated.size() + 1, system.quantities.size());
  for (const Polynomial& equation : system.equations) text += to_text(equation) + ",\n";
  text += reciprocal;
  for (const Polynomial& factor : system.nonzero) text += fmt::format("*({})", to_text(factor));
  text += "-1;\nideal G=slimgb(I);\n";
  // Over a field of functions: what has a multiple without denominators in the parameters is printed as that.
  text += "int k;\nfor(k=1;k<=size(G);k=k+1){print(\"polynomial \"+string(cleardenom(G[k])));}\nprint(\"done\");\n";
  return text + "quit;\n";
}

std::string failure(const ProcessResult& result, const EliminationOptions& options) {
  switch (result.end) {
    case ProcessResult::End::NotStarted:
      return fmt::format("a Groebner basis needs the program {} (package singular-ui)", options.singular);
    case ProcessResult::End::TimeLimit:
      return fmt::format("{} found no Groebner basis within {} seconds", options.singular, options.seconds);
    case ProcessResult::End::OutputLimit:
      return "the Groebner basis is too long";
    default:
      return fmt::format("{} ended without a Groebner basis", options.singular);
  }
}

}  // namespace

PolynomialsOrError eliminate_by_groebner(const AlgebraicSystem& system, const EliminationOptions& options,
                                         double seconds) {
  constexpr std::string_view prefix = "polynomial ";
  const ProcessResult result =
      run_process({options.singular, "-q", "--no-rc", "--no-shell", "--no-tty"}, program(system), {.seconds = seconds});
  const std::string& output = result.output;
  if (result.end != ProcessResult::End::Exited || output.find("done\n") == std::string::npos) {
    return failure(result, options);
  }
  std::vector<Polynomial> found;
  for (std::size_t begin = 0; begin < output.size();) {
    const std::size_t end = std::min(output.find('\n', begin), output.size());
    const std::string_view line = std::string_view(output).substr(begin, end - begin);
    begin = end + 1;
    if (!line.starts_with(prefix) || line.find(reciprocal) != std::string_view::npos) continue;
    const auto polynomial = parse_polynomial(system.functions.ring(), line.substr(prefix.size()));
    if (!polynomial) return fmt::format("{} wrote what is not a polynomial", options.singular);
    const auto occurs = [&](std::size_t variable) { return polynomial->degree(variable) > 0; };
    if (std::none_of(system.eliminated.begin(), system.eliminated.end(), occurs)) found.push_back(*polynomial);
  }
  return found;
}

}  // namespace freepencil
