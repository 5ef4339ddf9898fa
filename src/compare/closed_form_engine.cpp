// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/closed_form_engine.hpp"

#include "compare/root_enclosure.hpp"
#include "compare/root_newton.hpp"
#include "laws/point_values.inl.hpp"

namespace freepencil {

using Kind = ScalarNode::Kind;
using Side = LimitPoint::Side;

namespace {

constexpr int digits_of_coefficients = 40;  // of equations that intervals with double ends are to be made of

template <class S>
int current_digits() {
  return std::is_same_v<S, double> ? std::numeric_limits<double>::digits10 : WorkingPrecision::digits();
}

/// A number in the ball: the centre moved by a part of the radius that differs from index to index, so that errors of
/// given numbers do not cancel by chance.
template <class S>
S number_in(const Ball& ball, std::uint32_t index, int nudge) {
  if constexpr (std::is_same_v<S, Ball>) {
    return ball;
  } else {
    constexpr double golden_ratio = 0.6180339887498949;
    const double phase = golden_ratio * (index + 1);
    const double part = (0.5 + 0.5 * (phase - std::floor(phase))) * nudge;
    return static_cast<S>(ball.middle() + ball.radius() * Multi(part));
  }
}

template <class S>
S nearest(double x) {
  return S(x);
}

Multi plain(const Multi& x) { return x; }
double plain(double x) { return x; }

}  // namespace

ClosedFormValues::Engine::Engine(Engine& origin, Displacement displacement)
    : model_(origin.model_),
      ensemble_(origin.ensemble_),
      given_(origin.given_),
      traces_(origin.model_),
      origin_(&origin),
      displacement_(std::move(displacement)) {}

template <class S>
Reasoned<S> ClosedFormValues::Engine::displaced_value() {
  const S h = ScalarTraits<S>::from(displacement_->h);
  if (displacement_->side == Side::Infinity) return S(S(1) / h);
  if (displacement_->side == Side::MinusInfinity) return S(S(-1) / h);
  const auto target = origin_->evaluate<S>(displacement_->target);
  if (!target) return target;
  return S(displacement_->side == Side::Above ? *target + h : *target - h);
}

template <class S>
auto ClosedFormValues::Engine::session(int nudge) -> Reasoned<std::unique_ptr<Session<S>>> {
  auto result = std::make_unique<Session<S>>();
  std::vector<S> parameters = parameter_values<S>(ensemble_);
  for (const auto& [index, ball] : given_) result->given.emplace(index, number_in<S>(ball, index, nudge));
  std::set<std::uint32_t> moved;  // the last displacement of a variable counts
  for (Engine* engine = this; engine->displacement_; engine = engine->origin_) {
    const auto value = engine->displaced_value<S>();
    if (!value) return value.failure();
    const ScalarNode& variable = traces_.scalars()[engine->displacement_->variable];
    if (variable.kind != Kind::Parameter) {
      result->given.emplace(variable.index, *value);
    } else if (moved.insert(variable.index).second) {
      parameters[variable.index] = *value;
    }
  }
  result->point = point_values<S>(model_, ensemble_, std::move(parameters));
  Session<S>* raw = result.get();
  QuantitySource<S> source{.given = result->given, .roots = {}, .limits = {}};
  source.roots = [this, raw, nudge](std::uint32_t system) { return roots<S>(system, *raw, nudge); };
  source.limits = [this](const Quantity::ClosedLimit& closed) -> Reasoned<S> {
    const int digits = current_digits<S>();
    if constexpr (std::is_same_v<S, Ball>) {
      // Around zero, the extrapolation tells more.
      if (const auto value = value_at_limit<Ball>(closed, digits); value && !value->contains_zero()) return *value;
    }
    const auto value = limit(closed, digits);
    if (!value) return value.failure();
    if constexpr (std::is_same_v<S, Ball>) {
      extrapolated_ = true;
      return Ball(*value).widened(Ball(Multi(abs(*value) * pow(Multi(10), Multi(-digits)))));
    } else {
      return static_cast<S>(*value);
    }
  };
  result->forms = std::make_unique<ClosedForms<S>>(traces_, result->point, std::move(source));
  return result;
}

template <class S>
Reasoned<S> ClosedFormValues::Engine::evaluate(ScalarId id, int nudge) {
  const auto at = session<S>(nudge);
  if (!at) return at.failure();
  return (*(*at)->forms)(id);
}

template <class S>
auto ClosedFormValues::Engine::known(const RootForms& forms, Session<S>& session)
    -> Reasoned<std::map<std::uint32_t, S>> {
  std::vector<ScalarId> ids = forms.equations;
  for (const auto& row : forms.jacobian) ids.insert(ids.end(), row.begin(), row.end());
  std::map<std::uint32_t, S> result;
  for (const std::uint32_t index : traces_.quantities(ids)) {
    if (std::find(forms.unknowns.begin(), forms.unknowns.end(), index) != forms.unknowns.end()) continue;
    const auto value = session.forms->quantity(index);
    if (!value) return value.failure();
    result.emplace(index, *value);
  }
  return result;
}

template <class S>
Reasoned<std::vector<S>> ClosedFormValues::Engine::roots(std::uint32_t system, Session<S>& at, int nudge) {
  const PreparedRoot& root = prepare(system);
  if (root.isolation.outcome != RootIsolation::Outcome::Unique) {
    return Reason{"the root " + name(system) + ": " + root.isolation.reason};
  }
  const Box& region = root.isolation.boxes.front();
  if constexpr (std::is_same_v<S, Ball>) {
    auto middle = session<Multi>(nudge);
    if (!middle) return middle.failure();
    const auto centre = roots<Multi>(system, **middle, nudge);
    if (!centre) return centre.failure();
    const auto values = known<Ball>(root.forms, at);
    if (!values) return values.failure();
    return enclose_root(traces_, root.forms, at.point, *values, *centre, region);
  } else {
    const auto values = known<S>(root.forms, at);
    if (!values) return values.failure();
    std::vector<S> start;
    for (const RealInterval& x : region) start.push_back(nearest<S>(boost::numeric::median(x)));
    auto found = newton_root<S>(traces_, root.forms, at.point, *values, std::move(start), current_digits<S>());
    if (!found) return found;
    for (std::size_t j = 0; j < region.size(); ++j) {
      const auto x = plain((*found)[j]);
      if (x < region[j].lower() || x > region[j].upper()) {
        return Reason{"Newton's method leaves the box in which the root " + name(system) + " is alone"};
      }
    }
    return found;
  }
}

std::string ClosedFormValues::Engine::name(std::uint32_t system) const {
  std::string text;
  for (const RootUnknown& unknown : model_.root_systems[system].unknowns) {
    text += (text.empty() ? "" : ", ") + unknown.name;
  }
  return text;
}

auto ClosedFormValues::Engine::prepare(std::uint32_t system) -> const PreparedRoot& {
  if (const auto known = roots_.find(system); known != roots_.end()) return known->second;
  return roots_.emplace(system, prepared(system)).first->second;
}

auto ClosedFormValues::Engine::prepared(std::uint32_t index) -> PreparedRoot {
  PreparedRoot result;
  const auto undecided = [&](const std::string& reason) {
    result.isolation.outcome = RootIsolation::Outcome::Undecided;
    result.isolation.reason = reason;
    return std::move(result);
  };
  if (!in_progress_.insert(index).second) return undecided("it is defined by itself");
  struct Finally {
    std::set<std::uint32_t>& set;
    std::uint32_t index;
    ~Finally() { set.erase(index); }
  } const finally{in_progress_, index};

  const WorkingPrecision precision(digits_of_coefficients);
  const auto at = session<Ball>(0);
  if (!at) return undecided(at.reason());
  const RootSystem& system = model_.root_systems[index];
  const auto where = domain(system, *(*at)->forms);
  if (!where) return undecided(where.reason());
  result.forms = root_forms(traces_, system, facts(*where));
  const auto functions = BoxFunctions::compile(traces_, result.forms, *(*at)->forms);
  if (!functions) return undecided(functions.reason());
  result.isolation = isolate_roots(*functions, *where);
  return result;
}

Reasoned<RootDomain> ClosedFormValues::Engine::domain(const RootSystem& system, ClosedForms<Ball>& forms) const {
  RootDomain result;
  const auto end = [&](const std::optional<ScalarId>& id, bool closed, double infinite) -> Reasoned<DomainEnd> {
    if (!id) return DomainEnd{RealInterval(infinite), false};
    const auto value = forms(*id);
    if (!value) return Reason{"the domain of the root: " + value.reason()};
    return DomainEnd{interval_of(*value), closed};
  };
  for (const RootUnknown& unknown : system.unknowns) {
    const auto lower = end(unknown.lower, unknown.lower_closed, -OutwardRounding::infinity);
    if (!lower) return lower.failure();
    const auto upper = end(unknown.upper, unknown.upper_closed, OutwardRounding::infinity);
    if (!upper) return upper.failure();
    result.lower.push_back(*lower);
    result.upper.push_back(*upper);
  }
  return result;
}

RootFacts ClosedFormValues::Engine::facts(const RootDomain& domain) const {
  RootFacts result;
  for (const DomainEnd& lower : domain.lower) {
    result.positive.push_back(lower.at.lower() > 0 || (lower.at.lower() == 0 && !lower.closed));
  }
  std::set<std::uint32_t> moved;
  for (const Engine* engine = this; engine->displacement_; engine = engine->origin_) {
    const ScalarNode& variable = traces_.scalars()[engine->displacement_->variable];
    if (variable.kind == Kind::Parameter) moved.insert(variable.index);
  }
  for (std::uint32_t k = 0; k < ensemble_.exact_parameters.size(); ++k) {
    if (ensemble_.exact_parameters[k] == 0 && moved.count(k) == 0) result.vanishing.push_back(k);
  }
  return result;
}

const RootIsolation& ClosedFormValues::Engine::isolation(std::uint32_t system) { return prepare(system).isolation; }

template Reasoned<double> ClosedFormValues::Engine::evaluate(ScalarId, int);
template Reasoned<Multi> ClosedFormValues::Engine::evaluate(ScalarId, int);
template Reasoned<Ball> ClosedFormValues::Engine::evaluate(ScalarId, int);

}  // namespace freepencil
