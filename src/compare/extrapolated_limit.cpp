// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/extrapolated_limit.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace freepencil {
namespace {

constexpr int first_power = 4;        // of one half
constexpr int farthest_power = 48;    // roots so near the end of their domain that doubles still tell them from it
constexpr int agreements_wanted = 2;  // of an order with the one before

/// Neville's scheme at zero.
class Tableau {
 public:
  /// The extrapolation that uses all values so far; u is smaller than all before.
  Multi add(const Multi& u, const Multi& value) {
    std::vector<Multi> row = {value};
    for (std::size_t k = 0; k < last_.size(); ++k) {
      const Multi& before = nodes_[nodes_.size() - 1 - k];
      row.push_back(row.back() + (row.back() - last_[k]) * u / (before - u));
    }
    nodes_.push_back(u);
    last_ = std::move(row);
    return last_.back();
  }

 private:
  std::vector<Multi> nodes_, last_;
};

/// Nodes u_j = 2^-(4 + c*j). The error after N values is about 2^-(c*N^2/2): c is one, or smaller where the last u
/// would be too small.
struct Nodes {
  double step = 1;
  int most = 0;
  int guard = 0;  ///< digits: the weights of the extrapolation add up to no more in modulus

  Nodes(int digits, int root) {
    const double bits = 3.33 * digits, powers = static_cast<double>(farthest_power) / root - first_power;
    step = std::min(1.0, powers * powers / (2 * bits));
    most = 16 + 2 * static_cast<int>(std::sqrt(2 * bits / step));
    // prod_k (1 + 2^-ck)/(1 - 2^-ck) is below exp(pi^2/(4 c log 2)).
    guard = 8 + static_cast<int>(1.6 / step);
  }
  /// A number with a short denominator.
  [[nodiscard]] Rational operator()(int j) const {
    constexpr int bits = 12;
    const double power = first_power + step * j;
    const int whole = static_cast<int>(std::floor(power));
    const auto fraction = static_cast<std::int64_t>(std::ldexp(std::exp2(whole - power), bits));
    return Rational(Integer(fraction), Integer(1) << static_cast<unsigned>(whole + bits));
  }
};

}  // namespace

Reasoned<Multi> extrapolated_limit(const std::function<Reasoned<Multi>(const Rational&, int)>& f, int digits) {
  std::string reason = "no limit was found";
  for (const int root : {1, 2}) {
    const Nodes nodes(digits, root);
    const int kept = digits + nodes.guard;
    const WorkingPrecision precision(kept + nodes.guard);
    const Multi tolerance = pow(Multi(10), Multi(-digits));
    Tableau tableau;
    Multi largest = 0, before = 0;
    int agreements = 0;
    for (int j = 0; j < nodes.most; ++j) {
      const Rational u = nodes(j), h = root == 1 ? u : Rational(u * u);
      const auto value = f(h, kept);
      if (!value) {
        reason = "no limit was found: " + value.reason();
        break;
      }
      const Multi here(*value);
      if (abs(here) > largest) largest = abs(here);
      const Multi estimate = tableau.add(static_cast<Multi>(u), here);
      const bool zero = abs(estimate) <= tolerance * largest && abs(before) <= tolerance * largest;
      agreements = j > 0 && (zero || abs(estimate - before) <= tolerance * abs(estimate)) ? agreements + 1 : 0;
      if (agreements == agreements_wanted) return zero ? Multi(0) : estimate;
      before = estimate;
    }
  }
  return Reason{reason};
}

}  // namespace freepencil
