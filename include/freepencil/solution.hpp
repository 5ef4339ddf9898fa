// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <complex>
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
  /// Whether outputs are to have their term of order 1/n.
  bool finite_size = false;
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

/// The limit of every output at one parameter point, and how far to trust it.
struct Solution {
  struct Value {
    std::string name;
    std::complex<double> value;
    bool real = true;  ///< whether the imaginary part is zero by construction
    std::string description;
    /// The coefficient of 1/n for the reference size n in the mean of the output, where it was asked for. At a finite
    /// ensemble, the correction itself.
    std::optional<std::complex<double>> finite_size = std::nullopt;
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
  double seconds = 0;
  std::vector<SolveStep> history;
};

}  // namespace freepencil
