// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/rational_variety.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "compare/physical_factor.hpp"

namespace freepencil {
namespace {

/// Why it stops; caught below.
struct Stop {
  std::string reason;
};

class Solver {
 public:
  Solver(const std::vector<Ball>& values, const std::vector<char>& solvable, const std::function<bool()>& expired)
      : values_(values), solvable_(solvable), expired_(expired) {}

  RationalVariety run(const std::vector<Polynomial>& equations) {
    for (const Polynomial& equation : equations) insert(equations_, equation);
    while (const auto step = cheapest()) take(*step);
    result_.left = std::move(equations_);
    return std::move(result_);
  }

 private:
  struct Step {
    std::size_t variable = 0, pivot = 0;
    double cost = std::numeric_limits<double>::infinity();
  };

  void insert(std::vector<Polynomial>& list, const Polynomial& polynomial) const {
    if (polynomial.is_zero()) return;
    if (expired_()) throw Stop{"time is up"};
    const auto physical = physical_factor(polynomial, values_);
    if (!physical) throw Stop{physical.reason()};
    if (std::find(list.begin(), list.end(), *physical) == list.end()) list.push_back(*physical);
  }

  /// Of the equations and the variables that they are linear in: where the others grow least.
  [[nodiscard]] std::optional<Step> cheapest() const {
    Step best;
    for (std::size_t pivot = 0; pivot < equations_.size(); ++pivot) {
      const Polynomial& equation = equations_[pivot];
      for (std::size_t variable = 0; variable < values_.size(); ++variable) {
        if (solvable_[variable] == 0 || equation.degree(variable) != 1) continue;
        double cost = 0;
        for (std::size_t k = 0; k < equations_.size(); ++k) {
          if (k == pivot || equations_[k].degree(variable) == 0) continue;
          cost = std::max(cost, resultant_log_terms(equation, equations_[k], variable, values_.size()));
        }
        if (cost >= best.cost || evaluate(equation.coefficient(variable, 1), values_).contains_zero()) continue;
        best = {variable, pivot, cost};
      }
    }
    if (std::isinf(best.cost)) return std::nullopt;
    if (best.cost > most_resultant_log_terms) throw Stop{"the equations grow too large"};
    return best;
  }

  void take(const Step& step) {
    const Polynomial pivot = equations_[step.pivot];
    equations_.erase(equations_.begin() + static_cast<std::ptrdiff_t>(step.pivot));
    std::vector<Polynomial> next;
    for (const Polynomial& equation : equations_) {
      if (equation.degree(step.variable) > 0) {
        insert(next, resultant(equation, pivot, step.variable));
      } else if (std::find(next.begin(), next.end(), equation) == next.end()) {
        next.push_back(equation);
      }
    }
    equations_ = std::move(next);
    result_.solved.push_back(
        {step.variable, Rational(-1) * pivot.coefficient(step.variable, 0), pivot.coefficient(step.variable, 1)});
  }

  const std::vector<Ball>& values_;
  const std::vector<char>& solvable_;
  const std::function<bool()>& expired_;
  std::vector<Polynomial> equations_;
  RationalVariety result_;
};

}  // namespace

Reasoned<RationalVariety> rational_variety(const std::vector<Polynomial>& equations, const std::vector<Ball>& values,
                                           const std::vector<char>& solvable, const std::function<bool()>& expired) {
  try {
    return Solver(values, solvable, expired).run(equations);
  } catch (const Stop& stop) {
    return Reason{stop.reason};
  }
}

}  // namespace freepencil
