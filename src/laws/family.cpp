// SPDX-License-Identifier: GPL-3.0-or-later
#include <numeric>

#include "laws/spectrum.hpp"

namespace freepencil {

AtomsOrError list_family(const Model& model, const Family& family, const ParameterValues& at) {
  if (family.to < family.from) return "the family has no members";
  AtomList list{.count = static_cast<std::size_t>(family.to - family.from) + 1, .weights = {}, .values = {}};
  std::vector<double> index(list.count);
  std::iota(index.begin(), index.end(), static_cast<double>(family.from));
  for (const ScalarId value : family.values) {
    list.values.push_back(at.rows(*model.scalars, value, {&index, 1}, list.count));
  }
  return list;
}

}  // namespace freepencil
