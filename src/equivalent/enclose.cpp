// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/enclose.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "certify/magnitude.hpp"
#include "equivalent/output_values.hpp"
#include "expr/evaluate_precise.hpp"
#include "solve/full_step.hpp"
#include "solve/round_system.hpp"

namespace freepencil {
namespace {

/// The traces that the enclosed system solves for, at a root of the system with relations.
template <class S, class B>
Vector<S> centre_of(const DysonSystem<B>& enclosed, const DysonSystem<S>& system, const Vector<S>& g) {
  Resolvent<S> M;
  if (!system.evaluate(g, M)) return {};
  const auto& known = system.structure().unknowns;
  Vector<S> centre(enclosed.unknowns());
  for (int u = 0; u < enclosed.unknowns(); ++u) {
    const auto at = std::lower_bound(known.begin(), known.end(), enclosed.unknown(u));
    if (at == known.end() || *at != enclosed.unknown(u)) return {};
    centre[u] = M.all[at - known.begin()];
  }
  return centre;
}

/// How many digits of a number of this size an error of this size leaves.
int digits_within(const Multi& error, const Multi& size) {
  if (error == 0) return std::numeric_limits<int>::max();
  if (size <= error) return 0;
  return std::max(0, static_cast<int>(std::floor(-static_cast<double>(Multi(log10(Multi(2 * error / size)))))));
}

}  // namespace

int shown_digits(const Ball& x) { return is_finite(x) ? digits_within(x.radius(), abs(x.middle())) : 0; }

int shown_digits(const std::complex<Ball>& x) {
  // A part that is small beside the other need not show as many digits of its own.
  return is_finite(x) ? digits_within(x.real().radius() + x.imag().radius(), abs(middle(x))) : 0;
}

template <class S>
EnclosedValues<S> enclose(const Model& model, const Equations& equations, const Ensemble& ensemble,
                          const std::vector<Relation>* relations, const Vector<S>& g, int digits, int precision) {
  using B = typename BallOf<S>::Type;
  constexpr int most_attempts = 4;
  const std::vector<Relation> none;
  EnclosedValues<S> result;
  Vector<S> root = g;
  for (int attempt = 0; attempt < most_attempts; ++attempt, precision += digits / 2 + 30) {
    const WorkingPrecision working(precision);
    const auto at = point_values<Multi>(model, ensemble);
    const DysonSystem<S> system = dyson_system<S>(model, equations.linearization, at, relations);
    if (attempt > 0 && root.size() > 0) {  // the root to the new precision
      FixedPoint<S> map(system);
      Iterate<S> iterate;
      if (!map.evaluate(rounded(root), iterate)) break;
      for (int step = 0; step < 2; ++step) (void)detail::full_newton_step(map, iterate);
      root = iterate.g;
    }
    const auto balls = point_values<Ball>(model, ensemble);
    const DysonSystem<B> enclosed = dyson_system<B>(model, equations.linearization, balls, &none);
    if (!enclosed.finite() || !enclosed.invertible()) {
      result.reason = "a coefficient cannot be enclosed";
      continue;
    }
    const Certificate<B> certificate = certify<B>(enclosed, centre_of(enclosed, system, rounded(root)));
    result.reason = certificate.reason;
    if (!certificate.proved()) continue;
    result.branch_bound = certificate.branch_bound;
    result.outputs = output_values<B>(model, balls, certificate.traces);
    std::string worst;
    for (std::size_t k = 0; k < result.outputs.size(); ++k) {
      if (shown_digits(result.outputs[k]) < digits) worst = model.outputs[k].name;
    }
    result.proved = worst.empty();
    if (result.proved) return result;
    result.reason = fmt::format("the enclosure of output '{}' is wider than {} digits", worst, digits);
  }
  return result;
}

template EnclosedValues<Multi> enclose(const Model&, const Equations&, const Ensemble&, const std::vector<Relation>*,
                                       const Vector<Multi>&, int, int);
template EnclosedValues<std::complex<Multi>> enclose(const Model&, const Equations&, const Ensemble&,
                                                     const std::vector<Relation>*, const Vector<std::complex<Multi>>&,
                                                     int, int);

}  // namespace freepencil
