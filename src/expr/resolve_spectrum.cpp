// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/resolve_spectrum.hpp"

#include <algorithm>
#include <set>

#include "expr/resolve_statements.hpp"

namespace freepencil::resolver {

void resolve_spectrum(State& state, const syntax::Spectrum& spectrum) { SpectrumResolver(state, spectrum).resolve(); }

void SpectrumResolver::resolve() {
  for (const Item& item : spectrum_.items) {
    (std::holds_alternative<Item::Spike>(item.source) ? spikes_ : bulk_).push_back(&item);
  }
  const auto space = state_.space(spectrum_.space);
  auto& spectra = state_.model.spectra;
  const auto first = std::find_if(spectra.begin(), spectra.end(),
                                  [&](const Spectrum& other) { return space && other.space == *space; });
  if (first != spectra.end()) {
    Diagnostic& report =
        state_.error(spectrum_.space.span, "dimension '" + spectrum_.space.text + "' has a spectrum already");
    report.notes.push_back({first->span, "the first spectrum"});
    report.helps.push_back("all matrices of a dimension go into one spectrum");
  }
  const auto& matrices = state_.model.explicit_matrices;
  const auto matrix = std::find_if(matrices.begin(), matrices.end(), [&](const ExplicitMatrix& other) {
    return space && state_.model.symbols[other.symbol].space == *space;
  });
  if (matrix != matrices.end()) report_both(state_, spectrum_.space, matrix->span, "the first matrix");
  declare_symbols(space);
  if (!uniform()) return;

  Spectrum result{.space = space.value_or(0), .symbols = symbols_, .measure = {}, .span = spectrum_.space.span};
  result.signals = names_.size() - matrices_;
  const Item& item = *bulk_.front();
  if (const auto* family_source = std::get_if<Item::Family>(&item.source)) {
    result.measure = family(item, family_source->index);
  } else if (const auto* file = std::get_if<Item::File>(&item.source)) {
    result.measure = table(item, *file);
  } else {
    result.measure = atoms();
  }
  for (const Item* it : spikes_) result.spikes.push_back(spike(*it));
  spectra.push_back(std::move(result));
}

void SpectrumResolver::declare_symbols(std::optional<SpaceId> space) {
  std::set<std::string> seen;
  const auto declare = [&](const Item& item, bool names_symbols) {
    for (const syntax::Assignment& value : item.values) {
      const std::string& name = value.name.text;
      if (!seen.insert(name).second) continue;
      const auto index = static_cast<std::uint32_t>(state_.model.symbols.size());
      state_.model.symbols.push_back({.name = name, .space = space.value_or(0)});
      if (names_symbols) {
        names_.push_back(name);
        symbols_.push_back(index);
      }
      Entity* entity = state_.names.declared_at(name, value.name.span);
      if (entity == nullptr) continue;
      entity->ready = true;
      if (!space) continue;
      const ScalarId leaf = state_.scalars().leaf(ScalarNode::Kind::Symbol, index);
      entity->value = state_.matrices().deterministic(*space, leaf);
    }
  };
  for (const Item* item : bulk_) declare(*item, item == bulk_.front());
  matrices_ = names_.size();
  for (const Item* item : spikes_) declare(*item, true);
}

bool SpectrumResolver::uniform() {
  if (spectrum_.items.empty()) {
    state_.error(spectrum_.space.span, "this spectrum is empty");
    return false;
  }
  if (bulk_.empty()) {
    state_.error(spikes_.front()->span, "spikes have no mass: a spectrum needs atoms, a family or a file beside them");
    return false;
  }
  bool supported = true;
  for (const Item* item : bulk_) {
    if (!std::holds_alternative<Item::Density>(item->source)) continue;
    state_.not_supported(item->span, "densities in a spectrum are");
    supported = false;
  }
  if (!supported) return false;
  const bool all_atoms = std::all_of(bulk_.begin(), bulk_.end(),
                                     [](const Item* item) { return std::holds_alternative<Item::Atom>(item->source); });
  if (all_atoms || bulk_.size() == 1) return true;
  state_.error(bulk_[1]->span, "a spectrum is a list of atoms, or one indexed family, or one file, not a mixture")
      .underlines.push_back(bulk_[0]->span);
  return false;
}

std::vector<Atom> SpectrumResolver::atoms() {
  static constexpr Place place{.what = "a weight"};
  std::vector<Atom> atoms;
  bool weighed = true;
  for (const Item* item : bulk_) {
    const auto weight = evaluate_scalar(state_, place, std::get<Item::Atom>(item->source).weight);
    weighed = weighed && weight.has_value();
    atoms.push_back({.weight = weight.value_or(state_.scalars().zero()), .values = values(*item, {})});
  }
  if (weighed) check_weights(atoms);
  return atoms;
}

void SpectrumResolver::check_weights(const std::vector<Atom>& atoms) {
  Rational total = 0;
  std::size_t bits = 0;
  bool constant = true;
  for (std::size_t k = 0; k < atoms.size(); ++k) {
    const auto weight = state_.scalars().as_number(atoms[k].weight);
    if (!weight) constant = false;
    if (!weight) continue;
    if (*weight < 0) {
      state_.error(std::get<Item::Atom>(bulk_[k]->source).weight.span, "a weight must not be negative");
      return;
    }
    bits += exact_bits(*weight);
    if (!state_.affordable(bits, spectrum_.space.span)) return;
    total += *weight;
  }
  if (constant) check_sum(total, spectrum_.space.span, "the weights of spectrum " + spectrum_.space.text);
}

void SpectrumResolver::check_sum(const Rational& total, Span span, const std::string& prefix) {
  if (total == 1) return;
  state_.error(span, prefix + " must sum to 1 exactly; they sum to " + short_text(total));
}

std::map<std::string, ScalarId> SpectrumResolver::given(const Item& item, Locals locals) {
  const Place place{
      .what = "a value of a spectrum", .locals = &locals, .scope_holds = "earlier values of its own line"};
  std::map<std::string, ScalarId> found;
  for (const syntax::Assignment& assignment : item.values) {
    const std::string& name = assignment.name.text;
    const auto value = evaluate_scalar(state_, place, assignment.value);
    if (found.contains(name)) {
      state_.error(assignment.name.span, "'" + name + "' is given twice in one line");
      continue;
    }
    // Something that later values can be checked with, where this one is wrong.
    const ScalarId known = value.value_or(state_.scalars().leaf(ScalarNode::Kind::Local, UINT32_MAX));
    found.emplace(name, known);
    const auto [at, inserted] = locals.emplace(name, known);
    if (!inserted && *at->second.scalar() != known) {
      state_.error(assignment.name.span, "'" + name + "' is also a column of the file, with other values")
          .helps.push_back("rename the column, or take another name for the matrix");
    }
  }
  return found;
}

std::vector<ScalarId> SpectrumResolver::spike(const Item& item) {
  const auto found = given(item, {});
  std::vector<ScalarId> ordered;
  for (const std::string& name : names_) {
    const auto at = found.find(name);
    ordered.push_back(at == found.end() ? state_.scalars().zero() : at->second);
  }
  return ordered;
}

std::vector<ScalarId> SpectrumResolver::values(const Item& item, Locals locals) {
  const auto found = given(item, std::move(locals));
  for (const syntax::Assignment& assignment : item.values) {
    const auto end = names_.begin() + static_cast<std::ptrdiff_t>(matrices_);
    if (std::find(names_.begin(), end, assignment.name.text) != end) continue;
    state_
        .error(assignment.name.span,
               "'" + assignment.name.text + "' is given here but not in the first line of the spectrum")
        .notes.push_back({bulk_.front()->span, "the first line"});
  }
  std::vector<ScalarId> ordered;
  for (std::size_t k = 0; k < matrices_; ++k) {
    const std::string& name = names_[k];
    const auto at = found.find(name);
    if (at == found.end()) {
      state_.error(item.span, "this line does not give '" + name + "', which the first line of the spectrum does");
      return ordered;
    }
    ordered.push_back(at->second);
  }
  ordered.resize(names_.size(), state_.scalars().zero());
  return ordered;
}

}  // namespace freepencil::resolver
