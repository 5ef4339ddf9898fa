// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/parallel.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <stdexcept>
#include <vector>

namespace freepencil {

TEST_CASE("parallel_for calls its body once for every index") {
  for (const int threads : {1, 2, 5, 40}) {
    for (const std::size_t count : {0U, 1U, 3U, 1000U}) {
      std::vector<std::atomic<int>> calls(count);
      std::atomic<bool> worker_in_range = true;
      const int workers = thread_count(threads, count);
      parallel_for(count, threads, [&](std::size_t index, int worker) {
        ++calls[index];
        if (worker < 0 || worker >= workers) worker_in_range = false;
      });
      CHECK(worker_in_range);
      for (const auto& call : calls) CHECK(call == 1);
    }
  }
  CHECK(thread_count(0, 100) >= 1);
  CHECK(thread_count(8, 3) == 3);
  CHECK(thread_count(8, 0) == 1);
}

TEST_CASE("parallel_for passes an exception on and stops") {
  for (const int threads : {1, 4}) {
    std::atomic<std::size_t> calls = 0;
    const auto body = [&](std::size_t index, int) {
      ++calls;
      if (index == 10) throw std::runtime_error("ten");
    };
    CHECK_THROWS_WITH(parallel_for(1'000'000, threads, body), "ten");
    CHECK(calls < 1'000'000);
  }
}

}  // namespace freepencil
