// SPDX-License-Identifier: GPL-3.0-or-later
#include "estimators/generations.hpp"

#include <cmath>
#include <optional>

#include "estimators/estimator.hpp"
#include "estimators/labels.hpp"
#include "estimators/realised_spectrum.hpp"

namespace freepencil::validation {
namespace {

/// Appends the rows of `more`.
template <class Rows>
void append(Rows& rows, const Rows& more) {
  const Eigen::Index before = rows.rows();
  rows.conservativeResize(before + more.rows(), more.cols());
  rows.bottomRows(more.rows()) = more;
}

/// The state of one trial as it goes through the rounds.
class Trial {
 public:
  Trial(const Description& description, std::uint64_t seed, std::int64_t n, std::int64_t trial)
      : description_(description),
        n_(n),
        spectrum_(realise(description.spectrum, rounded_size(description.dimension, n))),
        draws_(seed, n, trial) {
    teachers_.truth = draw_coefficients(description.truth);
    if (description.second_truth) {
      teachers_.second_truth = teachers_.truth + draw_coefficients(*description.second_truth);
    }
    teachers_.model = teachers_[description.initial_model];
  }

  void run(const Stage& stage) {
    const bool same_fit = last_ && !last_->accumulate && !stage.accumulate && last_->fit == stage.fit;
    if (!same_fit) estimator_.reset();
    last_ = &stage;
    all_rows_.resize(0, spectrum_.front().size());
    all_labels_.resize(0);
    all_weights_.resize(0);
    for (int round = 0; round < stage.rounds; ++round) {
      renew_design(stage);
      const Vector labels = draw_labels(stage.sources, design_, teachers_, named_, draws_);
      if (stage.accumulate) {
        append(all_rows_, design_.rows);
        append(all_labels_, labels);
        append(all_weights_, design_.loss_weight);
        estimator_.emplace(stage.fit, all_rows_, all_weights_, draws_);
        estimator_->learn(all_labels_);
      } else {
        if (!estimator_) estimator_.emplace(stage.fit, design_.rows, design_.loss_weight, draws_);
        estimator_->learn(labels);
      }
      teachers_.model = estimator_->model();
    }
  }

  [[nodiscard]] double excess_error() const {
    return estimator_->excess_error(teachers_.truth, spectrum_[description_.risk]);
  }

 private:
  /// N(0, C/d) with C a column of the spectrum.
  Vector draw_coefficients(Column column) {
    const Vector& variance = spectrum_[column];
    const double deviation = 1 / std::sqrt(static_cast<double>(variance.size()));
    return draws_.normal(variance.size(), deviation).cwiseProduct(variance.cwiseSqrt());
  }

  void renew_design(const Stage& stage) {
    if (stage.same_design && design_.rows.size() > 0) return;
    design_ = draw_design(stage.sources, spectrum_, n_, draws_);
    named_.clear();
    estimator_.reset();
  }

  const Description& description_;
  std::int64_t n_;
  std::vector<Vector> spectrum_;
  Draws draws_;
  Teachers teachers_;
  Design design_;
  NamedNoise named_;
  const Stage* last_ = nullptr;
  std::optional<Estimator> estimator_;  ///< of the last round; kept as long as the next one fits the same rows alike
  Matrix all_rows_;                     ///< of the rounds of this stage, where they accumulate
  Vector all_labels_, all_weights_;
};

}  // namespace

double excess_error(const Description& description, std::uint64_t seed, std::int64_t n, std::int64_t trial) {
  Trial run(description, seed, n, trial);
  for (const Stage& stage : description.stages) run.run(stage);
  return run.excess_error();
}

}  // namespace freepencil::validation
