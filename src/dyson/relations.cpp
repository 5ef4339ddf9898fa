// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/relations.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "dyson/identical_equations.hpp"
#include "dyson/monomial.hpp"
#include "pencil/field_point.hpp"

namespace freepencil {
namespace {

constexpr int most_draws = 8;      // of points without a value at one choice of the parameters
constexpr int most_attempts = 25;  // of such choices, before the search is given up

/// Unnormalised traces at one point.
class FieldTraces {
 public:
  FieldTraces(const Linearization& linearization, const std::vector<MatrixId>& functions, const FieldPoint& point)
      : functions_(functions), point_(point), inverse_(field_inverse(linearization.pencil, point)) {}

  [[nodiscard]] PrimeField operator()(const TracedBlock& traced) const {
    FieldMatrix block = inverse_.block(traced.block.column, traced.block.row);
    for (const int function : {traced.weight.first, traced.weight.second}) {
      if (function >= 0) block = multiply(point_.matrix(functions_[function]), block);
    }
    PrimeField sum;
    for (std::size_t k = 0; k < block.rows(); ++k) sum += block(k, k);
    return sum;
  }

 private:
  const std::vector<MatrixId>& functions_;
  const FieldPoint& point_;
  FieldBlocks inverse_;
};

class Finder {
 public:
  Finder(Model& model, const Linearization& linearization, const std::vector<double>& sizes)
      : model_(model),
        linearization_(linearization),
        functions_(random_functions(model, linearization.pencil)),
        shape_(shape_of(model, linearization, sizes)),
        sizes_(sizes) {}

  std::vector<Relation> run() {
    const Structure structure = analyze(shape_);
    if (!structure.invertible || structure.unknowns.empty()) return {};
    order_candidates(structure);
    std::vector<Relation> found = resolved(worthwhile(faithful(dependencies())));
    const auto shapes = shapes_of(found);
    const std::vector<Relation> equal = identical_equations(model_, linearization_, analyze(shape_, &shapes), found);
    return composed(std::move(found), equal);
  }

  /// A multiple of a trace that is a sum of others is itself a sum of these.
  std::vector<Relation> resolved(std::vector<Relation> found) const {
    Scalars& scalars = *model_.scalars;
    std::map<TracedBlock, Relation> sums;
    for (const Relation& relation : found) sums.emplace(relation.traced, relation);
    const auto expressed = [&](const auto& term) { return sums.contains(term.first); };
    for (Relation& relation : found) {
      for (auto at = std::find_if(relation.terms.begin(), relation.terms.end(), expressed); at != relation.terms.end();
           at = std::find_if(relation.terms.begin(), relation.terms.end(), expressed)) {
        const auto [traced, factor] = *at;
        const Relation& sum = sums.at(traced);
        relation.terms.erase(at);
        relation.constant = scalars.add(relation.constant, scalars.multiply(factor, sum.constant));
        for (const auto& [other, coefficient] : sum.terms) {
          const auto same = std::find_if(relation.terms.begin(), relation.terms.end(),
                                         [&](const auto& term) { return term.first == other; });
          const ScalarId product = scalars.multiply(factor, coefficient);
          if (same == relation.terms.end()) {
            relation.terms.emplace_back(other, product);
          } else {
            same->second = scalars.add(same->second, product);
          }
        }
        relation.exact = relation.exact && sum.exact;
      }
    }
    return found;
  }

  /// Relations between traces that other relations have replaced by now.
  std::vector<Relation> composed(std::vector<Relation> found, const std::vector<Relation>& equal) const {
    std::map<TracedBlock, TracedBlock> same;
    for (const Relation& relation : equal) same.emplace(relation.traced, relation.terms.front().first);
    for (Relation& relation : found) {
      for (auto& term : relation.terms) {
        const auto at = same.find(term.first);
        if (at == same.end()) continue;
        term.first = at->second;
        relation.exact = false;
      }
    }
    found.insert(found.end(), equal.begin(), equal.end());
    return found;
  }

 private:
  SpaceId space_of(const TracedBlock& traced) const { return linearization_.pencil.columns[traced.block.column]; }

