// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/box_functions.hpp"

#include <algorithm>

#include "compare/needed_quantities.hpp"
#include "compare/unknown_derivative.hpp"

namespace freepencil {

using Kind = ScalarNode::Kind;

class BoxFunctions::Compiler {
 public:
  Compiler(SpectralTraces& traces, const RootForms& forms, ClosedForms<Ball>& known, BoxFunctions& result)
      : traces_(traces), forms_(forms), known_(known), result_(result) {
    for (const std::uint32_t unknown : forms.unknowns) {
      derivatives_.emplace_back(traces, traces.scalars().leaf(Kind::Quantity, unknown));
    }
  }

  std::optional<Reason> operator()() {
    result_.unknowns_ = forms_.unknowns.size();
    for (const ScalarId equation : forms_.equations) {
      const auto node = compile(equation, nullptr);
      if (!node) return node.failure();
      result_.equations_.push_back(*node);
    }
    with_slopes_ = false;  // of derivatives only their sign matters
    for (const auto& row : forms_.jacobian) {
      auto& nodes = result_.jacobian_.emplace_back();
      for (const ScalarId entry : row) {
        const auto node = compile(entry, nullptr);
        if (!node) return node.failure();
        nodes.push_back(*node);
      }
    }
    for (const ScalarId consequence : forms_.consequences) {
      const auto node = compile(consequence, nullptr);
      if (!node) return node.failure();
      result_.consequences_.push_back(*node);
    }
    return std::nullopt;
  }

 private:
  using Space = const SpaceId*;  // null: not under a trace

  [[nodiscard]] std::optional<std::uint32_t> unknown(std::uint32_t quantity) const {
    const auto at = std::find(forms_.unknowns.begin(), forms_.unknowns.end(), quantity);
    if (at == forms_.unknowns.end()) return std::nullopt;
    return static_cast<std::uint32_t>(at - forms_.unknowns.begin());
  }

  [[nodiscard]] bool has_signal(const Spectrum& spectrum, ScalarId function) const {
    const auto symbols = traces_.scalars().leaves(function, Kind::Symbol);
    return std::any_of(symbols.begin(), symbols.end(),
                       [&](std::uint32_t symbol) { return spectrum.is_signal(symbol); });
  }

  bool depends(ScalarId id) {
    const Scalars& scalars = traces_.scalars();
    if (!scalars.contains(id, Kind::Quantity) && !scalars.contains(id, Kind::Trace)) return false;
    if (const auto at = depends_.find(id); at != depends_.end()) return at->second;
    const ScalarNode node = scalars[id];
    bool result = node.kind == Kind::Quantity && unknown(node.index);
    if (node.kind == Kind::Trace) result = depends(traces_[node.index].function);
    for (const auto& term : node.terms) result = result || depends(term.second);
    depends_.emplace(id, result);
    return result;
  }

  Node push(Operation operation) {
    result_.operations_.push_back(std::move(operation));
    return static_cast<Node>(result_.operations_.size() - 1);
  }

  Reasoned<Node> compile(ScalarId id, Space space) {
    const bool row = space != nullptr && traces_.scalars().contains(id, Kind::Symbol);
    const auto key = std::tuple(id, row ? *space : 0, row, with_slopes_);
    if (const auto at = nodes_.find(key); at != nodes_.end()) return at->second;
    const Reasoned<Node> node = depends(id) ? operation(id, space) : constant(id, row ? space : nullptr);
    if (node) nodes_.emplace(key, *node);
    return node;
  }

  Reasoned<Node> constant(ScalarId id, Space space) {
    Operation result{.row = space != nullptr};
    if (space) {
      const auto values = known_.rows(*space, id);
      if (!values) return values.failure();
      for (const Ball& value : *values) result.constant.push_back(interval_of(value));
    } else {
      const auto value = known_(id);
      if (!value) return value.failure();
      result.constant = {interval_of(*value)};
    }
    return push(std::move(result));
  }

