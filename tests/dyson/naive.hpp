// SPDX-License-Identifier: GPL-3.0-or-later
// The Dyson equation by its definition: dense inverses at every atom, all pairs of random terms.
#pragma once

#include <Eigen/Dense>
#include <map>

#include "dyson/dyson_system.hpp"

namespace freepencil::test {

template <class S>
class NaiveDyson {
 public:
  /// g: the traces tr(weight * M_kl) by block and weight; those that are missing are zero.
  NaiveDyson(const PointPencil<S>& pencil, const std::map<TracedBlock, S>& g) : pencil_(pencil) {
    const int n = pencil.size();
    for (std::size_t s = 0; s < pencil.spaces.size(); ++s) {
      for (std::size_t t = 0; t < pencil.spaces[s].weights.size(); ++t) {
        Matrix<S> covariance = Matrix<S>::Zero(n, n);
        for (const auto& a : pencil.random) {
          for (const auto& b : pencil.random) {
            if (a.variable != b.variable || a.adjoint == b.adjoint || pencil.rows[a.row] != static_cast<int>(s))
              continue;
            const auto known = g.find({{a.column, b.row}, Weight::of(a.right, b.left)});
            if (known == g.end()) continue;
            const auto size = pencil.spaces[pencil.columns[a.column]].size;
            covariance(a.row, b.column) += a.coefficient * b.coefficient * pencil.variances[a.variable] * size *
                                           known->second * function(a.left, t) * function(b.right, t);
          }
        }
        inverses_.push_back({s, t, inverse(s, t, covariance)});
      }
    }
  }

  /// tr(weight * M_kl)
  S trace(const TracedBlock& traced) const {
    S sum(0);
    for (const auto& [space, atom, M] : inverses_) {
      if (static_cast<int>(space) != pencil_.columns[traced.block.column]) continue;
      sum += pencil_.spaces[space].weights[atom] * M(traced.block.column, traced.block.row) *
             function(traced.weight.first, atom) * function(traced.weight.second, atom);
    }
    return sum;
  }

  /// tr M_kl
  Matrix<S> traces() const {
    return integrate([](const Matrix<S>& M) { return M; });
  }

  static constexpr int radius_steps = 420;  ///< a multiple of every short period
  /// The spectral radius, up to a bounded factor to the power 1/radius_steps, of the second-moment operator on all
  /// pairs of columns of one space.
  RealOf<S> radius() const {
    // The operator itself, on the values of all blocks at all atoms of one space: no ports, no classes.
    const int n = pencil_.size(), count = static_cast<int>(inverses_.size());
    Matrix<S> T = Matrix<S>::Zero(n * n * count, n * n * count);
    const auto index = [&](int place, int k, int k2) { return (place * n + k) * n + k2; };
    for (const auto& a : pencil_.random) {
      for (const auto& b : pencil_.random) {
        if (a.variable != b.variable || a.adjoint != b.adjoint) continue;
        for (int to = 0; to < count; ++to) {
          for (int from = 0; from < count; ++from) {
            const auto& [space, atom, M] = inverses_[to];
            const auto& [other, from_atom, unused] = inverses_[from];
            if (static_cast<int>(space) != pencil_.rows[a.row] || static_cast<int>(space) != pencil_.rows[b.row] ||
                static_cast<int>(other) != pencil_.columns[a.column] ||
                static_cast<int>(other) != pencil_.columns[b.column])
              continue;
            using Eigen::numext::conj;
            const S strength = a.coefficient * conj(b.coefficient) * pencil_.variances[a.variable] *
                               pencil_.spaces[other].size * pencil_.spaces[other].weights[from_atom] *
                               function(a.left, atom) * conj(function(b.left, atom)) * function(a.right, from_atom) *
                               conj(function(b.right, from_atom));
            for (int m = 0; m < n; ++m) {
              for (int m2 = 0; m2 < n; ++m2) {
                T(index(to, m, m2), index(from, a.column, b.column)) += strength * M(m, a.row) * conj(M(m2, b.row));
              }
            }
          }
        }
      }
    }
    // A positive map grows fastest on the identity (Russo and Dye 1966), so Gelfand's formula needs its images only:
    // repeated products, rescaled, and the growth over the second half of them.
    Vector<S> image = Vector<S>::Zero(T.rows());
    for (int place = 0; place < count; ++place) {
      for (int k = 0; k < n; ++k) image[index(place, k, k)] = S(1);
    }
    RealOf<S> growth = 0;
    for (int step = 0; step < 2 * radius_steps; ++step) {
      image = (T * image).eval();
      const RealOf<S> scale = image.norm();
      if (scale == 0) return 0;
      image /= scale;
      if (step >= radius_steps) growth += std::log(scale);
    }
    return std::exp(growth / radius_steps);
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

  S function(int index, std::size_t atom) const { return index < 0 ? S(1) : pencil_.functions[index][atom]; }

  Matrix<S> integrate(const auto& function) const {
    Matrix<S> result = Matrix<S>::Zero(pencil_.size(), pencil_.size());
    for (const auto& [space, atom, M] : inverses_) result += pencil_.spaces[space].weights[atom] * function(M);
    return result;
  }

  const PointPencil<S>& pencil_;
  std::vector<Inverse> inverses_;
};

/// The unknowns by block and weight.
template <class S>
std::map<TracedBlock, S> spread(const DysonSystem<S>& system, const Vector<S>& g) {
  std::map<TracedBlock, S> all;
  for (int u = 0; u < system.unknowns(); ++u) all[system.unknown(u)] = g[u];
  return all;
}

}  // namespace freepencil::test
