// SPDX-License-Identifier: GPL-3.0-or-later
#include "curve/output_program.hpp"

#include <algorithm>
#include <stdexcept>

namespace freepencil {

using Kind = ScalarNode::Kind;

template <class S>
OutputProgram<S>::OutputProgram(const Model& model) {
  std::vector<std::pair<ScalarId, std::size_t>> known;
  for (const Output& output : model.outputs) outputs_.push_back(add(*model.scalars, output.value, known));
}

template <class S>
std::size_t OutputProgram<S>::add(const Scalars& scalars, ScalarId id,
                                  std::vector<std::pair<ScalarId, std::size_t>>& known) {
  const auto at = std::find_if(known.begin(), known.end(), [&](const auto& entry) { return entry.first == id; });
  if (at != known.end()) return at->second;
  const ScalarNode& node = scalars[id];
  Operation operation;
  operation.kind = node.kind;
  operation.index = node.index;
  if (node.kind == Kind::Number || node.kind == Kind::Sum) operation.value = ScalarTraits<S>::from(node.value);
  for (const auto& [number, child] : node.terms) {
    operation.operands.push_back(add(scalars, child, known));
    if (node.kind == Kind::Sum) operation.coefficients.push_back(ScalarTraits<S>::from(number));
    if (node.kind == Kind::Product) operation.powers.emplace_back(number);
  }
  operations_.push_back(std::move(operation));
  known.emplace_back(id, operations_.size() - 1);
  return operations_.size() - 1;
}

template <class S>
std::vector<S> OutputProgram<S>::operator()(const PointValues<double>& at, const std::vector<S>& traces) const {
  using Traits = ScalarTraits<S>;
  std::vector<S> x(operations_.size());
  for (std::size_t k = 0; k < x.size(); ++k) {
    const Operation& operation = operations_[k];
    const auto operand = [&](std::size_t j) -> const S& { return x[operation.operands[j]]; };
    switch (operation.kind) {
      case Kind::Number:
        x[k] = operation.value;
        break;
      case Kind::ImaginaryUnit:
        x[k] = Traits::imaginary_unit();
        break;
      case Kind::Parameter:
        x[k] = at.parameters[operation.index];
        break;
      case Kind::Size:
        x[k] = at.sizes[operation.index];
        break;
      case Kind::Trace:
        x[k] = traces[operation.index];
        break;
      case Kind::Sum:
        x[k] = operation.value;
        for (std::size_t j = 0; j < operation.operands.size(); ++j) x[k] += operation.coefficients[j] * operand(j);
        break;
      case Kind::Product:
        x[k] = S(1);
        for (std::size_t j = 0; j < operation.operands.size(); ++j) x[k] *= operation.powers[j](operand(j));
        break;
      case Kind::Power:
        x[k] = Traits::power(operand(0), operand(1));
        break;
      case Kind::Exp:
        x[k] = Traits::exp(operand(0));
        break;
      case Kind::Log:
        x[k] = Traits::log(operand(0));
        break;
      default:
        throw std::logic_error("an output has a leaf that is no number");
    }
  }
  std::vector<S> values;
  for (const std::size_t output : outputs_) values.push_back(x[output]);
  return values;
}

template class OutputProgram<double>;
template class OutputProgram<std::complex<double>>;

}  // namespace freepencil
