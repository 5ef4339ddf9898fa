// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/total_derivative.hpp"

#include <algorithm>

#include "expr/quantity.hpp"

namespace freepencil {
namespace {

using Kind = ScalarNode::Kind;

/// The weights of a spectrum, and the values of those symbols that the matrix is made of.
std::vector<ScalarId> measured(const Spectrum& spectrum, const std::set<std::uint32_t>& symbols) {
  std::vector<ScalarId> all;
  const auto add = [&](const std::vector<ScalarId>& values) {
    for (std::size_t k = 0; k < values.size(); ++k) {
      if (symbols.contains(spectrum.symbols[k])) all.push_back(values[k]);
    }
  };
  if (const auto* atoms = std::get_if<std::vector<Atom>>(&spectrum.measure)) {
    for (const Atom& atom : *atoms) {
      all.push_back(atom.weight);
      add(atom.values);
    }
  } else if (const auto* family = std::get_if<Family>(&spectrum.measure)) {
    add(family->values);
  } else {
    add(std::get<Table>(spectrum.measure).values);
  }
  for (const std::vector<ScalarId>& values : spectrum.spikes) add(values);
  return all;
}

}  // namespace

TotalDerivative::TotalDerivative(Model& model, ScalarId leaf, TraceLeaf trace)
    : model_(model),
      scalars_(*model.scalars),
      leaf_(leaf),
      trace_(std::move(trace)),
      derivative_(scalars_, {Kind::Parameter, Kind::Size, Kind::Trace, Kind::Quantity},
                  [this](ScalarId id) { return of_leaf(id); }) {
  const ScalarNode& node = scalars_[leaf];
  if (node.kind == Kind::Parameter) parameter_ = node.index;
}

ScalarId TotalDerivative::refuse(std::string what) {
  if (obstacle_.empty()) obstacle_ = std::move(what);
  return scalars_.zero();
}

ScalarId TotalDerivative::taken(TotalDerivative& other, ScalarId id) {
  const ScalarId result = other(id);
  return other.obstacle().empty() ? result : refuse(other.obstacle());
}

ScalarId TotalDerivative::of_leaf(ScalarId id) {
  if (id == leaf_) return scalars_.one();
  const ScalarNode node = scalars_[id];
  if (node.kind == Kind::Size) {
    const ScalarId size = model_.spaces[node.index].size;
    return size == id ? scalars_.zero() : derivative_(size);  // the reference size is what all others are relative to
  }
  if (node.kind == Kind::Trace) return of_trace(model_.traces[node.index]);
  if (node.kind != Kind::Quantity) return scalars_.zero();
  const auto what = model_.quantities[node.index].what;  // a copy: new quantities move the old ones
  return std::visit([&](const auto& one) { return of(one); }, what);
}

ScalarId TotalDerivative::of_trace(MatrixId id) {
  if (parameter_) check_spectrum(id);
  return trace_(of_matrix(id));
}

void TotalDerivative::check_spectrum(MatrixId id) {
  std::set<std::uint32_t> symbols;
  static_cast<void>(reaches(model_, id, [&](const ScalarNode& leaf) {
    if (leaf.kind == Kind::Symbol) symbols.insert(leaf.index);
    return false;
  }));
  const MatrixNode& node = (*model_.matrices)[id];
  for (const Spectrum& spectrum : model_.spectra) {
    const bool weighs = spectrum.space == node.row;
    const bool occurs = std::any_of(spectrum.symbols.begin(), spectrum.symbols.end(),
                                    [&](std::uint32_t symbol) { return symbols.contains(symbol); });
    if (!weighs && !occurs) continue;
    for (const ScalarId part : measured(spectrum, symbols)) {
      if (derivative_(part) == scalars_.zero()) continue;
      refuse("a trace on dimension '" + model_.spaces[spectrum.space].name +
             "', whose spectrum depends on that parameter");
      return;
    }
  }
}

MatrixId TotalDerivative::of_matrix(MatrixId id) {
  Matrices& matrices = *model_.matrices;
  const MatrixNode node = matrices[id];
  switch (node.kind) {
    case MatrixNode::Kind::Deterministic:
      return matrices.deterministic(node.row, derivative_(node.function));
    case MatrixNode::Kind::Combination: {
      std::vector<std::pair<ScalarId, MatrixId>> terms;
      for (std::size_t k = 0; k < node.children.size(); ++k) {
        terms.emplace_back(derivative_(node.coefficients[k]), node.children[k]);
        terms.emplace_back(node.coefficients[k], of_matrix(node.children[k]));
      }
      return matrices.combination(node.row, node.column, terms);
    }
    case MatrixNode::Kind::Product:
      return of_product(node);
    case MatrixNode::Kind::Inverse:
      return matrices.scaled(-1, matrices.product({id, of_matrix(node.children.front()), id}));
    case MatrixNode::Kind::InverseBlock:
      refuse("a block of the inverse of a pencil");
      break;
    case MatrixNode::Kind::Random:
      break;
  }
  return matrices.zero(node.row, node.column);
}

// One factor after the other.
MatrixId TotalDerivative::of_product(const MatrixNode& node) {
  Matrices& matrices = *model_.matrices;
  std::vector<std::pair<ScalarId, MatrixId>> terms;
  for (std::size_t k = 0; k < node.children.size(); ++k) {
    auto factors = node.children;
    factors[k] = of_matrix(factors[k]);
    if (!matrices.is_zero(factors[k])) terms.emplace_back(scalars_.one(), matrices.product(factors));
  }
  return matrices.combination(node.row, node.column, terms);
}

ScalarId TotalDerivative::of(const Quantity::OfOutput& it) {
  if (!parameter_) return scalars_.zero();
  return add_quantity(model_, {.what = Quantity::OutputDerivative{it.output, *parameter_, 1}});
}

ScalarId TotalDerivative::of(const Quantity::OutputDerivative& it) {
  if (!parameter_) return scalars_.zero();
  const std::string& output = model_.outputs[it.output].name;
  if (it.parameter != *parameter_) return refuse("the output '" + output + "' with respect to two parameters");
  if (it.order > 1) return refuse("the output '" + output + "' more than twice");
  return add_quantity(model_, {.what = Quantity::OutputDerivative{it.output, it.parameter, it.order + 1}});
}

ScalarId TotalDerivative::of(const Quantity::OutputLimit& it) {
  if (!parameter_ || it.limit.parameter == *parameter_) return scalars_.zero();
  return refuse("a limit of outputs");
}

// Of one unknown k with the equation F(k, x) = 0: -F_x/F_k.
ScalarId TotalDerivative::of(const Quantity::RootComponent& it) {
  if (it.system < held_below_ || held_.contains(it.system)) return scalars_.zero();
  Quantity::RootDerivative equations = linearize(it.system);
  equations.component = it.component;
  const auto& right = equations.right;
  if (std::all_of(right.begin(), right.end(), [&](ScalarId one) { return one == scalars_.zero(); })) {
    return scalars_.zero();
  }
  if (right.size() == 1 && equations.matrix[0][0] != scalars_.zero()) {
    return scalars_.divide(right[0], equations.matrix[0][0]);
  }
  return add_quantity(model_, {.what = std::move(equations)});
}

Quantity::RootDerivative TotalDerivative::linearize(std::uint32_t system) {
  // A root around this one moves as a whole, with this one in it.
  std::set<std::uint32_t> held = {held_.begin(), held_.lower_bound(system)};
  const auto key = std::tuple(leaf_, held_below_, held, system);
  if (const auto at = linearized_->find(key); at != linearized_->end()) return at->second;
  Quantity::RootDerivative equations;
  const RootSystem roots = model_.root_systems[system];
  TotalDerivative by_leaf(model_, leaf_, trace_);
  by_leaf.held_below_ = held_below_;
  by_leaf.held_ = std::move(held);
  by_leaf.held_.insert(system);
  by_leaf.linearized_ = linearized_;
  for (const ScalarId equation : roots.equations) {
    equations.right.push_back(scalars_.negate(taken(by_leaf, equation)));
  }
  equations.matrix.assign(roots.equations.size(), {});
  for (const RootUnknown& unknown : roots.unknowns) {
    TotalDerivative by_unknown(model_, scalars_.leaf(Kind::Quantity, unknown.quantity), trace_);
    by_unknown.held_below_ = system + 1;
    by_unknown.linearized_ = linearized_;
    for (std::size_t k = 0; k < roots.equations.size(); ++k) {
      equations.matrix[k].push_back(taken(by_unknown, roots.equations[k]));
    }
  }
  linearized_->emplace(key, equations);
  return equations;
}

// J x = r gives J x' = r' - J' x.
ScalarId TotalDerivative::of(const Quantity::RootDerivative& it) {
  Quantity::RootDerivative next{.matrix = it.matrix, .right = {}, .component = it.component};
  bool constant = true;
  for (std::size_t row = 0; row < it.right.size(); ++row) {
    std::vector<std::pair<Rational, ScalarId>> terms = {{1, derivative_(it.right[row])}};
    for (std::size_t column = 0; column < it.right.size(); ++column) {
      const ScalarId change = derivative_(it.matrix[row][column]);
      if (change == scalars_.zero()) continue;
      const Quantity::RootDerivative x{it.matrix, it.right, static_cast<std::uint32_t>(column)};
      terms.emplace_back(-1, scalars_.multiply(change, add_quantity(model_, {.what = x})));
    }
    next.right.push_back(scalars_.sum(terms));
    constant = constant && next.right.back() == scalars_.zero();
  }
  return constant ? scalars_.zero() : add_quantity(model_, {.what = std::move(next)});
}

ScalarId TotalDerivative::of(const Quantity::Extremum& it) {
  const bool constant = std::all_of(it.arguments.begin(), it.arguments.end(),
                                    [&](ScalarId one) { return derivative_(one) == scalars_.zero(); });
  return constant ? scalars_.zero() : refuse(it.largest ? "max(...)" : "min(...)");
}

ScalarId TotalDerivative::of(const Quantity::Variable&) { return scalars_.zero(); }

ScalarId TotalDerivative::of(const Quantity::ClosedLimit& it) {
  const bool bound = it.variable == leaf_;
  const bool constant = (bound || derivative_(it.body) == scalars_.zero()) && derivative_(it.target) == scalars_.zero();
  return constant ? scalars_.zero() : refuse("limit(...)");
}

}  // namespace freepencil
