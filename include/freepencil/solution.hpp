// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <complex>
#include <freepencil/decimal.hpp>
#include <freepencil/status.hpp>
#include <optional>
#include <string>
#include <vector>

namespace freepencil {

/// How a Dyson system is solved.
struct SolveOptions {
  /// Accept when max_k |Phi_k(g) - g_k| <= tolerance * max(1, max_k |g_k|), recomputed from scratch at the end.
  double tolerance = 1e-12;
  /// Evaluations of the averaged map g <- (g + Phi(g))/2 (with Anderson acceleration) before Newton must take over.
  int max_iterations = 2000;
  int anderson_depth = 5;
  int max_newton_steps = 50;
};

struct SolveStep {
  enum class Method { Averaged, Anderson, Newton, Hermitized };
  Method method = Method::Averaged;
  double residual = 0;
};

/// An output that has no value even when it is asked for alone, and why.
struct FailedOutput {
  std::string name;
  std::string reason;
};

/// Bounds that are proved: the exact value lies between them, real and imaginary part each.
struct Enclosure {
  std::complex<double> lower, upper;
  Decimal lower_digits, upper_digits;  ///< where digits were asked for
  int digits = 0;                      ///< significant digits on which both bounds agree up to one unit
};

/// The derivatives of one output with respect to one parameter.
struct Derivative {
  std::string parameter;
  std::complex<double> first, second;
  Decimal first_digits, second_digits;  ///< where digits were asked for
};

/// What an output does where a parameter p goes to a limit a: coefficient * |p - a|^exponent, or * |p|^exponent at
/// infinity, times 1 + o(1).
struct LeadingBehaviour {
  std::complex<double> coefficient;
  Decimal coefficient_digits;  ///< where digits were asked for
  std::string exponent;        ///< an exact number: `0`, `-1/2`
  std::string power;           ///< `lambda^(-1/2)`; empty where the exponent is zero
  bool diverges = false;
};

/// The limit of every output at one parameter point, and how far to trust it.
struct Solution {
  struct Value {
    std::string name;
    std::complex<double> value;
    bool real = true;  ///< whether the imaginary part is zero by construction
    std::string description;
    Decimal digits = {};  ///< where digits were asked for
    std::optional<Enclosure> enclosure = {};
    std::vector<Derivative> derivatives = {};
    std::optional<LeadingBehaviour> leading = {};  ///< where a limit in a parameter was asked for
  };

  Status status = Status::NotRun;
  std::string reason;  ///< one sentence where status is not Converged
  std::vector<FailedOutput> failed;
  std::vector<Value> outputs;

  int unknowns = 0;   ///< traces that enter the covariance map
  int nonlinear = 0;  ///< of these, in components that are nonlinear in themselves
  int linear = 0;     ///< of these, in components that are linear in themselves
  int iterations = 0;
  double residual = 0;       ///< max_k |Phi_k(g) - g_k| / max_k |g_k| at the returned point
  double branch_radius = 0;  ///< spectral radius of the second-moment operator; below 1 on the physical branch
  double branch_bound = 0;   ///< with certificates: a proved upper bound of the branch radius
  double seconds = 0;
  int digits = 0;  ///< of every number; 0: doubles
  std::vector<SolveStep> history;
};

}  // namespace freepencil
