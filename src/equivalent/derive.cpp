// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/derive.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <set>

#include "equivalent/formulas.hpp"
#include "equivalent/symbolic_theory.hpp"
#include "laws/ensemble.hpp"
#include "pencil/field_point.hpp"
#include "pencil/minimize.hpp"

namespace freepencil {
namespace {

/// The inverses in an expression, innermost first.
void collect_inverses(const Matrices& matrices, MatrixId id, std::set<MatrixId>& seen, std::vector<MatrixId>& found) {
  if (!seen.insert(id).second) return;
  const MatrixNode& node = matrices[id];
  for (const MatrixId child : node.children) collect_inverses(matrices, child, seen, found);
  if (node.kind == MatrixNode::Kind::InverseBlock) {
    for (const MatrixId entry : matrices.block(node.block).entries) collect_inverses(matrices, entry, seen, found);
  }
  if (node.kind == MatrixNode::Kind::Inverse || node.kind == MatrixNode::Kind::InverseBlock) found.push_back(id);
}

class Deriver {
 public:
  Deriver(Model& model, std::vector<double> sizes, bool all)
      : model_(model),
        scalars_(*model.scalars),
        matrices_(*model.matrices),
        formulas_(model),
        sizes_(std::move(sizes)),
        all_(all) {
    const std::vector<bool> needed = model.needed_traces();
    for (std::size_t t = 0; t < needed.size(); ++t) {
      if (needed[t]) traces_.push_back(t);
    }
    std::vector<MatrixId> wanted;
    for (const std::size_t t : traces_) wanted.push_back(model.traces[t]);
    linearization_ = linearize(model, wanted);
    relations_ = find_relations(model, linearization_, sizes_);
    shape_ = shape_of(model, linearization_, sizes_);
    const std::vector<ShapeRelation> shapes = shapes_of(relations_);
    structure_ = analyze(shape_, &shapes);
  }

  Expected<Derivation> run() {
    if (!structure_.invertible) {
      return refused("an inverse in the expression does not exist in the limit: its argument is singular");
    }
    for (const int u : structure_.solved) {
      const MatrixId matrix = meaning(structure_.unknowns[u]);
      // A sign in front is a matter of the pencil's: the trace without it is what one would name.
      const auto [factor, rest] = matrices_.take_out_scalar(matrix);
      negated_.push_back(leading_number(factor) < 0);
      meanings_.push_back(matrices_.scaled(negated_.back() ? scalars_.negate(factor) : factor, rest));
    }
    theory_.emplace(model_, linearization_, relations_, structure_, negated_);
    if (all_) find_pencil();
    if (!derive_unknowns() || !derive_outputs()) {
      return refused("no formula is found: the deterministic part of the pencil cannot be inverted block by block");
    }
    if (all_) derive_equivalents();
    result_.depends_on_sizes = structure_.depends_on_sizes;
    return std::move(result_);
  }

 private:
  Diagnostics refused(const char* message) const {
    Diagnostic diagnostic;
    diagnostic.message = message;
    if (!model_.outputs.empty()) diagnostic.span = model_.outputs.front().span;
    return {diagnostic};
  }

  MatrixId entry_matrix(const PencilEntry& entry) {
    MatrixId total = entry.deterministic;
    for (const RandomTerm& term : entry.random) {
      const RandomMatrix& random = model_.randoms[term.variable];
      const auto [row, column] =
          term.adjoint ? std::pair(random.column, random.row) : std::pair(random.row, random.column);
      const MatrixId X = matrices_.random(term.variable, term.adjoint, row, column);
      total = matrices_.sum(total, matrices_.scaled(term.coefficient, matrices_.product({term.left, X, term.right})));
    }
    return total;
  }

  /// Shown is the smallest pencil; the equations come from one that keeps repeated resolvents apart, so that they can
  /// be solved one after the other.
  void find_pencil() {
    std::vector<MatrixId> wanted;
    for (const std::size_t t : traces_) wanted.push_back(model_.traces[t]);
    const MinimalPencil minimal = minimize(model_, wanted, sizes_);
    result_.pencil = block_matrix(minimal.linearization.pencil);
    result_.minimal = minimal.minimal;
  }

  BlockMatrix block_matrix(const Pencil& pencil) {
    BlockMatrix matrix{pencil.rows, pencil.columns, {}};
    for (const SpaceId row : pencil.rows) {
      for (const SpaceId column : pencil.columns) matrix.entries.push_back(matrices_.zero(row, column));
    }
    for (const PencilEntry& entry : pencil.entries) {
      matrix.entries[entry.row * pencil.size() + entry.column] = entry_matrix(entry);
    }
    return matrix;
  }

