// SPDX-License-Identifier: GPL-3.0-or-later
// Ceres Solver (Agarwal, Mierle and others): its least squares are seen by this file only.
#include "solve/least_squares.hpp"

#include <ceres/ceres.h>
#include <glog/logging.h>

#include <algorithm>
#include <cmath>

namespace freepencil {
namespace {

class Residual final : public ceres::CostFunction {
 public:
  explicit Residual(const LeastSquares& problem) : problem_(&problem) {
    const auto size = static_cast<int>(problem.lower.size());
    set_num_residuals(size);
    mutable_parameter_block_sizes()->push_back(size);
  }
  bool Evaluate(const double* const* x, double* residual, double** jacobian) const override {
    return problem_->evaluate(x[0], residual, jacobian == nullptr ? nullptr : jacobian[0]);
  }

 private:
  const LeastSquares* problem_;
};

/// A point at which r is not defined is no news: the trust region shrinks.
class Silence {
 public:
  Silence() { FLAGS_minloglevel = google::GLOG_FATAL; }
  ~Silence() { FLAGS_minloglevel = before_; }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;

 private:
  int before_ = FLAGS_minloglevel;
};

}  // namespace

std::vector<double> minimize(const LeastSquares& problem, std::vector<double>& x, int max_steps) {
  const Silence silence;
  for (std::size_t k = 0; k < x.size(); ++k) x[k] = std::clamp(x[k], problem.lower[k], problem.upper[k]);
  ceres::Problem::Options borrowed;
  borrowed.cost_function_ownership = ceres::DO_NOT_TAKE_OWNERSHIP;
  Residual residual(problem);
  ceres::Problem least_squares(borrowed);
  least_squares.AddResidualBlock(&residual, nullptr, x.data());
  for (std::size_t k = 0; k < x.size(); ++k) {
    if (std::isfinite(problem.lower[k]))
      least_squares.SetParameterLowerBound(x.data(), static_cast<int>(k), problem.lower[k]);
    if (std::isfinite(problem.upper[k]))
      least_squares.SetParameterUpperBound(x.data(), static_cast<int>(k), problem.upper[k]);
  }
  ceres::Solver::Options options;
  options.linear_solver_type = ceres::DENSE_QR;
  options.logging_type = ceres::SILENT;
  options.num_threads = 1;
  options.max_num_iterations = max_steps;
  // Newton's method ends the way; until it can, a slow fall is still a fall.
  options.function_tolerance = 1e-14;
  options.gradient_tolerance = 1e-20;
  options.parameter_tolerance = 1e-12;
  ceres::Solver::Summary summary;
  ceres::Solve(options, &least_squares, &summary);
  std::vector<double> lengths;
  for (const auto& step : summary.iterations) {
    if (step.step_is_successful) lengths.push_back(std::sqrt(2 * step.cost));
  }
  return lengths;
}

}  // namespace freepencil
