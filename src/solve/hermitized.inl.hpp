// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "solve/hermitized.hpp"

namespace freepencil {
namespace detail {

/// The largest coefficient of Q, a random one by its operator norm: from such an eta on, averaging is a contraction.
template <class S>
RealOf<S> pencil_scale(const PointPencil<S>& pencil) {
  using std::sqrt;
  RealOf<S> scale(0);
  for (const auto& entry : pencil.entries) {
    for (const S& value : entry.values) scale = std::max(scale, RealOf<S>(Eigen::numext::abs(value)));
  }
  for (const auto& term : pencil.random) {
    const RealOf<S> size =
        std::max(pencil.spaces[pencil.rows[term.row]].size, pencil.spaces[pencil.columns[term.column]].size);
    scale =
        std::max(scale, RealOf<S>(Eigen::numext::abs(term.coefficient) * sqrt(pencil.variances[term.variable] * size)));
  }
  return scale;
}

/// The hermitized equation at one eta. Its unknowns are the same, in the same order, for every eta.
template <class S>
class HermitizedStage {
 public:
  HermitizedStage(const DysonSystem<S>& original, const RealOf<S>& eta)
      : size_(original.pencil().size()), eta_(eta), system_(hermitized(original.pencil(), eta), corner(original)) {}

  /// Where averaging starts: M_11 = 1/eta = -M_22.
  [[nodiscard]] Vector<S> positive_start() const {
    Vector<S> g = Vector<S>::Zero(system_.unknowns());
    for (int u = 0; u < system_.unknowns(); ++u) {
      const auto [k, l] = system_.unknown(u).block;
      if (k == l) g[u] = system_.mean(system_.unknown(u)) * S(k < size_ ? 1 / eta_ : -1 / eta_);
    }
    return g;
  }
  /// The solution at `scale * eta` times the diagonal blocks by `factor`.
  [[nodiscard]] Vector<S> scale_diagonal(Vector<S> g, const RealOf<S>& factor) const {
    for (int u = 0; u < system_.unknowns(); ++u) {
      if (diagonal(u)) g[u] *= factor;
    }
    return g;
  }
  /// The sum of tr M_11 - tr M_22 over the blocks that enter the equation: positive.
  [[nodiscard]] RealOf<S> density(const Vector<S>& g) const {
    RealOf<S> sum(0);
    for (int u = 0; u < system_.unknowns(); ++u) {
      const auto [k, l] = system_.unknown(u).block;
      if (k == l) sum += Eigen::numext::abs(g[u]);
    }
    return sum;
  }
  [[nodiscard]] const DysonSystem<S>& system() const { return system_; }

 private:
  static std::vector<PointTrace<S>> corner(const DysonSystem<S>& original) {
    const std::vector<S> one = {S(1)};
    std::vector<PointTrace<S>> wanted;
    for (int u = 0; u < original.unknowns(); ++u) {
      const auto& [block, weight] = original.unknown(u);
      const auto& values = original.values(weight);
      wanted.push_back({S(0), {{original.pencil().size() + block.column, block.row, values.empty() ? one : values}}});
    }
    return wanted;
  }
  [[nodiscard]] bool diagonal(int u) const {
    const auto [k, l] = system_.unknown(u).block;
    return (k < size_) == (l < size_);
  }

  int size_;
  RealOf<S> eta_;
  DysonSystem<S> system_;
};

template <class S>
Vector<S> as_vector(const std::vector<S>& values) {
  return Eigen::Map<const Vector<S>>(values.data(), static_cast<Eigen::Index>(values.size()));
}

}  // namespace detail

template <class S>
HermitizedRun<S> continue_hermitized(FixedPoint<S>& original, const SolveOptions& options,
                                     std::vector<SolveStep>& history) {
  using std::log, std::pow, std::sqrt;
  using Real = RealOf<S>;
  using Verdict = typename HermitizedRun<S>::Verdict;
  // Of eta, relative to the pencil; in double precision 1e-12. Below, rounding hides the density.
  const Real smallest = 4504 * Eigen::NumTraits<Real>::epsilon();
  const Real conclusive = 10 * smallest;  // no pencil that worked had a gap so small
  // Exponent of the density: 1 off the spectrum, 0 inside, below 0 at a point mass. At an edge it is 1/3 to 1/2, but so
  // it is near an edge until eta falls below the gap: there nothing is concluded.
  const Real inside(0.25);
  const Real finest(0.7);  // ratio of two etas below which a step is not refined further
  const Real coarsest(0.1);

  HermitizedRun<S> result;
  const Real scale = detail::pencil_scale(original.system().pencil());
  Real eta = scale, ratio(0.3), exponent(0), previous_eta(0), previous_density(0);
  Vector<S> g;
  std::vector<SolveStep> steps;
  while (eta >= smallest * scale) {
    const detail::HermitizedStage<S> stage(original.system(), eta);
    FixedPoint<S> map(stage.system());
    steps.clear();
    DirectRun<S> run;
    if (previous_eta > Real(0)) {
      const Vector<S> predicted = stage.scale_diagonal(g, pow(eta / previous_eta, exponent));
      run = polish(map, predicted, options, steps);
      if (!run.physical() && ratio < finest) {
        ratio = sqrt(ratio);
        eta = previous_eta * ratio;
        continue;
      }
    } else {
      g = stage.positive_start();
    }
    if (!run.physical()) run = iterate(map, g, options, options.max_iterations, options.anderson_depth, steps);
    if (!run.physical()) run = iterate(map, g, options, options.max_iterations, 0, steps);
    for (const auto& step : steps) history.push_back({SolveMethod::Hermitized, step.residual, step.branch_radius});
    if (!run.physical()) break;

    g = run.iterate.g;
    result.run = polish(original, detail::as_vector(map.traces()), options, history);
    if (result.run.physical()) {
      result.verdict = Verdict::Solved;
      return result;
    }
    const Real density = stage.density(g);
    if (previous_eta > Real(0)) exponent = log(density / previous_density) / log(eta / previous_eta);
    if (previous_eta > Real(0) && eta < conclusive * scale && exponent < inside) {
      result.verdict = Verdict::ZeroInSpectrum;
      return result;
    }
    previous_eta = eta;
    previous_density = density;
    ratio = std::max(coarsest, ratio * ratio);
    eta *= ratio;
  }
  return result;
}

}  // namespace freepencil
