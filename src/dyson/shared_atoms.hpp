// SPDX-License-Identifier: GPL-3.0-or-later
// The atoms of a space in shares that threads take. Shares depend on the number of atoms alone, so that sums over them
// have the same bits whatever the number of threads is.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <type_traits>

namespace freepencil {

class AtomShares {
 public:
  /// `operations` are done with every atom, each of so many nanoseconds; `run` atoms belong together.
  AtomShares(std::size_t atoms, std::size_t run, std::size_t operations, double cost);

  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] std::size_t begin(std::size_t share) const { return share * length_; }
  [[nodiscard]] std::size_t end(std::size_t share) const { return std::min(atoms_, (share + 1) * length_); }
  [[nodiscard]] int threads() const { return threads_; }

  /// body(share, worker) for every share; in the precision of this thread.
  template <class Body>
  void run(const Body& body) const {
    if (threads_ > 1) return run_in_threads(body);
    for (std::size_t share = 0; share < count_; ++share) body(share, 0);
  }

 private:
  void run_in_threads(const std::function<void(std::size_t, int)>& body) const;

  std::size_t atoms_, length_, count_;
  int threads_ = 1;
};

namespace detail {
/// Of a product of numbers that have a precision.
[[nodiscard]] double precise_cost();
}  // namespace detail

/// About how many nanoseconds an operation on such numbers takes.
template <class S>
[[nodiscard]] double working_cost() {
  return std::is_trivially_copyable_v<S> ? 1 : detail::precise_cost();
}

}  // namespace freepencil
