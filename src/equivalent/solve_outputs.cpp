// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/solve_outputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "equivalent/limit.hpp"
#include "equivalent/solve_model.hpp"

namespace freepencil {
namespace {

/// Leaves some of the outputs in the model for as long as it lives.
class Selection {
 public:
  explicit Selection(Model& model) : model_(model), all_(model.outputs) {}
  ~Selection() { model_.outputs = std::move(all_); }
  Selection(const Selection&) = delete;
  Selection& operator=(const Selection&) = delete;
  Selection(Selection&&) = delete;
  Selection& operator=(Selection&&) = delete;

  template <class Predicate>
  void select(Predicate wanted) {
    model_.outputs.clear();
    std::copy_if(all_.begin(), all_.end(), std::back_inserter(model_.outputs), wanted);
  }
  [[nodiscard]] const std::vector<Output>& all() const { return all_; }

 private:
  Model& model_;
  std::vector<Output> all_;
};

/// What a limit cannot be asked for.
Diagnostics refusals(const Model& model, const SolveRequest& request) {
  const char* asked = request.certify                ? "bounds"
                      : request.finite_size          ? "term of order 1/n"
                      : !request.derivatives.empty() ? "derivatives"
                                                     : nullptr;
  Diagnostics errors;
  if (asked == nullptr) return errors;
  for (const Output& output : model.outputs) {
    if (!output.limit) continue;
    Diagnostic& error = errors.emplace_back();
    error.span = output.span;
    error.message = fmt::format("output '{}' is a limit, and limits have no {} yet", output.name, asked);
    error.helps.emplace_back("ask for the other outputs with --output");
  }
  return errors;
}

/// Adds the values of one solve to those of others, as if all had been one.
void merge(Solution& total, Solution part) {
  if (total.status == Status::NotRun) {
    total = std::move(part);
    return;
  }
  for (auto& value : part.outputs) total.outputs.push_back(std::move(value));
  for (auto& failed : part.failed) total.failed.push_back(std::move(failed));
  if (total.status == Status::Converged && part.status != Status::Converged) {
    total.status = part.status;
    total.reason = part.reason;
    total.history = part.history;
  }
  total.unknowns = std::max(total.unknowns, part.unknowns);
  total.nonlinear = std::max(total.nonlinear, part.nonlinear);
  total.linear = std::max(total.linear, part.linear);
  total.iterations += part.iterations;
  total.residual = std::max(total.residual, part.residual);
  total.branch_radius = std::max(total.branch_radius, part.branch_radius);
  total.seconds += part.seconds;
}

/// The limits as plain values; one that is infinite has none.
void require_finite(Solution& solution) {
  for (Solution::Value& value : solution.outputs) {
    if (value.leading && value.leading->diverges) {
      const std::string reason = fmt::format("it has no finite limit: it grows like {}", value.leading->power);
      solution.failed.push_back({value.name, reason});
      solution.status = Status::OutsideDomain;
      solution.reason = fmt::format("output '{}': {}", value.name, reason);
    }
    value.leading.reset();
  }
}

}  // namespace

Expected<Solution> solve_outputs(Model& model, const ParameterPoint& point, const SolveOptions& options,
                                 const SolveRequest& request, EquationsCache* cache) {
  const bool none = std::none_of(model.outputs.begin(), model.outputs.end(),
                                 [](const Output& output) { return output.limit.has_value(); });
  if (none) return solve_model(model, point, options, request, cache);
  if (Diagnostics errors = refusals(model, request); !errors.empty()) return errors;

  Selection selection(model);
  Solution total;
  selection.select([](const Output& output) { return !output.limit; });
  if (!model.outputs.empty()) {
    Expected<Solution> plain = solve_model(model, point, options, request, cache);
    if (!plain) return plain.errors();
    merge(total, std::move(*plain));
  }
  std::set<std::size_t> done;
  for (const Output& output : selection.all()) {
    if (!output.limit || !done.insert(output.limit->parameter).second) continue;
    const LimitPoint limit = *output.limit;
    selection.select([&](const Output& other) { return other.limit && other.limit->parameter == limit.parameter; });
    Expected<Solution> at_limit = solve_limit(model, point, limit, options, request, cache);
    if (!at_limit) return at_limit.errors();
    require_finite(*at_limit);
    merge(total, std::move(*at_limit));
  }
  std::vector<Solution::Value> ordered;
  for (const Output& output : selection.all()) {
    const auto at = std::find_if(total.outputs.begin(), total.outputs.end(),
                                 [&](const Solution::Value& value) { return value.name == output.name; });
    if (at != total.outputs.end()) ordered.push_back(std::move(*at));
  }
  total.outputs = std::move(ordered);
  if (total.status != Status::Converged) total.outputs.clear();
  return total;
}

}  // namespace freepencil
