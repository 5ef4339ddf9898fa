// SPDX-License-Identifier: GPL-3.0-or-later
// Random parameter points at which nothing holds by accident.
#pragma once

#include <cstdint>

#include "expr/region.hpp"
#include "laws/ensemble.hpp"

namespace freepencil {

/// Exact numbers drawn from a seed: the same for the same seed, stream and order of calls.
class ExactDraws {
 public:
  ExactDraws(std::uint64_t seed, std::int64_t stream) : seed_(seed), stream_(stream) {}

  /// In the open range, with a denominator that has no small factor; of moderate size where the range is unbounded.
  Rational in(const Interval& range);
  /// In {least, ..., most}.
  std::int64_t integer(std::int64_t least, std::int64_t most);

 private:
  double uniform();

  std::uint64_t seed_;
  std::int64_t stream_, next_ = 0;
};

/// Values inside the declared ranges. A parameter on which the structure depends gets an integer up to the end of its
/// range, or to its value in the file where the range has none.
[[nodiscard]] ParameterPoint draw_parameters(const Model& model, ExactDraws& draws);

/// What the numbers of a symbol look like in the file.
struct SymbolSigns {
  bool zero = false, negative = false;
};

/// A spectrum that only shows what spectra are like: of more than one atom, with numbers that do not depend on
/// parameters. One atom is a statement about the matrix, and formulas in parameters are, too.
struct ExampleSpectrum {
  std::size_t index = 0;           ///< into Model::spectra
  std::vector<SymbolSigns> signs;  ///< by Spectrum::symbols
};
[[nodiscard]] std::vector<ExampleSpectrum> example_spectra(const Model& model);

/// Replaces the example spectra by random ones of two to four atoms with the same symbols. A symbol is drawn positive,
/// unless the file gives it zeros or negative values. Returns what was drawn, as statements.
std::vector<std::string> draw_spectra(Model& model, ExactDraws& draws);

}  // namespace freepencil
