// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/atomic_traces.hpp"

#include <algorithm>

#include "expr/substitute.hpp"

namespace freepencil {

using Kind = ScalarNode::Kind;

namespace {

constexpr std::size_t max_atoms = 16;  ///< each is a factor of a denominator: beyond it no polynomial is readable

}  // namespace

ScalarId AtomicTraces::operator()(ScalarId id) {
  return substitute(scalars_, id, [this](const ScalarNode& leaf) -> std::optional<ScalarId> {
    if (leaf.kind == Kind::Size) return size(leaf.index);
    if (leaf.kind == Kind::Trace) return trace(model_.traces[leaf.index]);
    return std::nullopt;
  });
}

/// Relative to the reference: only ratios matter.
ScalarId AtomicTraces::size(SpaceId space) {
  return model_.spaces[space].reference ? scalars_.one() : (*this)(model_.spaces[space].size);
}

ScalarId AtomicTraces::trace(MatrixId id) {
  const MatrixNode node = (*model_.matrices)[id];
  if (node.kind != MatrixNode::Kind::Deterministic) throw Obstacle{"a trace of a random matrix is left over"};
  const ScalarId function = (*this)(node.function);
  const auto spectrum = std::find_if(model_.spectra.begin(), model_.spectra.end(),
                                     [&](const Spectrum& candidate) { return candidate.space == node.row; });
  if (!scalars_.contains(function, Kind::Symbol)) return function;
  if (spectrum == model_.spectra.end()) {
    const auto& matrices = model_.explicit_matrices;
    throw Obstacle{"elimination needs spectra of a finite number of atoms with rational values, and no matrices",
                   matrices.empty() ? std::nullopt : std::optional(matrices.front().span)};
  }
  std::vector<std::pair<Rational, ScalarId>> sum;
  for (const Atom& atom : atoms(*spectrum)) {
    const ScalarId value = substitute(scalars_, function, [&](const ScalarNode& leaf) -> std::optional<ScalarId> {
      if (leaf.kind != Kind::Symbol) return std::nullopt;
      const auto& symbols = spectrum->symbols;
      const auto at = std::find(symbols.begin(), symbols.end(), leaf.index);
      return at == symbols.end() ? std::nullopt
                                 : std::optional(atom.values[static_cast<std::size_t>(at - symbols.begin())]);
    });
    sum.emplace_back(1, scalars_.multiply(atom.weight, value));
  }
  return scalars_.sum(sum);
}

std::vector<Atom> AtomicTraces::atoms(const Spectrum& spectrum) {
  std::vector<Atom> result;
  if (const auto* list = std::get_if<std::vector<Atom>>(&spectrum.measure)) {
    result = *list;
  } else if (const auto* family = std::get_if<Family>(&spectrum.measure)) {
    expect_few(spectrum, static_cast<std::size_t>(family->to - family->from) + 1);
    for (std::int64_t k = family->from; k <= family->to; ++k) {
      result.push_back(row(family->values, {Rational(k)}, Rational(1, family->to - family->from + 1)));
    }
  } else {
    const auto& table = std::get<Table>(spectrum.measure);
    const std::size_t rows = table.columns.front().size();
    expect_few(spectrum, rows);
    for (std::size_t k = 0; k < rows; ++k) {
      std::vector<Rational> cells;
      for (const auto& column : table.columns) cells.push_back(column[k]);
      result.push_back(row(table.values, cells, table.weights.empty() ? Rational(1, rows) : table.weights[k]));
    }
  }
  for (const std::vector<ScalarId>& spike : spectrum.spikes) {
    result.push_back({.weight = scalars_.one(), .values = spike});
    Atom& without = result.emplace_back(result.back());
    without.weight = scalars_.number(-1);
    std::fill(without.values.begin() + static_cast<std::ptrdiff_t>(spectrum.matrices()), without.values.end(),
              scalars_.zero());
  }
  expect_few(spectrum, result.size());
  for (Atom& atom : result) {
    atom.weight = (*this)(atom.weight);
    for (ScalarId& value : atom.values) value = (*this)(value);
  }
  return result;
}

/// One member of a family, one row of a table: `cells` are the values of the row variables.
Atom AtomicTraces::row(const std::vector<ScalarId>& values, const std::vector<Rational>& cells,
                       const Rational& weight) {
  Atom atom{.weight = scalars_.number(weight), .values = {}};
  for (const ScalarId value : values) {
    atom.values.push_back(substitute(scalars_, value, [&](const ScalarNode& leaf) -> std::optional<ScalarId> {
      return leaf.kind == Kind::Local ? std::optional(scalars_.number(cells[leaf.index])) : std::nullopt;
    }));
  }
  return atom;
}

void AtomicTraces::expect_few(const Spectrum& spectrum, std::size_t count) {
  if (count <= max_atoms) return;
  throw Obstacle{"elimination needs spectra of a finite number of atoms with rational values, at most " +
                     std::to_string(max_atoms) + ": this one has " + std::to_string(count),
                 spectrum.span};
}

}  // namespace freepencil
