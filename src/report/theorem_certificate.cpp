// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "report/names.hpp"
#include "report/number.hpp"
#include "report/table.hpp"
#include "report/theorem_parts.hpp"
#include "report/verify_report.hpp"

namespace freepencil::report {

namespace {

using Statement = Verification::Statement;

std::string counted(std::size_t count, const std::string& noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

/// What is said of the statements, whether of equations to some digits or of what has none.
std::string verified(const Theorem& theorem) {
  std::vector<const Statement*> digits, others;
  std::map<std::string, std::size_t> proofs;  // how many of each reading
  std::size_t enclosed = 0;
  int points = 0;
  for (const std::size_t claim : theorem.claims) {
    const auto [begin, count] = statements_of(theorem.model, claim);
    for (std::size_t s = 0; s < count; ++s) {
      const Statement& statement = theorem.verification.statements.at(begin + s);
      points = std::max(points, statement.points);
      enclosed += statement.certified ? 1 : 0;
      const auto* comparison = std::get_if<Comparison>(&theorem.model.claims[claim].statements[s]);
      const bool equation = comparison != nullptr && comparison->relation == Comparison::Relation::Equal;
      if (statement.verdict == ClaimVerdict::Proved) {
        ++proofs[proof_reading(statement)];
      } else {
        (equation ? digits : others).push_back(&statement);
      }
    }
  }
  std::vector<std::string> parts;
  const std::string at =
      fmt::format("at {} (seed {})", counted(static_cast<std::size_t>(points), "random parameter point"),
                  theorem.verification.seed);
  if (!digits.empty()) {
    const auto* least = *std::min_element(digits.begin(), digits.end(),
                                          [](const auto* a, const auto* b) { return a->digits < b->digits; });
    parts.push_back(fmt::format("{} verified to {} digits {}, fewest agreeing digits {}",
                                counted(digits.size(), "equation"), theorem.verification.digits, at, least->digits));
    if (enclosed > 0) {
      parts.push_back(enclosed == digits.size() ? "both sides enclosed"
                                                : fmt::format("both sides enclosed for {} of them", enclosed));
    }
  }
  for (const auto& [reading, count] : proofs) {
    parts.push_back(fmt::format("{} {} by exact algebra", counted(count, "statement"), reading));
  }
  if (!others.empty()) {
    parts.push_back(fmt::format("{} verified {}",
                                counted(others.size(), digits.empty() ? "statement" : "further statement"),
                                digits.empty() ? at : "there"));
  }
  return fmt::format("{}.", fmt::join(parts, "; "));
}

std::string simulated(const Theorem& theorem, bool latex) {
  if (theorem.simulation == nullptr) {
    return fmt::format(" Not simulated: {}.", latex ? latex_escape(theorem.unsimulated) : theorem.unsimulated);
  }
  const Validation& simulation = *theorem.simulation;
  std::vector<std::string> scores, sizes;
  bool agrees = true;
  for (const auto& output : simulation.outputs) {
    agrees = agrees && output.verdict == Verdict::Agrees;
    const std::string score = std::isfinite(output.z) ? decimal(output.z, 2) : "none";
    const std::string name = latex ? "$" + latex_name(output.name) + "$" : output.name;
    const std::string z =
        latex && std::isfinite(output.z) ? fmt::format("$z = {}$", latex_number(score)) : fmt::format("z = {}", score);
    scores.push_back(fmt::format("{} for {}", z, name));
  }
  std::int64_t trials = 0;
  if (!simulation.outputs.empty()) {
    for (const auto& size : simulation.outputs.front().sizes) {
      sizes.push_back(std::to_string(size.n));
      trials = size.trials;
    }
  }
  std::vector<std::string> point;
  for (const auto& [name, value] : theorem.context.parameters) {
    point.push_back(latex ? fmt::format("${} = {}$", latex_name(name), value) : name + " = " + value);
  }
  const std::string where = point.empty() ? "" : fmt::format(" at {}", fmt::join(point, ", "));
  return fmt::format(" Simulation of what is stated, in sizes {} with {} trials each (seed {}){}, {} ({}).",
                     conjunction(sizes), trials, simulation.seed, where,
                     agrees ? "agrees with the limits" : "does not decide", fmt::join(scores, ", "));
}

}  // namespace

std::pair<std::size_t, std::size_t> statements_of(const Model& model, std::size_t claim) {
  std::size_t begin = 0;
  for (std::size_t k = 0; k < claim; ++k) begin += model.claims[k].statements.size();
  return {begin, model.claims[claim].statements.size()};
}

std::string theorem_certificate(const Theorem& theorem, bool latex) {
  return verified(theorem) + simulated(theorem, latex);
}

}  // namespace freepencil::report
