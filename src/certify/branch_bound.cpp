// SPDX-License-Identifier: GPL-3.0-or-later
#include "certify/branch_bound.hpp"

#include <cmath>

#include "certify/magnitude.hpp"

namespace freepencil {

template <class B>
std::optional<double> radius_bound(const Matrix<B>& T) {
  constexpr int most_squarings = 44;  // enough for a radius of 1 - 1e-12
  constexpr int sharpening = 4;       // further ones, which bring the bound near the radius
  Matrix<B> power = T;
  double exponent = 1;
  std::optional<double> best;
  int left = sharpening;
  for (int k = 0; k <= most_squarings; ++k, exponent *= 2) {
    const Ball bound = row_sum_norm(power);
    if (!bound.is_finite()) return best;
    const Multi norm = bound.upper();
    if (norm < 1) {
      // Rounded up, perhaps to one: that is still a bound, and the radius is below it.
      const double radius = std::exp(static_cast<double>(log(norm)) / exponent) * (1 + 0x1p-40);
      best = std::min(best.value_or(1), radius);
      if (norm == 0 || left-- == 0) return best;
    }
    // A radius above one shows by growth; so does what the balls have lost.
    if (k > 8 && norm > Multi("1e200")) return std::nullopt;
    power = (power * power).eval();
  }
  return best;
}

template std::optional<double> radius_bound(const Matrix<Ball>&);
template std::optional<double> radius_bound(const Matrix<std::complex<Ball>>&);

}  // namespace freepencil
