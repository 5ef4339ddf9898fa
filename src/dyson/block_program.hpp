// SPDX-License-Identifier: GPL-3.0-or-later
// How the inverse of a matrix of one zero pattern is computed: a list of operations on numbered slots, the same for all
// numbers and number types.
#pragma once

#include <utility>
#include <vector>

#include "dyson/graph.hpp"

namespace freepencil {

/// Only the diagonal blocks of the block triangular form are inverted; the rest is substitution, written down once as a
/// list of products.
class BlockProgram {
 public:
  // Gather: temporary[target] += input[left] * output[right]; else output[target] -= output[left] * temporary[right].
  // The first step on a target assigns.
  struct Step {
    bool gather = true;
    bool first = true;
    int target = 0, left = 0, right = 0;
  };
  /// One diagonal block, or one column of a block below the diagonal. Temporaries live within one operation.
  struct Operation {
    int size = 0;                    ///< of a diagonal block; zero for a column
    std::vector<int> input, output;  ///< of a diagonal block, row-major; -1 in `input` for zeros
    std::vector<Step> steps;         ///< of a column

    /// Slots that it needs and fills.
    std::vector<int> inputs_read, outputs_read, outputs_written;
  };

  BlockProgram() = default;
  /// `wanted` holds positions (k,l) of the inverse, k a column and l a row of the pattern, none structurally zero; the
  /// pattern must have a perfect matching.
  BlockProgram(const Pattern& pattern, const std::vector<std::pair<int, int>>& wanted);

  /// Of an entry of the matrix; -1 where it is not needed.
  [[nodiscard]] int input_slot(int row, int column) const { return input_slots_[row * size_ + column]; }
  /// Of an entry of the inverse; -1 where it was not asked for.
  [[nodiscard]] int output_slot(int k, int l) const { return output_slots_[k * size_ + l]; }
  [[nodiscard]] int inputs() const { return inputs_; }
  [[nodiscard]] int outputs() const { return outputs_; }
  [[nodiscard]] int temporaries() const { return temporaries_; }
  [[nodiscard]] int largest_diagonal() const { return largest_; }
  /// Every one behind those whose outputs it reads.
  [[nodiscard]] const std::vector<Operation>& operations() const { return operations_; }

 private:
  void plan_diagonal(const Pattern& pattern, const std::vector<int>& rows, const std::vector<int>& columns);
  void plan_column(const Pattern& pattern, const BlockTriangularForm& form, int l, std::vector<char> need);
  int use_input(int row, int column);
  int use_output(int k, int l);

  int size_ = 0, inputs_ = 0, outputs_ = 0, temporaries_ = 0, largest_ = 0;
  std::vector<int> input_slots_, output_slots_;
  std::vector<Operation> operations_;
};

}  // namespace freepencil
