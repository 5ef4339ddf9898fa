// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/given_quantities.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "equivalent/solve_outputs.hpp"

namespace freepencil {
namespace {

/// What is to be asked of the solver for some quantities.
class Questions {
 public:
  Questions(const Model& model, const std::vector<std::uint32_t>& quantities) : model_(model) {
    for (const std::uint32_t index : quantities) {
      quantity_ = index;
      std::visit(*this, model.quantities[index].what);
    }
  }
  void operator()(const Quantity::OfOutput& it) { outputs_.insert(it.output); }
  void operator()(const Quantity::OutputDerivative& it) {
    outputs_.insert(it.output);
    derivatives_.insert(it.parameter);
  }
  void operator()(const Quantity::OutputLimit& it) { limits_.emplace_back(quantity_, it); }
  template <class Other>
  void operator()(const Other&) {}

  /// The outputs by their names, and a nameless one for every limit.
  [[nodiscard]] std::vector<Output> outputs() const {
    std::vector<Output> list;
    for (const std::uint32_t k : outputs_) list.push_back(model_.outputs[k]);
    for (const auto& [quantity, limit] : limits_) {
      list.push_back({.name = limit_name(quantity),
                      .value = limit.expression,
                      .description = "",
                      .span = model_.quantities[quantity].span,
                      .limit = limit.limit});
    }
    return list;
  }
  [[nodiscard]] std::vector<std::size_t> derivatives() const { return {derivatives_.begin(), derivatives_.end()}; }
  [[nodiscard]] static std::string limit_name(std::uint32_t quantity) { return fmt::format("limit {}", quantity); }

 private:
  const Model& model_;
  std::uint32_t quantity_ = 0;
  std::set<std::uint32_t> outputs_;
  std::set<std::size_t> derivatives_;
  std::vector<std::pair<std::uint32_t, Quantity::OutputLimit>> limits_;
};

/// The number that was printed, give or take one unit of its last digit and rounding.
Ball around(const std::string& digits_text, int digits) {
  const Multi value(digits_text);
  const Multi unit = abs(value) * pow(Multi(10), 1 - digits);
  return Ball(value).widened(Ball(unit));
}

/// Reads the answers of the solver for each quantity.
class Answers {
 public:
  Answers(const Model& model, const std::vector<Output>& outputs, const Solution& solution, int digits)
      : model_(model), outputs_(outputs), solution_(solution), digits_(digits) {}

  std::optional<Ball> of(std::uint32_t index) {
    index_ = index;
    return std::visit(*this, model_.quantities[index].what);
  }
  std::optional<Ball> operator()(const Quantity::OfOutput& it) const { return value(outputs_[it.output].name); }
  std::optional<Ball> operator()(const Quantity::OutputLimit&) const { return value(Questions::limit_name(index_)); }
  std::optional<Ball> operator()(const Quantity::OutputDerivative& it) const {
    for (const auto& derivative : find(outputs_[it.output].name).derivatives) {
      if (derivative.parameter != model_.parameters[it.parameter].name) continue;
      return around((it.order == 1 ? derivative.first_digits : derivative.second_digits).real, digits_);
    }
    return std::nullopt;
  }
  template <class Other>
  std::optional<Ball> operator()(const Other&) const {
    return std::nullopt;
  }

 private:
  [[nodiscard]] const Solution::Value& find(const std::string& name) const {
    return *std::find_if(solution_.outputs.begin(), solution_.outputs.end(),
                         [&](const Solution::Value& value) { return value.name == name; });
  }
  [[nodiscard]] Ball value(const std::string& name) const {
    const Solution::Value& value = find(name);
    if (value.enclosure) {
      return Ball::between(Multi(value.enclosure->lower_digits.real), Multi(value.enclosure->upper_digits.real));
    }
    return around(value.digits.real, digits_);
  }

  const Model& model_;
  const std::vector<Output>& outputs_;
  const Solution& solution_;
  int digits_;
  std::uint32_t index_ = 0;
};

}  // namespace

Reasoned<std::map<std::uint32_t, Ball>> given_quantities(Model& model, const ParameterPoint& point,
                                                         const std::vector<std::uint32_t>& quantities, int digits,
                                                         bool certify) {
  std::map<std::uint32_t, Ball> given;
  const Questions questions(model, quantities);
  std::vector<Output> asked = questions.outputs();
  if (asked.empty()) return given;
  SolveRequest request{.digits = digits, .certify = certify, .derivatives = questions.derivatives()};
  std::swap(model.outputs, asked);
  Expected<Solution> solution = solve_outputs(model, point, SolveOptions{}, request);
  std::swap(model.outputs, asked);
  if (!solution) return Reason{solution.errors().front().message};
  if (solution->status != Status::Converged) return Reason{"the solver: " + solution->reason};
  for (const auto& value : solution->outputs) {
    if (!value.real && value.digits.imaginary.find_first_of("123456789") != std::string::npos) {
      return Reason{fmt::format("output '{}' is complex here", value.name)};
    }
  }
  const WorkingPrecision precision(digits + 10);
  Answers answers(model, model.outputs, *solution, digits);
  for (const std::uint32_t index : quantities) {
    if (const auto ball = answers.of(index)) given.emplace(index, *ball);
  }
  return given;
}

}  // namespace freepencil
