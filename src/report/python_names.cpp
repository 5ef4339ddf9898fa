// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "report/names.hpp"

namespace freepencil::report {

namespace {

// Python's own words, and every name that the script binds or calls.
constexpr std::array<std::string_view, 77> taken = {
    "False",      "None",       "True",        "and",
    "as",         "assert",     "async",       "await",
    "break",      "class",      "continue",    "def",
    "del",        "elif",       "else",        "except",
    "finally",    "for",        "from",        "global",
    "if",         "import",     "in",          "is",
    "lambda",     "nonlocal",   "not",         "or",
    "pass",       "raise",      "return",      "try",
    "while",      "with",       "yield",       "sp",
    "mp",         "fast",       "abs",         "all",
    "any",        "complex",    "dict",        "float",
    "int",        "isinstance", "len",         "list",
    "map",        "max",        "min",         "print",
    "range",      "set",        "sum",         "tuple",
    "zip",        "values",     "atoms",       "spectra",
    "components", "outputs",    "known",       "exact",
    "numeric",    "compiled",   "fixed_point", "linear_solution",
    "polished",   "solve",      "main",        "digits",
    "Rational",   "row",        "name",        "enumerate",
    "equations",
};

}  // namespace

std::string PythonNames::make(std::string_view name) {
  std::string candidate = name == "lambda" ? "lamda" : std::string(name);
  // Names that begin with two underscores have a meaning of their own in Python.
  if (candidate.starts_with("__")) candidate.insert(0, "v");
  const auto is_taken = [&] {
    return std::find(taken.begin(), taken.end(), candidate) != taken.end() || used_.contains(candidate);
  };
  while (is_taken()) candidate += '_';
  used_.insert(candidate);
  return candidate;
}

}  // namespace freepencil::report
