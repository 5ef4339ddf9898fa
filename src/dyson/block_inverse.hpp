// SPDX-License-Identifier: GPL-3.0-or-later
// The inverse of many small matrices of one zero pattern, for instance F(x) - S at all atoms x of a spectrum.
#pragma once

#include <cstddef>
#include <type_traits>

#include "dyson/block_program.hpp"
#include "dyson/linear_algebra.hpp"

namespace freepencil {

/// Runs a BlockProgram in numbers: every product runs over a run of atoms, entry after entry, atom by atom within.
template <class S>
class BlockInverse : public BlockProgram {
 public:
  /// Matrices are handled in runs of this many, so that a run stays in the first cache; of numbers that allocate, few
  /// enough to share a spectrum among threads.
  static constexpr int run = std::is_trivially_copyable_v<S> ? 256 : 8;

  BlockInverse() = default;
  using BlockProgram::BlockProgram;
  explicit BlockInverse(const BlockProgram& program) : BlockProgram(program) {}

  /// Length of the scratch array of `compute`.
  [[nodiscard]] std::size_t scratch_size() const { return scratch_size(*this); }
  [[nodiscard]] static std::size_t scratch_size(const BlockProgram& program);

  /// `count` <= run inverses; false if a diagonal block is singular to the last digit or not finite. An input stands at
  /// its slot times `run`, an output at its slot times `stride`.
  bool compute(int count, const S* input, S* output, std::size_t stride, S* scratch) const;
  /// One operation of a program.
  static bool compute(const BlockProgram& program, const Operation& operation, int count, const S* input, S* output,
                      std::size_t stride, S* scratch);

 private:
  static bool invert(const Operation& block, int count, const S* input, S* output, std::size_t stride, S* scratch);
};

extern template class BlockInverse<double>;
extern template class BlockInverse<std::complex<double>>;
extern template class BlockInverse<long double>;
extern template class BlockInverse<std::complex<long double>>;

}  // namespace freepencil
