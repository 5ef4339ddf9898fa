// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/notation_style.hpp"

#include <fmt/format.h>

namespace freepencil::report {

namespace {

std::string plain(const Rational& value) { return to_string(value); }

std::string fraction(const Rational& value) {
  if (denominator(value) == 1) return to_string(value);
  return fmt::format("\\frac{{{}}}{{{}}}", numerator(value).str(), denominator(value).str());
}

/// Python divides integers into a double.
std::string exact(const Rational& value) {
  if (denominator(value) == 1) return fmt::format("sp.Integer({})", numerator(value).str());
  return fmt::format("sp.Rational({}, {})", numerator(value).str(), denominator(value).str());
}

}  // namespace

const Style pencil_style = {
    .times = "*",
    .bracket = {"(", ")"},
    .root = {"sqrt(", ")"},
    .exponential = {"exp(", ")"},
    .logarithm = {"log(", ")"},
    .integer_power = {"^", ""},
    .general_power = {"^(", ")"},
    .identity = "I",
    .adjoint = "'",
    .block = "Q{}^-1[{},{}]",
    .imaginary = "i",
    .imaginary_numbers = true,
    .fractions = false,
    .inverse_as_call = true,
    .number = plain,
    .exponent = plain,
};

const Style latex_style = {
    .times = " ",
    .bracket = {"\\left(", "\\right)"},
    .root = {"\\sqrt{", "}"},
    .exponential = {"\\exp\\left(", "\\right)"},
    .logarithm = {"\\log\\left(", "\\right)"},
    .integer_power = {"^{", "}"},
    .general_power = {"^{", "}"},
    .identity = "I",
    .adjoint = "^{\\top}",
    .block = "\\left(Q_{{{}}}^{{-1}}\\right)_{{{},{}}}",
    .imaginary = "\\mathrm{i}",
    .fractions = true,
    .inverse_as_call = false,
    .number = fraction,
    .exponent = plain,
};

const Style sympy_style = {
    .times = "*",
    .bracket = {"(", ")"},
    .root = {"sp.sqrt(", ")"},
    .exponential = {"sp.exp(", ")"},
    .logarithm = {"sp.log(", ")"},
    .integer_power = {"**", ""},
    .general_power = {"**(", ")"},
    .identity = "",
    .adjoint = "",
    .imaginary = "sp.I",
    .fractions = false,
    .inverse_as_call = false,
    .number = exact,
    .exponent = exact,
};

}  // namespace freepencil::report