  // Later traces are expressed by earlier ones: components in the order of solution.
  void order_candidates(const Structure& structure) {
    for (const Component& component : structure.components) {
      for (const int u : component.unknowns) {
        candidates_.push_back(structure.unknowns[structure.solved[u]]);
        if (component.nonlinear) nonlinear_.insert(candidates_.back());
      }
    }
  }

  /// Primes that have square roots, so that roots of parameters have values.
  std::vector<long> draw_primes() {
    std::vector<long> primes;
    for (long candidate = 101 + 2 * static_cast<long>(engine_() % 50); primes.size() < model_.parameters.size();
         candidate += 2) {
      bool prime = true;
      for (long divisor = 3; divisor * divisor <= candidate; divisor += 2) prime = prime && candidate % divisor != 0;
      if (prime && PrimeField(candidate).square_root()) primes.push_back(candidate);
    }
    return primes;
  }

  /// Calls `use` with the traces at a new point; false if no point of some draws had a value.
  template <class Use>
  bool at_a_point(const FieldPoint::Shape& shape, int draws, Use use) {
    return freepencil::at_a_point(model_, shape, engine_, draws, [&](const FieldPoint& point) {
      use(FieldTraces(linearization_, functions_, point), point);
    });
  }

  std::vector<Relation> dependencies() {
    const std::size_t count = candidates_.size();
    for (int attempt = 0; attempt < most_attempts; ++attempt) {
      const std::vector<long> primes = draw_primes();
      FieldPoint::Shape shape = ordered_shape(sizes_, 2);
      shape.parameters.assign(primes.begin(), primes.end());
      // Column 0 is the constant one.
      FieldMatrix values(count + 3, count + 1);
      bool complete = true;
      for (std::size_t r = 0; r < values.rows() && complete; ++r) {
        // A root of a parameter that has none is none in every draw: other primes will do.
        complete = at_a_point(shape, most_draws, [&](const FieldTraces& traces, const FieldPoint&) {
          values(r, 0) = 1;
          for (std::size_t c = 0; c < count; ++c) values(r, c + 1) = traces(candidates_[c]);
        });
      }
      if (complete) return read(values, primes, shape.dimensions);
    }
    return {};
  }

  /// Multiples of one other trace first, so that equal traces are told to be equal even where both are also sums of
  /// others; then those that are left.
  std::vector<Relation> read(const FieldMatrix& values, const std::vector<long>& primes,
                             const std::vector<std::size_t>& dimensions) {
    std::vector<Relation> result;
    std::vector<std::size_t> representatives = {0};
    for (std::size_t c = 1; c < values.columns(); ++c) {
      std::optional<Relation> relation;
      for (auto at = representatives.begin(); at != representatives.end() && !relation; ++at) {
        const auto ratio = constant_ratio(values, c, *at);
        if (ratio) relation = recognise(c, {{*at, *ratio}}, primes, dimensions);
      }
      if (relation) {
        result.push_back(std::move(*relation));
      } else {
        representatives.push_back(c);
      }
    }
    FieldMatrix rest(values.rows(), representatives.size());
    for (std::size_t r = 0; r < rest.rows(); ++r) {
      for (std::size_t k = 0; k < rest.columns(); ++k) rest(r, k) = values(r, representatives[k]);
    }
    const auto pivots = reduce_rows(rest);
    for (std::size_t k = 1; k < representatives.size(); ++k) {
      if (std::binary_search(pivots.begin(), pivots.end(), k)) continue;
      std::vector<std::pair<std::size_t, PrimeField>> terms;
      for (std::size_t r = 0; r < pivots.size(); ++r) {
        if (rest(r, k) != PrimeField(0)) terms.emplace_back(representatives[pivots[r]], rest(r, k));
      }
      if (auto relation = recognise(representatives[k], terms, primes, dimensions)) {
        result.push_back(std::move(*relation));
      }
    }
    return result;
  }

  /// c with values(., column) = c * values(., other) in every draw; zero where the column vanishes.
  static std::optional<PrimeField> constant_ratio(const FieldMatrix& values, std::size_t column, std::size_t other) {
    if (values(0, other) == PrimeField(0)) return std::nullopt;
    const PrimeField ratio = values(0, column) / values(0, other);
    for (std::size_t r = 1; r < values.rows(); ++r) {
      if (values(r, column) != ratio * values(r, other)) return std::nullopt;
    }
    return ratio;
  }

