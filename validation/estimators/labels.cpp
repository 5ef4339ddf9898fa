// SPDX-License-Identifier: GPL-3.0-or-later
#include "estimators/labels.hpp"

namespace freepencil::validation {
namespace {

/// Standard normals; the ones drawn before under the same name, if there are such.
Vector draw_noise(const std::string& name, std::size_t source, Eigen::Index count, NamedNoise& named, Draws& draws) {
  if (name.empty()) return draws.normal(count);
  const auto [entry, is_new] = named.try_emplace({source, name});
  if (is_new) entry->second = draws.normal(count);
  return entry->second;
}

}  // namespace

const Vector& Teachers::operator[](Teacher teacher) const {
  switch (teacher) {
    case Teacher::SecondTruth:
      return second_truth;
    case Teacher::Model:
      return model;
    default:
      return truth;
  }
}

Vector draw_labels(const std::vector<Source>& sources, const Design& design, const Teachers& teachers,
                   NamedNoise& named, Draws& draws) {
  Vector labels = Vector::Zero(design.rows.rows());
  for (std::size_t j = 0; j < sources.size(); ++j) {
    const Eigen::Index begin = design.begin[j], count = design.begin[j + 1] - begin;
    for (const LabelTerm& term : sources[j].labels) {
      labels.segment(begin, count) += term.weight * (design.rows.middleRows(begin, count) * teachers[term.teacher]);
      labels.segment(begin, count) += term.weight * term.noise * draw_noise(term.draw, j, count, named, draws);
    }
  }
  return labels;
}

}  // namespace freepencil::validation
