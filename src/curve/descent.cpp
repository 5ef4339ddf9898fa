// SPDX-License-Identifier: GPL-3.0-or-later
// Ceres Solver's unconstrained minimisation; its least squares are in src/solve.
#include "curve/descent.hpp"

#include <ceres/gradient_problem.h>
#include <ceres/gradient_problem_solver.h>
#include <glog/logging.h>

namespace freepencil {
namespace {

class Function final : public ceres::FirstOrderFunction {
 public:
  Function(const SmoothFunction& f, int size) : f_(f), size_(size), unused_(static_cast<std::size_t>(size)) {}
  bool Evaluate(const double* const x, double* value, double* gradient) const override {
    return f_(x, value, gradient != nullptr ? gradient : unused_.data());
  }
  int NumParameters() const override { return size_; }

 private:
  const SmoothFunction& f_;
  int size_;
  mutable std::vector<double> unused_;
};

}  // namespace

std::vector<double> descend(const SmoothFunction& f, std::vector<double> start) {
  // That a line search met a point without a value is no news.
  const int before = FLAGS_minloglevel;
  FLAGS_minloglevel = google::GLOG_FATAL;
  const ceres::GradientProblem problem(new Function(f, static_cast<int>(start.size())));  // which owns it
  ceres::GradientProblemSolver::Options options;
  options.logging_type = ceres::SILENT;
  options.max_num_iterations = 300;
  options.function_tolerance = 1e-15;
  options.gradient_tolerance = 1e-10;
  options.parameter_tolerance = 1e-10;
  ceres::GradientProblemSolver::Summary summary;
  ceres::Solve(options, problem, start.data(), &summary);
  FLAGS_minloglevel = before;
  return start;
}

}  // namespace freepencil
