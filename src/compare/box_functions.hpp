// SPDX-License-Identifier: GPL-3.0-or-later
// The equations of a root at one parameter point, compiled for interval arithmetic over boxes of the unknowns.
#pragma once

#include <map>
#include <memory>

#include "compare/closed_forms.hpp"
#include "compare/real_interval.hpp"
#include "compare/root_forms.hpp"

namespace freepencil {

/// A list of operations, operands before what uses them. What does not depend on the unknowns has been computed, in
/// balls. Under a trace every value is a row of intervals, one for each atom.
class BoxFunctions {
 public:
  using Node = std::uint32_t;

  struct Operation {
    enum class Kind : std::uint8_t { Constant, Unknown, Sum, Product, Power, Exp, Log, Trace };
    Kind kind = Kind::Constant;
    std::uint32_t unknown = 0;
    bool row = false;                    ///< a value at every atom
    std::vector<RealInterval> constant;  ///< Constant; Sum: its constant; Trace: the weights
    std::vector<RealInterval> factors;   ///< Sum: coefficients
    std::vector<Rational> exponents;     ///< Product
    std::vector<Node> operands;          ///< Trace: the function, and the same in lowest terms where that differs
    std::vector<Node> slopes;            ///< Trace: its derivatives by unknown, where they are known
  };

  /// Compiles the forms; `known` gives the values of all that is free of the unknowns.
  [[nodiscard]] static Reasoned<BoxFunctions> compile(SpectralTraces& traces, const RootForms& forms,
                                                      ClosedForms<Ball>& known);

  [[nodiscard]] std::size_t unknowns() const { return unknowns_; }
  [[nodiscard]] const std::vector<Operation>& operations() const { return operations_; }
  [[nodiscard]] const std::vector<Node>& equations() const { return equations_; }
  [[nodiscard]] const std::vector<std::vector<Node>>& jacobian() const { return jacobian_; }
  /// Zero wherever the equations are.
  [[nodiscard]] const std::vector<Node>& consequences() const { return consequences_; }

 private:
  class Compiler;
  std::size_t unknowns_ = 0;
  std::vector<Operation> operations_;
  std::vector<Node> equations_, consequences_;
  std::vector<std::vector<Node>> jacobian_;
};

}  // namespace freepencil
