// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/claim_point.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <random>
#include <tuple>

#include "compare/given_quantities.hpp"
#include "compare/needed_quantities.hpp"
#include "numeric/decimal_text.hpp"
#include "pencil/field_point.hpp"

namespace freepencil {
namespace {

constexpr int guard_digits = 6;
constexpr int shown_beyond = 3;

StatementAtPoint undecided(std::string reason) {
  StatementAtPoint result;
  result.reason = std::move(reason);
  return result;
}

/// Leading digits on which two numbers agree, at most `most`.
int agreeing_digits(const Multi& a, const Multi& b, int most) {
  const Multi difference = abs(a - b), scale = std::max(Multi(abs(a)), Multi(abs(b)));
  if (difference == 0) return most;
  const double digits = -rounded_double(log10(difference / scale));
  return std::clamp(static_cast<int>(std::floor(digits)), 0, most);
}

}  // namespace

ClaimPoint::ClaimPoint(Model& model, EquationsCache& cache, const Claim& claim, ParameterPoint point,
                       const VerificationOptions& options, std::uint64_t seed)
    : model_(model), cache_(cache), point_(std::move(point)), options_(options), seed_(seed) {
  std::vector<ScalarId> sides;
  for (const auto& statement : claim.statements) {
    const auto* comparison = std::get_if<Comparison>(&statement);
    if (comparison == nullptr || comparison->relation != Comparison::Relation::Equal) continue;
    sides.push_back(comparison->left);
    sides.push_back(comparison->right);
  }
  quantities_ = needed_quantities(model_, sides);
}

void ClaimPoint::forget() {
  sessions_.clear();
  ensemble_.reset();
}

Reasoned<ClaimPoint::Session*> ClaimPoint::session(const Ensemble& ensemble,
                                                   const std::vector<std::uint32_t>& quantities, int digits,
                                                   bool certify) {
  const std::tuple key(quantities, digits, certify);
  auto at = sessions_.find(key);
  if (at == sessions_.end()) {
    auto given = given_quantities(model_, point_, quantities, digits, certify, cache_);
    Reasoned<std::unique_ptr<Session>> made = given.failure();
    if (given) {
      const bool exact = given->empty();
      made = std::make_unique<Session>(Session{exact, ClosedFormValues({model_, ensemble, std::move(*given)})});
    }
    at = sessions_.emplace(key, std::move(made)).first;
  }
  if (!at->second) return at->second.failure();
  return at->second->get();
}

// A closed form that cancels needs its outputs to more digits than it has itself.
Reasoned<ClaimPoint::Sides> ClaimPoint::sides(ScalarId left, ScalarId right, int digits) {
  if (!ensemble_) {
    Expected<Ensemble> ensemble = limit_ensemble(model_, point_);
    if (!ensemble) return Reason{ensemble.errors().front().message};
    ensemble_ = std::move(*ensemble);
  }
  const std::array<ScalarId, 2> both = {left, right};
  const auto own = needed_quantities(model_, both);
  constexpr int attempts = 3;
  std::string reason;
  int asked = digits + guard_digits;
  for (int attempt = 0; attempt < attempts && asked <= most_digits; ++attempt, asked += digits + guard_digits) {
    auto at = session(*ensemble_, quantities_.empty() ? own : quantities_, asked, false);
    if (!at || !std::includes(quantities_.begin(), quantities_.end(), own.begin(), own.end())) {
      at = session(*ensemble_, own, asked, false);
    }
    if (!at) return at.failure();
    const auto a = (*at)->values.value(left, digits), b = (*at)->values.value(right, digits);
    if (a && b) return Sides{*a, *b};
    reason = a ? b.reason() : a.reason();
    if ((*at)->exact) break;
  }
  return Reason{reason};
}

StatementAtPoint ClaimPoint::operator()(const Comparison& comparison) {
  if (comparison.relation != Comparison::Relation::Equal) return inequality(comparison);
  return options_.certify ? bounds(comparison) : equality(comparison);
}

StatementAtPoint ClaimPoint::equality(const Comparison& comparison) {
  const int digits = options_.digits + shown_beyond;
  const WorkingPrecision precision(digits + guard_digits);
  const auto both = sides(comparison.left, comparison.right, digits);
  if (!both) return undecided(both.reason());
  StatementAtPoint result;
  result.digits = agreeing_digits(both->left, both->right, options_.digits);
  result.verdict = result.digits == options_.digits ? ClaimVerdict::Verified : ClaimVerdict::Refuted;
  result.left = decimal_text(both->left, options_.digits);
  result.right = decimal_text(both->right, options_.digits);
  return result;
}

StatementAtPoint ClaimPoint::bounds(const Comparison& comparison) {
  const int digits = options_.digits + shown_beyond;
  const WorkingPrecision precision(digits + 2 * guard_digits);
  if (!ensemble_) {
    Expected<Ensemble> ensemble = limit_ensemble(model_, point_);
    if (!ensemble) return undecided(ensemble.errors().front().message);
    ensemble_ = std::move(*ensemble);
  }
  const auto at = session(*ensemble_, quantities_, digits + guard_digits, true);
  if (!at) return undecided(at.reason());
  const auto left = (*at)->values.enclosure(comparison.left, options_.digits + 1);
  const auto right = (*at)->values.enclosure(comparison.right, options_.digits + 1);
  if (!left || !right) return undecided(left ? right.reason() : left.reason());
  StatementAtPoint result;
  result.left = decimal_text(left->middle(), options_.digits);
  result.right = decimal_text(right->middle(), options_.digits);
  if (left->intersection(*right)) {
    result.verdict = ClaimVerdict::Verified;
    result.digits = options_.digits;
    return result;
  }
  result.verdict = ClaimVerdict::Refuted;
  result.digits = agreeing_digits(left->middle(), right->middle(), options_.digits);
  return result;
}

StatementAtPoint ClaimPoint::inequality(const Comparison& comparison) {
  using Kind = Comparison::Relation;
  const int digits = std::min(options_.digits, 30) + shown_beyond;
  const WorkingPrecision precision(digits + guard_digits);
  const auto both = sides(comparison.left, comparison.right, digits);
  if (!both) return undecided(both.reason());
  StatementAtPoint result;
  result.left = decimal_text(both->left, digits - shown_beyond);
  result.right = decimal_text(both->right, digits - shown_beyond);
  const int common = agreeing_digits(both->left, both->right, digits - shown_beyond);
  const bool may_be_equal = comparison.relation == Kind::LessEqual || comparison.relation == Kind::GreaterEqual;
  if (common == digits - shown_beyond) {
    if (!may_be_equal) return undecided(fmt::format("the sides agree to {} digits", common));
    result.verdict = ClaimVerdict::Verified;
  } else {
    const bool less = comparison.relation == Kind::Less || comparison.relation == Kind::LessEqual;
    result.verdict = less == (both->left < both->right) ? ClaimVerdict::Verified : ClaimVerdict::Refuted;
  }
  result.digits = options_.digits;
  return result;
}

// |left - right| / order stays bounded as the parameter goes to its limit: it is looked at for h = 10^-6, 10^-9,
// 10^-12, where a power that is one too low makes it grow a thousandfold a step.
StatementAtPoint ClaimPoint::operator()(const Expansion& expansion) {
  constexpr std::array<int, 3> decades = {6, 9, 12};
  constexpr int digits = 80;
  constexpr double growth = 1.1;  // of a bounded ratio from one h to the next
  const WorkingPrecision precision(digits + guard_digits);
  StatementAtPoint result;
  std::optional<Multi> before;
  const Rational unmoved = point_[expansion.limit.parameter];
  result.verdict = ClaimVerdict::Verified;
  result.digits = options_.digits;
  for (const int m : decades) {
    const Rational h = Rational(1) / boost::multiprecision::pow(Integer(10), static_cast<unsigned>(m));
    using Side = LimitPoint::Side;
    Rational& value = point_[expansion.limit.parameter];
    value = expansion.limit.side == Side::Above      ? Rational(Rational(expansion.limit.at) + h)
            : expansion.limit.side == Side::Below    ? Rational(Rational(expansion.limit.at) - h)
            : expansion.limit.side == Side::Infinity ? Rational(1 / h)
                                                     : Rational(-1 / h);
    result.moved.emplace(model_.parameters[expansion.limit.parameter].name, value);
    forget();
    const auto both = sides(expansion.left, expansion.right, digits);
    const auto order = both ? sides(expansion.order, expansion.order, digits) : both;
    value = unmoved;
    forget();
    if (!order) return undecided(order.reason());
    const Multi ratio = abs(both->left - both->right) / abs(order->left);
    result.left = decimal_text(both->left, 20);
    result.right = decimal_text(both->right, 20);
    if (before && ratio > growth * *before) {
      result.verdict = ClaimVerdict::Refuted;
      result.digits = 0;
      return result;
    }
    before = ratio;
  }
  return result;
}

StatementAtPoint ClaimPoint::operator()(const MatrixIdentity& identity) {
  const Expected<Ensemble> ensemble = limit_ensemble(model_, point_);
  if (!ensemble) return undecided(ensemble.errors().front().message);
  constexpr int draws = 200;
  std::mt19937_64 engine(seed_);
  bool equal = true;
  const bool decided = at_a_point(model_, ordered_shape(ensemble->sizes, 3), engine, draws, [&](const FieldPoint& at) {
    for (const auto& [left, right] : identity.sides) {
      const FieldMatrix &a = at.matrix(left), &b = at.matrix(right);
      for (std::size_t r = 0; r < a.rows(); ++r) {
        for (std::size_t c = 0; c < a.columns(); ++c) equal = equal && a(r, c) == b(r, c);
      }
    }
  });
  if (!decided) return undecided("no random matrices were found at which both sides have values");
  StatementAtPoint result;
  result.verdict = equal ? ClaimVerdict::Verified : ClaimVerdict::Refuted;
  result.digits = equal ? options_.digits : 0;
  result.left = result.right = "a matrix";
  return result;
}

}  // namespace freepencil
