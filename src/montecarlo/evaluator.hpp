// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "laws/entry_law.hpp"
#include "montecarlo/factorization.hpp"
#include "montecarlo/plan.hpp"

namespace freepencil {

/// What a trial needs to know of the random matrices.
struct Sampling {
  struct Variable {
    EntryLaw law = EntryLaw::Gaussian;
    std::size_t rows = 0, columns = 0;
    double deviation = 1;  ///< square root of the variance of an entry
  };
  std::vector<Variable> variables;
  std::uint64_t seed = 1;
  std::int64_t size = 0;  ///< of the reference dimension
};

/// Runs a plan; one of these for every thread.
template <class T>
class Evaluator {
 public:
  Evaluator(const EvaluationPlan& plan, const Sampling& sampling);

  /// Computes the traces of one trial; the planned trace that needed the inverse of a singular matrix, if one did.
  [[nodiscard]] std::optional<std::uint32_t> run(std::int64_t trial);
  [[nodiscard]] std::span<const T> traces() const { return traces_; }

 private:
  // Each returns false where a matrix turned out to be singular.
  bool execute(const step::Sample& s);
  bool execute(const step::Constant& s);
  bool execute(const step::Multiply& s);
  bool execute(const step::Gram& s);
  bool execute(const step::Congruence& s);
  bool execute(const step::Combine& s);
  bool execute(const step::Mirror& s);
  bool execute(const step::Factorize& s);
  bool execute(const step::FactorizeBlocks& s);
  bool execute(const step::Solve& s);
  bool execute(const step::Invert& s);
  bool execute(const step::InverseDiagonal& s);
  bool execute(const step::BlockColumn& s);
  bool execute(const step::BlockPart& s);
  bool execute(const step::DiagonalSum& s);
  bool execute(const step::PairSum& s);

  [[nodiscard]] kernels::Diagonal<T> diagonal(std::uint32_t index) const;
  void write(const PlannedSum& sum, bool half, Dense<T>& result) const;
  /// An unused matrix of this size from the pool.
  Dense<T>& make(std::uint32_t slot, std::size_t rows, std::size_t columns);
  [[nodiscard]] Dense<T> take(std::size_t size);
  void release(Dense<T>& matrix);

  const EvaluationPlan& plan_;
  const Sampling& sampling_;
  std::vector<std::vector<T>> diagonals_, blocks_;
  std::int64_t trial_ = 0;
  std::vector<Dense<T>> slots_;
  std::vector<Dense<T>> pool_;
  std::vector<Factorization<T>> factors_;
  std::vector<double> entries_;  // of a complex sample, before conversion
  std::vector<T> numbers_, traces_;
};

extern template class Evaluator<double>;
extern template class Evaluator<std::complex<double>>;

}  // namespace freepencil
