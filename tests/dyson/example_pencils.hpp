// SPDX-License-Identifier: GPL-3.0-or-later
// Pencils given by numbers: Marchenko and Pastur's, and random ones.
#pragma once

#include <algorithm>
#include <numeric>
#include <random>

#include "dyson/dyson_system.hpp"

namespace freepencil::test {

/// tr inv(Z'Z + l) from [[l, Z'],[-Z, 1]], Z of type [n,d], variance 1/n, phi = d/n; spaces d, n.
template <class S>
DysonSystem<S> marchenko_pastur(S l, RealOf<S> phi) {
  PointPencil<S> pencil;
  pencil.spaces = {{phi, {1}}, {1, {1}}};
  pencil.rows = pencil.columns = {0, 1};
  pencil.entries = {{0, 0, {l}}, {1, 1, {S(1)}}};
  pencil.random = {{0, 1, 0, true, S(1), -1, -1}, {1, 0, 0, false, S(-1), -1, -1}};
  pencil.variances = {1};
  return {pencil, {{S(0), {{0, 0, {S(1)}}}}}};
}

/// The limit of tr inv(Z'Z + l) off the spectrum: the root of phi l g^2 + (l + 1 - phi) g - 1 = 0 that is small at
/// infinity.
template <class S>
S marchenko_pastur_trace(S l, RealOf<S> phi) {
  using std::sqrt;
  using Real = RealOf<S>;
  // sqrt((l - l1)(l - l2)) as a product of two roots has its cut on the spectrum only.
  const Real edge = 1 - sqrt(phi), other_edge = 1 + sqrt(phi);
  const std::complex<Real> lower = l + edge * edge, upper = l + other_edge * other_edge;
  const auto trace = Real(2) / (l + (1 - phi) + sqrt(lower) * sqrt(upper));
  if constexpr (Eigen::NumTraits<S>::IsComplex) {
    return trace;
  } else {
    return trace.real();
  }
}

struct RandomPencilOptions {
  int blocks = 5;
  int terms = 6;
  bool functions = false;  ///< deterministic functions on both sides of random terms
  double strength = 0.3;   ///< coefficients of random terms relative to a deterministic part of order one
};

/// Two spaces with two and three atoms; F has a nonzero on a permutation of every space and some entries besides.
template <class S>
DysonSystem<S> random_system(unsigned seed, RandomPencilOptions options = {}) {
  std::mt19937 engine(seed);
  const auto uniform = [&](double a, double b) { return a + (b - a) * (static_cast<double>(engine()) / 4294967296.0); };
  const auto below = [&](int n) { return static_cast<int>(engine() % static_cast<unsigned>(n)); };
  const auto number = [&](double a, double b) {
    if constexpr (Eigen::NumTraits<S>::IsComplex) {
      return S(uniform(a, b), uniform(-0.5, 0.5));
    } else {
      return S(uniform(a, b));
    }
  };
  PointPencil<S> pencil;
  pencil.spaces = {{1, {0.25, 0.75}}, {0.6, {0.5, 0.3, 0.2}}};
  for (int k = 0; k < options.blocks; ++k) pencil.rows.push_back(k % 2);
  std::vector<int> order(options.blocks);
  std::iota(order.begin(), order.end(), 0);
  for (int k = options.blocks - 1; k > 0; --k) std::swap(order[k], order[below(k + 1)]);
  for (int k : order) pencil.columns.push_back(pencil.rows[k]);
  const auto values = [&](int space, double a, double b) {
    std::vector<S> result(pencil.spaces[space].weights.size());
    for (S& value : result) value = number(a, b);
    return result;
  };
  for (int k = 0; k < options.blocks; ++k) {
    pencil.entries.push_back({order[k], k, values(pencil.columns[k], 1.0, 2.0)});
    const int other = below(options.blocks);
    if (pencil.rows[other] == pencil.columns[k]) {
      pencil.entries.push_back({other, k, values(pencil.columns[k], -0.2, 0.2)});
    }
  }
  // Functions 0 and 1 on space 0, 2 and 3 on space 1.
  for (int f = 0; options.functions && f < 4; ++f) pencil.functions.push_back(values(f / 2, 0.5, 1.5));
  const auto function = [&](int space) { return options.functions ? 2 * space + below(3) - 1 : -1; };
  // Variable v maps space v/2 to space v%2.
  pencil.variances = {1, 0.5, 2, 1};
  for (int t = 0; t < options.terms; ++t) {
    const int row = below(options.blocks), column = below(options.blocks);
    const bool adjoint = pencil.rows[row] != pencil.columns[column] ? below(2) == 1 : t % 2 == 1;
    const int to = adjoint ? pencil.columns[column] : pencil.rows[row];
    const int from = adjoint ? pencil.rows[row] : pencil.columns[column];
    const auto side = [&](int space) {
      const int chosen = function(space);
      return chosen < 2 * space ? -1 : chosen;
    };
    const S coefficient = S(options.strength) * number(-1, 1);
    const int left = side(pencil.rows[row]), right = side(pencil.columns[column]);
    pencil.random.push_back({row, column, 2 * to + from, adjoint, coefficient, left, right});
  }
  std::vector<PointTrace<S>> wanted;
  for (int k = 0; k < options.blocks; ++k) wanted.push_back({S(0), {{k, order[k], {S(1)}}}});
  return {std::move(pencil), std::move(wanted)};
}

/// A point for Phi: no particular one.
template <class S>
Vector<S> some_traces(const DysonSystem<S>& system) {
  Vector<S> g(system.unknowns());
  for (int u = 0; u < g.size(); ++u) g[u] = S(0.3 * std::cos(1.0 + 2.0 * u));
  return g;
}

}  // namespace freepencil::test
