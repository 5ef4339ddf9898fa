// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of the report of a solution. Internal to this folder.
#pragma once

#include <freepencil/solution.hpp>

#include "numeric/decimal_text.hpp"
#include "report/format.hpp"
#include "report/json.hpp"
#include "report/table.hpp"

namespace freepencil::report {

/// One number of a solution: in the digits that were asked for, or as a double.
class Shown {
 public:
  /// Where there is no such number.
  Shown() : real_(true), absent_(true) {}
  /// A double is a bound where it is not rounded to nearest: it stays one in every number of digits.
  Shown(std::complex<double> value, Decimal digits, bool real, Rounding rounding = Rounding::Nearest)
      : value_(value), digits_(std::move(digits)), real_(real), rounding_(rounding) {}

  [[nodiscard]] bool absent() const { return absent_; }
  [[nodiscard]] bool real() const { return real_; }
  /// For people: a double to so many digits.
  [[nodiscard]] std::string text(int places) const;
  /// For machines: all digits; empty where there is no number.
  [[nodiscard]] std::string real_part() const;
  [[nodiscard]] std::string imaginary_part() const;
  [[nodiscard]] Json json() const;

 private:
  [[nodiscard]] bool long_form() const { return !digits_.real.empty(); }
  [[nodiscard]] std::string rounded(double part, int places) const;

  std::complex<double> value_;
  Decimal digits_;
  bool real_;
  Rounding rounding_ = Rounding::Nearest;
  bool absent_ = false;
};

/// A number of every output.
struct Series {
  std::string heading;  ///< in CSV
  std::string people;   ///< in tables for people
  std::string latex;    ///< in LaTeX, verbatim; empty: as for people
  std::vector<Shown> numbers;
  int digits;  ///< of doubles in tables for people
};

/// Whether the solution is that of a limit in a parameter.
[[nodiscard]] bool is_limit(const Solution& solution);
/// Everything that was asked for, in the order of the columns.
[[nodiscard]] std::vector<Series> all_series(const Solution& solution);

enum class TableFor { Text, Latex };
[[nodiscard]] Table table_for_people(const Solution& solution, TableFor notation);
/// Complex values take further columns, so that the columns of real files never change.
[[nodiscard]] Table table_for_machines(const Solution& solution);

/// A branch radius for people; next to one its distance from one tells more.
[[nodiscard]] std::string radius_text(double radius, int digits);
[[nodiscard]] std::string solve_text(const Context& context, const Solution& solution);
[[nodiscard]] std::string solve_json(const Context& context, const Solution& solution);

}  // namespace freepencil::report
