// SPDX-License-Identifier: GPL-3.0-or-later
#include "laws/dense_function.hpp"

#include <Eigen/Core>

#include "expr/evaluate.hpp"

namespace freepencil {

template <class S>
std::vector<S> values_at(const Scalars& scalars, const Ensemble& ensemble, std::uint32_t symbol,
                         std::span<const double> points, ScalarId f) {
  const std::vector<S> parameters(ensemble.parameters.begin(), ensemble.parameters.end());
  const std::vector<S> sizes(ensemble.sizes.begin(), ensemble.sizes.end());
  std::vector<std::vector<S>> symbols(symbol + 1);
  symbols[symbol].assign(points.begin(), points.end());
  return evaluate_rows<S>(scalars, f, {.parameters = parameters, .sizes = sizes, .symbols = symbols}, points.size());
}

template <class S>
std::vector<S> DenseFunctions::entries(std::uint32_t symbol, ScalarId f) {
  const DenseMatrix& matrix = ensemble_.dense[symbol];
  // Without a detour through eigenvalues the entries are the user's to the last digit.
  if (scalars_[f].kind == ScalarNode::Kind::Symbol) return {matrix.entries.begin(), matrix.entries.end()};

  const auto [at, inserted] = systems_.try_emplace(symbol);
  if (inserted) at->second = eigensystem(matrix);
  const Eigensystem& system = at->second;
  const std::vector<S> values = values_at<S>(scalars_, ensemble_, symbol, system.values, f);
  const auto size = static_cast<Eigen::Index>(matrix.size);
  const Eigen::Map<const Eigen::MatrixXd> vectors(system.vectors.data(), size, size);
  const Eigen::Map<const Eigen::VectorX<S>> diagonal(values.data(), size);
  const Eigen::MatrixX<S> columns = vectors.template cast<S>();
  Eigen::MatrixX<S> product = columns * diagonal.asDiagonal() * columns.transpose();
  product = ((product + product.transpose()) / 2).eval();  // rounding must not break the symmetry that is relied on
  return {product.data(), product.data() + product.size()};
}

template std::vector<double> values_at(const Scalars&, const Ensemble&, std::uint32_t, std::span<const double>,
                                       ScalarId);
template std::vector<std::complex<double>> values_at(const Scalars&, const Ensemble&, std::uint32_t,
                                                     std::span<const double>, ScalarId);
template std::vector<double> DenseFunctions::entries(std::uint32_t, ScalarId);
template std::vector<std::complex<double>> DenseFunctions::entries(std::uint32_t, ScalarId);

}  // namespace freepencil
