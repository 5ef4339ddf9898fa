// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/random_stream.hpp"

#include <Random123/philox.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "support/box_muller.hpp"

namespace freepencil {
namespace {

constexpr std::size_t batch = 128;  // blocks at a time: the words stay in the first-level cache

/// Words of consecutive blocks, word by word so that a loop over blocks reads and writes contiguously.
struct Words {
  alignas(64) std::uint32_t word[4][batch];

  void generate(const std::array<std::uint32_t, 2>& key, const std::array<std::uint32_t, 3>& counter,
                std::uint32_t first_block) {
    const r123::Philox4x32::key_type k = {{key[0], key[1]}};
    for (std::uint32_t block = 0; block < batch; ++block) {
      const r123::Philox4x32::ctr_type c = {{first_block + block, counter[0], counter[1], counter[2]}};
      const auto out = r123::Philox4x32()(c, k);
      for (std::size_t w = 0; w < 4; ++w) word[w][block] = out.v[w];
    }
  }

  [[nodiscard]] std::uint64_t pair(std::size_t which, std::size_t block) const {
    return (std::uint64_t{word[2 * which + 1][block]} << 32) | word[2 * which][block];
  }
};

/// Calls `write(words, begin, count)` for consecutive pieces of `size` entries, `per_block` of them a block.
template <class Write>
void for_batches(const std::array<std::uint32_t, 2>& key, const std::array<std::uint32_t, 3>& counter, std::size_t size,
                 std::size_t per_block, const Write& write) {
  assert(size / per_block < (std::uint64_t{1} << 32) && "a stream ends after 2^32 blocks");
  Words words;
  const std::size_t step = batch * per_block;
  for (std::size_t begin = 0; begin < size; begin += step) {
    words.generate(key, counter, static_cast<std::uint32_t>(begin / per_block));
    write(words, begin, std::min(step, size - begin));
  }
}

/// std::sqrt sets errno, so that compilers do not vectorise a loop of it; the digits are the same either way.
void square_roots(double* values) {
#ifdef __SSE2__
  for (std::size_t k = 0; k < batch; k += 2) _mm_storeu_pd(values + k, _mm_sqrt_pd(_mm_loadu_pd(values + k)));
#else
  for (std::size_t k = 0; k < batch; ++k) values[k] = std::sqrt(values[k]);
#endif
}

void all_normals(const Words& words, double* out) {
  alignas(64) double radius[batch], x[batch], y[batch];
  for (std::size_t block = 0; block < batch; ++block) {
    radius[block] = box_muller::radius_squared(words.pair(0, block));
    const auto direction = box_muller::direction(words.pair(1, block));
    x[block] = direction.x;
    y[block] = direction.y;
  }
  square_roots(radius);
  for (std::size_t block = 0; block < batch; ++block) {
    out[2 * block] = radius[block] * x[block];
    out[2 * block + 1] = radius[block] * y[block];
  }
}

}  // namespace

RandomStream::RandomStream(const StreamKey& key)
    : counter_{key.variable, static_cast<std::uint32_t>(key.trial), static_cast<std::uint32_t>(key.trial >> 32)} {
  // Seed and size together are more than Philox's key: mix the size in under the seed.
  const auto size = static_cast<std::uint64_t>(key.size);
  const r123::Philox4x32::ctr_type c = {
      {static_cast<std::uint32_t>(size), static_cast<std::uint32_t>(size >> 32), 0, 0}};
  const r123::Philox4x32::key_type k = {
      {static_cast<std::uint32_t>(key.seed), static_cast<std::uint32_t>(key.seed >> 32)}};
  const auto mixed = r123::Philox4x32()(c, k);
  key_ = {mixed.v[0], mixed.v[1]};
}

void RandomStream::fill_bits(std::span<std::uint32_t> out) const {
  for_batches(key_, counter_, out.size(), 4, [&](const Words& words, std::size_t begin, std::size_t count) {
    for (std::size_t k = 0; k < count; ++k) out[begin + k] = words.word[k % 4][k / 4];
  });
}

void RandomStream::fill_uniform(std::span<double> out) const {
  for_batches(key_, counter_, out.size(), 2, [&](const Words& words, std::size_t begin, std::size_t count) {
    for (std::size_t k = 0; k < count; ++k) out[begin + k] = box_muller::in_one_two(words.pair(k % 2, k / 2)) - 1;
  });
}

void RandomStream::fill_normal(std::span<double> out) const {
  for_batches(key_, counter_, out.size(), 2, [&](const Words& words, std::size_t begin, std::size_t count) {
    alignas(64) double normals[2 * batch];
    all_normals(words, normals);
    std::copy_n(normals, count, out.data() + begin);
  });
}

}  // namespace freepencil
