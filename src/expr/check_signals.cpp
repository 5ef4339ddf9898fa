// SPDX-License-Identifier: GPL-3.0-or-later
// Signals of spikes: of order one in single directions, so that a trace has a limit where it is affine in them.
#include <algorithm>
#include <optional>
#include <unordered_map>

#include "expr/declared_numbers.hpp"
#include "expr/resolve_statements.hpp"

namespace freepencil::resolver {
namespace {

/// The degree of expressions as polynomials in all signals together; nothing where they are none.
class SignalDegree {
 public:
  using Degree = std::optional<std::int64_t>;

  explicit SignalDegree(const Model& model) : model_(model) {}

  Degree operator()(MatrixId id) {
    if (const auto at = matrices_.find(id); at != matrices_.end()) return at->second;
    const Degree degree = of((*model_.matrices)[id]);
    matrices_.emplace(id, degree);
    return degree;
  }

  /// A signal that occurs in a matrix.
  std::optional<std::uint32_t> signal_in(MatrixId id) const {
    const MatrixNode& node = (*model_.matrices)[id];
    if (node.kind == MatrixNode::Kind::Deterministic) {
      for (const std::uint32_t symbol : model_.scalars->leaves(node.function, ScalarNode::Kind::Symbol)) {
        if (is_signal(model_, symbol)) return symbol;
      }
    }
    const auto& below =
        node.kind == MatrixNode::Kind::InverseBlock ? model_.matrices->block(node.block).entries : node.children;
    for (const MatrixId child : below) {
      if (const auto found = signal_in(child)) return found;
    }
    return std::nullopt;
  }

 private:
  static Degree largest(Degree a, Degree b) { return a && b ? Degree(std::max(*a, *b)) : std::nullopt; }
  static Degree zero_or_none(Degree inner) { return inner == Degree(0) ? inner : std::nullopt; }

  Degree of(const MatrixNode& node) {
    Degree degree = 0;
    switch (node.kind) {
      case MatrixNode::Kind::Deterministic:
        return of_function(node.function);
      case MatrixNode::Kind::Random:
        return degree;
      case MatrixNode::Kind::Combination:
        for (const MatrixId child : node.children) degree = largest(degree, (*this)(child));
        return degree;
      case MatrixNode::Kind::Product:
        for (const MatrixId child : node.children) {
          const Degree next = (*this)(child);
          degree = degree && next ? Degree(*degree + *next) : std::nullopt;
        }
        return degree;
      case MatrixNode::Kind::Inverse:
        return zero_or_none((*this)(node.children.front()));
      case MatrixNode::Kind::InverseBlock:
        for (const MatrixId entry : model_.matrices->block(node.block).entries) {
          degree = largest(degree, (*this)(entry));
        }
        return zero_or_none(degree);
    }
    return std::nullopt;
  }

  Degree of_function(ScalarId id) {
    if (!model_.scalars->contains(id, ScalarNode::Kind::Symbol)) return 0;
    const ScalarNode& node = (*model_.scalars)[id];
    Degree degree = 0;
    if (node.kind == ScalarNode::Kind::Symbol) return is_signal(model_, node.index) ? 1 : 0;
    for (const auto& [factor, term] : node.terms) {
      const Degree inner = of_function(term);
      if (node.kind == ScalarNode::Kind::Sum) {
        degree = largest(degree, inner);
      } else if (inner == Degree(0)) {
        continue;
      } else if (node.kind == ScalarNode::Kind::Product && degree && inner && factor > 0 && denominator(factor) == 1) {
        *degree += *inner * static_cast<std::int64_t>(numerator(factor));
      } else {
        return std::nullopt;
      }
    }
    return degree;
  }

  const Model& model_;
  std::unordered_map<MatrixId, Degree> matrices_;
};

}  // namespace

void check_signals(State& state) {
  const Model& model = state.model;
  const auto has_signals = [](const Spectrum& spectrum) { return spectrum.signals > 0; };
  if (std::none_of(model.spectra.begin(), model.spectra.end(), has_signals)) return;
  SignalDegree degree(model);
  for (std::size_t k = 0; k < model.traces.size(); ++k) {
    const auto known = degree(model.traces[k]);
    if (known && *known <= 1) continue;
    const auto signal = degree.signal_in(model.traces[k]);
    const std::string& name = model.symbols[signal.value_or(0)].name;
    state
        .error(model.trace_spans[k],
               "a trace must be affine in signals, and '" + name +
                   "' is one: its mass is in single directions; here it " +
                   (known ? "is multiplied with a signal" : "stands in an inverse, a root or a function"))
        .helps.push_back("a signal stands once in a trace, as in `tr(" + name + "*R*Sigma*R)`");
  }
}

}  // namespace freepencil::resolver
