// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/shared_atoms.hpp"

#include <cmath>

#include "numeric/multiprecision.hpp"
#include "support/parallel.hpp"

namespace freepencil {

AtomShares::AtomShares(std::size_t atoms, std::size_t run, std::size_t operations, double cost) : atoms_(atoms) {
  constexpr double worth_threads = 4e5;  // nanoseconds: several times what it takes to start and join them
  constexpr std::size_t runs_together = 32;
  // Numbers that allocate come in short runs, each of them long enough.
  length_ = cost > 1 ? run : run * runs_together;
  count_ = std::max<std::size_t>(1, (atoms + length_ - 1) / length_);
  if (static_cast<double>(atoms) * static_cast<double>(operations) * cost > worth_threads) {
    threads_ = thread_count(0, count_);
  }
}

void AtomShares::run_in_threads(const std::function<void(std::size_t, int)>& body) const {
  const int digits = WorkingPrecision::digits();
  parallel_for(count_, threads_, [&](std::size_t share, int worker) {
    const WorkingPrecision precision(digits);
    body(share, worker);
  });
}

double detail::precise_cost() {
  // Fitted to products and quotients of MPFR.
  const double digits = WorkingPrecision::digits();
  return 60 + 0.02 * std::pow(digits, 1.6);
}

}  // namespace freepencil
