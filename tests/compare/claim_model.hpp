// SPDX-License-Identifier: GPL-3.0-or-later
// Models with quantities that a test makes by hand.
#pragma once

#include <stdexcept>

#include "common/load.hpp"
#include "compare/closed_form_values.hpp"
#include "support/random_stream.hpp"

namespace freepencil::test {

/// A model with parameters, spaces and a spectrum from text, and scalars and roots over these.
class ClaimModel {
 public:
  using Kind = ScalarNode::Kind;
  struct Unknown {
    const char* name;
    std::optional<ScalarId> lower = {}, upper = {};
    bool lower_closed = false, upper_closed = false;
  };

  explicit ClaimModel(const std::string& text) : model_(loaded(text)) {}

  [[nodiscard]] Model& model() { return model_; }
  [[nodiscard]] Scalars& scalars() { return *model_.scalars; }

  ScalarId number(const Rational& value) { return scalars().number(value); }
  ScalarId parameter(const char* name) {
    return scalars().leaf(Kind::Parameter, static_cast<std::uint32_t>(model_.find_parameter(name).value()));
  }
  ScalarId symbol(const char* name) {
    for (std::uint32_t k = 0; k < model_.symbols.size(); ++k) {
      if (model_.symbols[k].name == name) return scalars().leaf(Kind::Symbol, k);
    }
    throw std::runtime_error("no such symbol");
  }
  /// The trace of a function on the space of this name.
  ScalarId tr(ScalarId function, const char* space = "d") {
    for (SpaceId s = 0; s < model_.spaces.size(); ++s) {
      if (model_.spaces[s].name != space) continue;
      const MatrixId matrix = model_.matrices->deterministic(s, function);
      const auto at = std::find(model_.traces.begin(), model_.traces.end(), matrix);
      const auto index = static_cast<std::uint32_t>(at - model_.traces.begin());
      if (at == model_.traces.end()) {
        model_.traces.push_back(matrix);
        model_.trace_spans.emplace_back();
      }
      return scalars().leaf(Kind::Trace, index);
    }
    throw std::runtime_error("no such space");
  }
  ScalarId quantity(decltype(Quantity::what) what, const char* name = "") {
    model_.quantities.push_back({name, {}, std::move(what)});
    return scalars().leaf(Kind::Quantity, static_cast<std::uint32_t>(model_.quantities.size() - 1));
  }
  /// The Quantity leaves of the unknowns of a new root; its equations are still to be given.
  std::vector<ScalarId> root(const std::vector<Unknown>& unknowns) {
    const auto system = static_cast<std::uint32_t>(model_.root_systems.size());
    RootSystem& made = model_.root_systems.emplace_back();
    std::vector<ScalarId> leaves;
    for (const Unknown& unknown : unknowns) {
      const auto component = static_cast<std::uint32_t>(leaves.size());
      leaves.push_back(quantity(Quantity::RootComponent{system, component}, unknown.name));
      made.unknowns.push_back({unknown.name,
                               static_cast<std::uint32_t>(model_.quantities.size() - 1),
                               unknown.lower,
                               unknown.upper,
                               unknown.lower_closed,
                               unknown.upper_closed,
                               {}});
    }
    return leaves;
  }
  void equations(std::vector<ScalarId> zero) { model_.root_systems.back().equations = std::move(zero); }

  [[nodiscard]] Ensemble ensemble(const ParameterPoint& point) const {
    auto result = limit_ensemble(model_, point);
    if (!result) throw std::runtime_error(result.errors().front().message);
    return std::move(*result);
  }

 private:
  static Model loaded(const std::string& text) {
    Expected<Model> model = load(text);
    if (!model) throw std::runtime_error(messages(model.errors(), text));
    return std::move(*model);
  }

  Model model_;
};

/// Scalars with operators.
struct Formula {
  ClaimModel* in = nullptr;
  ScalarId id{};

  operator ScalarId() const { return id; }
  friend Formula operator+(Formula a, Formula b) { return {a.in, a.in->scalars().add(a.id, b.id)}; }
  friend Formula operator-(Formula a, Formula b) { return {a.in, a.in->scalars().subtract(a.id, b.id)}; }
  friend Formula operator*(Formula a, Formula b) { return {a.in, a.in->scalars().multiply(a.id, b.id)}; }
  friend Formula operator/(Formula a, Formula b) { return {a.in, a.in->scalars().divide(a.id, b.id)}; }
  friend Formula operator+(Formula a, int b) { return a + Formula{a.in, a.in->number(b)}; }
  friend Formula operator-(Formula a, int b) { return a + (-b); }
  friend Formula operator+(int a, Formula b) { return b + a; }
  friend Formula operator*(int a, Formula b) { return Formula{b.in, b.in->number(a)} * b; }
  friend Formula operator-(int a, Formula b) { return Formula{b.in, b.in->number(a)} - b; }
  friend Formula operator/(int a, Formula b) { return Formula{b.in, b.in->number(a)} / b; }
  [[nodiscard]] Formula power(const Rational& exponent) const { return {in, in->scalars().power(id, exponent)}; }
};

}  // namespace freepencil::test
