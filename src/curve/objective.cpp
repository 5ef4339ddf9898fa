// SPDX-License-Identifier: GPL-3.0-or-later
#include "curve/objective.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "equivalent/limit.hpp"
#include "equivalent/solve_outputs.hpp"
#include "expr/region.hpp"
#include "numeric/decimal_text.hpp"
#include "numeric/exact.hpp"

namespace freepencil {
namespace {

constexpr int guard = 10;  // digits of the arithmetic on numbers, beyond those that they have

/// All ways to the root but the one that may take minutes to find that there is none: a point of a grid is left out
/// sooner.
const SolveOptions swift{.methods = {SolveMethod::Averaged, SolveMethod::Anderson, SolveMethod::TrustRegion,
                                     SolveMethod::Strength, SolveMethod::Parameter}};

/// The point with one coordinate moved.
Coordinates moved(Coordinates x, std::size_t k, const Rational& by) {
  x[k] += by;
  return x;
}

}  // namespace

Rational rounded_rational(const Multi& value, int digits) {
  std::string text = decimal_text(value, digits);
  const bool negative = text.starts_with('-');
  const auto exact = parse_decimal(negative ? std::string_view(text).substr(1) : std::string_view(text));
  if (!exact) throw std::invalid_argument("a number that is not finite");
  return negative ? Rational(-*exact) : *exact;
}

Objective::Objective(ModelFor model_for, ParameterPoint base, std::string output, std::vector<std::size_t> over,
                     bool negative)
    : model_for_(std::move(model_for)),
      base_(std::move(base)),
      output_(std::move(output)),
      over_(std::move(over)),
      negative_(negative) {}

ParameterPoint Objective::point(const Coordinates& x) const {
  ParameterPoint result = base_;
  for (std::size_t k = 0; k < over_.size(); ++k) result[over_[k]] = x[k];
  return result;
}

std::string Objective::name(std::size_t k) const {
  return models_->empty() ? std::string() : models_->front().model.parameters[over_[k]].name;
}

Objective Objective::with(const std::vector<std::size_t>& varying, const Coordinates& x) const {
  Objective result = *this;
  result.base_ = point(x);
  result.over_.clear();
  for (const std::size_t k : varying) result.over_.push_back(over_[k]);
  return result;
}

Objective::Prepared* Objective::at(const ParameterPoint& point) {
  for (Prepared& known : *models_) {
    bool same = true;
    for (std::size_t k = 0; k < point.size(); ++k) {
      same = same && !(known.model.parameters[k].structural && known.model.parameters[k].value != point[k]);
    }
    if (same && hold(known.model, point, known.model.region).value_or(false)) return &known;
  }
  Expected<Model> model = model_for_(point);
  if (!model) {
    reason_ = model.errors().front().message;
    return nullptr;
  }
  std::erase_if(model->outputs, [&](const Output& output) { return output.name != output_; });
  models_->push_back({std::move(*model), {}});
  return &models_->back();
}

std::optional<Solution> Objective::solve(const Coordinates& x, const SolveRequest& request) {
  const ParameterPoint here = point(x);
  Prepared* prepared = at(here);
  if (prepared == nullptr) return std::nullopt;
  ++*evaluations_;
  Expected<Solution> solution = solve_outputs(prepared->model, here, swift, request, &prepared->equations);
  if (!solution) {
    reason_ = solution.errors().front().message;
    return std::nullopt;
  }
  if (solution->status != Status::Converged) {
    reason_ = solution->failed.empty() ? solution->reason : solution->failed.front().reason;
    return std::nullopt;
  }
  if (!solution->outputs.front().real) {
    reason_ = fmt::format("output '{}' is complex", output_);
    return std::nullopt;
  }
  return std::move(*solution);
}

bool Objective::is_limit(const Coordinates& x) {
  const Prepared* prepared = at(point(x));
  return prepared != nullptr && prepared->model.outputs.front().limit.has_value();
}

std::optional<double> Objective::value(const Coordinates& x) {
  const auto solution = solve(x, {});
  if (!solution) return std::nullopt;
  return sign() * solution->outputs.front().value.real();
}

std::optional<Multi> Objective::value(const Coordinates& x, int digits) {
  const auto solution = solve(x, {.digits = digits});
  if (!solution) return std::nullopt;
  const WorkingPrecision precision(digits + guard);
  return Multi(Multi(solution->outputs.front().digits.real) * Multi(sign()));
}

std::optional<std::vector<Multi>> Objective::gradient(const Coordinates& x, int digits) {
  const auto solution = solve(x, {.digits = digits, .derivatives = over_});
  if (!solution) return std::nullopt;
  const WorkingPrecision precision(digits + guard);
  std::vector<Multi> result;
  for (const OutputDerivative& derivative : solution->outputs.front().derivatives) {
    result.push_back(Multi(derivative.first_digits.real) * Multi(sign()));
  }
  return result;
}

std::optional<LocalShape> Objective::shape(const Coordinates& x, const Coordinates& scales, int digits) {
  return is_limit(x) ? shape_by_values(x, scales, digits) : smooth_shape(x, scales, digits);
}

std::optional<LocalShape> Objective::smooth_shape(const Coordinates& x, const Coordinates& scales, int digits) {
  const auto solution = solve(x, {.digits = digits, .derivatives = over_});
  if (!solution) return std::nullopt;
  const WorkingPrecision precision(digits + guard);
  const Solution::Value& output = solution->outputs.front();
  const Multi s(sign());
  LocalShape result{Multi(Multi(output.digits.real) * s), {}, {}};
  result.second.assign(dimension(), std::vector<Multi>(dimension(), Multi(0)));
  for (std::size_t k = 0; k < dimension(); ++k) {
    result.gradient.push_back(Multi(output.derivatives[k].first_digits.real) * s);
    result.second[k][k] = Multi(output.derivatives[k].second_digits.real) * s;
  }
  if (dimension() == 1) return result;
  const Rational step = Rational(1) / boost::multiprecision::pow(Integer(10), static_cast<unsigned>(digits / 3));
  for (std::size_t k = 1; k < dimension(); ++k) {
    const Rational h = step * scales[k];
    const auto above = gradient(moved(x, k, h), digits), below = gradient(moved(x, k, -h), digits);
    if (!above || !below) return std::nullopt;
    for (std::size_t j = 0; j < k; ++j) {
      result.second[j][k] = result.second[k][j] = ((*above)[j] - (*below)[j]) / Multi(static_cast<Multi>(h) * 2);
    }
  }
  return result;
}

std::optional<LocalShape> Objective::shape_by_values(const Coordinates& x, const Coordinates& scales, int digits) {
  const int finer = 3 * digits + guard;
  const WorkingPrecision precision(finer + guard);
  const Rational step = Rational(1) / boost::multiprecision::pow(Integer(10), static_cast<unsigned>(digits));
  const auto f = [&](const Coordinates& y) { return value(y, finer); };
  const auto here = f(x);
  if (!here) return std::nullopt;
  LocalShape result{*here, {}, {}};
  result.second.assign(dimension(), std::vector<Multi>(dimension(), Multi(0)));
  for (std::size_t k = 0; k < dimension(); ++k) {
    const Rational h = step * scales[k];
    const Multi width(static_cast<Multi>(h));
    const auto above = f(moved(x, k, h)), below = f(moved(x, k, -h));
    if (!above || !below) return std::nullopt;
    result.gradient.push_back((*above - *below) / (width * 2));
    result.second[k][k] = (*above - *here * 2 + *below) / (width * width);
    for (std::size_t j = 0; j < k; ++j) {
      const Rational g = step * scales[j];
      const auto both = f(moved(moved(x, k, h), j, g)), across = f(moved(moved(x, k, h), j, -g));
      const auto back = f(moved(moved(x, k, -h), j, g)), none = f(moved(moved(x, k, -h), j, -g));
      if (!both || !across || !back || !none) return std::nullopt;
      const Multi area(width * static_cast<Multi>(g) * 4);
      result.second[j][k] = result.second[k][j] = (*both - *across - *back + *none) / area;
    }
  }
  return result;
}

std::optional<EndBehaviour> Objective::towards(const Coordinates& x, std::size_t k, LimitPoint end, int digits) {
  end.parameter = over_[k];
  const ParameterPoint here = point(x);
  Prepared* prepared = at(here);
  if (prepared == nullptr) return std::nullopt;
  if (prepared->model.outputs.front().limit) {
    reason_ = fmt::format("output '{}' is a limit itself", output_);
    return std::nullopt;
  }
  ++*evaluations_;
  const Expected<Solution> solution =
      solve_limit(prepared->model, here, end, swift, {.digits = digits}, &prepared->equations);
  if (!solution || solution->status != Status::Converged) {
    reason_ = solution ? solution->reason : solution.errors().front().message;
    return std::nullopt;
  }
  const Solution::Value& output = solution->outputs.front();
  const double coefficient = sign() * output.leading->coefficient.real();
  return EndBehaviour{.value = sign() * output.value.real(),
                      .digits = output.digits.real,
                      .diverges = output.leading->diverges,
                      .sign = coefficient > 0 ? 1 : -1,
                      .leading = output.leading->power};
}

}  // namespace freepencil
