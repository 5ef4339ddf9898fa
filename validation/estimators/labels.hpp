// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "estimators/description.hpp"
#include "estimators/design.hpp"

namespace freepencil::validation {

/// The coefficients that can make labels.
struct Teachers {
  Vector truth, second_truth, model;

  [[nodiscard]] const Vector& operator[](Teacher teacher) const;
};

/// The noise that terms with a named draw share, by source and name, as long as the design stays.
using NamedNoise = std::map<std::pair<std::size_t, std::string>, Vector>;

/// For every row the sum over its source's terms of weight*(x'w + noise*standard normal).
[[nodiscard]] Vector draw_labels(const std::vector<Source>& sources, const Design& design, const Teachers& teachers,
                                 NamedNoise& named, Draws& draws);

}  // namespace freepencil::validation
