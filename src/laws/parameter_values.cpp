// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "expr/evaluate.hpp"
#include "laws/spectrum.hpp"

namespace freepencil {

std::optional<Rational> ParameterValues::exact(const Scalars& scalars, ScalarId id) const {
  const auto known = [](const auto& size) { return size.has_value(); };
  std::vector<Rational> sizes_there;
  if (scalars.contains(id, ScalarNode::Kind::Size)) {
    if (!std::all_of(exact_sizes.begin(), exact_sizes.end(), known)) return std::nullopt;
    for (const auto& size : exact_sizes) sizes_there.push_back(*size);
  }
  return evaluate_exactly(scalars, id, {.parameters = exact_parameters, .sizes = sizes_there});
}

double ParameterValues::approximate(const Scalars& scalars, ScalarId id) const {
  return rows(scalars, id, {}, 1).front();
}

std::vector<double> ParameterValues::rows(const Scalars& scalars, ScalarId id,
                                          std::span<const std::vector<double>> locals, std::size_t count) const {
  return evaluate_rows<double>(scalars, id, {.parameters = parameters, .sizes = sizes, .locals = locals}, count);
}

}  // namespace freepencil
