// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace freepencil {

int thread_count(int requested, std::size_t work) {
  const std::size_t wanted = requested > 0 ? static_cast<std::size_t>(requested)
                                           : std::max<std::size_t>(1, std::thread::hardware_concurrency());
  return static_cast<int>(std::clamp<std::size_t>(work, 1, wanted));
}

namespace {

/// Whether this thread works for a loop already: its cores are taken.
thread_local bool inside_a_loop = false;

class InsideALoop {
 public:
  InsideALoop() : before_(std::exchange(inside_a_loop, true)) {}
  ~InsideALoop() { inside_a_loop = before_; }
  InsideALoop(const InsideALoop&) = delete;
  InsideALoop& operator=(const InsideALoop&) = delete;

 private:
  bool before_;
};

}  // namespace

void parallel_for(std::size_t count, int threads, const std::function<void(std::size_t, int)>& body) {
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  std::exception_ptr failure;
  const auto work = [&](int worker) {
    const InsideALoop here;
    try {
      for (std::size_t index = next++; index < count; index = next++) body(index, worker);
    } catch (...) {
      const std::lock_guard lock(mutex);
      if (!failure) failure = std::current_exception();
      next = count;
    }
  };

  {
    std::vector<std::jthread> others;  // joined at the end of this block, also if starting one of them fails
    const int workers = inside_a_loop ? 1 : thread_count(threads, count);
    for (int worker = 1; worker < workers; ++worker) others.emplace_back(work, worker);
    work(0);
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace freepencil
