// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/abbreviations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "report/names.hpp"

namespace freepencil::report {

namespace {

/// Counts how often each inverse is referred to; shared parts are walked once.
class InverseCounter {
 public:
  explicit InverseCounter(const Matrices& matrices) : matrices_(&matrices) {}

  void add(MatrixId id) {
    const MatrixNode& node = (*matrices_)[id];
    const bool inverse = node.kind == MatrixNode::Kind::Inverse;
    if (inverse && ++counts_[id] > 1) return;
    if (!inverse && !seen_.insert(id).second) {
      for (const MatrixId child : node.children) again(child);
      return;
    }
    for (const MatrixId child : node.children) add(child);
    if (inverse) innermost_first_.push_back(id);
  }

  [[nodiscard]] std::vector<MatrixId> repeated() const {
    std::vector<MatrixId> list;
    for (const MatrixId id : innermost_first_) {
      if (counts_.at(id) > 1) list.push_back(id);
    }
    return list;
  }

 private:
  /// What is written twice is written twice with all inverses that it shows.
  void again(MatrixId id) {
    const MatrixNode& node = (*matrices_)[id];
    if (node.kind == MatrixNode::Kind::Inverse) {
      ++counts_[id];
    } else {
      for (const MatrixId child : node.children) again(child);
    }
  }

  const Matrices* matrices_;
  std::map<MatrixId, int> counts_;
  std::set<MatrixId> seen_;
  std::vector<MatrixId> innermost_first_;
};

/// Counts in how many products a sum of matrices has a negative power.
class DenominatorCounter {
 public:
  explicit DenominatorCounter(const Model& model) : model_(&model) {}

  void add(ScalarId id) {
    if (!seen_.insert(id).second) return;
    const ScalarNode& node = (*model_->scalars)[id];
    if (node.kind == ScalarNode::Kind::Trace) add(model_->traces[node.index]);
    for (const auto& [exponent, child] : node.terms) {
      add(child);
      if (node.kind == ScalarNode::Kind::Product && exponent < 0 && is_sum_of_matrices(child)) {
        if (++counts_[child] == 1) innermost_first_.push_back(child);
      }
    }
  }

  void add(MatrixId id) {
    const MatrixNode& node = (*model_->matrices)[id];
    if (node.kind == MatrixNode::Kind::Deterministic) add(node.function);
    for (const ScalarId coefficient : node.coefficients) add(coefficient);
    for (const MatrixId child : node.children) add(child);
  }

  [[nodiscard]] std::vector<ScalarId> repeated() const {
    std::vector<ScalarId> list;
    for (const ScalarId id : innermost_first_) {
      if (counts_.at(id) > 1) list.push_back(id);
    }
    return list;
  }

 private:
  [[nodiscard]] bool is_sum_of_matrices(ScalarId id) const {
    return (*model_->scalars)[id].kind == ScalarNode::Kind::Sum &&
           model_->scalars->contains(id, ScalarNode::Kind::Symbol);
  }

  const Model* model_;
  std::set<ScalarId> seen_;
  std::map<ScalarId, int> counts_;
  std::vector<ScalarId> innermost_first_;
};

}  // namespace

std::vector<MatrixId> repeated_inverses(const Model& model, const Derivation& derivation) {
  InverseCounter counter(*model.matrices);
  for (const auto& unknown : derivation.unknowns) counter.add(unknown.matrix);
  for (const auto& equivalent : derivation.equivalents) counter.add(equivalent.matrix);
  return counter.repeated();
}

std::vector<ScalarId> repeated_denominators(const Model& model, const Derivation& derivation) {
  DenominatorCounter counter(model);
  for (const auto& unknown : derivation.unknowns) counter.add(unknown.value);
  for (const auto& output : derivation.outputs) counter.add(output.value);
  for (const auto& equivalent : derivation.equivalents) counter.add(equivalent.limit);
  return counter.repeated();
}

ShortNames::ShortNames(const Model& model, const Derivation& derivation) : taken_{"I", "Q"} {
  for (const Parameter& parameter : model.parameters) taken_.insert(latex_name(parameter.name));
  for (const Space& space : model.spaces) taken_.insert(latex_name(space.name));
  for (const Symbol& symbol : model.symbols) taken_.insert(latex_name(symbol.name));
  for (const RandomMatrix& random : model.randoms) taken_.insert(latex_name(random.name));
  for (const Output& output : model.outputs) taken_.insert(latex_name(output.name));
  for (const auto& unknown : derivation.unknowns) taken_.insert(unknown.symbol);
}

std::vector<std::string> ShortNames::make(std::size_t count, const std::vector<std::string>& letters) {
  std::vector<std::string> names;
  for (const std::string& letter : letters) {
    names.clear();
    for (std::size_t k = 0; k < count; ++k) {
      names.push_back(count == 1 ? letter : fmt::format("{}_{{{}}}", letter, k + 1));
    }
    if (std::none_of(names.begin(), names.end(), [&](const auto& name) { return taken_.contains(name); })) break;
  }
  taken_.insert(names.begin(), names.end());
  return names;
}

}  // namespace freepencil::report
