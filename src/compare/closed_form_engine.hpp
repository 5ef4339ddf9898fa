// SPDX-License-Identifier: GPL-3.0-or-later
// How quantities at one parameter point get their values: roots isolated, refined and enclosed, limits extrapolated.
#pragma once

#include <set>

#include "compare/closed_form_values.hpp"
#include "compare/root_forms.hpp"

namespace freepencil {

/// One point, or one at which parameters and variables of limits have moved.
class ClosedFormValues::Engine {
 public:
  explicit Engine(ClosedFormPoint point)
      : model_(point.model), ensemble_(point.ensemble), given_(std::move(point.given)), traces_(point.model) {}

  /// In the current precision, roots and all. `nudge` moves given numbers within their balls, by that part of the
  /// radius and a number between 1/2 and 1 that differs from one to the next.
  template <class S>
  [[nodiscard]] Reasoned<S> evaluate(ScalarId id, int nudge = 0);

  [[nodiscard]] const RootIsolation& isolation(std::uint32_t system);
  /// The limit to so many digits, extrapolated where the expression has no value there.
  [[nodiscard]] Reasoned<Multi> limit(const Quantity::ClosedLimit& limit, int digits);
  [[nodiscard]] Reasoned<Multi> value(ScalarId id, int digits);
  [[nodiscard]] Reasoned<Ball> enclosure(ScalarId id, int digits);

 private:
  /// variable = target + h, target - h, 1/h or -1/h.
  struct Displacement {
    ScalarId variable{}, target{};
    LimitPoint::Side side = LimitPoint::Side::Above;
    Rational h;
  };
  struct PreparedRoot {
    RootForms forms;
    RootIsolation isolation;
  };
  /// A point in numbers, and the closed forms there.
  template <class S>
  struct Session {
    PointValues<S> point;
    std::map<std::uint32_t, S> given;
    std::unique_ptr<ClosedForms<S>> forms;
  };

  /// A point next to `origin`, which must outlive it.
  Engine(Engine& origin, Displacement displacement);

  template <class S>
  [[nodiscard]] Reasoned<std::unique_ptr<Session<S>>> session(int nudge);
  template <class S>
  [[nodiscard]] Reasoned<S> displaced_value();
  template <class S>
  [[nodiscard]] Reasoned<std::vector<S>> roots(std::uint32_t system, Session<S>& session, int nudge);
  template <class S>
  [[nodiscard]] Reasoned<std::map<std::uint32_t, S>> known(const RootForms& forms, Session<S>& session);

  /// The value of the expression at the limit, to so many digits or in the current precision, where it has one.
  template <class S>
  [[nodiscard]] std::optional<S> value_at_limit(const Quantity::ClosedLimit& limit, int digits);

  const PreparedRoot& prepare(std::uint32_t system);
  [[nodiscard]] PreparedRoot prepared(std::uint32_t system);
  [[nodiscard]] Reasoned<RootDomain> domain(const RootSystem& system, ClosedForms<Ball>& forms) const;
  [[nodiscard]] RootFacts facts(const RootDomain& domain) const;
  [[nodiscard]] std::string name(std::uint32_t system) const;

  const Model& model_;
  const Ensemble& ensemble_;
  std::map<std::uint32_t, Ball> given_;
  SpectralTraces traces_;
  Engine* origin_ = nullptr;
  std::optional<Displacement> displacement_;
  std::map<std::uint32_t, PreparedRoot> roots_;
  std::set<std::uint32_t> in_progress_;
  bool extrapolated_ = false;  ///< a limit has gone into a ball
};

}  // namespace freepencil
