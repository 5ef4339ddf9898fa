// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of a curve's table. Internal to this folder.
#pragma once

#include <freepencil/curve.hpp>

#include "report/solve_sections.hpp"

namespace freepencil::report {

struct CurveColumn {
  enum class Content { Parameter, Value, Lower, Upper, CertifiedDigits, FiniteSize, Simulated, Error };

  std::string heading;  ///< `risk`, `risk_lower`
  Content content = Content::Value;
  std::size_t index = 0;  ///< of the axis or of the output
  bool real = true;
};

/// Parameters first, then what was asked for, output by output.
[[nodiscard]] std::vector<CurveColumn> curve_columns(const Curve& curve);

/// The number in a row; absent where there is none. Not for Parameter and CertifiedDigits.
[[nodiscard]] Shown curve_number(const Curve& curve, std::size_t point, const CurveColumn& column);

/// What people read in a cell: ten digits, or those that were asked for.
[[nodiscard]] std::string cell_for_people(const Curve& curve, std::size_t point, const CurveColumn& column);

/// No cell of the column is wider, whatever the numbers are.
[[nodiscard]] std::size_t widest_cell(const Curve& curve, const CurveColumn& column);

}  // namespace freepencil::report
