// SPDX-License-Identifier: GPL-3.0-or-later
// The inverse of many small matrices of one zero pattern, for instance F(x) - S at all atoms x of a spectrum.
#pragma once

#include <cstddef>
#include <vector>

#include "dyson/graph.hpp"
#include "dyson/linear_algebra.hpp"

namespace freepencil {

/// Only the diagonal blocks of the block triangular form are inverted; the rest is substitution, written down once as a
/// list of products. Every product runs over a run of atoms: entry after entry, atom by atom within.
template <class S>
class BlockInverse {
 public:
  /// Matrices are handled in runs of this many, so that a run stays in the first cache.
  static constexpr int run = 64;

  BlockInverse() = default;
  /// `wanted` holds positions (k,l) of the inverse, k a column and l a row of the pattern, none structurally zero; the
  /// pattern must have a perfect matching.
  BlockInverse(const Pattern& pattern, const std::vector<std::pair<int, int>>& wanted);

  /// Where an entry of the matrix stands in `input`, in units of `run`; -1 where it is not needed.
  [[nodiscard]] int input_slot(int row, int column) const { return input_slots_[row * size_ + column]; }
  /// Where an entry of the inverse stands in `output`, in units of `stride`; -1 where it was not asked for.
  [[nodiscard]] int output_slot(int k, int l) const { return output_slots_[k * size_ + l]; }
  [[nodiscard]] int inputs() const { return inputs_; }
  [[nodiscard]] int outputs() const { return outputs_; }
  /// Length of the scratch array of `compute`.
  [[nodiscard]] std::size_t scratch_size() const;

  /// `count` <= run inverses; false if a diagonal block is singular to the last digit or not finite.
  bool compute(int count, const S* input, S* output, std::size_t stride, S* scratch) const;

 private:
  // Gather: temporary[target] += input[left] * output[right]; else output[target] -= output[left] * temporary[right].
  // The first step on a target assigns.
  struct Step {
    bool gather = true;
    bool first = true;
    int target = 0, left = 0, right = 0;
  };
  struct Diagonal {
    int size = 0;
    std::vector<int> input, output;  // row-major; -1 in `input` for zeros
  };

  void plan_diagonal(const Pattern& pattern, const std::vector<int>& rows, const std::vector<int>& columns);
  void plan_column(const Pattern& pattern, const BlockTriangularForm& form, int l, std::vector<char> need);
  int use_input(int row, int column);
  int use_output(int k, int l);
  bool invert(const Diagonal& block, int count, const S* input, S* output, std::size_t stride, S* scratch) const;

  int size_ = 0, inputs_ = 0, outputs_ = 0, temporaries_ = 0, largest_ = 0;
  std::vector<int> input_slots_, output_slots_;
  std::vector<Diagonal> diagonals_;
  std::vector<Step> steps_;
};

extern template class BlockInverse<double>;
extern template class BlockInverse<std::complex<double>>;
extern template class BlockInverse<long double>;
extern template class BlockInverse<std::complex<long double>>;

}  // namespace freepencil
