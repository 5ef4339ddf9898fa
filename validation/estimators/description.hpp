// SPDX-License-Identifier: GPL-3.0-or-later
// What an experiment is, as its JSON file says it; docs in validation/experiments/README.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace freepencil::validation {

/// An index into the columns of a spectrum.
using Column = std::size_t;

/// Diagonal matrices in one common basis: atom k has weight weights[k] and the value values[column][k] in each of them.
struct Spectrum {
  std::vector<std::string> columns;
  std::vector<double> weights;
  std::vector<std::vector<double>> values;
};

/// Whose coefficients w make the labels x'w.
enum class Teacher {
  Truth,        ///< w0 ~ N(0, Gamma/d)
  SecondTruth,  ///< w0 + delta, delta ~ N(0, Delta/d) independent of w0
  Model,        ///< the last fit, and before the first one what `initial_model` says
};

/// One term of the labels: weight*(x'w + noise*standard normal).
struct LabelTerm {
  Teacher teacher = Teacher::Truth;
  double noise = 0;   ///< standard deviation
  double weight = 1;  ///< what the term contributes to the label
  std::string draw;   ///< terms that name the same draw share their noise as long as the design stays
};

/// A block of rows x ~ N(0, Sigma), with Sigma the column `covariance`.
struct Source {
  double rows = 1;  ///< as a multiple of n
  Column covariance = 0;
  std::vector<LabelTerm> labels;     ///< summed
  std::optional<double> loss_share;  ///< the source's mean squared error counts this much, instead of its share of rows
};

/// Random features sin(frequency*x'v/sqrt(d)) with standard normal v; `width` of them for each input feature.
struct SineFeatures {
  double width = 1;
  double frequency = 1;

  friend bool operator==(const SineFeatures&, const SineFeatures&) = default;
};

/// argmin over w of (1/rows) * sum (y - x'w)^2 + lambda*|w|^2; without lambda the solution of least norm.
struct Fit {
  std::optional<double> lambda;
  std::optional<double> projection;  ///< fit in S*x instead, S of round(projection*d) rows with entries N(0, 1/d)
  std::optional<SineFeatures> features;

  friend bool operator==(const Fit&, const Fit&) = default;
};

/// Rounds of data and fit, each fit being the model that the next round may learn from.
struct Stage {
  int rounds = 1;
  bool same_design = false;  ///< keep the rows x of the round before, of the stage before in the first round
  bool accumulate = false;   ///< fit on the data of all rounds of this stage so far
  std::vector<Source> sources;
  Fit fit;
};

struct Size {
  std::int64_t n = 0;
  int trials = 0;
};

/// With which output of which pencil file the mean is to be compared; carried through to the results as it is.
struct Theory {
  std::string file;
  std::string output;
  nlohmann::ordered_json set;    ///< values by parameter
  nlohmann::ordered_json limit;  ///< places like "0+" by parameter; null where there is none
};

/// The measured quantity is |Sigma^(1/2) (w - w0)|^2 after the last stage, with Sigma the column `risk`.
struct Description {
  std::string title;
  std::string source;
  Theory theory;
  Spectrum spectrum;
  double dimension = 1;  ///< d/n
  Column truth = 0;
  std::optional<Column> second_truth;
  Teacher initial_model = Teacher::Truth;
  std::vector<Stage> stages;
  Column risk = 0;
  std::vector<Size> sizes;
  std::uint64_t seed = 0;
};

}  // namespace freepencil::validation
