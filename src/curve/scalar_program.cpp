// SPDX-License-Identifier: GPL-3.0-or-later
#include "curve/scalar_program.hpp"

#include <stdexcept>

#include "expr/evaluate.inl.hpp"

namespace freepencil {

using Kind = ScalarNode::Kind;

template <class S>
std::size_t ScalarProgram<S>::add(ScalarId id) {
  if (const auto at = known_.find(id); at != known_.end()) return at->second;
  const ScalarNode& node = (*scalars_)[id];
  Operation operation;
  operation.kind = node.kind;
  operation.index = node.index;
  if (node.kind == Kind::Number || node.kind == Kind::Sum) operation.value = detail::converted<S>(node.value);
  for (const auto& [number, child] : node.terms) {
    operation.operands.push_back(add(child));
    if (node.kind == Kind::Sum) operation.coefficients.push_back(detail::converted<S>(number));
    if (node.kind == Kind::Product) operation.powers.emplace_back(number);
  }
  operations_.push_back(std::move(operation));
  known_.emplace(id, operations_.size() - 1);
  return operations_.size() - 1;
}

template <class S>
void ScalarProgram<S>::operator()(std::span<const double> parameters, std::span<const double> sizes,
                                  std::span<const S> traces, std::vector<S>& values) const {
  using Traits = ScalarTraits<S>;
  values.resize(operations_.size());
  for (std::size_t k = 0; k < values.size(); ++k) {
    const Operation& operation = operations_[k];
    S& x = values[k];
    const auto operand = [&](std::size_t j) -> const S& { return values[operation.operands[j]]; };
    switch (operation.kind) {
      case Kind::Number:
        x = operation.value;
        break;
      case Kind::ImaginaryUnit:
        x = Traits::imaginary_unit();
        break;
      case Kind::Parameter:
        x = parameters[operation.index];
        break;
      case Kind::Size:
        x = sizes[operation.index];
        break;
      case Kind::Trace:
        x = traces[operation.index];
        break;
      case Kind::Sum:
        x = operation.value;
        for (std::size_t j = 0; j < operation.operands.size(); ++j) x += operation.coefficients[j] * operand(j);
        break;
      case Kind::Product:
        x = S(1);
        for (std::size_t j = 0; j < operation.operands.size(); ++j) x *= operation.powers[j](operand(j));
        break;
      case Kind::Power:
        x = Traits::power(operand(0), operand(1));
        break;
      case Kind::Exp:
        x = Traits::exp(operand(0));
        break;
      case Kind::Log:
        x = Traits::log(operand(0));
        break;
      default:
        throw std::logic_error("a number has a leaf that is none");
    }
  }
}

template class ScalarProgram<double>;
template class ScalarProgram<std::complex<double>>;

}  // namespace freepencil
