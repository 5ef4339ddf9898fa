// SPDX-License-Identifier: GPL-3.0-or-later
#include "pencil/minimize.hpp"

#include <algorithm>

#include "pencil/block_system.hpp"
#include "pencil/dependency.hpp"

namespace freepencil {
namespace {

constexpr int most_draws = 60;  // of points without a value, before the search is given up

class Minimizer {
 public:
  Minimizer(Model& model, const std::vector<std::optional<MatrixId>>& wanted, const std::vector<double>& sizes)
      : model_(model), wanted_(wanted), sizes_(sizes), representation_(represent(model, wanted)) {
    eliminate_pivots(*representation_);
    orient_rows(*representation_, model);
  }

  MinimalPencil run() {
    const Compact original = compact(*representation_, model_, wanted_);
    bool complete = true;
    for (bool changed = true; changed;) {
      changed = false;
      complete = true;
      for (const Side side : {Side::Columns, Side::Rows}) {
        const Outcome outcome = reduce(side);
        changed = changed || outcome == Outcome::Reduced;
        complete = complete && outcome != Outcome::Unrecognised;
      }
    }
    Compact result = compact(*representation_, model_, wanted_);
    // A wrong pencil must not leave this place, however unlikely it is.
    if (!same(original.linearization, result.linearization)) return {original.linearization, false};
    return {std::move(result.linearization), complete};
  }

 private:
  enum class Side { Columns, Rows };
  enum class Outcome { Independent, Reduced, Unrecognised };

  /// First only the spaces at the ends are wide enough for all the blocks of any space to be independent: inverses cost
  /// the cube. Then all are, for narrow spaces on the way can make blocks look dependent or leave no inverse.
  std::vector<FieldPoint::Shape> shapes(const Linearization& linear) const {
    std::vector<std::size_t> count(sizes_.size(), 0);
    for (const SpaceId space : linear.pencil.columns) ++count[space];
    const std::size_t width = 2 + *std::max_element(count.begin(), count.end());
    FieldPoint::Shape narrow = ordered_shape(sizes_, 4);
    for (const TraceFunctional& functional : linear.traces) narrow.dimensions[functional.space] = width;
    return {narrow, ordered_shape(sizes_, width)};
  }

  template <class Use>
  bool at_a_point(const FieldPoint::Shape& shape, Use use) {
    return freepencil::at_a_point(model_, shape, engine_, most_draws, use);
  }

  bool same(const Linearization& a, const Linearization& b) {
    bool equal = true;
    const bool tested = at_a_point(ordered_shape(sizes_, 4), [&](const FieldPoint& point) {
      const FieldBlocks one = field_inverse(a.pencil, point), other = field_inverse(b.pencil, point);
      for (std::size_t k = 0; k < a.traces.size(); ++k) {
        equal = equal && field_matrix(a.traces[k], one, point) == field_matrix(b.traces[k], other, point);
      }
    });
    return tested && equal;
  }

  /// The blocks of Q^{-1} v for all inputs side by side (their atom is that of the row), or of u' Q^{-1} for all
  /// readouts, transposed.
  std::vector<FieldFamily> families_of(Side side, const Compact& now, const FieldPoint& point) const {
    const Pencil& pencil = now.linearization.pencil;
    const FieldBlocks inverse = field_inverse(pencil, point);
    std::vector<FieldFamily> families(model_.spaces.size(), FieldFamily{point, {}});
    const auto& spaces = side == Side::Columns ? pencil.columns : pencil.rows;
    for (const std::uint32_t k : preferred(side, now)) {
      const SpaceId space = spaces[k];
      std::vector<FieldMatrix> parts;
      if (side == Side::Columns) {
        for (const DeterministicVector& v : representation_->inputs) {
          if (v.empty()) continue;
          const SpaceId source = system().row_spaces()[v.begin()->first];
          FieldMatrix sum(point.dimension(space), point.dimension(source));
          for (const auto& [row, function] : v) {
            sum = combine(1, sum, 1, multiply(inverse.block(k, now.rows.at(row)), point.matrix(function)));
          }
          parts.push_back(std::move(sum));
        }
      } else {
        for (const Readout& readout : representation_->readouts) {
          if (readout.u.empty()) continue;
          const SpaceId target = system().column_spaces()[readout.u.begin()->first];
          FieldMatrix sum(point.dimension(target), point.dimension(space));
          for (const auto& [column, function] : readout.u) {
            sum = combine(1, sum, 1, multiply(point.matrix(function), inverse.block(now.columns.at(column), k)));
          }
          parts.push_back(transpose(sum));
        }
      }
      families[space].blocks.emplace_back(k, side_by_side(parts, point.dimension(space)));
    }
    return families;
  }

  static FieldMatrix side_by_side(const std::vector<FieldMatrix>& parts, std::size_t rows) {
    std::size_t width = 0;
    for (const FieldMatrix& part : parts) width += part.columns();
    FieldMatrix whole(rows, width);
    std::size_t at = 0;
    for (const FieldMatrix& part : parts) {
      for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t c = 0; c < part.columns(); ++c) whole(r, at + c) = part(r, c);
      }
      at += part.columns();
    }
    return whole;
  }

