// SPDX-License-Identifier: GPL-3.0-or-later
// The formulas of a derivation as numbers, with nothing but the formulas: the unknowns by iterating their right-hand
// sides, traces as weighted sums over the atoms of a spectrum.
#pragma once

#include <Eigen/Dense>
#include <optional>
#include <unordered_map>

#include "equivalent/derivation.hpp"
#include "expr/evaluate.hpp"
#include "laws/ensemble.hpp"

namespace freepencil::test {

class DerivationSolver {
 public:
  using Real = long double;
  using Vector = Eigen::Matrix<Real, Eigen::Dynamic, 1>;

  DerivationSolver(const Model& model, const Derivation& derivation, const Ensemble& ensemble)
      : model_(model),
        derivation_(derivation),
        ensemble_(ensemble),
        parameters_(ensemble.parameters.begin(), ensemble.parameters.end()),
        sizes_(ensemble.sizes.begin(), ensemble.sizes.end()),
        unknowns_(derivation.unknowns.size(), 0) {
    for (const std::vector<double>& values : ensemble.symbols) symbols_.emplace_back(values.begin(), values.end());
  }

  /// The outputs; nothing where the iteration from this start does not settle.
  std::optional<std::vector<Real>> outputs(const std::vector<Real>& start) {
    for (std::size_t first = 0; first < unknowns_.size();) {
      std::size_t end = first + 1;
      while (end < unknowns_.size() && derivation_.unknowns[end].component == derivation_.unknowns[first].component) {
        ++end;
      }
      if (!solve_component(first, end, start)) return std::nullopt;
      first = end;
    }
    std::vector<Real> values;
    traces_.clear();
    for (const Derivation::Formula& output : derivation_.outputs) values.push_back(value(output.value));
    return values;
  }

 private:
  bool solve_component(std::size_t first, std::size_t end, const std::vector<Real>& start) {
    if (derivation_.unknowns[first].explicitly) {
      set(first, right_hand_sides(first, end));
      return true;
    }
    const auto count = static_cast<Eigen::Index>(end - first);
    Vector x(count);
    for (Eigen::Index k = 0; k < count; ++k) x[k] = start[first + static_cast<std::size_t>(k)];
    for (int step = 0; step < 300; ++step) {
      set(first, x);
      const Vector next = (x + right_hand_sides(first, end)) / 2;
      if (!next.allFinite()) return false;
      const Real change = (next - x).norm();
      x = next;
      if (change <= 1e-6L * x.norm()) break;
    }
    return newton(first, end, x);
  }

  bool newton(std::size_t first, std::size_t end, Vector x) {
    const auto count = x.size();
    for (int step = 0; step < 30; ++step) {
      set(first, x);
      const Vector defect = right_hand_sides(first, end) - x;
      Eigen::Matrix<Real, Eigen::Dynamic, Eigen::Dynamic> slope(count, count);
      for (Eigen::Index k = 0; k < count; ++k) {
        const Real h = 1e-7L * (1e-3L + std::abs(x[k]));
        Vector up = x, down = x;
        up[k] += h;
        down[k] -= h;
        set(first, up);
        const Vector above = right_hand_sides(first, end);
        set(first, down);
        slope.col(k) = (above - right_hand_sides(first, end)) / (2 * h);
        slope(k, k) -= 1;
      }
      const Vector change = slope.fullPivLu().solve(defect);
      x -= change;
      if (!x.allFinite()) return false;
      if (change.norm() > 1e-15L * x.norm()) continue;
      set(first, x);
      return true;
    }
    return false;
  }

  void set(std::size_t first, const Vector& x) {
    for (Eigen::Index k = 0; k < x.size(); ++k) unknowns_[first + static_cast<std::size_t>(k)] = x[k];
  }

  Vector right_hand_sides(std::size_t first, std::size_t end) {
    Vector result(static_cast<Eigen::Index>(end - first));
    traces_.clear();
    for (std::size_t k = first; k < end; ++k) {
      result[static_cast<Eigen::Index>(k - first)] = value(derivation_.unknowns[k].value);
    }
    return result;
  }

  Real value(ScalarId id) { return rows(id, 1).front(); }

  std::vector<Real> rows(ScalarId id, std::size_t count) {
    std::vector<Real> traces(model_.traces.size(), 0);
    need_traces(id, traces);
    const Leaves<Real> leaves{.parameters = parameters_,
                              .sizes = sizes_,
                              .symbols = symbols_,
                              .locals = {},
                              .traces = traces,
                              .unknowns = unknowns_};
    return evaluate_rows<Real>(*model_.scalars, id, leaves, count);
  }

  void need_traces(ScalarId id, std::vector<Real>& traces) {
    const ScalarNode& node = (*model_.scalars)[id];
    if (node.kind == ScalarNode::Kind::Trace) traces[node.index] = trace(node.index);
    for (const auto& term : node.terms) need_traces(term.second, traces);
  }

  /// sum over atoms of weight * function
  Real trace(std::uint32_t index) {
    if (const auto known = traces_.find(index); known != traces_.end()) return known->second;
    const MatrixNode& node = (*model_.matrices)[model_.traces[index]];
    if (node.kind != MatrixNode::Kind::Deterministic) throw std::logic_error("the trace of a random matrix is left");
    const std::vector<double>& weights = ensemble_.measures[node.row].weights;
    const std::vector<Real> values = rows(node.function, weights.size());
    Real sum = 0;
    for (std::size_t atom = 0; atom < weights.size(); ++atom) sum += weights[atom] * values[atom];
    traces_.emplace(index, sum);
    return sum;
  }

  const Model& model_;
  const Derivation& derivation_;
  const Ensemble& ensemble_;
  std::vector<Real> parameters_, sizes_, unknowns_;
  std::vector<std::vector<Real>> symbols_;
  std::unordered_map<std::uint32_t, Real> traces_;
};

}  // namespace freepencil::test
