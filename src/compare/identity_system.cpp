// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/identity_system.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "compare/closed_form_values.hpp"
#include "compare/needed_quantities.hpp"
#include "compare/radical_letters.hpp"
#include "equivalent/atomic_traces.hpp"
#include "equivalent/certified_unknowns.hpp"
#include "equivalent/derive.hpp"
#include "equivalent/linear_solution.hpp"
#include "equivalent/output_derivatives.hpp"
#include "expr/evaluate_precise.hpp"
#include "expr/substitute.hpp"

namespace freepencil {
namespace {

using Kind = ScalarNode::Kind;

/// Why there is no system; caught below.
struct Failure {
  std::string reason;
};

class Builder {
 public:
  Builder(Model& model, const std::set<std::size_t>& fixed, int digits)
      : model_(model),
        scalars_(*model.scalars),
        fixed_(fixed),
        digits_(digits),
        ensemble_(limit_ensemble(model, default_point(model))),
        written_out_(model),
        radicals_(scalars_, [this](ScalarId base, unsigned root) { return radical(base, root); }) {
    if (!ensemble_) throw Failure{ensemble_.errors().front().message};
    for (const Parameter& parameter : model.parameters) system_.parameters.emplace_back(parameter.value);
  }

  IdentitySystem build(ScalarId left, ScalarId right) {
    const std::array<ScalarId, 2> sides = {left, right};
    const auto quantities = needed_quantities(model_, sides);
    system_.quantities.assign(model_.quantities.size(), nothing());
    derive_outputs(quantities);
    for (const std::uint32_t index : quantities) {
      index_ = index;
      std::visit(*this, model_.quantities[index].what);
    }
    // Roots of letters in them have values only now.
    for (const ScalarId zero : pending_) equation(algebraic(zero));
    system_.difference = algebraic(scalars_.subtract(left, right));
    for (std::size_t k = 0; k < unknowns_; ++k) {
      equation(scalars_.subtract(values_[k], scalars_.leaf(Kind::Unknown, static_cast<std::uint32_t>(k))));
    }
    return std::move(system_);
  }

  // Quantities, each behind those that it depends on.
  void operator()(const Quantity::OfOutput&) {}
  void operator()(const Quantity::OutputDerivative& it) {
    auto at = derivatives_.find(it.parameter);
    if (at == derivatives_.end()) {
      const auto first = static_cast<std::uint32_t>(system_.unknowns.size());
      system_.unknowns.insert(system_.unknowns.end(), 2 * unknowns_, nothing());
      at = derivatives_
               .try_emplace(it.parameter, scalars_, derivation_, values_, scalars_.leaf(Kind::Parameter, it.parameter),
                            first)
               .first;
    }
    const auto value = at->second(outputs_.at(it.output), it.order);
    if (!value) throw Failure{"too many unknowns are solved together for a derivative in symbols"};
    for (const auto& [letter, definition] : at->second.definitions()) {
      if (defined_.insert(letter).second) define(Kind::Unknown, letter, rational(definition));
    }
    define(Kind::Quantity, index_, rational(*value));
  }
  void operator()(const Quantity::RootComponent& it) {
    const ScalarId leaf = scalars_.leaf(Kind::Quantity, index_);
    const auto ball = roots().enclosure(leaf, digits_);
    if (!ball) throw Failure{ball.reason()};
    system_.quantities[index_] = *ball;
    if (!known_systems_.insert(it.system).second) return;
    const auto& zeros = model_.root_systems[it.system].equations;
    pending_.insert(pending_.end(), zeros.begin(), zeros.end());
  }
  void operator()(const Quantity::RootDerivative& it) {
    if (it.right.size() > most_linear_unknowns) throw Failure{"a root has too many unknowns for a derivative"};
    define(Kind::Quantity, index_, algebraic(linear_solution(scalars_, it.matrix, it.right, it.component)));
  }
  template <class Other>
  void operator()(const Other&) {
    throw Failure{"a limit, or the larger or smaller of two numbers, is no rational function"};
  }

 private:
  /// The value of what has none yet: whatever is computed with it is not finite.
  static Ball nothing() { return Ball(1) / Ball(0); }

