// SPDX-License-Identifier: GPL-3.0-or-later
// The Dyson equation by its definition: dense inverses at every atom, all pairs of random terms.
#pragma once

#include <Eigen/Dense>

#include "dyson/dyson_system.hpp"

namespace freepencil::test {

template <class S>
class NaiveDyson {
 public:
  NaiveDyson(const PointPencil<S>& pencil, const Matrix<S>& g) : pencil_(pencil) {
    const int n = pencil.size();
    Matrix<S> covariance = Matrix<S>::Zero(n, n);
    for (const auto& a : pencil.random) {
      for (const auto& b : pencil.random) {
        if (a.variable != b.variable || a.adjoint == b.adjoint) continue;
        const auto size = pencil.spaces[pencil.columns[a.column]].size;
        covariance(a.row, b.column) +=
            a.coefficient * b.coefficient * pencil.variances[a.variable] * size * g(a.column, b.row);
      }
    }
    for (std::size_t s = 0; s < pencil.spaces.size(); ++s) {
      for (std::size_t t = 0; t < pencil.spaces[s].weights.size(); ++t)
        inverses_.push_back({s, t, inverse(s, t, covariance)});
    }
  }

  /// tr M_kl
  Matrix<S> traces() const {
    return integrate([](const Matrix<S>& M) { return M; });
  }

  static constexpr int radius_steps = 420;  ///< a multiple of every short period
  /// The spectral radius, up to a bounded factor to the power 1/radius_steps, of the second-moment operator on all
  /// pairs of columns of one space.
  RealOf<S> radius() const {
    const int n = pencil_.size();
    Matrix<S> T = Matrix<S>::Zero(n * n, n * n);
    for (const auto& a : pencil_.random) {
      for (const auto& b : pencil_.random) {
        if (a.variable != b.variable || a.adjoint != b.adjoint) continue;
        for (int m = 0; m < n; ++m) {
          for (int m2 = 0; m2 < n; ++m2) {
            S sum(0);
            for (const auto& [space, atom, M] : inverses_) {
              sum += pencil_.spaces[space].weights[atom] * M(m, a.row) * Eigen::numext::conj(M(m2, b.row));
            }
            T(m * n + m2, a.column * n + b.column) += a.coefficient * Eigen::numext::conj(b.coefficient) *
                                                      pencil_.variances[a.variable] *
                                                      pencil_.spaces[pencil_.columns[m]].size * sum;
          }
        }
      }
    }
    // Gelfand's formula in its plainest form, for the eigenvalues of so defective a matrix come out wrong: repeated
    // products, rescaled, and the growth over the second half of them.
    const int half = radius_steps;
    Matrix<S> power = Matrix<S>::Identity(n * n, n * n);
    RealOf<S> growth = 0;
    for (int step = 0; step < 2 * half; ++step) {
      power = (T * power).eval();
      const RealOf<S> scale = power.norm();
      if (scale == 0) return 0;
      power /= scale;
      if (step >= half) growth += std::log(scale);
    }
    return std::exp(growth / half);
  }

 private:
  struct Inverse {
    std::size_t space, atom;
    Matrix<S> M;  // zero outside its space
  };

  Matrix<S> inverse(std::size_t s, std::size_t t, const Matrix<S>& covariance) const {
    Matrix<S> equation = -covariance;
    for (const auto& entry : pencil_.entries) {
      if (pencil_.rows[entry.row] != static_cast<int>(s)) continue;
      equation(entry.row, entry.column) += entry.values.size() == 1 ? entry.values[0] : entry.values[t];
    }
    std::vector<int> rows, columns;
    for (int k = 0; k < pencil_.size(); ++k) {
      if (pencil_.rows[k] == static_cast<int>(s)) rows.push_back(k);
      if (pencil_.columns[k] == static_cast<int>(s)) columns.push_back(k);
    }
    Matrix<S> M = Matrix<S>::Zero(pencil_.size(), pencil_.size());
    const Matrix<S> own = Matrix<S>(equation(rows, columns)).inverse();
    M(columns, rows) = own;
    return M;
  }

  Matrix<S> integrate(const auto& function) const {
    Matrix<S> result = Matrix<S>::Zero(pencil_.size(), pencil_.size());
    for (const auto& [space, atom, M] : inverses_) result += pencil_.spaces[space].weights[atom] * function(M);
    return result;
  }

  const PointPencil<S>& pencil_;
  std::vector<Inverse> inverses_;
};

/// The unknowns as an array over all blocks.
template <class S>
Matrix<S> spread(const DysonSystem<S>& system, const Vector<S>& g) {
  Matrix<S> all = Matrix<S>::Zero(system.pencil().size(), system.pencil().size());
  for (int u = 0; u < system.unknowns(); ++u) {
    const auto [k, l] = system.structure().unknowns[u];
    all(k, l) = g[u];
  }
  return all;
}

}  // namespace freepencil::test
