// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/notation_writer.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace freepencil::report {

namespace {

using Kind = Base::Kind;

bool is_integer(const Rational& value) { return denominator(value) == 1; }

}  // namespace

std::string NotationWriter::sum(const Formula& formula) const {
  std::string text;
  for (const std::string& term : terms(formula)) text += (text.empty() ? "" : " ") + term;
  return text;
}

std::vector<std::string> NotationWriter::terms(const Formula& formula) const {
  if (formula.terms.empty()) return {style_->number(0)};
  std::vector<std::string> list;
  for (const Term& term : formula.terms) {
    const bool negative = term.coefficient < 0;
    const char* sign = list.empty() ? (negative ? "-" : "") : (negative ? "- " : "+ ");
    list.push_back(sign + without_sign(term, formula.terms.size() == 1));
  }
  return list;
}

std::string NotationWriter::without_sign(const Term& term, bool alone) const {
  const bool matrices_are_numbers = style_->identity.empty();
  Line top{.number = abs(numerator(term.coefficient))}, bottom{.number = denominator(term.coefficient)}, matrices;
  for (const Factor& factor : term.factors) {
    if (factor.base->kind == Kind::ImaginaryUnit) {
      top.imaginary = true;
    } else if (factor.base->matrix && !matrices_are_numbers) {
      matrices.factors.push_back(&factor);
    } else if (factor.base->kind != Kind::Identity) {
      (factor.exponent < 0 ? bottom : top).factors.push_back(&factor);
    }
  }
  if (top.factors.empty() && !top.imaginary && bottom.factors.empty() && matrices.factors.empty()) {
    // A whole number beside other terms is safe in every notation.
    return alone || bottom.number != 1 ? style_->number(abs(term.coefficient)) : top.number.str();
  }
  if (style_->fractions) return with_fraction(top, bottom, matrices);
  top.factors.insert(top.factors.end(), matrices.factors.begin(), matrices.factors.end());
  return with_slash(top, bottom);
}

std::vector<std::string> NotationWriter::pieces(const Line& line) const {
  std::vector<std::string> list;
  if (line.imaginary && style_->imaginary_numbers) {
    list.push_back(line.number.str() + std::string(style_->imaginary));
  } else {
    if (line.number != 1) list.push_back(line.number.str());
    if (line.imaginary) list.emplace_back(style_->imaginary);
  }
  for (const Factor* factor : line.factors) {
    // Below a fraction line an exponent loses its sign; an inverse matrix keeps it.
    const bool matrix = factor->base->matrix && !style_->identity.empty();
    list.push_back(raised(*factor->base, matrix ? factor->exponent : abs(factor->exponent)));
  }
  if (list.empty()) list.emplace_back("1");
  return list;
}

std::string NotationWriter::joined(const std::vector<std::string>& pieces) const {
  std::string text;
  for (const std::string& piece : pieces) {
    // In LaTeX numbers side by side would read as one.
    const bool digit = piece.front() >= '0' && piece.front() <= '9';
    if (!text.empty()) text += digit && style_->fractions ? " \\cdot " : style_->times;
    text += piece;
  }
  return text;
}

std::string NotationWriter::with_slash(const Line& top, const Line& bottom) const {
  const std::string above = joined(pieces(top));
  if (bottom.number == 1 && bottom.factors.empty()) return above;
  const std::vector<std::string> below = pieces(bottom);
  return above + "/" + (below.size() == 1 ? below.front() : style_->bracket(joined(below)));
}

std::string NotationWriter::enclosed(const Line& line) const {
  const bool alone = line.number == 1 && !line.imaginary && line.factors.size() == 1;
  if (alone && abs(line.factors.front()->exponent) == 1) return bare(*line.factors.front()->base);
  return joined(pieces(line));
}

std::string NotationWriter::with_fraction(const Line& top, const Line& bottom, const Line& matrices) const {
  std::vector<std::string> parts;
  if (bottom.number != 1 || !bottom.factors.empty()) {
    parts.push_back(fmt::format("\\frac{{{}}}{{{}}}", enclosed(top), enclosed(bottom)));
  } else if (top.number != 1 || top.imaginary || !top.factors.empty()) {
    parts = pieces(top);
  }
  if (!matrices.factors.empty()) {
    for (std::string& piece : pieces(matrices)) parts.push_back(std::move(piece));
  }
  return joined(parts);
}

std::string NotationWriter::raised(const Base& base, const Rational& exponent) const {
  if (exponent == 1) return closed(base);
  const bool matrix = base.matrix && !style_->identity.empty();
  if (exponent < 0 && style_->inverse_as_call) {
    if (exponent == -1) return "inv(" + bare(base) + ")";
    if (is_integer(exponent)) return "inv(" + bare(base) + ")" + style_->integer_power(to_string(abs(exponent)));
    return "inv(" + raised(base, abs(exponent)) + ")";
  }
  // A root sign over a matrix is not what papers write.
  if (exponent == Rational(1, 2) && !(matrix && style_->fractions)) return style_->root(bare(base));
  if (is_integer(exponent)) return tight(base) + style_->integer_power(to_string(exponent));
  return tight(base) + style_->general_power(style_->exponent(exponent));
}

std::string NotationWriter::leaf(const Base& base) const {
  switch (base.kind) {
    case Kind::Number:
      return style_->number(base.value);
    case Kind::ImaginaryUnit:
      return std::string(style_->imaginary);
    case Kind::Size:
      return names_->sizes[base.index];
    case Kind::Parameter:
      return names_->parameters[base.index];
    case Kind::Local:
      return names_->rows[spectrum_][base.index];
    case Kind::Unknown:
      return names_->unknowns[base.index];
    case Kind::Symbol:
      return names_->symbols[base.index];
    case Kind::Random:
      if (style_->identity.empty()) throw std::invalid_argument("a random matrix has no value at an atom");
      return names_->randoms[base.index] + std::string(base.adjoint ? style_->adjoint : "");
    case Kind::Block:
      return fmt::format(fmt::runtime(style_->block), base.index + 1, base.row, base.column);
    case Kind::Named:
      return names_->short_names[base.index];
    case Kind::Identity:
      return std::string(style_->identity);
    default:
      throw std::logic_error("not a leaf of a formula");
  }
}

std::string NotationWriter::bare(const Base& base) const {
  return base.kind == Kind::Bracket ? sum(base.body) : closed(base);
}

std::string NotationWriter::closed(const Base& base) const {
  switch (base.kind) {
    case Kind::Bracket:
      return style_->bracket(sum(base.body));
    case Kind::Trace:
      return names_->traces[base.index] + style_->bracket(sum(base.body));
    case Kind::Exp:
      return style_->exponential(sum(base.body));
    case Kind::Log:
      return style_->logarithm(sum(base.body));
    case Kind::Power: {
      const auto exponent = as_base(base.exponent);
      const bool word = exponent->kind == Kind::Parameter || exponent->kind == Kind::Unknown;
      const Wrap& around = word ? style_->integer_power : style_->general_power;
      return tight(*as_base(base.body)) + around(sum(base.exponent));
    }
    default:
      return leaf(base);
  }
}

std::string NotationWriter::tight(const Base& base) const {
  const bool fraction = base.kind == Kind::Number && (!is_integer(base.value) || base.value < 0);
  const bool call = base.kind == Kind::Trace || base.kind == Kind::Exp || base.kind == Kind::Log;
  const bool raised_itself = base.kind == Kind::Power || base.kind == Kind::Block || base.adjoint;
  if (fraction || raised_itself || (call && style_->fractions)) return style_->bracket(closed(base));
  return closed(base);
}

}  // namespace freepencil::report
