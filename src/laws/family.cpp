// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <cmath>
#include <numeric>

#include "laws/family_rule.hpp"
#include "laws/spectrum.hpp"

namespace freepencil {
namespace {

constexpr std::int64_t most_members = 10'000'000;  // one by one

AtomList list_by_rule(const Model& model, const Family& family, const ParameterValues& at) {
  const FamilyRule& rule = family_rule(family.from, family.to);
  AtomList list{.count = rule.index.size(), .weights = rule.weights, .values = {}};
  std::vector<double> index;
  for (const Rational& k : rule.index) index.push_back(k.convert_to<double>());
  for (const ScalarId value : family.values) {
    list.values.push_back(at.rows(*model.scalars, value, {&index, 1}, list.count));
  }
  return list;
}

}  // namespace

AtomsOrError list_family(const Model& model, const Family& family, const ParameterValues& at, bool finite) {
  if (family.to < family.from) return "the family has no members";
  constexpr int between = 3;  // digits: sums of products of resolvents lose some
  const bool smooth =
      !finite && wants_rule(family) && rule_error(model, family, at) < std::pow(10.0, -rule_digits - between);
  if (smooth) return list_by_rule(model, family, at);
  if (family.to - family.from >= most_members) {
    return fmt::format("a family of more than {} members {}", most_members,
                       finite ? "cannot be simulated" : "needs values that are smooth in a positive index");
  }
  AtomList list{.count = static_cast<std::size_t>(family.to - family.from) + 1, .weights = {}, .values = {}};
  std::vector<double> index(list.count);
  std::iota(index.begin(), index.end(), static_cast<double>(family.from));
  for (const ScalarId value : family.values) {
    list.values.push_back(at.rows(*model.scalars, value, {&index, 1}, list.count));
  }
  return list;
}

}  // namespace freepencil