  /// The random matrix whose trace an unknown is the limit of.
  MatrixId meaning(const TracedBlock& traced) {
    if (!random_inverse_) {
      SymbolicInverse::Entries entries;
      for (const PencilEntry& entry : linearization_.pencil.entries) {
        entries.emplace(std::pair(static_cast<int>(entry.row), static_cast<int>(entry.column)), entry_matrix(entry));
      }
      random_inverse_.emplace(
          matrices_, linearization_.pencil.rows, linearization_.pencil.columns, std::move(entries),
          SymbolicInverse::Hooks{[](MatrixId id) { return id; }, [](int, int) { return std::optional<MatrixId>(); }});
    }
    const auto [k, l] = traced.block;
    const auto block = random_inverse_->block(k, l);
    const std::vector<MatrixId> functions = random_functions(model_, linearization_.pencil);
    std::vector<MatrixId> factors;
    for (const int function : {traced.weight.first, traced.weight.second}) {
      if (function >= 0) factors.push_back(functions[function]);
    }
    factors.push_back(block ? *block : matrices_.inverse_block(block_matrix(linearization_.pencil), k, l));
    return matrices_.product(factors);
  }

  /// What the file wants an unknown to be called: in plain text too where `\kappa` is free as `kappa`.
  void use_own_name(Derivation::Unknown& unknown) const {
    for (const UnknownSymbol& own : model_.unknown_symbols) {
      if (own.name != unknown.name) continue;
      unknown.symbol = own.latex;
      const std::string plain = own.latex.substr(own.latex.front() == '\\' ? 1 : 0);
      const bool identifier = std::all_of(plain.begin(), plain.end(),
                                          [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; });
      if (!plain.empty() && identifier && !taken(plain)) unknown.name = plain;
    }
  }

  [[nodiscard]] bool taken(const std::string& name) const {
    const auto among = [&](const auto& list) {
      return std::any_of(list.begin(), list.end(), [&](const auto& item) { return item.name == name; });
    };
    return name == "I" || name == "tr" || name == "inv" || among(result_.unknowns) || declared(name);
  }

  /// Whether the name is one of the file's.
  [[nodiscard]] bool declared(const std::string& name) const {
    const auto among = [&](const auto& list) {
      return std::any_of(list.begin(), list.end(), [&](const auto& item) { return item.name == name; });
    };
    return among(model_.parameters) || among(model_.spaces) || among(model_.randoms) || among(model_.symbols) ||
           among(model_.outputs);
  }

  [[nodiscard]] Rational leading_number(ScalarId id) const {
    const ScalarNode& node = scalars_[id];
    if (node.kind == ScalarNode::Kind::Number) return node.value;
    return node.kind == ScalarNode::Kind::Sum && node.value == 0 && node.terms.size() == 1 ? node.terms[0].first : 1;
  }

  bool derive_unknowns() {
    int nonlinear = 0, linear = 0, number = 0;
    for (const Component& component : structure_.components) {
      if (component.unknowns.empty()) continue;
      std::vector<ScalarId> own;
      for (const int k : component.unknowns) {
        const auto value = theory_->right_hand_side(k);
        if (!value) return false;
        Derivation::Unknown& unknown = result_.unknowns.emplace_back();
        const char letter = component.nonlinear ? 'e' : 'u';
        int& index = component.nonlinear ? nonlinear : linear;
        do {
          unknown.name = fmt::format("{}_{}", letter, ++index);
        } while (declared(unknown.name));
        unknown.symbol = fmt::format("{}_{{{}}}", letter, index);
        use_own_name(unknown);
        unknown.matrix = meanings_[k];
        unknown.value = *value;
        unknown.linear = !component.nonlinear;
        unknown.component = number;
        unknown.traced = structure_.unknowns[structure_.solved[k]];
        unknown.negated = negated_[k];
        own.push_back(scalars_.leaf(ScalarNode::Kind::Unknown, static_cast<std::uint32_t>(k)));
      }
      if (component.nonlinear) {
        for (const int k : component.unknowns) {
          formulas_.learn_trace(static_cast<std::uint32_t>(k), result_.unknowns[k].value);
        }
      } else {
        close_linear(component, own);
      }
      ++number;
    }
    return true;
  }

