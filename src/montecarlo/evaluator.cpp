// SPDX-License-Identifier: GPL-3.0-or-later
#include "montecarlo/evaluator.hpp"

#include <cmath>

#include "montecarlo/blas.hpp"

namespace freepencil {
namespace {

template <class T>
T convert(std::complex<double> x) {
  if constexpr (is_complex<T>) {
    return x;
  } else {
    return x.real();
  }
}

}  // namespace

template <class T>
Evaluator<T>::Evaluator(const EvaluationPlan& plan, const Sampling& sampling)
    : plan_(plan), sampling_(sampling), slots_(plan.slots), factors_(plan.factors), numbers_(plan.numbers) {
  for (const auto& diagonal : plan.diagonals) {
    std::vector<T>& values = diagonals_.emplace_back();
    for (const std::complex<double> x : diagonal) values.push_back(convert<T>(x));
  }
  for (const PlannedConstant& constant : plan.constants) {
    std::vector<T>& values = blocks_.emplace_back();
    for (const std::complex<double> x : constant.block) values.push_back(convert<T>(x));
  }
}

template <class T>
std::optional<std::uint32_t> Evaluator<T>::run(std::int64_t trial) {
  trial_ = trial;
  for (const Step& step : plan_.steps) {
    if (!std::visit([&](const auto& kind) { return execute(kind); }, step.kind)) return step.trace;
    for (const std::uint32_t slot : step.released) release(slots_[slot]);
  }
  traces_.clear();
  for (const PlannedTrace& trace : plan_.traces) {
    T& total = traces_.emplace_back(convert<T>(trace.constant));
    for (const auto& [coefficient, number] : trace.numbers) total += convert<T>(coefficient) * numbers_[number];
  }
  return std::nullopt;
}

template <class T>
kernels::Diagonal<T> Evaluator<T>::diagonal(std::uint32_t index) const {
  if (index == no_diagonal) return {};
  return diagonals_[index];
}

template <class T>
Dense<T> Evaluator<T>::take(std::size_t size) {
  // The smallest that is large enough, else the largest: it is the one that is least use to others.
  auto best = pool_.end();
  for (auto at = pool_.begin(); at != pool_.end(); ++at) {
    if (best == pool_.end()) {
      best = at;
    } else if (best->capacity() < size ? at->capacity() > best->capacity()
                                       : at->capacity() >= size && at->capacity() < best->capacity()) {
      best = at;
    }
  }
  if (best == pool_.end()) return {};
  Dense<T> result = std::move(*best);
  *best = std::move(pool_.back());
  pool_.pop_back();
  return result;
}

template <class T>
Dense<T>& Evaluator<T>::make(std::uint32_t slot, std::size_t rows, std::size_t columns) {
  // A trial that ended early leaves its matrices in their slots.
  if (slots_[slot].capacity() < rows * columns) slots_[slot] = take(rows * columns);
  slots_[slot].resize(rows, columns);
  return slots_[slot];
}

template <class T>
void Evaluator<T>::release(Dense<T>& matrix) {
  pool_.push_back(std::move(matrix));
  matrix = {};
}

template <class T>
bool Evaluator<T>::execute(const step::Sample& s) {
  const Sampling::Variable& variable = sampling_.variables[s.variable];
  Dense<T>& matrix = make(s.slot, variable.rows, variable.columns);
  const RandomStream stream({.seed = sampling_.seed, .size = sampling_.size, .trial = trial_, .variable = s.variable});
  std::span<double> entries;
  if constexpr (is_complex<T>) {
    entries_.resize(matrix.entries().size());
    entries = entries_;
  } else {
    entries = matrix.entries();
  }
  sample(variable.law, stream, variable.deviation, entries);
  if constexpr (is_complex<T>) std::ranges::copy(entries, matrix.entries().begin());
  return true;
}

template <class T>
bool Evaluator<T>::execute(const step::Constant& s) {
  const auto [copies, size] = std::pair(plan_.constants[s.constant].copies, plan_.constants[s.constant].size);
  const std::vector<T>& block = blocks_[s.constant];
  Dense<T>& result = make(s.slot, copies * size, copies * size);
  if (copies > 1) std::ranges::fill(result.entries(), T(0));
  for (std::size_t j = 0; j < copies * size; ++j) {
    std::copy_n(block.data() + j % size * size, size, result.column(j) + j / size * size);
  }
  return true;
}

template <class T>
bool Evaluator<T>::execute(const step::Multiply& s) {
  const Dense<T>&a = slots_[s.a.slot], &b = slots_[s.b.slot];
  const std::size_t rows = s.a.adjoint ? a.columns() : a.rows(), columns = s.b.adjoint ? b.rows() : b.columns();
  Dense<T>& result = make(s.slot, rows, columns);
  const kernels::Diagonal<T> middle = diagonal(s.middle);
  if (middle.empty()) {
    blas::multiply(a, s.a.adjoint, b, s.b.adjoint, result);
    return true;
  }
  // The smaller factor takes the diagonal: middle * op(b), or (middle' * op(a)')'.
  const bool on_the_right = b.entries().size() <= a.entries().size();
  Dense<T> scaled = take(std::min(a.entries().size(), b.entries().size()));
  if (on_the_right) {
    kernels::scale_rows(middle, b, s.b.adjoint, scaled);
    blas::multiply(a, s.a.adjoint, scaled, false, result);
  } else {
    std::vector<T> conjugated;
    for (const T x : middle) conjugated.push_back(conjugate(x));
    kernels::scale_rows<T>(conjugated, a, !s.a.adjoint, scaled);
    blas::multiply(scaled, true, b, s.b.adjoint, result);
  }
  release(scaled);
  return true;
}

template <class T>
bool Evaluator<T>::execute(const step::Gram& s) {
  const Dense<T>& b = slots_[s.b.slot];
  const std::size_t rows = s.b.adjoint ? b.columns() : b.rows(), columns = s.b.adjoint ? b.rows() : b.columns();
  Dense<T>& result = make(s.slot, columns, columns);
  const kernels::Diagonal<T> middle = diagonal(s.middle);
  if (middle.empty() && s.b.adjoint) {
    blas::outer_gram(b, result);
  } else if (middle.empty()) {
    blas::gram(b, 0, rows, 1, false, result);
  } else {
    // D = |D| sign(D): runs of rows with one sign, scaled by sqrt |D|, are products of a matrix with itself. The middle
    // of a self-adjoint product is real.
    std::vector<T> roots;
    for (const T x : middle) roots.emplace_back(std::sqrt(std::abs(std::real(x))));
    Dense<T> scaled = take(b.entries().size());
    kernels::scale_rows<T>(roots, b, s.b.adjoint, scaled);
    for (std::size_t begin = 0, end = 0; begin < rows; begin = end) {
      const bool negative = std::real(middle[begin]) < 0;
      while (end < rows && (std::real(middle[end]) < 0) == negative) ++end;
      blas::gram(scaled, begin, end, negative ? -1 : 1, begin > 0, result);
    }
    release(scaled);
  }
  return true;
}

template <class T>
bool Evaluator<T>::execute(const step::Congruence& s) {
  const Dense<T>& b = slots_[s.b.slot];
  const std::size_t columns = s.b.adjoint ? b.rows() : b.columns();
  Dense<T>& result = make(s.slot, columns, columns);
  Dense<T> scaled = take(b.entries().size());
  kernels::scale_rows(diagonal(s.middle), b, s.b.adjoint, scaled);
  factors_[s.factor].congruence(scaled, result);
  release(scaled);
  return true;
}

template <class T>
void Evaluator<T>::write(const PlannedSum& sum, bool half, Dense<T>& result) const {
  for (std::size_t k = 0; k < sum.terms.size(); ++k) {
    const PlannedTerm& term = sum.terms[k];
    kernels::accumulate(convert<T>(term.coefficient), diagonal(term.left), slots_[term.matrix.slot],
                        term.matrix.adjoint, diagonal(term.right), half, k == 0, sum.row, sum.column, result);
  }
  if (sum.terms.empty()) {
    for (std::size_t j = 0; j < sum.columns; ++j) std::fill_n(result.column(sum.column + j) + sum.row, sum.rows, T(0));
  }
  const kernels::Diagonal<T> values = diagonal(sum.diagonal);
  for (std::size_t k = 0; k < values.size(); ++k) result(sum.row + k, sum.column + k) += values[k];
}

template <class T>
bool Evaluator<T>::execute(const step::Combine& s) {
  write(s.sum, s.half, make(s.slot, s.sum.rows, s.sum.columns));
  return true;
}

template <class T>
bool Evaluator<T>::execute(const step::Mirror& s) {
  kernels::mirror(slots_[s.slot]);
  return true;
}

template <class T>
bool Evaluator<T>::execute(const step::Factorize& s) {
  return factors_[s.factor].compute(slots_[s.slot], s.hermitian);
}

template <class T>
bool Evaluator<T>::execute(const step::FactorizeBlocks& s) {
  Dense<T> assembled = take(s.size * s.size);
  assembled.resize(s.size, s.size);
  for (const PlannedSum& block : s.blocks) write(block, false, assembled);
  const bool regular = factors_[s.factor].compute(assembled, false);
  release(assembled);
  return regular;
}

template <class T>
bool Evaluator<T>::execute(const step::Solve& s) {
  const Dense<T>& b = slots_[s.b.slot];
  Dense<T>& result = make(s.slot, b.rows(), b.columns());
  kernels::scale_rows(diagonal(s.middle), b, s.b.adjoint, result);
  factors_[s.factor].solve(s.adjoint, result);
  return true;
}

template <class T>
bool Evaluator<T>::execute(const step::Invert& s) {
  factors_[s.factor].invert(slots_[s.slot]);
  return true;
}

template <class T>
bool Evaluator<T>::execute(const step::InverseDiagonal& s) {
  factors_[s.factor].inverse_diagonal(slots_[s.slot]);
  return true;
}

template <class T>
bool Evaluator<T>::execute(const step::BlockColumn& s) {
  Dense<T>& result = make(s.slot, s.rows, s.columns);
  std::ranges::fill(result.entries(), T(0));
  for (std::size_t j = 0; j < s.columns; ++j) result(s.row + j, j) = 1;
  factors_[s.factor].solve(false, result);
  return true;
}

template <class T>
bool Evaluator<T>::execute(const step::BlockPart& s) {
  const Dense<T>& source = slots_[s.source];
  Dense<T>& result = make(s.slot, s.rows, source.columns());
  for (std::size_t j = 0; j < source.columns(); ++j) std::copy_n(source.column(j) + s.row, s.rows, result.column(j));
  return true;
}

template <class T>
bool Evaluator<T>::execute(const step::DiagonalSum& s) {
  const Dense<T>& a = slots_[s.slot];
  const kernels::Diagonal<T> left = diagonal(s.left);
  T total = 0;
  for (std::size_t k = 0; k < a.rows(); ++k) {
    total += kernels::at(left, k) * (s.column ? a(k, 0) : kernels::entry(a, s.adjoint, k, k));
  }
  numbers_[s.number] = total;
  return true;
}

template <class T>
bool Evaluator<T>::execute(const step::PairSum& s) {
  const Dense<T>&a = slots_[s.a.slot], &b = slots_[s.b.slot];
  const kernels::Diagonal<T> left = diagonal(s.left), middle = diagonal(s.middle);
  numbers_[s.number] = s.half ? kernels::half_pair_sum(left, a, middle, b)
                              : kernels::pair_sum(left, a, s.a.adjoint, middle, b, s.b.adjoint);
  return true;
}

template class Evaluator<double>;
template class Evaluator<std::complex<double>>;

}  // namespace freepencil
