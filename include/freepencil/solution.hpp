// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <complex>
#include <freepencil/decimal.hpp>
#include <freepencil/status.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace freepencil {

/// A way to look for the physical root; in a history, the one that took a step.
enum class SolveMethod {
  Averaged,     ///< g <- (g + Phi(g))/2 until Newton's method can take over
  Anderson,     ///< the same, accelerated by Anderson mixing
  Newton,       ///< damped Newton steps with the explicit derivative; all other ways end with them
  TrustRegion,  ///< least squares of Phi(g) - g in a trust region, within the signs that the physical root must have
  Strength,     ///< continuation in the strength of the random part, from almost none
  Hermitized,   ///< continuation in an imaginary part, from infinity; the one that can tell that there is no root
  Parameter,    ///< continuation in a parameter of the model, from a value at which the equation is easy
};

/// `averaged`, `trust region`, ...
[[nodiscard]] std::string_view name(SolveMethod method);

/// How a Dyson system is solved.
struct SolveOptions {
  /// What is tried, in this order, until one finds a root with a branch radius below 1. Any of them may stand alone.
  std::vector<SolveMethod> methods = {SolveMethod::Averaged, SolveMethod::Anderson,   SolveMethod::TrustRegion,
                                      SolveMethod::Strength, SolveMethod::Hermitized, SolveMethod::Parameter};
  /// Accept a root when |Phi_k(g) - g_k| <= tolerance * max(|g_k|, tr |M_kl|) for every k, recomputed from scratch at
  /// the end: every unknown by its own scale. Where rounding does not let the residual fall so far, accept when
  /// Newton's correction has settled below 1e-6 of the same scale.
  double tolerance = 1e-12;
  /// Evaluations of the averaged map, with or without acceleration, by a method that no other one follows. One that is
  /// followed gives up sooner.
  int max_iterations = 2000;
  int anderson_depth = 5;
  int max_newton_steps = 50;
  int max_trust_region_steps = 200;
  /// The parameter that SolveMethod::Parameter leads to its value. Empty: each one that acts as a ridge, in the order
  /// of the file.
  std::string continuation_parameter;
  /// Where it starts; must lie in the declared range. Nothing: at a value at which the equation is easy.
  std::optional<double> continuation_from;
};

struct SolveStep {
  using Method = SolveMethod;
  Method method = Method::Averaged;
  double residual = 0;
  /// Where the step ended at a root: its branch radius, by which the root was accepted or refused. Else nothing.
  std::optional<double> branch_radius = std::nullopt;
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
struct OutputDerivative {
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
    std::vector<OutputDerivative> derivatives = {};
    std::optional<LeadingBehaviour> leading = {};  ///< where a limit in a parameter was asked for
    /// The coefficient of 1/n for the reference size n in the mean of the output, where it was asked for. At a finite
    /// ensemble, the correction itself.
    std::optional<std::complex<double>> finite_size = std::nullopt;
    Decimal finite_size_digits = {};  ///< where digits were asked for
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
