// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/abbreviations.hpp"

#include <fmt/format.h>

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

}  // namespace

std::vector<MatrixId> repeated_inverses(const Model& model, const Derivation& derivation) {
  InverseCounter counter(*model.matrices);
  for (const auto& unknown : derivation.unknowns) counter.add(unknown.matrix);
  for (const auto& equivalent : derivation.equivalents) counter.add(equivalent.matrix);
  return counter.repeated();
}

std::vector<std::string> inverse_names(std::size_t count, const Model& model, const Derivation& derivation) {
  std::set<std::string> taken = {"I", "Q"};
  for (const Parameter& parameter : model.parameters) taken.insert(latex_name(parameter.name));
  for (const Space& space : model.spaces) taken.insert(latex_name(space.name));
  for (const Symbol& symbol : model.symbols) taken.insert(latex_name(symbol.name));
  for (const RandomMatrix& random : model.randoms) taken.insert(latex_name(random.name));
  for (const auto& unknown : derivation.unknowns) taken.insert(unknown.symbol);
  std::vector<std::string> names;
  for (const std::string letter : {"R", "G", "K", "H", "\\mathcal{R}"}) {
    names.clear();
    bool free = true;
    for (std::size_t k = 0; k < count; ++k) {
      names.push_back(count == 1 ? letter : fmt::format("{}_{{{}}}", letter, k + 1));
      free = free && !taken.contains(names.back());
    }
    if (free) break;
  }
  return names;
}

}  // namespace freepencil::report