  /// Blocks that much depends on are kept first; what is only read off goes.
  std::vector<std::uint32_t> preferred(Side side, const Compact& now) const {
    const auto& numbers = side == Side::Columns ? now.columns : now.rows;
    std::vector<std::pair<long, std::uint32_t>> order;
    for (const auto& [old, index] : numbers) {
      const std::size_t uses = side == Side::Columns ? system().column(old).size() : system().row(old).size();
      order.emplace_back(-static_cast<long>(uses), index);
    }
    std::sort(order.begin(), order.end());
    std::vector<std::uint32_t> result;
    for (const auto& entry : order) result.push_back(entry.second);
    return result;
  }

  Outcome reduce(Side side) {
    const Compact now = compact(*representation_, model_, wanted_);
    Outcome outcome = Outcome::Unrecognised;
    for (const FieldPoint::Shape& shape : shapes(now.linearization)) {
      if (outcome == Outcome::Unrecognised) outcome = reduce(side, now, shape);
    }
    return outcome;
  }

  Outcome reduce(Side side, const Compact& now, const FieldPoint::Shape& wide) {
    std::vector<FieldFamily> first;
    if (!at_a_point(wide, [&](const FieldPoint& point) { first = families_of(side, now, point); })) {
      return Outcome::Unrecognised;
    }
    Outcome outcome = Outcome::Independent;
    for (SpaceId space = 0; space < first.size(); ++space) {
      const auto candidates = dependents(first[space], commutes(space));
      if (candidates.empty()) continue;
      outcome = Outcome::Unrecognised;
      const std::vector<ScalarId> dictionary = functions(space, now);
      std::vector<FieldFamily> families;
      // A family has one value of every parameter, and as many of a function as the space has atoms.
      const std::size_t samples = commutes(space) ? wide.dimensions[space] : 1;
      const auto numbers = static_cast<std::size_t>(
          std::count_if(dictionary.begin(), dictionary.end(), [&](ScalarId id) { return !has_symbol(id); }));
      while (families.size() < numbers + 2 || families.size() * samples < dictionary.size() + 3) {
        if (!at_a_point(wide, [&](const FieldPoint& point) {
              families.push_back(std::move(families_of(side, now, point)[space]));
            })) {
          return Outcome::Unrecognised;
        }
      }
      for (const std::uint32_t candidate : candidates) {
        const auto dependency = recognise(model_, space, candidate, families, dictionary, commutes(space));
        if (dependency && apply(side, now, *dependency)) return Outcome::Reduced;
      }
    }
    return outcome;
  }

  [[nodiscard]] bool commutes(SpaceId space) const { return !model_.matrices->keeps_order(space); }

  [[nodiscard]] bool has_symbol(ScalarId id) const { return model_.scalars->contains(id, ScalarNode::Kind::Symbol); }

  /// What coefficients may be made of: the functions of the space and their terms, numbers, parameters and their
  /// reciprocals, and where these are few, products of two.
  std::vector<ScalarId> functions(SpaceId space, const Compact& now) const {
    constexpr std::size_t few = 8;
    Scalars& scalars = *model_.scalars;
    std::vector<ScalarId> result = {scalars.one()};
    const auto add = [&](ScalarId id) {
      const ScalarId unit = scalars.as_number(id) ? scalars.one() : without_number(id);
      if (std::find(result.begin(), result.end(), unit) == result.end()) result.push_back(unit);
    };
    const auto add_terms = [&](ScalarId function) {
      const ScalarNode node = scalars[function];
      add(function);
      if (node.kind != ScalarNode::Kind::Sum) return;
      for (const auto& term : node.terms) add(term.second);
    };
    const auto add_matrix = [&](MatrixId id) {
      const MatrixNode& node = (*model_.matrices)[id];
      if (node.kind == MatrixNode::Kind::Deterministic) add_terms(node.function);
    };
    for (const PencilEntry& entry : now.linearization.pencil.entries) {
      const bool rows = now.linearization.pencil.rows[entry.row] == space;
      if (rows) add_matrix(entry.deterministic);
      for (const RandomTerm& term : entry.random) {
        add_terms(term.coefficient);
        if (rows) add_matrix(term.left);
        if (now.linearization.pencil.columns[entry.column] == space) add_matrix(term.right);
      }
    }
    const std::size_t own = result.size();
    for (std::size_t k = 0; k < own; ++k) {
      if (!has_symbol(result[k])) add(scalars.power(result[k], Rational(-1)));
    }
    const std::size_t single = result.size();
    for (std::size_t a = 1; single <= few && a < single; ++a) {
      for (std::size_t b = a; b < single; ++b) add(scalars.multiply(result[a], result[b]));
    }
    return result;
  }

