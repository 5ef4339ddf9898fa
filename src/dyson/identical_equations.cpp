// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/identical_equations.hpp"

#include <algorithm>
#include <map>

#include "pencil/field_point.hpp"

namespace freepencil {
namespace {

constexpr std::size_t atoms = 2;  // a space stands for its matrices at two points of their joint spectrum
constexpr int most_draws = 40;    // of points without a value, before the search is given up

/// The fixed-point map over the field.
class FieldMap {
 public:
  FieldMap(const Model& model, const Linearization& linearization, const Structure& structure,
           const std::vector<Relation>& relations)
      : model_(model),
        pencil_(linearization.pencil),
        structure_(structure),
        relations_(relations),
        functions_(random_functions(model, linearization.pencil)) {
    for (const PencilEntry& entry : pencil_.entries) {
      for (const RandomTerm& term : entry.random) terms_.push_back(&term);
    }
  }

  /// The images of all unknowns that no relation expresses, for values of these. Throws UnluckyDraw.
  std::vector<PrimeField> operator()(std::vector<PrimeField> g, const FieldPoint& point) const {
    for (std::size_t u = 0; u < g.size(); ++u) {
      if (structure_.relation[u] < 0) continue;
      const Relation& relation = relations_[structure_.relation[u]];
      PrimeField sum = point.scalar(relation.constant);
      for (const auto& [other, coefficient] : relation.terms) {
        const auto at = std::lower_bound(structure_.unknowns.begin(), structure_.unknowns.end(), other);
        sum += point.scalar(coefficient) * g[at - structure_.unknowns.begin()];
      }
      g[u] = sum;
    }
    std::vector<PrimeField> image(g.size());
    for (SpaceId space = 0; space < model_.spaces.size(); ++space) add_images(space, g, point, image);
    return image;
  }

 private:
  void add_images(SpaceId space, const std::vector<PrimeField>& g, const FieldPoint& point,
                  std::vector<PrimeField>& image) const {
    const std::vector<int> row_at = places(pencil_.rows, space), column_at = places(pencil_.columns, space);
    const auto size = static_cast<std::size_t>(std::count(pencil_.rows.begin(), pencil_.rows.end(), space)) * atoms;
    FieldMatrix equation(size, size);
    const auto add = [&](std::uint32_t row, std::uint32_t column, PrimeField factor, const FieldMatrix& block) {
      for (std::size_t r = 0; r < atoms; ++r) {
        for (std::size_t c = 0; c < atoms; ++c)
          equation(row_at[row] + r, column_at[column] + c) += factor * block(r, c);
      }
    };
    for (const PencilEntry& entry : pencil_.entries) {
      if (pencil_.rows[entry.row] != space || model_.matrices->is_zero(entry.deterministic)) continue;
      add(entry.row, entry.column, 1, point.matrix(entry.deterministic));
    }
    for (const CovarianceTerm& term : structure_.covariance) {
      if (pencil_.rows[term.row] != space) continue;
      const RandomTerm& left = *terms_[term.left];
      const RandomTerm& right = *terms_[term.right];
      const RandomMatrix& random = model_.randoms[left.variable];
      const ScalarId size_leaf =
          model_.scalars->leaf(ScalarNode::Kind::Size, left.adjoint ? random.row : random.column);
      const PrimeField strength = point.scalar(left.coefficient) * point.scalar(right.coefficient) *
                                  point.scalar(random.variance) * point.scalar(size_leaf);
      const FieldMatrix outer = multiply(point.matrix(left.left), point.matrix(right.right));
      add(term.row, term.column, -(strength * g[term.unknown]), outer);
    }
    if (size == 0) return;
    const FieldMatrix M = inverse(equation);
    for (std::size_t u = 0; u < image.size(); ++u) {
      const auto& [block, weight] = structure_.unknowns[u];
      if (pencil_.columns[block.column] != space) continue;
      FieldMatrix value(atoms, atoms);
      for (std::size_t r = 0; r < atoms; ++r) {
        for (std::size_t c = 0; c < atoms; ++c) value(r, c) = M(column_at[block.column] + r, row_at[block.row] + c);
      }
      for (const int function : {weight.first, weight.second}) {
        if (function >= 0) value = multiply(point.matrix(functions_[function]), value);
      }
      for (std::size_t r = 0; r < atoms; ++r) image[u] += value(r, r);
    }
  }