  /// The trace of a column as a sum of multiples of the traces of others, column 0 standing for the constant; nothing
  /// where the coefficients are not recognised or do not hold elsewhere.
  std::optional<Relation> recognise(std::size_t column, const std::vector<std::pair<std::size_t, PrimeField>>& terms,
                                    const std::vector<long>& primes, const std::vector<std::size_t>& dimensions) {
    Scalars& scalars = *model_.scalars;
    Relation relation{candidates_[column - 1], scalars.zero(), {}};
    const SpaceId own = space_of(relation.traced);
    std::vector<ScalarId> constants = {scalars.zero()};
    for (const auto& [at, coefficient] : terms) {
      if (coefficient == PrimeField(0)) continue;
      const auto monomial = as_monomial(scalars, coefficient, primes);
      if (!monomial) return std::nullopt;
      if (at == 0) {
        constants = constant_candidates(*monomial, own, dimensions);
        continue;
      }
      const TracedBlock& other = candidates_[at - 1];
      // From Tr to tr: N_own tr(own) = c N_other tr(other).
      const ScalarId ratio = scalars.divide(size(space_of(other)), size(own));
      const ScalarId factor = scalars.sum({{monomial->number, monomial->powers}});
      relation.terms.emplace_back(other, scalars.multiply(factor, ratio));
    }
    for (const ScalarId constant : constants) {
      relation.constant = constant;
      if (survives(relation)) return relation;
    }
    return std::nullopt;
  }

  /// What the constant of an unnormalised trace can be, divided by the size of its space: a multiple of that size, or a
  /// sum or difference of one or two sizes with this value at the dimensions.
  std::vector<ScalarId> constant_candidates(const Monomial& value, SpaceId own,
                                            const std::vector<std::size_t>& dimensions) const {
    Scalars& scalars = *model_.scalars;
    std::vector<ScalarId> sums = {scalars.sum({{value.number / dimensions[own], size(own)}})};
    for (SpaceId a = 0; a < dimensions.size(); ++a) {
      for (const int sign : {1, -1}) {
        const Rational first = Rational(sign) * dimensions[a];
        if (first == value.number) sums.push_back(scalars.sum({{sign, size(a)}}));
        for (SpaceId b = a + 1; b < dimensions.size(); ++b) {
          for (const int other : {1, -1}) {
            if (first + Rational(other) * dimensions[b] != value.number) continue;
            sums.push_back(scalars.sum({{sign, size(a)}, {other, size(b)}}));
          }
        }
      }
    }
    for (ScalarId& sum : sums) sum = scalars.multiply(value.powers, scalars.divide(sum, size(own)));
    return sums;
  }

  ScalarId size(SpaceId space) const { return model_.scalars->leaf(ScalarNode::Kind::Size, space); }

  /// Whether the identity holds at other sizes, parameters and matrices.
  bool survives(const Relation& relation) {
    bool holds = false;
    const bool tested = at_a_point(
        ordered_shape(sizes_, 3), most_draws * most_attempts, [&](const FieldTraces& traces, const FieldPoint& point) {
          const auto dimension = [&](const TracedBlock& traced) {
            return PrimeField(static_cast<std::int64_t>(point.dimension(space_of(traced))));
          };
          PrimeField sum = point.scalar(relation.constant) * dimension(relation.traced);
          for (const auto& [other, coefficient] : relation.terms) {
            sum += point.scalar(coefficient) * traces(other) * dimension(relation.traced) / dimension(other);
          }
          holds = sum == traces(relation.traced);
        });
    return tested && holds;
  }

  /// Those that may take the place of equations: all where the equation is linear and has one solution, else only what
  /// the fixed-point map respects.
  std::vector<Relation> faithful(std::vector<Relation> found) const {
    while (true) {
      const auto shapes = shapes_of(found);
      const std::vector<bool> broken = not_respected(model_, linearization_, analyze(shape_, &shapes), found);
      std::vector<Relation> kept;
      for (std::size_t r = 0; r < found.size(); ++r) {
        if (!broken[r] || !nonlinear_.contains(found[r].traced)) kept.push_back(found[r]);
      }
      if (kept.size() == found.size()) return found;
      found = std::move(kept);
    }
  }

