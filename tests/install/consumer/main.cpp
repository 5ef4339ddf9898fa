// SPDX-License-Identifier: GPL-3.0-or-later
// Prints the outputs of a file to so many digits, or what is wrong with it.
#include <cstdio>
#include <cstdlib>
#include <freepencil/problem.hpp>

int main(int argc, char** argv) {
  if (argc != 4) return EXIT_FAILURE;
  const auto problem = freepencil::Problem::read(argv[1]);
  if (!problem) {
    for (const auto& error : problem.errors()) std::printf("error: %s\n", error.message.c_str());
    return EXIT_FAILURE;
  }
  const auto solution = problem->solve({{problem->parameters().front(), argv[2]}}, {.digits = std::atoi(argv[3])});
  if (!solution) {
    for (const auto& error : solution.errors()) std::printf("error: %s\n", error.message.c_str());
    return EXIT_FAILURE;
  }
  for (const auto& output : solution->outputs) std::printf("%s %s\n", output.name.c_str(), output.digits.real.c_str());
}
