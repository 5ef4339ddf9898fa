// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/model.hpp"

#include <algorithm>
#include <stdexcept>

namespace freepencil {

bool Interval::contains(const Rational& value) const {
  if (lower && (lower_closed ? value < *lower : value <= *lower)) return false;
  if (upper && (upper_closed ? value > *upper : value >= *upper)) return false;
  return true;
}

std::string Interval::describe() const {
  if (lower && upper) {
    return std::string("in ") + (lower_closed ? "[" : "(") + to_string(*lower) + "," + to_string(*upper) +
           (upper_closed ? "]" : ")");
  }
  if (lower) return (lower_closed ? ">= " : "> ") + to_string(*lower);
  if (upper) return (upper_closed ? "<= " : "< ") + to_string(*upper);
  return {};
}

SpaceId Model::reference() const {
  const auto at = std::find_if(spaces.begin(), spaces.end(), [](const Space& space) { return space.reference; });
  if (at == spaces.end()) throw std::logic_error("a model has a reference dimension");
  return static_cast<SpaceId>(at - spaces.begin());
}

std::vector<bool> Model::needed_traces() const {
  std::vector<bool> needed(traces.size()), seen(scalars->size());
  std::vector<ScalarId> pending;
  for (const Output& output : outputs) pending.push_back(output.value);
  while (!pending.empty()) {
    const ScalarId id = pending.back();
    pending.pop_back();
    if (seen[static_cast<std::size_t>(id)]) continue;
    seen[static_cast<std::size_t>(id)] = true;
    const ScalarNode& node = (*scalars)[id];
    if (node.kind == ScalarNode::Kind::Trace) needed[node.index] = true;
    for (const auto& term : node.terms) pending.push_back(term.second);
  }
  return needed;
}

std::optional<std::size_t> Model::find_parameter(std::string_view name) const {
  const auto at = std::find_if(parameters.begin(), parameters.end(),
                               [&](const Parameter& parameter) { return parameter.name == name; });
  if (at == parameters.end()) return std::nullopt;
  return static_cast<std::size_t>(at - parameters.begin());
}

}  // namespace freepencil