  std::size_t unknowns_with(const std::vector<Relation>& relations) const {
    const auto shapes = shapes_of(relations);
    return analyze(shape_, &shapes).solved.size();
  }

  /// A trace that is a multiple of another one is no loss; a sum of several is used where it saves an unknown.
  std::vector<Relation> worthwhile(std::vector<Relation> found) const {
    std::vector<Relation> kept, sums;
    for (Relation& relation : found) {
      const bool multiple =
          relation.terms.empty() || (relation.terms.size() == 1 && relation.constant == model_.scalars->zero());
      (multiple ? kept : sums).push_back(std::move(relation));
    }
    std::size_t best = sums.empty() ? 0 : unknowns_with(kept);
    for (const Relation& relation : sums) {
      kept.push_back(relation);
      const std::size_t count = unknowns_with(kept);
      if (count < best) {
        best = count;
      } else {
        kept.pop_back();
      }
    }
    return kept;
  }

  Model& model_;
  const Linearization& linearization_;
  std::vector<MatrixId> functions_;
  PencilShape shape_;
  std::vector<double> sizes_;
  std::vector<TracedBlock> candidates_;
  std::set<TracedBlock> nonlinear_;             // candidates of nonlinear components
  std::mt19937_64 engine_{0x9e3779b97f4a7c15};  // the same relations at every run
};

}  // namespace

std::vector<MatrixId> random_functions(const Model& model, const Pencil& pencil) {
  std::vector<MatrixId> functions;
  for (const auto& entry : pencil.entries) {
    for (const auto& term : entry.random) {
      for (const MatrixId side : {term.left, term.right}) {
        if (model.matrices->as_multiple_of_identity(side)) continue;
        if (std::find(functions.begin(), functions.end(), side) == functions.end()) functions.push_back(side);
      }
    }
  }
  return functions;
}

PencilShape shape_of(const Model& model, const Linearization& linearization, const std::vector<double>& sizes) {
  const Pencil& pencil = linearization.pencil;
  const std::vector<MatrixId> functions = random_functions(model, pencil);
  const auto index = [&](MatrixId id) {
    const auto at = std::find(functions.begin(), functions.end(), id);
    return at == functions.end() ? -1 : static_cast<int>(at - functions.begin());
  };
  PencilShape shape;
  shape.rows.assign(pencil.rows.begin(), pencil.rows.end());
  shape.columns.assign(pencil.columns.begin(), pencil.columns.end());
  shape.sizes = sizes;
  shape.plain.assign(sizes.size(), 1);
  for (const Symbol& symbol : model.symbols) shape.plain[symbol.space] = 0;
  for (const auto& entry : pencil.entries) {
    const int row = static_cast<int>(entry.row), column = static_cast<int>(entry.column);
    if (!model.matrices->is_zero(entry.deterministic)) shape.deterministic.emplace_back(row, column);
    for (const auto& term : entry.random) {
      shape.random.push_back(
          {row, column, static_cast<int>(term.variable), term.adjoint, index(term.left), index(term.right)});
    }
  }
  for (const auto& functional : linearization.traces) {
    for (const auto& term : functional.terms) {
      shape.targets.push_back({static_cast<int>(term.column), static_cast<int>(term.row)});
    }
  }
  return shape;
}

std::vector<ShapeRelation> shapes_of(const std::vector<Relation>& relations) {
  std::vector<ShapeRelation> shapes;
  for (const Relation& relation : relations) {
    auto& shape = shapes.emplace_back(ShapeRelation{relation.traced, {}});
    for (const auto& term : relation.terms) shape.terms.push_back(term.first);
  }
  return shapes;
}

std::vector<Relation> find_relations(Model& model, const Linearization& linearization,
                                     const std::vector<double>& sizes) {
  return Finder(model, linearization, sizes).run();
}

}  // namespace freepencil
