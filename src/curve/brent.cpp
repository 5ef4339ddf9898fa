// SPDX-License-Identifier: GPL-3.0-or-later
#include "curve/brent.hpp"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_min.h>

#include <cmath>
#include <limits>
#include <memory>

namespace freepencil {
namespace {

using Function = std::function<std::optional<double>(double)>;

double evaluate(double x, void* f) {
  return (*static_cast<const Function*>(f))(x).value_or(std::numeric_limits<double>::quiet_NaN());
}

/// Errors of GSL are return values here.
class Quiet {
 public:
  Quiet() : before_(gsl_set_error_handler_off()) {}
  ~Quiet() { gsl_set_error_handler(before_); }
  Quiet(const Quiet&) = delete;
  Quiet& operator=(const Quiet&) = delete;

 private:
  gsl_error_handler_t* before_;
};

}  // namespace

std::optional<double> brent_minimum(const Function& f, double lower, double between, double upper) {
  constexpr int most_steps = 60;
  constexpr double narrow = 1e-4;
  const Quiet quiet;
  Function copy = f;
  gsl_function function{&evaluate, &copy};
  const std::unique_ptr<gsl_min_fminimizer, decltype(&gsl_min_fminimizer_free)> minimizer(
      gsl_min_fminimizer_alloc(gsl_min_fminimizer_brent), &gsl_min_fminimizer_free);
  // GSL refuses brackets in which the middle is not strictly the smallest: then the middle is as good as any.
  const int started = gsl_min_fminimizer_set(minimizer.get(), &function, between, lower, upper);
  if (started == GSL_EBADFUNC) return std::nullopt;
  if (started != GSL_SUCCESS) return between;
  const double length = upper - lower;
  for (int step = 0; step < most_steps; ++step) {
    const int status = gsl_min_fminimizer_iterate(minimizer.get());
    if (status == GSL_EBADFUNC) return std::nullopt;
    const double a = gsl_min_fminimizer_x_lower(minimizer.get()), b = gsl_min_fminimizer_x_upper(minimizer.get());
    if (status != GSL_SUCCESS || b - a <= narrow * length) break;
  }
  return gsl_min_fminimizer_x_minimum(minimizer.get());
}

}  // namespace freepencil
