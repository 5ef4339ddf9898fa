// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include "pencil/block_system.hpp"

namespace freepencil {
namespace {

using Kind = MatrixNode::Kind;

/// Visits every node of an expression once outside and once inside of inverses.
class Collector {
 public:
  explicit Collector(const Matrices& matrices) : matrices_(matrices) {}

  void visit(MatrixId id, bool inside) {
    if (!seen_.emplace(id, inside).second) return;
    const MatrixNode& node = matrices_[id];
    const bool inverts = node.kind == Kind::Inverse || node.kind == Kind::InverseBlock;
    if (inverts && inside) found_.insert(id);
    for (const MatrixId child : node.children) visit(child, inside || inverts);
    if (node.kind != Kind::InverseBlock) return;
    for (const MatrixId entry : matrices_.block(node.block).entries) visit(entry, true);
  }

  [[nodiscard]] const std::set<MatrixId>& found() const { return found_; }

 private:
  const Matrices& matrices_;
  std::set<std::pair<MatrixId, bool>> seen_;
  std::set<MatrixId> found_;
};

}  // namespace

std::vector<MatrixId> nested_inverses(Model& model) {
  Collector collector(*model.matrices);
  const std::vector<bool> needed = model.needed_traces();
  for (std::size_t trace = 0; trace < model.traces.size(); ++trace) {
    if (needed[trace]) collector.visit(model.traces[trace], false);
  }
  std::vector<MatrixId> square;
  for (const MatrixId id : collector.found()) {
    const MatrixNode node = (*model.matrices)[id];
    square.push_back(node.row == node.column ? id : model.matrices->product({model.matrices->adjoint(id), id}));
  }
  return square;
}

}  // namespace freepencil