  Reasoned<Node> operation(ScalarId id, Space space) {
    const ScalarNode node = traces_.scalars()[id];
    using Op = Operation::Kind;
    Operation result;
    switch (node.kind) {
      case Kind::Quantity:
        return push({.kind = Op::Unknown, .unknown = *unknown(node.index)});
      case Kind::Trace:
        return trace(node.index);
      case Kind::Sum:
        result.kind = Op::Sum;
        result.constant = {interval_of(node.value)};
        for (const auto& term : node.terms) result.factors.push_back(interval_of(term.first));
        break;
      case Kind::Product:
        result.kind = Op::Product;
        for (const auto& term : node.terms) result.exponents.push_back(term.first);
        break;
      case Kind::Power:
        result.kind = Op::Power;
        break;
      default:
        result.kind = node.kind == Kind::Exp ? Op::Exp : Op::Log;
    }
    for (const auto& term : node.terms) {
      const auto operand = compile(term.second, space);
      if (!operand) return operand;
      result.operands.push_back(*operand);
      result.row = result.row || result_.operations_[*operand].row;
    }
    return push(std::move(result));
  }

  Reasoned<Node> trace(std::uint32_t index) {
    const SpectralTrace trace = traces_[index];
    Operation result{.kind = Operation::Kind::Trace};
    for (const Ball& weight : known_.weights(trace.space)) result.constant.push_back(interval_of(weight));
    // What has no signal has no part in spikes; in intervals, a difference of equal numbers would not be zero.
    for (const Spectrum& spectrum : traces_.model().spectra) {
      if (spectrum.space != trace.space || has_signal(spectrum, trace.function)) continue;
      std::fill_n(result.constant.rbegin(), 2 * spectrum.spikes.size(), RealInterval(0));
    }
    std::vector<ScalarId> functions = {trace.function};
    if (const ScalarId lowest = lowest_terms(traces_.scalars(), trace.function); lowest != trace.function) {
      functions.push_back(lowest);
    }
    for (const ScalarId function : functions) {
      const auto operand = compile(function, &trace.space);
      if (!operand) return operand;
      result.operands.push_back(*operand);
    }
    if (with_slopes_) {
      with_slopes_ = false;
      for (UnknownDerivative& derivative : derivatives_) {
        const auto slope = compile(traces_.trace(trace.space, derivative.of_function(index)), nullptr);
        if (!slope) return slope;
        result.slopes.push_back(*slope);
      }
      with_slopes_ = true;
    }
    return push(std::move(result));
  }

  SpectralTraces& traces_;
  const RootForms& forms_;
  ClosedForms<Ball>& known_;
  BoxFunctions& result_;
  std::vector<UnknownDerivative> derivatives_;
  bool with_slopes_ = true;
  std::map<ScalarId, bool> depends_;
  std::map<std::tuple<ScalarId, SpaceId, bool, bool>, Node> nodes_;
};

Reasoned<BoxFunctions> BoxFunctions::compile(SpectralTraces& traces, const RootForms& forms, ClosedForms<Ball>& known) {
  for (const std::uint32_t quantity : needed_quantities(traces.model(), forms.equations)) {
    const auto is_unknown = [&](std::uint32_t index) {
      return std::find(forms.unknowns.begin(), forms.unknowns.end(), index) != forms.unknowns.end();
    };
    if (is_unknown(quantity)) continue;
    const auto definition = defining_expressions(traces.model(), quantity);
    const auto inner = needed_quantities(traces.model(), definition);
    if (std::any_of(inner.begin(), inner.end(), is_unknown)) {
      return Reason{"an equation has a quantity that is itself defined by the unknown"};
    }
  }
  BoxFunctions result;
  Compiler compiler(traces, forms, known, result);
  if (auto reason = compiler()) return std::move(*reason);
  return result;
}

}  // namespace freepencil
