// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "report/formula.hpp"

namespace freepencil::report {

namespace {

template <class T>
int three_way(const T& a, const T& b) {
  return a < b ? -1 : (b < a ? 1 : 0);
}

int compare(const Base& a, const Base& b);

int compare(const Factor& a, const Factor& b) {
  if (const int order = compare(*a.base, *b.base)) return order;
  return three_way(a.exponent, b.exponent);
}

int compare(const Term& a, const Term& b) {
  for (std::size_t k = 0; k < std::min(a.factors.size(), b.factors.size()); ++k) {
    if (const int order = compare(a.factors[k], b.factors[k])) return order;
  }
  if (const int order = three_way(a.factors.size(), b.factors.size())) return order;
  return three_way(a.coefficient, b.coefficient);
}

int compare(const Formula& a, const Formula& b) {
  for (std::size_t k = 0; k < std::min(a.terms.size(), b.terms.size()); ++k) {
    if (const int order = compare(a.terms[k], b.terms[k])) return order;
  }
  return three_way(a.terms.size(), b.terms.size());
}

int compare(const Base& a, const Base& b) {
  if (&a == &b) return 0;
  if (const int order = three_way(a.kind, b.kind)) return order;
  if (const int order = three_way(a.index, b.index)) return order;
  if (const int order = three_way(a.leaves, b.leaves)) return order;
  if (const int order = three_way(a.value, b.value)) return order;
  if (const int order = three_way(a.adjoint, b.adjoint)) return order;
  if (const int order = three_way(a.row, b.row)) return order;
  if (const int order = three_way(a.column, b.column)) return order;
  if (const int order = compare(a.body, b.body)) return order;
  return compare(a.exponent, b.exponent);
}

/// Where a factor stands in a product: numbers, matrices, sums of matrices, inverses.
int place(const Factor& factor) {
  if (!factor.base->matrix) return 0;
  if (factor.exponent < 0) return 3;
  return factor.base->kind == Base::Kind::Symbol ? 1 : 2;
}

bool precedes_factor(const Factor& a, const Factor& b) {
  if (const int order = three_way(place(a), place(b))) return order < 0;
  if (place(a) == 0 && a.base->novelty != b.base->novelty) return a.base->novelty < b.base->novelty;
  return compare(a, b) < 0;
}

struct Weight {
  bool deterministic = true;
  int novelty = 0;
  std::size_t leaves = 0;
};

Weight weight(const Term& term) {
  Weight total;
  for (const Factor& factor : term.factors) {
    if (factor.base->random) total.deterministic = false;
    total.novelty = std::max(total.novelty, factor.base->novelty);
    total.leaves += factor.base->leaves;
  }
  return total;
}

/// What a paper writes: `Z'*Z + lambda*I`, `lambda*I + e_1*Sigma`, `1 + phi*e_1`.
bool precedes_term(const Term& a, const Term& b) {
  const Weight left = weight(a), right = weight(b);
  if (left.deterministic != right.deterministic) return !left.deterministic;
  if (left.novelty != right.novelty) return left.novelty < right.novelty;
  if (left.leaves != right.leaves) return left.leaves < right.leaves;
  return compare(a, b) < 0;
}

void absorb(Base& whole, const Formula& part) {
  for (const Term& term : part.terms) {
    whole.leaves += 1;
    for (const Factor& factor : term.factors) {
      whole.random = whole.random || factor.base->random;
      whole.matrix = whole.matrix || factor.base->matrix;
      whole.novelty = std::max(whole.novelty, factor.base->novelty);
      whole.leaves += factor.base->leaves;
    }
  }
}

}  // namespace

std::shared_ptr<const Base> make_base(Base base) {
  using Kind = Base::Kind;
  absorb(base, base.body);
  absorb(base, base.exponent);
  switch (base.kind) {
    case Kind::Size:
    case Kind::Parameter:
    case Kind::Local:
      base.novelty = 1;
      break;
    case Kind::Unknown:
      base.novelty = 2;
      break;
    case Kind::Trace:
      base.matrix = false;
      base.novelty = 3;
      break;
    case Kind::Random:
    case Kind::Block:
      base.random = true;
      [[fallthrough]];
    case Kind::Named:
    case Kind::Symbol:
      base.matrix = true;
      base.novelty = 4;
      break;
    case Kind::Identity:
      base.matrix = true;
      break;
    default:
      break;
  }
  return std::make_shared<const Base>(std::move(base));
}

Formula single(Base base) { return {{Term{.coefficient = 1, .factors = {{make_base(std::move(base)), 1}}}}}; }

std::shared_ptr<const Base> as_base(const Formula& formula) {
  if (formula.terms.size() == 1) {
    const Term& term = formula.terms.front();
    if (term.coefficient == 1 && term.factors.size() == 1 && term.factors.front().exponent == 1) {
      return term.factors.front().base;
    }
    if (term.factors.empty()) return make_base({.kind = Base::Kind::Number, .value = term.coefficient});
  }
  return make_base({.kind = Base::Kind::Bracket, .body = formula});
}

bool is_matrix(const Term& term) {
  return std::any_of(term.factors.begin(), term.factors.end(), [](const Factor& f) { return f.base->matrix; });
}

void arrange(Term& term, bool commuting) {
  const auto matrices = std::stable_partition(term.factors.begin(), term.factors.end(),
                                              [](const Factor& factor) { return !factor.base->matrix; });
  std::sort(term.factors.begin(), commuting ? term.factors.end() : matrices, precedes_factor);
  std::vector<Factor> merged;
  for (Factor& factor : term.factors) {
    const bool same =
        !merged.empty() && factor.base->kind != Base::Kind::Random && compare(*merged.back().base, *factor.base) == 0;
    if (!same) {
      merged.push_back(std::move(factor));
    } else {
      merged.back().exponent += factor.exponent;
      if (merged.back().exponent == 0) merged.pop_back();
    }
  }
  // I says nothing beside another matrix.
  const auto is_identity = [](const Factor& factor) { return factor.base->kind == Base::Kind::Identity; };
  const bool other = std::any_of(merged.begin(), merged.end(),
                                 [&](const Factor& factor) { return factor.base->matrix && !is_identity(factor); });
  if (other) std::erase_if(merged, is_identity);
  term.factors = std::move(merged);
}

void arrange(Formula& formula) {
  std::stable_sort(formula.terms.begin(), formula.terms.end(), precedes_term);
  const auto positive =
      std::find_if(formula.terms.begin(), formula.terms.end(), [](const Term& term) { return term.coefficient > 0; });
  if (positive != formula.terms.end()) std::rotate(formula.terms.begin(), positive, positive + 1);
}

}  // namespace freepencil::report