  void derive_outputs(const std::vector<std::uint32_t>& quantities) {
    std::set<std::uint32_t> needed;
    for (const std::uint32_t index : quantities) {
      const auto& what = model_.quantities[index].what;
      if (const auto* value = std::get_if<Quantity::OfOutput>(&what)) needed.insert(value->output);
      if (const auto* value = std::get_if<Quantity::OutputDerivative>(&what)) needed.insert(value->output);
    }
    if (needed.empty()) return;
    std::vector<Output> asked;
    for (const std::uint32_t k : needed) {
      asked.push_back(model_.outputs[k]);
      if (asked.back().limit) throw Failure{"an output that is a limit is no rational function"};
    }
    std::swap(model_.outputs, asked);
    auto derivation = derive_equations(model_);
    auto unknowns = derivation ? certified_unknowns(model_, *derivation, *ensemble_, digits_)
                               : std::variant<std::vector<Ball>, std::string>();
    std::swap(model_.outputs, asked);
    if (!derivation) throw Failure{derivation.errors().front().message};
    if (const auto* reason = std::get_if<std::string>(&unknowns)) throw Failure{*reason};
    derivation_ = std::move(*derivation);
    system_.unknowns = std::get<std::vector<Ball>>(std::move(unknowns));
    system_.depends_on_sizes = derivation_.depends_on_sizes;
    unknowns_ = derivation_.unknowns.size();
    for (const auto& unknown : derivation_.unknowns) values_.push_back(rational(written_out_(unknown.value)));
    std::size_t next = 0;
    for (const std::uint32_t k : needed) outputs_[k] = rational(written_out_(derivation_.outputs[next++].value));
  }

  /// In letters, every quantity that is an output in its place.
  ScalarId algebraic(ScalarId id) {
    return rational(substitute(scalars_, written_out_(id), [this](const ScalarNode& leaf) -> std::optional<ScalarId> {
      if (leaf.kind != Kind::Quantity) return std::nullopt;
      const auto* output = std::get_if<Quantity::OfOutput>(&model_.quantities[leaf.index].what);
      return output == nullptr ? std::nullopt : std::optional(outputs_.at(output->output));
    }));
  }

  /// Fixed parameters as numbers, roots as letters.
  ScalarId rational(ScalarId id) {
    const ScalarId numbers = substitute(scalars_, id, [this](const ScalarNode& leaf) -> std::optional<ScalarId> {
      if (leaf.kind != Kind::Parameter || !fixed_.contains(leaf.index)) return std::nullopt;
      return scalars_.number(model_.parameters[leaf.index].value);
    });
    return radicals_(numbers);
  }

  ScalarId radical(ScalarId base, unsigned root) {
    const auto index = static_cast<std::uint32_t>(system_.unknowns.size());
    const ScalarId letter = scalars_.leaf(Kind::Unknown, index);
    system_.unknowns.push_back(value(scalars_.power(base, Rational(1, root))));
    equation(scalars_.subtract(scalars_.power(letter, Rational(root)), base));
    return letter;
  }

  void define(Kind kind, std::uint32_t index, ScalarId definition) {
    auto& values = kind == Kind::Unknown ? system_.unknowns : system_.quantities;
    values[index] = value(definition);
    equation(scalars_.subtract(definition, scalars_.leaf(kind, index)));
  }

  void equation(ScalarId zero) {
    if (zero != scalars_.zero()) system_.equations.push_back(zero);
  }

  Ball value(ScalarId id) {
    const Leaves<Ball> leaves{.parameters = system_.parameters,
                              .sizes = {},
                              .symbols = {},
                              .locals = {},
                              .traces = {},
                              .unknowns = system_.unknowns,
                              .quantities = system_.quantities};
    const Ball ball = evaluate<Ball>(scalars_, id, leaves);
    if (!ball.is_finite()) throw Failure{"a derivative or a root has no value at a generic point"};
    return ball;
  }

  ClosedFormValues& roots() {
    if (!roots_) roots_.emplace(ClosedFormPoint{model_, *ensemble_});
    return *roots_;
  }

  Model& model_;
  Scalars& scalars_;
  const std::set<std::size_t>& fixed_;
  int digits_;
  Expected<Ensemble> ensemble_;
  AtomicTraces written_out_;
  RadicalLetters radicals_;
  IdentitySystem system_;
  Derivation derivation_;
  std::size_t unknowns_ = 0;                                // of the derivation
  std::vector<ScalarId> values_;                            // by unknown: its right-hand side
  std::map<std::uint32_t, ScalarId> outputs_;               // by output
  std::map<std::uint32_t, OutputDerivatives> derivatives_;  // by parameter
  std::set<std::uint32_t> defined_, known_systems_;
  std::vector<ScalarId> pending_;  // equations of roots
  std::optional<ClosedFormValues> roots_;
  std::uint32_t index_ = 0;
};

}  // namespace

Reasoned<IdentitySystem> identity_system(Model& model, ScalarId left, ScalarId right,
                                         const std::set<std::size_t>& fixed, int digits) {
  constexpr int guard_digits = 20;
  const WorkingPrecision precision(digits + guard_digits);
  try {
    return Builder(model, fixed, digits).build(left, right);
  } catch (const Failure& failure) {
    return Reason{failure.reason};
  } catch (const AtomicTraces::Obstacle& obstacle) {
    return Reason{obstacle.reason};
  }
}

}  // namespace freepencil