  /// Where each block of the space stands among those of the space.
  static std::vector<int> places(const std::vector<SpaceId>& spaces, SpaceId space) {
    std::vector<int> result(spaces.size(), -1);
    int next = 0;
    for (std::size_t k = 0; k < spaces.size(); ++k) {
      if (spaces[k] == space) result[k] = static_cast<int>(atoms) * next++;
    }
    return result;
  }

  const Model& model_;
  const Pencil& pencil_;
  const Structure& structure_;
  const std::vector<Relation>& relations_;
  std::vector<MatrixId> functions_;
  std::vector<const RandomTerm*> terms_;
};

/// Sizes with equal expressions are equal; all others are drawn apart, for rounding them to integers keeps no relation.
FieldPoint draw_point(const Model& model, std::mt19937_64& engine) {
  FieldPoint::Shape shape;
  std::map<ScalarId, PrimeField> sizes;
  for (const Space& space : model.spaces) {
    shape.dimensions.push_back(atoms);
    const auto [at, inserted] = sizes.try_emplace(space.size);
    if (inserted) at->second = PrimeField(static_cast<std::int64_t>(engine() >> 3));
    shape.sizes.push_back(at->second);
  }
  return {model, shape, engine};
}

}  // namespace

std::vector<Relation> identical_equations(const Model& model, const Linearization& linearization,
                                          const Structure& structure, const std::vector<Relation>& relations) {
  const FieldMap map(model, linearization, structure, relations);
  std::mt19937_64 engine(0xd1342543de82ef95);
  std::vector<std::size_t> free;
  for (std::size_t u = 0; u < structure.unknowns.size(); ++u) {
    if (structure.relation[u] < 0) free.push_back(u);
  }
  std::vector<std::size_t> part(structure.unknowns.size(), 0);
  std::size_t parts = 1;
  int confirmations = 0;
  for (int draw = 0; draw < most_draws && confirmations < 2 && parts < free.size(); ++draw) {
    std::vector<PrimeField> value(parts), g(structure.unknowns.size());
    for (PrimeField& v : value) v = PrimeField(static_cast<std::int64_t>(engine() >> 3));
    for (const std::size_t u : free) g[u] = value[part[u]];
    std::vector<PrimeField> image;
    try {
      image = map(g, draw_point(model, engine));
    } catch (const UnluckyDraw&) {
      continue;  // a division by zero or a root of a non-square: another point will do
    }
    std::map<std::pair<std::size_t, std::uint64_t>, std::size_t> finer;
    for (const std::size_t u : free)
      part[u] = finer.try_emplace({part[u], image[u].value()}, finer.size()).first->second;
    confirmations = finer.size() == parts ? confirmations + 1 : 0;
    parts = finer.size();
  }
  std::vector<Relation> result;
  if (confirmations < 2) return result;
  std::map<std::size_t, std::size_t> first;
  for (const std::size_t u : free) {
    const auto [at, inserted] = first.try_emplace(part[u], u);
    if (inserted) continue;
    result.push_back({structure.unknowns[u],
                      model.scalars->zero(),
                      {{structure.unknowns[at->second], model.scalars->one()}},
                      false});
  }
  return result;
}

std::vector<bool> not_respected(const Model& model, const Linearization& linearization, const Structure& structure,
                                const std::vector<Relation>& relations, const std::vector<Relation>& stated) {
  const FieldMap map(model, linearization, structure, relations);
  std::mt19937_64 engine(0xaf251af3b0f025b5);
  std::vector<bool> result(stated.size(), false);
  for (int draw = 0; draw < most_draws; ++draw) {
    std::vector<PrimeField> g(structure.unknowns.size());
    for (PrimeField& value : g) value = PrimeField(static_cast<std::int64_t>(engine() >> 3));
    try {
      const FieldPoint point = draw_point(model, engine);
      const std::vector<PrimeField> image = map(g, point);
      for (std::size_t u = 0; u < image.size(); ++u) {
        if (structure.relation[u] < 0) continue;
        const Relation& relation = stated[structure.relation[u]];
        // Images are traces over the atoms that are not normalised.
        PrimeField sum = point.scalar(relation.constant) * PrimeField(static_cast<std::int64_t>(atoms));
        for (const auto& [other, coefficient] : relation.terms) {
          const auto at = std::lower_bound(structure.unknowns.begin(), structure.unknowns.end(), other);
          sum += point.scalar(coefficient) * image[at - structure.unknowns.begin()];
        }
        if (sum != image[u]) result[structure.relation[u]] = true;
      }
      return result;
    } catch (const UnluckyDraw&) {
      continue;  // a division by zero or a root of a non-square: another point will do
    }
  }
  return std::vector<bool>(stated.size(), true);
}

}  // namespace freepencil
