// SPDX-License-Identifier: GPL-3.0-or-later
// Formulas as text in one style. Internal to this folder.
#pragma once

#include <string>
#include <vector>

#include "report/notation.hpp"
#include "report/notation_style.hpp"

namespace freepencil::report {

class NotationWriter {
 public:
  /// `spectrum`: whose row variables occur.
  NotationWriter(const Style& style, const LeafNames& names, std::size_t spectrum)
      : style_(&style), names_(&names), spectrum_(spectrum) {}

  [[nodiscard]] std::string sum(const Formula& formula) const;
  /// Each term but the first with its sign in front.
  [[nodiscard]] std::vector<std::string> terms(const Formula& formula) const;

 private:
  /// What stands above or below a fraction line, or without one on the line itself.
  struct Line {
    Integer number = 1;
    bool imaginary = false;
    std::vector<const Factor*> factors;
  };

  /// `alone`: no other terms stand beside this one.
  [[nodiscard]] std::string without_sign(const Term& term, bool alone) const;
  [[nodiscard]] std::vector<std::string> pieces(const Line& line) const;
  [[nodiscard]] std::string joined(const std::vector<std::string>& pieces) const;
  /// As the argument of \frac, which needs no brackets.
  [[nodiscard]] std::string enclosed(const Line& line) const;
  [[nodiscard]] std::string with_slash(const Line& top, const Line& bottom) const;
  [[nodiscard]] std::string with_fraction(const Line& top, const Line& bottom, const Line& matrices) const;

  /// A matrix to any power; a number to a positive one.
  [[nodiscard]] std::string raised(const Base& base, const Rational& exponent) const;
  [[nodiscard]] std::string leaf(const Base& base) const;
  /// Where brackets would add nothing: `inv(a + b)`.
  [[nodiscard]] std::string bare(const Base& base) const;
  /// As a factor of a product.
  [[nodiscard]] std::string closed(const Base& base) const;
  /// As the base of a power.
  [[nodiscard]] std::string tight(const Base& base) const;

  const Style* style_;
  const LeafNames* names_;
  std::size_t spectrum_;
};

}  // namespace freepencil::report
