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

/// The words of consecutive blocks, in pairs: `low[k]` holds words 0 and 1 of block k, `high[k]` words 2 and 3.
struct Words {
  alignas(64) std::uint64_t low[batch], high[batch];

  void generate(const std::array<std::uint32_t, 2>& key, const std::array<std::uint32_t, 3>& counter,
                std::uint32_t first_block);
  [[nodiscard]] std::uint64_t pair(std::size_t which, std::size_t block) const {
    return which == 0 ? low[block] : high[block];
  }
};

#ifdef __SSE2__

/// Random123's Philox4x32-10 (the tests compare them) on two blocks at once, each word in a lane of 64 bits: a
/// multiplication reads the lower halves only, so whatever gathers in the upper ones does no harm until the end.
void Words::generate(const std::array<std::uint32_t, 2>& key, const std::array<std::uint32_t, 3>& counter,
                     std::uint32_t first_block) {
  const auto both = [](std::uint32_t x) { return _mm_set1_epi64x(x); };
  const __m128i multiplier0 = both(PHILOX_M4x32_0), multiplier1 = both(PHILOX_M4x32_1), lower = both(0xFFFFFFFF);
  for (std::uint32_t block = 0; block < batch; block += 2) {
    __m128i x0 = _mm_set_epi64x(first_block + block + 1, first_block + block);
    __m128i x1 = both(counter[0]), x2 = both(counter[1]), x3 = both(counter[2]);
    std::uint32_t key0 = key[0], key1 = key[1];
    for (int round = 0; round < 10; ++round) {
      const __m128i product0 = _mm_mul_epu32(x0, multiplier0), product1 = _mm_mul_epu32(x2, multiplier1);
      x0 = _mm_xor_si128(_mm_srli_epi64(product1, 32), _mm_xor_si128(x1, both(key0)));
      x2 = _mm_xor_si128(_mm_srli_epi64(product0, 32), _mm_xor_si128(x3, both(key1)));
      x1 = product1;
      x3 = product0;
      key0 += PHILOX_W32_0;
      key1 += PHILOX_W32_1;
    }
    const auto joined = [&](__m128i first, __m128i second) {
      return _mm_or_si128(_mm_and_si128(first, lower), _mm_slli_epi64(second, 32));
    };
    _mm_store_si128(reinterpret_cast<__m128i*>(low + block), joined(x0, x1));
    _mm_store_si128(reinterpret_cast<__m128i*>(high + block), joined(x2, x3));
  }
}

#else

void Words::generate(const std::array<std::uint32_t, 2>& key, const std::array<std::uint32_t, 3>& counter,
                     std::uint32_t first_block) {
  const r123::Philox4x32::key_type k = {{key[0], key[1]}};
  for (std::uint32_t block = 0; block < batch; ++block) {
    const r123::Philox4x32::ctr_type c = {{first_block + block, counter[0], counter[1], counter[2]}};
    const auto out = r123::Philox4x32()(c, k);
    low[block] = (std::uint64_t{out.v[1]} << 32) | out.v[0];
    high[block] = (std::uint64_t{out.v[3]} << 32) | out.v[2];
  }
}

#endif

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

// Compiled a second time for processors with AVX2, which halves its time. AVX2 alone has no fused operations, so both
// give the same digits. A sanitizer cannot start before the choice between the two is made.
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
[[gnu::target_clones("avx2", "default")]]
#endif
void all_normals(const Words& words, double scale, double* out) {
  alignas(64) double radius[batch], x[batch], y[batch];
  for (std::size_t block = 0; block < batch; ++block) {
    radius[block] = box_muller::radius_squared(words.low[block]);
    const auto direction = box_muller::direction(words.high[block]);
    x[block] = direction.x;
    y[block] = direction.y;
  }
  square_roots(radius);
  for (double& r : radius) r *= scale;
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
    for (std::size_t k = 0; k < count; ++k) {
      out[begin + k] = static_cast<std::uint32_t>(words.pair(k / 2 % 2, k / 4) >> (k % 2 * 32));
    }
  });
}

void RandomStream::fill_uniform(std::span<double> out) const {
  for_batches(key_, counter_, out.size(), 2, [&](const Words& words, std::size_t begin, std::size_t count) {
    for (std::size_t k = 0; k < count; ++k) out[begin + k] = box_muller::in_one_two(words.pair(k % 2, k / 2)) - 1;
  });
}

void RandomStream::fill_normal(double scale, std::span<double> out) const {
  for_batches(key_, counter_, out.size(), 2, [&](const Words& words, std::size_t begin, std::size_t count) {
    if (count == 2 * batch) return all_normals(words, scale, out.data() + begin);
    double last[2 * batch];
    all_normals(words, scale, last);
    std::copy_n(last, count, out.data() + begin);
  });
}

}  // namespace freepencil
