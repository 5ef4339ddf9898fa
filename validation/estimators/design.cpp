// SPDX-License-Identifier: GPL-3.0-or-later
#include "estimators/design.hpp"

#include "estimators/realised_spectrum.hpp"

namespace freepencil::validation {

Design draw_design(const std::vector<Source>& sources, const std::vector<Vector>& spectrum, std::int64_t n,
                   Draws& draws) {
  Design design;
  design.begin = {0};
  for (const Source& source : sources) design.begin.push_back(design.begin.back() + rounded_size(source.rows, n));
  const Eigen::Index total = design.begin.back(), d = spectrum.front().size();
  design.rows.resize(total, d);
  design.loss_weight.setOnes(total);
  for (std::size_t j = 0; j < sources.size(); ++j) {
    const Eigen::Index count = design.begin[j + 1] - design.begin[j];
    design.rows.middleRows(design.begin[j], count) =
        draws.normal(count, d) * spectrum[sources[j].covariance].cwiseSqrt().asDiagonal();
    if (const auto share = sources[j].loss_share) {
      const double weight = *share * static_cast<double>(total) / static_cast<double>(count);
      design.loss_weight.segment(design.begin[j], count).setConstant(weight);
    }
  }
  return design;
}

}  // namespace freepencil::validation
