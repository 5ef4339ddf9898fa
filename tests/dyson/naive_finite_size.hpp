// SPDX-License-Identifier: GPL-3.0-or-later
// The sources of the term of order 1/n by their definition: second moments by iteration of their equation on the values
// at all atoms (no ports), and the fourth cumulant by products of whole block matrices at one entry of Z.
#pragma once

#include "dyson/dyson_system.hpp"

namespace freepencil::test {

template <class S>
class NaiveFiniteSize {
 public:
  using Real = RealOf<S>;

  NaiveFiniteSize(const DysonSystem<S>& system, const Resolvent<S>& M, std::vector<Real> excess)
      : pencil_(system.pencil()), excess_(std::move(excess)) {
    for (std::size_t s = 0; s < pencil_.spaces.size(); ++s) {
      for (std::size_t t = 0; t < pencil_.spaces[s].weights.size(); ++t) {
        Place& place = places_.emplace_back();
        place.space = static_cast<int>(s);
        place.atom = t;
        place.M = Matrix<S>::Zero(pencil_.size(), pencil_.size());
        for (int k = 0; k < pencil_.size(); ++k) {
          for (int l = 0; l < pencil_.size(); ++l) {
            if (pencil_.columns[k] != place.space || pencil_.rows[l] != place.space) continue;
            if (const S* values = system.block(M, k, l)) place.M(k, l) = values[t];
          }
        }
      }
    }
  }

  /// tr(w M Xi) of one traced block.
  S source(const TracedBlock& target) const { return same_orientation(target) + fourth_cumulant(target); }

 private:
  struct Place {
    int space = 0;
    std::size_t atom = 0;
    Matrix<S> M;  // zero outside its space
  };
  using Term = typename PointPencil<S>::RandomTerm;
  using Field = std::vector<Matrix<S>>;  // by place

  S function(int index, const Place& place) const { return index < 0 ? S(1) : pencil_.functions[index][place.atom]; }
  S weight(const Place& place) const { return S(pencil_.spaces[place.space].weights[place.atom]); }
  S size(int space) const { return S(pencil_.spaces[space].size); }

  /// Tr(f2 f4 W_{k k2}) of two terms.
  S traced(const Field& W, const Term& a, const Term& b) const {
    S sum(0);
    for (std::size_t x = 0; x < places_.size(); ++x) {
      const Place& place = places_[x];
      if (place.space != pencil_.columns[a.column]) continue;
      sum += size(place.space) * weight(place) * function(a.right, place) * function(b.right, place) *
             W[x](a.column, b.column);
    }
    return sum;
  }

  /// W = M (B + E[X W X']) M', to the fixed point.
  Field second_moments(const Field& B) const {
    constexpr int steps = 300;
    const Matrix<S> zero = Matrix<S>::Zero(pencil_.size(), pencil_.size());
    Field W(places_.size(), zero);
    for (int step = 0; step < steps; ++step) {
      Field inner = B;
      for (const Term& a : pencil_.random) {
        for (const Term& b : pencil_.random) {
          if (a.variable != b.variable || a.adjoint != b.adjoint) continue;
          const S strength = a.coefficient * b.coefficient * S(pencil_.variances[a.variable]) * traced(W, a, b);
          for (std::size_t x = 0; x < places_.size(); ++x) {
            if (places_[x].space != pencil_.rows[a.row]) continue;
            inner[x](a.row, b.row) += strength * function(a.left, places_[x]) * function(b.left, places_[x]);
          }
        }
      }
      for (std::size_t x = 0; x < places_.size(); ++x) W[x] = places_[x].M * inner[x] * places_[x].M.transpose();
    }
    return W;
  }

  S same_orientation(const TracedBlock& target) const {
    const auto [p, q] = target.block;
    const int space = pencil_.columns[p];
    S sum(0);
    for (const Term& a : pencil_.random) {
      for (const Term& b : pencil_.random) {
        if (a.variable != b.variable || a.adjoint != b.adjoint || pencil_.rows[a.row] != space) continue;
        Field B(places_.size(), Matrix<S>::Zero(pencil_.size(), pencil_.size()));
        for (std::size_t x = 0; x < places_.size(); ++x) {
          const Place& place = places_[x];
          if (place.space != space) continue;
          B[x](q, b.row) = function(target.weight.first, place) * function(target.weight.second, place) *
                           place.M(p, a.row) * function(a.left, place) * function(b.left, place);
        }
        sum += a.coefficient * b.coefficient * S(pencil_.variances[a.variable]) * traced(second_moments(B), b, a) /
               size(space);
      }
    }
    return sum;
  }

  S fourth_cumulant(const TracedBlock& target) const {
    const auto [p, q] = target.block;
    const int n = pencil_.size();
    S sum(0);
    for (int v = 0; v < static_cast<int>(pencil_.variances.size()); ++v) {
      const auto first = std::find_if(pencil_.random.begin(), pencil_.random.end(),
                                      [&](const Term& term) { return term.variable == v; });
      if (first == pencil_.random.end() || excess_[v] == 0) continue;
      const int outer = first->adjoint ? pencil_.columns[first->column] : pencil_.rows[first->row];
      const int inner = first->adjoint ? pencil_.rows[first->row] : pencil_.columns[first->column];
      for (const Place& alpha : places_) {
        for (const Place& beta : places_) {
          if (alpha.space != outer || beta.space != inner) continue;
          // Blocks on the direction alpha of Z's rows come first, those on the direction beta of its columns second.
          Matrix<S> A = Matrix<S>::Zero(2 * n, 2 * n), R = A;
          R.topLeftCorner(n, n) = alpha.M;
          R.bottomRightCorner(n, n) = beta.M;
          for (const Term& term : pencil_.random) {
            if (term.variable != v) continue;
            const Place &row = term.adjoint ? beta : alpha, &column = term.adjoint ? alpha : beta;
            A(term.row + (term.adjoint ? n : 0), term.column + (term.adjoint ? 0 : n)) +=
                term.coefficient * function(term.left, row) * function(term.right, column);
          }
          const Matrix<S> moved = R * A * R * A * R * A * R * A * R;
          const S kappa = S(excess_[v] * pencil_.variances[v] * pencil_.variances[v]);
          const auto add = [&](const Place& at, const Place& other, int shift) {
            if (at.space != pencil_.columns[p]) return;
            sum += kappa * weight(at) * weight(other) * size(other.space) * function(target.weight.first, at) *
                   function(target.weight.second, at) * moved(p + shift, q + shift);
          };
          add(alpha, beta, 0);
          add(beta, alpha, n);
        }
      }
    }
    return sum;
  }

  const PointPencil<S>& pencil_;
  std::vector<Real> excess_;
  std::vector<Place> places_;
};

}  // namespace freepencil::test
