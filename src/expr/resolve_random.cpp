// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/resolve_expression.hpp"
#include "expr/resolve_statements.hpp"

namespace freepencil::resolver {
namespace {

EntryLaw entry_law(State& state, const syntax::LawName& law) {
  const std::string& name = law.name.text;
  if (name == "student") {
    state.not_supported(law.name.span, "entries with Student's distribution are");
    return EntryLaw::Gaussian;
  }
  const bool known = name == "gaussian" || name == "rademacher" || name == "uniform";
  if (!known) {
    Diagnostic& report =
        state.error(law.name.span, "unknown law of entries '" + name + "'" +
                                       did_you_mean(name, {"gaussian", "rademacher", "uniform", "student"}));
    report.helps.push_back("the laws are gaussian, rademacher and uniform");
  } else if (!law.arguments.empty()) {
    state.error(law.arguments.front().span, name + " takes no arguments")
        .helps.push_back("the variance is said by `variance`");
  }
  if (name == "rademacher") return EntryLaw::Rademacher;
  return name == "uniform" ? EntryLaw::Uniform : EntryLaw::Gaussian;
}

constexpr std::int64_t max_members = 1'000;

/// Whether the variance is zero or negative whatever the parameters are.
bool never_positive(State& state, ScalarId variance) {
  const Scalars& scalars = state.scalars();
  if (variance == scalars.zero()) return true;
  if (scalars.contains(variance, ScalarNode::Kind::Parameter)) return false;
  const ScalarNode& node = scalars[variance];
  return node.kind == ScalarNode::Kind::Sum && node.terms.size() == 1 && node.value == 0 &&
         node.terms.front().first < 0;
}

void check_variance(State& state, const syntax::Random& random, ScalarId variance) {
  const std::string& name = random.name.name.text;
  const std::string n = state.size_power(1);
  if (never_positive(state, variance)) {
    state.error(random.variance.span, "the variance of " + name + " must be positive");
    return;
  }
  const auto degree = state.facts.degree(variance);
  if (degree == Rational(-1)) return;
  Diagnostic& report = state.error(random.variance.span, "the variance of " + name + " must scale like 1/" + n +
                                                             "; this one " + state.growth(degree));
  if (degree == Rational(0))
    report.helps.push_back("did you mean " + as_operand(state, random.variance) + "/" + n + "?");
}

}  // namespace

void resolve_random(State& state, const syntax::Random& random) {
  static constexpr Place place{.what = "a variance", .sizes = true};
  Entity* entity = state.names.declared_at(random.name.name.text, random.name.name.span);
  if (entity != nullptr) entity->ready = true;
  if (random.complex) state.not_supported(*random.complex, "complex entries are");
  const auto row = state.space(random.row);
  const auto column = state.space(random.column);
  const EntryLaw law = entry_law(state, random.law);
  const auto variance = evaluate_scalar(state, place, random.variance);
  if (variance) check_variance(state, random, *variance);
  if (entity == nullptr || !row || !column) return;

  // Whatever is wrong with its entries, the matrix has a type, so that expressions with it can be checked.
  const auto made = [&](std::string name) {
    const auto index = static_cast<std::uint32_t>(state.model.randoms.size());
    state.model.randoms.push_back({.name = std::move(name),
                                   .row = *row,
                                   .column = *column,
                                   .law = law,
                                   .variance = variance.value_or(state.scalars().one()),
                                   .span = random.name.name.span,
                                   .variance_span = random.variance.span});
    return state.matrices().random(index, false, *row, *column);
  };
  if (!random.name.family) {
    entity->value = made(random.name.name.text);
    return;
  }
  entity->family = true;
  const auto range = evaluate_range(state, *random.name.family, nullptr, max_members);
  if (!range) return;
  for (std::int64_t t = range->first; t <= range->second; ++t) {
    entity->members.emplace(std::vector{t}, made(member_name(random.name.name.text, std::vector{t})));
  }
}

}  // namespace freepencil::resolver
