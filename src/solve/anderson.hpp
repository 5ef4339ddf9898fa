// SPDX-License-Identifier: GPL-3.0-or-later
// Anderson mixing of the averaged map.
#pragma once

#include <Eigen/QR>
#include <deque>

#include "solve/fixed_point.hpp"

namespace freepencil {

/// g <- (g + Phi(g))/2, which converges for accretive problems (Helton, Rashidi Far and Speicher 2007), accelerated by
/// the combination of the last points whose residuals cancel best (Anderson 1965). Depth 0 is plain averaging.
template <class S>
class Anderson {
 public:
  explicit Anderson(int depth) : depth_(depth) {}

  /// Forgets the past, for instance after a step that made things worse.
  void reset() {
    points_.clear();
    differences_.clear();
  }

  [[nodiscard]] bool accelerated() const { return points_.size() > 1; }

  [[nodiscard]] Vector<S> next(const Iterate<S>& iterate) {
    points_.push_back(iterate.g);
    differences_.push_back(iterate.difference());
    if (static_cast<int>(points_.size()) > depth_ + 1) {
      points_.pop_front();
      differences_.pop_front();
    }
    const S half = S(1) / S(2);
    const Vector<S>& f = differences_.back();
    Vector<S> result = iterate.g + half * f;
    const auto count = static_cast<Eigen::Index>(points_.size()) - 1;
    if (count == 0) return result;
    Matrix<S> df(f.size(), count), dg(f.size(), count);
    for (Eigen::Index c = 0; c < count; ++c) {
      df.col(c) = differences_[c + 1] - differences_[c];
      dg.col(c) = points_[c + 1] - points_[c];
    }
    const Vector<S> weights = df.colPivHouseholderQr().solve(f);
    if (!weights.allFinite()) return result;
    return result - (dg + half * df) * weights;
  }

 private:
  int depth_;
  std::deque<Vector<S>> points_, differences_;
};

}  // namespace freepencil
