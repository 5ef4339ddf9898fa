// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "laws/point_values.hpp"
#include "numeric/scalar_traits.hpp"

namespace freepencil {

/// The outputs of a model as one list of operations, exact numbers converted once: for many evaluations of the same
/// expressions. The same operations in the same order as `output_values`, and so the same numbers.
template <class S>
class OutputProgram {
 public:
  explicit OutputProgram(const Model& model);

  [[nodiscard]] std::vector<S> operator()(const PointValues<double>& at, const std::vector<S>& traces) const;

 private:
  using Power = typename ScalarTraits<S>::Power;
  struct Operation {
    ScalarNode::Kind kind{};
    std::uint32_t index = 0;  ///< of the leaf
    S value{};                ///< Number, or the constant of a Sum
    std::vector<std::size_t> operands;
    std::vector<S> coefficients;
    std::vector<Power> powers;
  };
  /// Where the node stands in the list; it is added with all below it.
  std::size_t add(const Scalars& scalars, ScalarId id, std::vector<std::pair<ScalarId, std::size_t>>& known);

  std::vector<Operation> operations_;
  std::vector<std::size_t> outputs_;
};

extern template class OutputProgram<double>;
extern template class OutputProgram<std::complex<double>>;

}  // namespace freepencil
