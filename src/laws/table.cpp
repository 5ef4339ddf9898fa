// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "laws/spectrum.hpp"

namespace freepencil {

AtomsOrError list_table(const Model& model, const Table& table, const ParameterValues& at) {
  AtomList list{
      .count = table.columns.empty() ? 0 : table.columns.front().size(), .weights = table.weights, .values = {}};
  if (list.count == 0) return fmt::format("'{}' has no rows", table.path);
  if (!list.weights.empty()) {
    if (auto error = weight_error(list.weights); !error.empty()) return error;
  }
  std::vector<std::vector<double>> columns;
  for (const auto& column : table.columns) {
    std::vector<double>& numbers = columns.emplace_back();
    for (const Rational& x : column) numbers.push_back(x.convert_to<double>());
  }
  for (const ScalarId value : table.values) list.values.push_back(at.rows(*model.scalars, value, columns, list.count));
  return list;
}

}  // namespace freepencil
