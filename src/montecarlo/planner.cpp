// SPDX-License-Identifier: GPL-3.0-or-later
#include "montecarlo/planner.hpp"

#include "expr/evaluate.hpp"

namespace freepencil {

using Complex = std::complex<double>;

Planner::Planner(const Model& model, const Ensemble& ensemble, bool complex)
    : ensemble_(ensemble),
      complex_(complex),
      scalars_(*model.scalars),
      matrices_(*model.matrices),
      dense_functions_(scalars_, ensemble) {}

ChainPlanner Planner::chain_planner(Chain chain, bool cyclic) {
  return {{.scalars = scalars_,
           .matrices = matrices_,
           .size = [this](SpaceId space) { return size(space); },
           .known = [this](MatrixId id) { return find(id).has_value(); }},
          std::move(chain),
          cyclic};
}

std::optional<Operand> Planner::find(MatrixId id) {
  if (const auto at = known_.find(id); at != known_.end()) return at->second;
  const auto at = known_.find(matrices_.adjoint(id));
  if (at == known_.end()) return std::nullopt;
  return Operand{.slot = at->second.slot, .adjoint = !at->second.adjoint};
}

Operand Planner::remember(MatrixId id, Operand operand) { return known_[id] = operand; }

std::uint32_t Planner::new_slot(bool half) {
  half_.push_back(half);
  return plan_.slots++;
}

Operand Planner::full(Operand operand) {
  if (half_[operand.slot]) {
    push(step::Mirror{operand.slot});
    half_[operand.slot] = false;
  }
  return operand;
}

Complex Planner::number(ScalarId id) const {
  const auto value = [&]<class S>(S) -> Complex {
    const std::vector<S> parameters(ensemble_.parameters.begin(), ensemble_.parameters.end());
    const std::vector<S> sizes(ensemble_.sizes.begin(), ensemble_.sizes.end());
    return evaluate<S>(scalars_, id, {.parameters = parameters, .sizes = sizes});
  };
  return complex_ ? value(Complex{}) : value(double{});
}

std::vector<Complex> Planner::expand(SpaceId space, ScalarId function) const {
  const auto values = [&]<class S>(S) {
    const std::vector<S> at_atoms = values_on_space<S>(scalars_, ensemble_, space, function);
    return std::vector<Complex>(at_atoms.begin(), at_atoms.end());
  };
  const std::vector<Complex> at_atoms = complex_ ? values(Complex{}) : values(double{});
  std::vector<Complex> entries;
  for (std::size_t k = 0; k < at_atoms.size(); ++k) {
    entries.insert(entries.end(), static_cast<std::size_t>(ensemble_.measures[space].counts[k]), at_atoms[k]);
  }
  return entries;
}

PlannedConstant Planner::realise(SpaceId space, ScalarId function) {
  const std::vector<std::uint32_t> symbols = scalars_.leaves(function, ScalarNode::Kind::Symbol);
  if (symbols.size() == 1 && !ensemble_.dense[symbols.front()].empty()) {
    const auto entries = [&]<class S>(S) {
      const std::vector<S> block = dense_functions_.entries<S>(symbols.front(), function);
      return std::vector<Complex>(block.begin(), block.end());
    };
    const std::size_t rows = ensemble_.dense[symbols.front()].size;
    return {.copies = size(space) / rows, .size = rows, .block = complex_ ? entries(Complex{}) : entries(double{})};
  }
  // A coordinate of a spectrum, where the order of its products is kept all the same.
  const std::vector<Complex> diagonal = expand(space, function);
  PlannedConstant whole{.copies = 1, .size = diagonal.size(), .block = {}};
  whole.block.resize(whole.size * whole.size);
  for (std::size_t k = 0; k < whole.size; ++k) whole.block[k * whole.size + k] = diagonal[k];
  return whole;
}

Operand Planner::constant(MatrixId id) {
  const MatrixNode node = matrices_[id];
  const std::uint32_t slot = new_slot();
  push(step::Constant{slot, static_cast<std::uint32_t>(plan_.constants.size())});
  plan_.constants.push_back(realise(node.row, node.function));
  return remember(id, {.slot = slot});
}

std::uint32_t Planner::diagonal(SpaceId space, ScalarId function) {
  if (function == scalars_.one()) return no_diagonal;
  const auto [at, inserted] = diagonals_.try_emplace({space, function}, plan_.diagonals.size());
  if (inserted) plan_.diagonals.push_back(expand(space, function));
  return at->second;
}

Operand Planner::matrix(MatrixId id) {
  if (const auto known = find(id)) return *known;
  const Chain chain = flatten(scalars_, matrices_, id);
  const bool bare = chain.length() > 0 && chain.coefficient == scalars_.one() && chain.gaps.front() == scalars_.one() &&
                    chain.gaps.back() == scalars_.one();
  if (bare && chain.length() == 1) return leaf(id);
  if (bare) {
    ChainPlanner planner = chain_planner(chain, false);
    return interval(planner, 0, chain.length());
  }
  return combine(id);
}

Operand Planner::combine(MatrixId id) {
  const bool half = matrices_.is_self_adjoint(id);
  PlannedSum terms = sum(id);
  if (!half) {
    for (const PlannedTerm& term : terms.terms) full(term.matrix);
  }
  const std::uint32_t slot = new_slot(half);
  push(step::Combine{slot, std::move(terms), half});
  return remember(id, {.slot = slot});
}

Operand Planner::leaf(MatrixId id) {
  const MatrixNode node = matrices_[id];
  switch (node.kind) {
    case MatrixNode::Kind::Random: {
      const std::uint32_t slot = new_slot();
      push(step::Sample{node.variable, slot});
      return remember(id, {.slot = slot, .adjoint = node.adjoint});
    }
    case MatrixNode::Kind::Deterministic:
      return constant(id);
    case MatrixNode::Kind::Inverse: {
      const Factor factor = factorize(node.children.front());
      const std::uint32_t slot = new_slot(factor.hermitian);
      push(step::Invert{slot, factor.index});
      return remember(id, {.slot = slot, .adjoint = factor.adjoint});
    }
    case MatrixNode::Kind::InverseBlock:
      return remember(id, inverse_block(node));
    default:  // a sum of several terms
      return combine(id);
  }
}

PlannedSum Planner::sum(MatrixId id) {
  const MatrixNode node = matrices_[id];
  PlannedSum result{.rows = size(node.row), .columns = size(node.column)};
  ScalarId function = scalars_.zero();
  const auto add = [&](ScalarId coefficient, MatrixId child) {
    const Chain chain = flatten(scalars_, matrices_, child);
    coefficient = scalars_.multiply(coefficient, chain.coefficient);
    if (chain.length() == 0) {
      function = scalars_.add(function, scalars_.multiply(coefficient, chain.gaps.front()));
      return;
    }
    ChainPlanner planner = chain_planner(chain, false);
    result.terms.push_back({.coefficient = number(coefficient),
                            .left = diagonal(chain.row, chain.gaps.front()),
                            .matrix = interval(planner, 0, chain.length()),
                            .right = diagonal(chain.column, chain.gaps.back())});
  };
  if (node.kind == MatrixNode::Kind::Combination) {
    for (std::size_t k = 0; k < node.children.size(); ++k) add(node.coefficients[k], node.children[k]);
  } else {
    add(scalars_.one(), id);
  }
  if (function != scalars_.zero()) {
    // The identity is an explicit diagonal here: `no_diagonal` says that there is none.
    const auto [at, inserted] = diagonals_.try_emplace({node.row, function}, plan_.diagonals.size());
    if (inserted) plan_.diagonals.push_back(expand(node.row, function));
    result.diagonal = at->second;
  }
  return result;
}

Operand Planner::interval(ChainPlanner& chain, std::size_t start, std::size_t count) {
  const MatrixId id = chain.id(start, count);
  if (const auto known = find(id)) return *known;
  // Choices were made before earlier parts of this chain were computed; by now there may be nothing left to do for
  // some.
  const Choice choice = chain.choose(start, count);
  if (choice.rule == Choice::Rule::Leaf) return leaf(chain.factor(start));
  return remember(id, emit(chain, start, count, choice));
}

Operand Planner::emit(ChainPlanner& chain, std::size_t start, std::size_t count, const Choice& choice) {
  const std::size_t middle = start + choice.left;
  const auto gap_before = [&](std::size_t k) { return diagonal(matrices_[chain.factor(k)].row, chain.gap(k)); };
  switch (choice.rule) {
    case Choice::Rule::Gram: {
      const Operand b = full(interval(chain, middle, count - choice.left));
      const std::uint32_t slot = new_slot(true);
      push(step::Gram{slot, gap_before(middle), b});
      return {.slot = slot};
    }
    case Choice::Rule::Congruence: {
      const Factor factor = factorize(matrices_[chain.factor(middle)].children.front());
      const Operand b = full(interval(chain, middle + 1, choice.left));
      const std::uint32_t slot = new_slot(true);
      push(step::Congruence{slot, factor.index, gap_before(middle + 1), b});
      return {.slot = slot};
    }
    case Choice::Rule::Solve: {
      const Factor factor = factorize(matrices_[chain.factor(start)].children.front());
      return solve(factor, gap_before(start + 1), interval(chain, start + 1, count - 1));
    }
    case Choice::Rule::SolveRight: {
      // (rest * D * inv(H))' = inv(H') * D' * rest'
      Factor factor = factorize(matrices_[chain.factor(middle)].children.front());
      factor.adjoint = !factor.adjoint;
      const ScalarId gap = scalars_.conjugate(chain.gap(middle));
      Operand rest = interval(chain, start, count - 1);
      rest.adjoint = !rest.adjoint;
      Operand result = solve(factor, diagonal(matrices_[chain.factor(middle)].row, gap), rest);
      result.adjoint = true;
      return result;
    }
    default: {
      const Operand a = full(interval(chain, start, choice.left));
      const Operand b = full(interval(chain, middle, count - choice.left));
      const std::uint32_t slot = new_slot();
      push(step::Multiply{slot, a, gap_before(middle), b});
      return {.slot = slot};
    }
  }
}

Operand Planner::solve(const Factor& factor, std::uint32_t middle, Operand b) {
  full(b);
  const std::uint32_t slot = new_slot();
  push(step::Solve{slot, factor.index, factor.adjoint, middle, b});
  return {.slot = slot};
}

Planner::Factor Planner::factorize(MatrixId id) {
  if (const auto at = factors_.find(id); at != factors_.end()) return at->second;
  if (const auto at = factors_.find(matrices_.adjoint(id)); at != factors_.end()) {
    return {.index = at->second.index, .adjoint = true, .hermitian = at->second.hermitian};
  }
  const Factor factor{.index = plan_.factors++, .hermitian = matrices_.is_self_adjoint(id)};
  Operand argument = matrix(id);
  if (!factor.hermitian) full(argument);
  // Where the adjoint of the argument was computed, that is what is factorised.
  push(step::Factorize{factor.index, argument.slot, factor.hermitian});
  const Factor stored{
      .index = factor.index, .adjoint = argument.adjoint && !factor.hermitian, .hermitian = factor.hermitian};
  return factors_[id] = stored;
}

Operand Planner::inverse_block(const MatrixNode& node) {
  const BlockMatrix block = matrices_.block(node.block);
  const auto offset = [&](const std::vector<SpaceId>& spaces, std::size_t index) {
    std::size_t total = 0;
    for (std::size_t k = 0; k < index; ++k) total += size(spaces[k]);
    return total;
  };
  const std::size_t count = block.rows.size();
  if (!block_factors_.contains(node.block)) {
    step::FactorizeBlocks assembly{.factor = plan_.factors++, .size = offset(block.rows, count), .blocks = {}};
    for (std::size_t r = 0; r < count; ++r) {
      for (std::size_t c = 0; c < count; ++c) {
        PlannedSum entry = sum(block.entries[r * count + c]);
        for (const PlannedTerm& term : entry.terms) full(term.matrix);
        entry.row = offset(block.rows, r);
        entry.column = offset(block.columns, c);
        assembly.blocks.push_back(std::move(entry));
      }
    }
    block_factors_.emplace(node.block, assembly.factor);
    push(std::move(assembly));
  }
  const auto [column, inserted] = block_columns_.try_emplace({node.block, node.block_column}, plan_.slots);
  if (inserted) {
    push(step::BlockColumn{new_slot(), block_factors_.at(node.block), offset(block.rows, node.block_column),
                           offset(block.rows, count), size(node.column)});
  }
  const std::uint32_t slot = new_slot();
  push(step::BlockPart{slot, column->second, offset(block.columns, node.block_row), size(node.row)});
  return {.slot = slot};
}

}  // namespace freepencil
