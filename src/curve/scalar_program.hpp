// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <unordered_map>

#include "laws/point_values.hpp"
#include "numeric/scalar_traits.hpp"

namespace freepencil {

/// Scalar expressions without symbols as one list of operations, exact numbers converted once: for many evaluations of
/// the same expressions. The same operations in the same order as `evaluate`, and so the same numbers.
template <class S>
class ScalarProgram {
 public:
  /// The arena must outlive this.
  explicit ScalarProgram(const Scalars& scalars) : scalars_(&scalars) {}

  /// Where the value of the expression will stand among the values; it is added with all below it.
  std::size_t add(ScalarId id);

  /// The values of all operations. `values` is written over.
  void operator()(std::span<const double> parameters, std::span<const double> sizes, std::span<const S> traces,
                  std::vector<S>& values) const;

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

  const Scalars* scalars_;
  std::vector<Operation> operations_;
  std::unordered_map<ScalarId, std::size_t> known_;
};

extern template class ScalarProgram<double>;
extern template class ScalarProgram<std::complex<double>>;

/// The outputs of a model.
template <class S>
class OutputProgram {
 public:
  explicit OutputProgram(const Model& model) : program_(*model.scalars) {
    for (const Output& output : model.outputs) outputs_.push_back(program_.add(output.value));
  }
  [[nodiscard]] std::vector<S> operator()(const PointValues<double>& at, const std::vector<S>& traces) const {
    std::vector<S> all, values;
    program_(at.parameters, at.sizes, traces, all);
    for (const std::size_t output : outputs_) values.push_back(all[output]);
    return values;
  }

 private:
  ScalarProgram<S> program_;
  std::vector<std::size_t> outputs_;
};

}  // namespace freepencil
