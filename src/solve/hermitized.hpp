// SPDX-License-Identifier: GPL-3.0-or-later
// The road that works for every pencil: [[eta, Q],[Q*, -eta]] with eta from the size of Q down to zero.
#pragma once

#include "solve/direct.hpp"

namespace freepencil {

template <class S>
struct HermitizedRun {
  enum class Verdict {
    Solved,          ///< `run` is the physical root of the original equation
    ZeroInSpectrum,  ///< the diagonal blocks do not vanish with eta: Q^{-1} does not exist in the limit
    Undecided,       ///< neither was seen down to the smallest eta
  };
  Verdict verdict = Verdict::Undecided;
  DirectRun<S> run;
};

/// For every eta > 0 the equation has one solution with M_11 > 0 > M_22 and averaging converges to it (Helton, Rashidi
/// Far and Speicher 2007). Its block (2,1) is the start of Newton's method for the original equation. When zero is
/// outside the spectrum of [[0, Q],[Q*, 0]] the diagonal blocks vanish like eta; inside they tend to the density, at an
/// edge they vanish more slowly, which decides nothing, and at a point mass they grow.
template <class S>
HermitizedRun<S> continue_hermitized(FixedPoint<S>& original, const SolveOptions& options,
                                     std::vector<SolveStep>& history);

extern template HermitizedRun<double> continue_hermitized(FixedPoint<double>&, const SolveOptions&,
                                                          std::vector<SolveStep>&);
extern template HermitizedRun<std::complex<double>> continue_hermitized(FixedPoint<std::complex<double>>&,
                                                                        const SolveOptions&, std::vector<SolveStep>&);

}  // namespace freepencil
