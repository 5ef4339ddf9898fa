// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/extrapolated_limit.hpp"

#include <cmath>
#include <vector>

namespace freepencil {
namespace {

constexpr int guard_digits = 8;       // the weights of an extrapolation add up to less than nine in modulus
constexpr int first_power = 4;        // of one half
constexpr int agreements_wanted = 2;  // of an order with the one before

/// Neville's scheme at zero for nodes u_j = u_0/2^j.
class Tableau {
 public:
  /// The extrapolation that uses all values so far.
  Multi add(const Multi& value) {
    std::vector<Multi> row = {value};
    Multi factor = 1;
    for (const Multi& above : last_) {
      factor = factor * 2;
      row.push_back(row.back() + (row.back() - above) / (factor - 1));
    }
    last_ = std::move(row);
    return last_.back();
  }

 private:
  std::vector<Multi> last_;
};

}  // namespace

Reasoned<Multi> extrapolated_limit(const std::function<Reasoned<Multi>(const Rational&, int)>& f, int digits) {
  const int kept = digits + guard_digits;
  const WorkingPrecision precision(kept + guard_digits);
  const int most_values = 16 + 2 * static_cast<int>(std::sqrt(2 * 3.33 * digits));
  const Multi tolerance = pow(Multi(10), Multi(-digits));
  std::string reason = "no limit was found";
  for (const int root : {1, 2}) {
    Tableau tableau;
    Multi largest = 0, before = 0;
    int agreements = 0;
    for (int j = 0; j < most_values; ++j) {
      const Rational h(Integer(1), Integer(1) << static_cast<unsigned>(root * (first_power + j)));
      const auto value = f(h, kept);
      if (!value) {
        reason = "no limit was found: " + value.reason();
        break;
      }
      const Multi here(*value);
      if (abs(here) > largest) largest = abs(here);
      const Multi estimate = tableau.add(here);
      const bool zero = abs(estimate) <= tolerance * largest && abs(before) <= tolerance * largest;
      agreements = j > 0 && (zero || abs(estimate - before) <= tolerance * abs(estimate)) ? agreements + 1 : 0;
      if (agreements == agreements_wanted) return zero ? Multi(0) : estimate;
      before = estimate;
    }
  }
  return Reason{reason};
}

}  // namespace freepencil