  /// The scalar without its rational factor.
  [[nodiscard]] ScalarId without_number(ScalarId id) const {
    const ScalarNode& node = (*model_.scalars)[id];
    const bool multiple = node.kind == ScalarNode::Kind::Sum && node.value == 0 && node.terms.size() == 1;
    return multiple ? node.terms.front().second : id;
  }

  bool apply(Side side, const Compact& now, const Dependency& dependency) {
    std::vector<std::uint32_t> old(now.linearization.pencil.size());
    for (const auto& [index, compacted] : side == Side::Columns ? now.columns : now.rows) old[compacted] = index;
    const std::uint32_t gone = old[dependency.dependent];
    const LinearRepresentation saved = *representation_;
    for (const auto& [kept, coefficient] : dependency.coefficients) {
      if (side == Side::Columns) {
        express_column(gone, old[kept], coefficient);
      } else {
        add_row(gone, old[kept], coefficient);
      }
    }
    if (side == Side::Columns ? drop_row_with(gone, now) : drop_column_with(gone, now)) return true;
    representation_.emplace(saved);
    return false;
  }

  // y_gone = .. + coefficient y_kept
  void express_column(std::uint32_t gone, std::uint32_t kept, MatrixId coefficient) {
    const std::set<std::uint32_t> rows = system().column(gone);
    for (const std::uint32_t row : rows) {
      system().add(row, kept, algebra().multiply(system().row(row).at(gone), algebra().deterministic(coefficient)));
    }
    for (Readout& readout : representation_->readouts) {
      const auto at = readout.u.find(gone);
      if (at != readout.u.end()) algebra().add_to(readout.u, kept, algebra().multiply(at->second, coefficient));
    }
  }

  // Equation `kept` += transpose of the coefficient, which commutes with all others, * equation `gone`
  void add_row(std::uint32_t gone, std::uint32_t kept, MatrixId coefficient) {
    const auto equation = system().row(gone);
    for (const auto& [column, block] : equation) {
      system().add(kept, column, algebra().multiply(algebra().deterministic(coefficient), block));
    }
    for (DeterministicVector& v : representation_->inputs) {
      const auto at = v.find(gone);
      if (at != v.end()) algebra().add_to(v, kept, algebra().multiply(coefficient, at->second));
    }
  }

  /// Takes out an unknown that others express and an equation of the same space; the one that defined it first.
  bool drop_row_with(std::uint32_t column, const Compact& now) {
    std::vector<std::uint32_t> rows;
    for (const auto& [row, index] : now.rows) {
      if (system().row_spaces()[row] == system().column_spaces()[column]) rows.push_back(row);
    }
    std::stable_partition(rows.begin(), rows.end(), [&](auto row) { return system().defined_by(row) == column; });
    return std::any_of(rows.begin(), rows.end(), [&](std::uint32_t row) { return drop(row, column); });
  }

  bool drop_column_with(std::uint32_t row, const Compact& now) {
    std::vector<std::uint32_t> columns;
    for (const auto& [column, index] : now.columns) {
      if (system().column_spaces()[column] == system().row_spaces()[row]) columns.push_back(column);
    }
    std::stable_partition(columns.begin(), columns.end(), [&](auto c) { return system().defined_by(row) == c; });
    return std::any_of(columns.begin(), columns.end(), [&](std::uint32_t column) { return drop(row, column); });
  }

  bool drop(std::uint32_t row, std::uint32_t column) {
    const LinearRepresentation saved = *representation_;
    const auto equation = system().row(row);
    for (const auto& [other, block] : equation) system().erase(row, other);
    const std::set<std::uint32_t> rows = system().column(column);
    for (const std::uint32_t other : rows) system().erase(other, column);
    for (DeterministicVector& v : representation_->inputs) v.erase(row);
    for (Readout& readout : representation_->readouts) readout.u.erase(column);
    representation_->solved_rows.insert(row);
    representation_->solved_columns.insert(column);
    system().solve_pair(row, column);
    const Compact smaller = compact(*representation_, model_, wanted_);
    if (at_a_point(ordered_shape(sizes_, 2),
                   [&](const FieldPoint& point) { (void)field_inverse(smaller.linearization.pencil, point); })) {
      return true;
    }
    representation_.emplace(saved);
    return false;
  }

  [[nodiscard]] BlockSystem& system() { return representation_->system; }
  [[nodiscard]] const BlockSystem& system() const { return representation_->system; }
  [[nodiscard]] const BlockAlgebra& algebra() const { return representation_->system.algebra; }

  Model& model_;
  const std::vector<std::optional<MatrixId>>& wanted_;
  const std::vector<double>& sizes_;
  std::optional<LinearRepresentation> representation_;
  std::mt19937_64 engine_{0x2545f4914f6cdd1d};  // the same pencil at every run
};

}  // namespace

MinimalPencil minimize(Model& model, const std::vector<MatrixId>& matrices, const std::vector<double>& sizes) {
  const std::vector<std::optional<MatrixId>> wanted(matrices.begin(), matrices.end());
  return Minimizer(model, wanted, sizes).run();
}

}  // namespace freepencil
