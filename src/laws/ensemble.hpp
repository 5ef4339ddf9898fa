// SPDX-License-Identifier: GPL-3.0-or-later
// One parameter point as numbers: sizes, spectra and variances, in the limit or realised at a finite size.
#pragma once

#include <complex>
#include <freepencil/diagnostic.hpp>
#include <span>
#include <vector>

#include "expr/model.hpp"

namespace freepencil {

/// The joint spectral measure of one space: atoms with weights that sum to one, of which only those of spikes may be
/// negative.
struct AtomicMeasure {
  std::vector<double> weights;
  std::vector<std::int64_t> counts;  ///< finite ensembles only: how many of the N_s directions sit at each atom
  std::vector<std::uint32_t> atoms;  ///< which of the declared atoms these are, from zero: those without mass are left
                                     ///< out; empty where a space has no spectrum; spikes follow the declared atoms
  std::size_t spikes = 0;            ///< so many of the last entries are spikes: two of each in the limit, weighing 1
                                     ///< and -1 (see Spectrum), one direction of each at a finite size

  [[nodiscard]] std::size_t bulk() const { return atoms.size() - spikes; }
};

/// Theory and simulation both start from this; neither sees the other.
struct Ensemble {
  std::vector<Rational> exact_parameters;
  std::vector<double> parameters;
  std::vector<double> sizes;                 ///< N_s: relative to the reference (limit), or integers (finite)
  std::vector<AtomicMeasure> measures;       ///< by space; one atom of weight 1 where a space has no spectrum
  std::vector<std::vector<double>> symbols;  ///< by symbol: its value at every atom of its space; not a number where
                                             ///< it is an explicit matrix
  std::vector<DenseMatrix> dense;            ///< by symbol: empty in a spectrum, and where no values are given; at a
                                             ///< finite size the matrix is kron(I, dense)
  std::vector<double> variances;             ///< by random matrix, at these sizes
  bool finite = false;
};

/// Exact values for parameters, in the order of Model::parameters.
using ParameterPoint = std::vector<Rational>;

/// The defaults of the file.
[[nodiscard]] ParameterPoint default_point(const Model& model);

/// Sizes relative to the reference dimension, spectra as declared. Errors: a size that is not positive, a weight that
/// is negative, weights that do not sum to one exactly, a symbol that is not finite at an atom, a negative variance.
[[nodiscard]] Expected<Ensemble> limit_ensemble(const Model& model, const ParameterPoint& point);

/// The reference dimension is `n`, the others are rounded to the nearest integer (never below one), spectra are
/// realised by largest remainders. Variances are evaluated at the rounded sizes. Error: explicit matrices on a space
/// whose size is no multiple of theirs.
[[nodiscard]] Expected<Ensemble> finite_ensemble(const Model& model, const ParameterPoint& point, std::int64_t n);

/// A deterministic function at every atom of a space. Values may be infinite or not a number: the caller checks.
template <class S>
[[nodiscard]] std::vector<S> values_on_space(const Scalars& scalars, const Ensemble& ensemble, SpaceId space,
                                             ScalarId f);
extern template std::vector<double> values_on_space(const Scalars&, const Ensemble&, SpaceId, ScalarId);
extern template std::vector<std::complex<double>> values_on_space(const Scalars&, const Ensemble&, SpaceId, ScalarId);

template <class S>
[[nodiscard]] std::vector<S> values_on_space(const Model& model, const Ensemble& ensemble, SpaceId space, ScalarId f) {
  return values_on_space<S>(*model.scalars, ensemble, space, f);
}

}  // namespace freepencil
