// SPDX-License-Identifier: GPL-3.0-or-later
#include "pencil/dependency.hpp"

#include <algorithm>

#include "numeric/rational_reconstruction.hpp"

namespace freepencil {
namespace {

/// One column a block, one row an entry: of one row of the blocks, or of all rows where the coefficients have to be
/// numbers.
FieldMatrix tabulate(const FieldFamily& family, std::size_t atom, bool commuting) {
  const FieldMatrix& first = family.blocks.front().second;
  const std::size_t from = commuting ? atom : 0, to = commuting ? atom + 1 : first.rows();
  FieldMatrix table((to - from) * first.columns(), family.blocks.size());
  for (std::size_t k = 0; k < family.blocks.size(); ++k) {
    const FieldMatrix& block = family.blocks[k].second;
    for (std::size_t r = from; r < to; ++r) {
      for (std::size_t c = 0; c < block.columns(); ++c) table((r - from) * block.columns() + c, k) = block(r, c);
    }
  }
  return table;
}

/// Coefficients of the block at `position` by position of the blocks that it depends on.
std::optional<std::map<std::size_t, PrimeField>> coefficients_at(const FieldFamily& family, std::size_t atom,
                                                                 bool commuting, std::size_t position) {
  FieldMatrix table = tabulate(family, atom, commuting);
  const auto pivots = reduce_rows(table);
  if (std::binary_search(pivots.begin(), pivots.end(), position)) return std::nullopt;
  std::map<std::size_t, PrimeField> result;
  for (std::size_t r = 0; r < pivots.size(); ++r) {
    if (table(r, position) != PrimeField(0)) result.emplace(pivots[r], table(r, position));
  }
  return result;
}

}  // namespace

std::vector<std::uint32_t> dependents(const FieldFamily& family, bool commuting) {
  if (family.blocks.empty()) return {};
  FieldMatrix table = tabulate(family, 0, commuting);
  const auto pivots = reduce_rows(table);
  std::vector<std::uint32_t> result;
  for (std::size_t k = family.blocks.size(); k-- > 0;) {
    if (!std::binary_search(pivots.begin(), pivots.end(), k)) result.push_back(family.blocks[k].first);
  }
  return result;
}

std::optional<Dependency> recognise(Model& model, SpaceId space, std::uint32_t dependent,
                                    const std::vector<FieldFamily>& families, const std::vector<ScalarId>& dictionary,
                                    bool commuting) {
  const auto& order = families.front().blocks;
  const auto position = static_cast<std::size_t>(
      std::find_if(order.begin(), order.end(), [&](const auto& block) { return block.first == dependent; }) -
      order.begin());
  // One equation a sample: the coefficients of the dictionary on the left, the values of the functions on the right.
  struct Sample {
    std::vector<PrimeField> dictionary;
    std::map<std::size_t, PrimeField> values;
  };
  std::vector<Sample> samples;
  for (const FieldFamily& family : families) {
    std::vector<std::vector<PrimeField>> entries;
    for (const ScalarId function : dictionary) entries.push_back(family.point.values(space, function));
    const std::size_t atoms = commuting ? family.point.dimension(space) : 1;
    for (std::size_t atom = 0; atom < atoms; ++atom) {
      auto values = coefficients_at(family, atom, commuting, position);
      if (!values) return std::nullopt;
      Sample& sample = samples.emplace_back(Sample{{}, std::move(*values)});
      for (const auto& entry : entries) sample.dictionary.push_back(entry[atom]);
    }
  }
  std::vector<std::size_t> involved;
  for (const Sample& sample : samples) {
    for (const auto& [at, value] : sample.values) {
      if (std::find(involved.begin(), involved.end(), at) == involved.end()) involved.push_back(at);
    }
  }
  if (samples.size() < dictionary.size() + 2) return std::nullopt;
  FieldMatrix system(samples.size(), dictionary.size() + involved.size());
  for (std::size_t r = 0; r < samples.size(); ++r) {
    for (std::size_t c = 0; c < dictionary.size(); ++c) system(r, c) = samples[r].dictionary[c];
    for (std::size_t k = 0; k < involved.size(); ++k) {
      const auto at = samples[r].values.find(involved[k]);
      if (at != samples[r].values.end()) system(r, dictionary.size() + k) = at->second;
    }
  }
  const auto pivots = reduce_rows(system);
  if (!pivots.empty() && pivots.back() >= dictionary.size()) return std::nullopt;  // not in the span
  Dependency result{dependent, {}};
  Scalars& scalars = *model.scalars;
  for (std::size_t k = 0; k < involved.size(); ++k) {
    std::vector<std::pair<Rational, ScalarId>> terms;
    for (std::size_t r = 0; r < pivots.size(); ++r) {
      const auto number = as_fraction(system(r, dictionary.size() + k));
      if (!number) return std::nullopt;
      terms.emplace_back(*number, dictionary[pivots[r]]);
    }
    result.coefficients.emplace(order[involved[k]].first, model.matrices->deterministic(space, scalars.sum(terms)));
  }
  return result;
}

}  // namespace freepencil
