// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>

namespace freepencil {

/// How many threads `parallel_for` starts when asked for `requested`: all cores for 0, never more than there is work.
[[nodiscard]] int thread_count(int requested, std::size_t work);

/// Calls body(index, worker) once for every index below `count`, handed out in increasing order to `threads` threads;
/// worker, below `threads`, tells whose scratch space to use. The first exception stops the handing out and is rethrown
/// when all threads have ended. A loop inside such a loop runs in its own thread alone.
void parallel_for(std::size_t count, int threads, const std::function<void(std::size_t index, int worker)>& body);

}  // namespace freepencil
