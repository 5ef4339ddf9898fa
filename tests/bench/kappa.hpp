// SPDX-License-Identifier: GPL-3.0-or-later
// The opponent: what a careful user writes by hand for one formula. tr Sigma R, R = inv(sqrt(Sigma) Z'Z sqrt(Sigma) +
// lambda I), is tr Sigma (Sigma + kappa)^-1 * kappa / lambda with kappa - lambda = phi kappa tr Sigma (Sigma +
// kappa)^-1.
#pragma once

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

namespace freepencil::bench {

struct Kappa {
  double value = 0, kappa = 0;
  int steps = 0;
};

/// Newton's method to 1e-14 from an upper bound of kappa, or from `start`.
inline Kappa kappa_by_hand(const std::vector<double>& sigma, double lambda, double phi, double start = 0) {
  const std::size_t atoms = sigma.size();
  const double weight = 1 / static_cast<double>(atoms);
  double kappa = start;
  if (!(kappa > 0)) {
    double mean = 0;
    for (const double s : sigma) mean += weight * s;
    kappa = lambda + phi * mean;
  }
  Kappa result;
  for (result.steps = 1; result.steps < 50; ++result.steps) {
    double first = 0, second = 0;
    for (std::size_t k = 0; k < atoms; ++k) {
      const double ratio = sigma[k] / (sigma[k] + kappa);
      first += ratio;
      second += ratio * ratio;
    }
    const double step = (kappa - lambda - phi * kappa * weight * first) / (1 - phi * weight * second);
    kappa -= step;
    if (std::abs(step) <= 1e-14 * kappa) break;
  }
  result.kappa = kappa;
  double first = 0;
  for (const double s : sigma) first += s / (s + kappa);
  result.value = weight * first * kappa / lambda;
  return result;
}

/// The same as a file, with `atoms` directions.
inline std::string kappa_pencil(int atoms) {
  return "parameter lambda = 1/10 > 0\nparameter phi = 1/2 > 0\ndimension n\ndimension d = phi*n\n"
         "random Z[n,d] gaussian variance 1/n\nspectrum d { k = 1.." +
         std::to_string(atoms) +
         " : Sigma = 10/k }\noutput o = tr(Sigma*inv(sqrt(Sigma)*Z'*Z*sqrt(Sigma) + lambda*I))\n";
}

inline std::vector<double> kappa_spectrum(int atoms) {
  std::vector<double> sigma;
  for (int k = 1; k <= atoms; ++k) sigma.push_back(10.0 / k);
  return sigma;
}

}  // namespace freepencil::bench
