// SPDX-License-Identifier: GPL-3.0-or-later
// One output as a function of some of the parameters.
#pragma once

#include <freepencil/request.hpp>
#include <freepencil/solution.hpp>
#include <functional>
#include <list>
#include <memory>

#include "equivalent/equations.hpp"
#include "laws/ensemble.hpp"
#include "numeric/multiprecision.hpp"

namespace freepencil {

/// The file, read for these values of its parameters: expressions with `pinv`, and families, have other forms at other
/// values.
using ModelFor = std::function<Expected<Model>(const ParameterPoint&)>;

/// Values of the parameters that vary.
using Coordinates = std::vector<Rational>;

/// f, its gradient and its second derivatives at one point.
struct LocalShape {
  Multi value;
  std::vector<Multi> gradient;
  std::vector<std::vector<Multi>> second;
};

/// Where a function goes as one coordinate goes to an end: `leading` is its power of the distance.
struct EndBehaviour {
  double value = 0;    ///< where it does not diverge
  std::string digits;  ///< of the output itself, whatever the sign of f
  bool diverges = false;
  int sign = 0;         ///< of the leading coefficient
  std::string leading;  ///< `lambda^-1`; empty where the limit is not zero and finite
};

/// f = +-output over some coordinates, the other parameters staying where they are. Where a value cannot be had,
/// `reason` tells why.
class Objective {
 public:
  Objective(ModelFor model_for, ParameterPoint base, std::string output, std::vector<std::size_t> over, bool negative);

  /// In double precision, to vouched_accuracy.
  [[nodiscard]] std::optional<double> value(const Coordinates& x);
  /// To so many digits.
  [[nodiscard]] std::optional<Multi> value(const Coordinates& x, int digits);
  /// Everything to so many digits: derivatives of one coordinate by implicit differentiation, mixed ones by central
  /// differences of exact first derivatives at distances of 10^-(digits/3) of `scales`, and all of a limit by those of
  /// values with three times the digits at distances of 10^-digits. No derivative may be zero.
  [[nodiscard]] std::optional<LocalShape> shape(const Coordinates& x, const Coordinates& scales, int digits);
  /// The first derivatives to so many digits.
  [[nodiscard]] std::optional<std::vector<Multi>> gradient(const Coordinates& x, int digits);
  /// The name of coordinate k, once a value has been asked for.
  [[nodiscard]] std::string name(std::size_t k) const;
  /// The same function with some coordinates kept where they are.
  [[nodiscard]] Objective with(const std::vector<std::size_t>& varying, const Coordinates& x) const;
  /// As coordinate k goes to an end, the others staying.
  [[nodiscard]] std::optional<EndBehaviour> towards(const Coordinates& x, std::size_t k, LimitPoint end, int digits);

  [[nodiscard]] std::size_t dimension() const { return over_.size(); }
  [[nodiscard]] double sign() const { return negative_ ? -1 : 1; }
  [[nodiscard]] const std::string& output() const { return output_; }
  [[nodiscard]] const std::vector<std::size_t>& over() const { return over_; }
  [[nodiscard]] const std::string& reason() const { return reason_; }
  [[nodiscard]] int evaluations() const { return *evaluations_; }

 private:
  struct Prepared {
    Model model;
    EquationsCache equations;
  };
  using Models = std::list<Prepared>;

  [[nodiscard]] ParameterPoint point(const Coordinates& x) const;
  /// The model for a point: one that was made before if it has the same form there.
  [[nodiscard]] Prepared* at(const ParameterPoint& point);
  /// All of one solve; nothing unless converged.
  [[nodiscard]] std::optional<Solution> solve(const Coordinates& x, const SolveRequest& request);
  [[nodiscard]] bool is_limit(const Coordinates& x);
  [[nodiscard]] std::optional<LocalShape> smooth_shape(const Coordinates& x, const Coordinates& scales, int digits);
  [[nodiscard]] std::optional<LocalShape> shape_by_values(const Coordinates& x, const Coordinates& scales, int digits);

  ModelFor model_for_;
  ParameterPoint base_;
  std::string output_;
  std::vector<std::size_t> over_;
  bool negative_;
  std::shared_ptr<Models> models_ = std::make_shared<Models>();
  std::string reason_;
  std::shared_ptr<int> evaluations_ = std::make_shared<int>(0);
};

/// The number rounded to so many significant digits, exactly.
[[nodiscard]] Rational rounded_rational(const Multi& value, int digits);

}  // namespace freepencil
