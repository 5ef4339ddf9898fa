// SPDX-License-Identifier: GPL-3.0-or-later
// The straight-line program that every trial runs: decided once from the expressions and the sizes.
#pragma once

#include <complex>
#include <cstdint>
#include <span>
#include <variant>
#include <vector>

#include "expr/model.hpp"
#include "laws/ensemble.hpp"

namespace freepencil {

/// No diagonal: the identity.
inline constexpr std::uint32_t no_diagonal = UINT32_MAX;

/// A computed matrix or its adjoint.
struct Operand {
  std::uint32_t slot = 0;
  bool adjoint = false;
};

/// coefficient * left * matrix * right with diagonals left and right.
struct PlannedTerm {
  std::complex<double> coefficient;
  std::uint32_t left = no_diagonal;
  Operand matrix;
  std::uint32_t right = no_diagonal;
};

/// A sum of terms and a diagonal, at a position of a larger matrix.
struct PlannedSum {
  std::vector<PlannedTerm> terms;
  std::uint32_t diagonal = no_diagonal;  ///< here: nothing is added
  std::size_t row = 0, column = 0;       ///< where its first entry goes
  std::size_t rows = 0, columns = 0;
};

/// The steps write matrix slots, factorisations or numbers. `half` tells that a Hermitian result is written, or read,
/// in its lower triangle only.
namespace step {
struct Sample {
  std::uint32_t variable, slot;
};  // entries of a random matrix
struct Constant {
  std::uint32_t slot, constant;
};  // a deterministic matrix that is no diagonal
struct Multiply {
  std::uint32_t slot;
  Operand a;
  std::uint32_t middle;
  Operand b;
};  // a * middle * b
struct Gram {
  std::uint32_t slot;
  std::uint32_t middle;
  Operand b;
};  // b' * middle * b, half
struct Congruence {
  std::uint32_t slot, factor, middle;
  Operand b;
};  // b' * middle * inv * middle * b, half
struct Combine {
  std::uint32_t slot;
  PlannedSum sum;
  bool half;
};
struct Mirror {
  std::uint32_t slot;
};  // a half matrix becomes a full one
struct Factorize {
  std::uint32_t factor, slot;
  bool hermitian;
};  // Hermitian: reads half
struct FactorizeBlocks {
  std::uint32_t factor;
  std::size_t size;
  std::vector<PlannedSum> blocks;
};
struct Solve {
  std::uint32_t slot, factor;
  bool adjoint;
  std::uint32_t middle;
  Operand b;
};  // inv * middle * b
struct Invert {
  std::uint32_t slot, factor;
};  // half for a Hermitian factor
struct InverseDiagonal {
  std::uint32_t slot, factor;
};  // a column: the diagonal of the inverse
struct BlockColumn {
  std::uint32_t slot, factor;
  std::size_t row, rows, columns;
};  // inverse * columns of the identity
struct BlockPart {
  std::uint32_t slot, source;
  std::size_t row, rows;
};  // some rows of a matrix
struct DiagonalSum {
  std::uint32_t number, slot, left;
  bool adjoint, column;
};  // sum left_i a_ii; of a column: left_i a_i
struct PairSum {
  std::uint32_t number;
  std::uint32_t left;
  Operand a;
  std::uint32_t middle;
  Operand b;
  bool half;
};
}  // namespace step

using StepKind =
    std::variant<step::Sample, step::Constant, step::Multiply, step::Gram, step::Congruence, step::Combine,
                 step::Mirror, step::Factorize, step::FactorizeBlocks, step::Solve, step::Invert, step::InverseDiagonal,
                 step::BlockColumn, step::BlockPart, step::DiagonalSum, step::PairSum>;

struct Step {
  StepKind kind;
  std::uint32_t trace = 0;              ///< for whose sake, by its place in the list that was planned
  std::vector<std::uint32_t> released;  ///< slots that no later step reads
};

/// kron(I, block) with `copies` copies of a symmetric block along the diagonal.
struct PlannedConstant {
  std::size_t copies = 0, size = 0;
  std::vector<std::complex<double>> block;
};

/// One trace: constant + sum of coefficients * numbers.
struct PlannedTrace {
  std::complex<double> constant = 0;
  std::vector<std::pair<std::complex<double>, std::uint32_t>> numbers;
};

struct EvaluationPlan {
  std::vector<Step> steps;
  std::vector<PlannedTrace> traces;  ///< in the order of the request
  std::uint32_t slots = 0, factors = 0, numbers = 0;
  std::vector<std::vector<std::complex<double>>> diagonals;  ///< entry by entry
  std::vector<PlannedConstant> constants;
};

/// Plans the traces with these indices into Model::traces, in complex arithmetic where `complex` is set: coefficients
/// and functions of spectra are then evaluated there, else a square root of a negative number is not a number.
[[nodiscard]] EvaluationPlan plan_evaluation(const Model& model, const Ensemble& ensemble,
                                             std::span<const std::uint32_t> traces, bool complex);

}  // namespace freepencil