  void close_linear(const Component& component, const std::vector<ScalarId>& own) {
    std::vector<ScalarId> values;
    for (const int k : component.unknowns) {
      ScalarId& value = result_.unknowns[k].value;
      value = formulas_.shortened(value);
      values.push_back(value);
    }
    const auto closed = formulas_.linear_solution(own, values);
    if (!closed) return;
    for (std::size_t r = 0; r < own.size(); ++r) {
      Derivation::Unknown& unknown = result_.unknowns[component.unknowns[r]];
      unknown.value = (*closed)[r];
      unknown.explicitly = true;
    }
  }

  bool derive_outputs() {
    std::map<std::uint32_t, ScalarId> limits;
    for (std::size_t k = 0; k < traces_.size(); ++k) {
      const auto limit = theory_->limit(linearization_.traces[k]);
      if (!limit) return false;
      limits.emplace(static_cast<std::uint32_t>(traces_[k]), formulas_.shortened(theory_->trace(*limit)));
      trace_limits_.push_back(*limit);
    }
    Substitution substitution(scalars_, [&](const ScalarNode& node) -> std::optional<ScalarId> {
      if (node.kind != ScalarNode::Kind::Trace) return std::nullopt;
      const auto at = limits.find(node.index);
      return at == limits.end() ? std::nullopt : std::optional(at->second);
    });
    for (const Output& output : model_.outputs) {
      const ScalarId value = substitution(theory_->in_parameters(output.value));
      result_.outputs.push_back({output.name, formulas_.shortened(value), output.description});
    }
    return true;
  }

  /// Of the inverses that are blocks of Q^{-1}, found at a random point, and of what stands under the traces.
  void derive_equivalents() {
    std::set<MatrixId> seen;
    std::vector<MatrixId> inverses;
    for (const std::size_t t : traces_) collect_inverses(matrices_, model_.traces[t], seen, inverses);
    std::mt19937_64 engine(1);
    constexpr int most_draws = 40;
    std::set<MatrixId> done;
    (void)at_a_point(model_, ordered_shape(sizes_, 2), engine, most_draws, [&](const FieldPoint& point) {
      const FieldBlocks inverse = field_inverse(linearization_.pencil, point);
      std::vector<std::optional<Block>> blocks;
      for (const MatrixId id : inverses) blocks.push_back(find_block(point.matrix(id), matrices_[id], inverse));
      for (std::size_t k = 0; k < inverses.size(); ++k) {
        const auto limit = blocks[k] ? theory_->block(blocks[k]->column, blocks[k]->row) : std::nullopt;
        if (limit && done.insert(inverses[k]).second)
          result_.equivalents.push_back({inverses[k], formulas_.shortened(*limit)});
      }
    });
    for (std::size_t k = 0; k < traces_.size(); ++k) {
      const MatrixId matrix = model_.traces[traces_[k]];
      const bool random = trace_limits_[k] != matrix;
      if (random && done.insert(matrix).second) {
        result_.equivalents.push_back({matrix, formulas_.shortened(trace_limits_[k])});
      }
    }
  }

  std::optional<Block> find_block(const FieldMatrix& value, const MatrixNode& node, const FieldBlocks& inverse) const {
    const Pencil& pencil = linearization_.pencil;
    for (std::size_t k = 0; k < pencil.size(); ++k) {
      for (std::size_t l = 0; l < pencil.size(); ++l) {
        if (pencil.columns[k] != node.row || pencil.rows[l] != node.column) continue;
        if (inverse.block(k, l) == value) return Block{static_cast<int>(k), static_cast<int>(l)};
      }
    }
    return std::nullopt;
  }

  Model& model_;
  Scalars& scalars_;
  Matrices& matrices_;
  Formulas formulas_;
  std::vector<double> sizes_;
  bool all_;                         // the pencil and the equivalents as well
  std::vector<std::size_t> traces_;  // which of the model's the functionals stand for
  Linearization linearization_;
  std::vector<Relation> relations_;
  PencilShape shape_;
  Structure structure_;
  std::optional<SymbolicTheory> theory_;
  std::optional<SymbolicInverse> random_inverse_;
  std::vector<MatrixId> meanings_;  // by solved unknown
  std::vector<bool> negated_;
  std::vector<MatrixId> trace_limits_;
  Derivation result_;
};

Expected<Derivation> run(Model& model, bool all) {
  const auto start = std::chrono::steady_clock::now();
  const Expected<Ensemble> ensemble = limit_ensemble(model, default_point(model));
  if (!ensemble) return ensemble.errors();
  Expected<Derivation> derivation = Deriver(model, ensemble->sizes, all).run();
  if (derivation) {
    derivation->seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  }
  return derivation;
}

}  // namespace

Expected<Derivation> derive(Model& model) { return run(model, true); }

Expected<Derivation> derive_equations(Model& model) { return run(model, false); }

}  // namespace freepencil
