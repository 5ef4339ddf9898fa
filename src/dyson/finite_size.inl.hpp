// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/LU>
#include <algorithm>

#include "dyson/finite_size.hpp"

namespace freepencil {

template <class S>
PointTrace<S> every_block(const PointPencil<S>& pencil) {
  PointTrace<S> trace;
  for (int k = 0; k < pencil.size(); ++k) {
    for (int l = 0; l < pencil.size(); ++l) {
      if (pencil.columns[k] == pencil.rows[l]) trace.terms.push_back({k, l, {S(1)}});
    }
  }
  return trace;
}

template <class S>
FiniteSize<S>::FiniteSize(const DysonSystem<S>& system, const Resolvent<S>& M, std::vector<Real> excess)
    : system_(system), pencil_(system.pencil()), M_(M), excess_(std::move(excess)) {
  collect_ports();
  collect_pairs();
}

template <class S>
void FiniteSize<S>::collect_ports() {
  for (int t = 0; t < static_cast<int>(pencil_.random.size()); ++t) ports_.push_back(port(t));
  std::sort(ports_.begin(), ports_.end());
  ports_.erase(std::unique(ports_.begin(), ports_.end()), ports_.end());
  for (const Port& a : ports_) {
    for (const Port& b : ports_) {
      if (pencil_.columns[a.first] != pencil_.columns[b.first]) continue;
      pair_index_.emplace(std::pair(a, b), static_cast<int>(port_pairs_.size()));
      port_pairs_.emplace_back(a, b);
    }
  }
}

// Traces whose limit is zero by structure count as well: tr(Z*Z) of a square Z is 1/n.
template <class S>
void FiniteSize<S>::collect_pairs() {
  const auto& random = pencil_.random;
  std::map<TracedBlock, int> index;
  for (int left = 0; left < static_cast<int>(random.size()); ++left) {
    for (int right = 0; right < static_cast<int>(random.size()); ++right) {
      const auto &a = random[left], &b = random[right];
      if (a.variable != b.variable || a.adjoint == b.adjoint) continue;
      const TracedBlock traced{{a.column, b.row}, Weight::of(a.right, b.left)};
      const auto at = index.emplace(traced, static_cast<int>(unknowns_.size())).first;
      if (at->second == static_cast<int>(unknowns_.size())) unknowns_.push_back(traced);
      const Real size = pencil_.spaces[pencil_.columns[a.column]].size;
      pairs_.push_back({left, right, at->second,
                        a.coefficient * b.coefficient * S(pencil_.variances[a.variable] * size),
                        Weight::of(a.left, b.right)});
    }
  }
}

template <class S>
const S* FiniteSize<S>::block(int column, int row) const {
  return pencil_.columns[column] == pencil_.rows[row] ? system_.block(M_, column, row) : nullptr;
}

template <class S>
void FiniteSize<S>::dress(Values& values, int function) const {
  if (function < 0) return;
  for (std::size_t t = 0; t < values.size(); ++t) values[t] = multiply(values[t], pencil_.functions[function][t]);
}

template <class S>
void FiniteSize<S>::dress(Values& values, const Weight& weight) const {
  dress(values, weight.first);
  dress(values, weight.second);
}

template <class S>
S FiniteSize<S>::integral(int space, const Values& values) const {
  const auto& weights = pencil_.spaces[space].weights;
  S sum(0);
  for (std::size_t t = 0; t < values.size(); ++t) sum += weights[t] * values[t];
  return sum;
}

template <class S>
typename FiniteSize<S>::Values FiniteSize<S>::product(int space, const S* a, const S* b) const {
  if (a == nullptr || b == nullptr) return {};
  Values result(pencil_.spaces[space].weights.size());
  for (std::size_t t = 0; t < result.size(); ++t) result[t] = multiply(a[t], b[t]);
  return result;
}

template <class S>
void FiniteSize<S>::add(Values& sum, const Values& values, const S& factor) {
  if (sum.empty()) sum.assign(values.size(), S(0));
  for (std::size_t t = 0; t < values.size(); ++t) sum[t] += multiply(factor, values[t]);
}

template <class S>
Matrix<S> FiniteSize<S>::second_moment_matrix() const {
  const auto& random = pencil_.random;
  const auto count = static_cast<Eigen::Index>(port_pairs_.size());
  Matrix<S> T = Matrix<S>::Zero(count, count);
  for (int t = 0; t < static_cast<int>(random.size()); ++t) {
    for (int t2 = 0; t2 < static_cast<int>(random.size()); ++t2) {
      const auto &a = random[t], &b = random[t2];
      if (a.variable != b.variable || a.adjoint != b.adjoint) continue;
      const int from = port_pair(port(t), port(t2));
      const S factor = a.coefficient * b.coefficient * S(pencil_.variances[a.variable]);
      for (Eigen::Index to = 0; to < count; ++to) {
        const auto& [p, p2] = port_pairs_[to];
        const int space = pencil_.columns[p.first];
        if (space != pencil_.rows[a.row]) continue;
        Values moment = product(space, block(p.first, a.row), block(p2.first, b.row));
        if (moment.empty()) continue;
        dress(moment, p.second);
        dress(moment, p2.second);
        dress(moment, a.left);
        dress(moment, b.left);
        T(to, from) += factor * S(pencil_.spaces[space].size) * integral(space, moment);
      }
    }
  }
  return T;
}

template <class S>
Matrix<S> FiniteSize<S>::response() const {
  const auto count = static_cast<Eigen::Index>(unknowns_.size());
  Matrix<S> L = Matrix<S>::Zero(count, count);
  for (Eigen::Index u = 0; u < count; ++u) {
    const auto& [target, weight] = unknowns_[u];
    const int space = pencil_.columns[target.column];
    for (const Pair& pair : pairs_) {
      const int row = pencil_.random[pair.left].row, column = pencil_.random[pair.right].column;
      if (pencil_.rows[row] != space) continue;
      Values values = product(space, block(target.column, row), block(column, target.row));
      dress(values, weight);
      dress(values, pair.outer);
      L(u, pair.unknown) += pair.strength * integral(space, values);
    }
  }
  return L;
}

// Xi_iq += a b v f1 f3 E[(Q^{-1})_kl' f2 f4 (Q^{-1})_jq] over blocks (i,k) = a f1 Z f2 and (l,j) = b f3 Z f4; the
// second moment is sum over pairs of ports of (1-T)^{-1} f M_mq f' M_{m2 l}.
template <class S>
bool FiniteSize<S>::add_same_orientation() {
  const auto& random = pencil_.random;
  const auto count = static_cast<Eigen::Index>(port_pairs_.size());
  const Matrix<S> inverse =
      Matrix<S>(Matrix<S>::Identity(count, count) - second_moment_matrix()).partialPivLu().inverse();
  if (!inverse.allFinite()) return false;
  for (int t = 0; t < static_cast<int>(random.size()); ++t) {
    for (int t2 = 0; t2 < static_cast<int>(random.size()); ++t2) {
      const auto &a = random[t], &b = random[t2];
      if (a.variable != b.variable || a.adjoint != b.adjoint) continue;
      const int space = pencil_.rows[a.row];
      const int source = port_pair(port(t2), port(t));
      const S factor = a.coefficient * b.coefficient * S(pencil_.variances[a.variable]);
      for (const Port& p : ports_) {
        if (pencil_.columns[p.first] != space) continue;
        Values inner;  // sum over the second port
        for (const Port& p2 : ports_) {
          const S* second = pencil_.columns[p2.first] == space ? block(p2.first, b.row) : nullptr;
          if (second == nullptr) continue;
          const S moment = inverse(source, port_pair(p, p2));
          if (moment == S(0)) continue;
          Values part(second, second + pencil_.spaces[space].weights.size());
          dress(part, p2.second);
          add(inner, part, moment);
        }
        if (inner.empty()) continue;
        dress(inner, p.second);
        dress(inner, a.left);
        dress(inner, b.left);
        for (int q = 0; q < pencil_.size(); ++q) {
          const S* first = block(p.first, q);
          if (first == nullptr) continue;
          add(xi_[{a.row, q}], product(space, first, inner.data()), factor);
        }
      }
    }
  }
  return true;
}

template <class S>
typename FiniteSize<S>::Values FiniteSize<S>::between(int left, int right) const {
  const auto &a = pencil_.random[left], &b = pencil_.random[right];
  const S* entries = block(a.column, b.row);
  if (entries == nullptr) return {};
  Values result(entries, entries + pencil_.spaces[pencil_.columns[a.column]].weights.size());
  dress(result, a.right);
  dress(result, b.left);
  return result;
}

// Xi_iq += kappa sum over terms 1..4 of alternating orientation, f1 (sum_beta H_12 H_34)(beta) H_23 f2 M_{k4 q}: an
// entry of Z met four times, between diagonal entries of Q^{-1}.
template <class S>
void FiniteSize<S>::add_fourth_cumulant() {
  const auto& random = pencil_.random;
  const int count = static_cast<int>(random.size());
  std::map<std::pair<int, int>, Values> links;
  for (const Pair& pair : pairs_) {
    if (excess_[random[pair.left].variable] == Real(0)) continue;
    if (Values link = between(pair.left, pair.right); !link.empty()) links[{pair.left, pair.right}] = std::move(link);
  }
  for (const auto& [first, h12] : links) {
    const auto &a = random[first.first], &b = random[first.second];
    const int inner = pencil_.columns[a.column], outer = pencil_.rows[a.row];
    const Real variance = pencil_.variances[a.variable];
    const Real kappa = excess_[a.variable] * variance * variance;
    for (int third = 0; third < count; ++third) {
      const auto h23 = links.find({first.second, third});
      if (h23 == links.end()) continue;
      for (int fourth = 0; fourth < count; ++fourth) {
        const auto h34 = links.find({third, fourth});
        if (h34 == links.end()) continue;
        const auto &c = random[third], &d = random[fourth];
        const S sum = S(pencil_.spaces[inner].size) * integral(inner, product(inner, h12.data(), h34->second.data()));
        const S factor = a.coefficient * b.coefficient * c.coefficient * d.coefficient * S(kappa) * sum;
        Values left = h23->second;
        dress(left, a.left);
        dress(left, d.right);
        for (int q = 0; q < pencil_.size(); ++q) {
          const S* last = pencil_.rows[q] == outer ? block(d.column, q) : nullptr;
          if (last != nullptr) add(xi_[{a.row, q}], product(outer, left.data(), last), factor);
        }
      }
    }
  }
}

template <class S>
typename FiniteSize<S>::Values FiniteSize<S>::direct(int column, int row) const {
  const int space = pencil_.columns[column];
  Values sum;
  for (int i = 0; i < pencil_.size(); ++i) {
    const S* left = block(column, i);
    const auto at = left == nullptr ? xi_.end() : xi_.find({i, row});
    if (at != xi_.end()) add(sum, product(space, left, at->second.data()), S(1));
  }
  return sum;
}

// G_1 of one block: what S[G_1] moves, and the source.
template <class S>
typename FiniteSize<S>::Values FiniteSize<S>::first_order_block(int column, int row, const Vector<S>& g1) const {
  const int space = pencil_.columns[column];
  Values result = direct(column, row);
  for (const Pair& pair : pairs_) {
    const int i = pencil_.random[pair.left].row, j = pencil_.random[pair.right].column;
    if (pencil_.rows[i] != space) continue;
    Values part = product(space, block(column, i), block(j, row));
    dress(part, pair.outer);
    add(result, part, pair.strength * g1[pair.unknown]);
  }
  return result;
}

template <class S>
std::optional<Vector<S>> FiniteSize<S>::solve_response() const {
  const auto count = static_cast<Eigen::Index>(unknowns_.size());
  Vector<S> source(count);
  for (Eigen::Index u = 0; u < count; ++u) {
    const auto& [block, weight] = unknowns_[u];
    Values values = direct(block.column, block.row);
    dress(values, weight);
    source[u] = integral(pencil_.columns[block.column], values);
  }
  if (count == 0) return source;
  const Matrix<S> matrix = Matrix<S>::Identity(count, count) - response();
  Vector<S> g1 = matrix.partialPivLu().solve(source);
  if (!g1.allFinite()) return std::nullopt;
  return g1;
}

template <class S>
std::optional<std::vector<S>> FiniteSize<S>::first_order(std::size_t count) {
  xi_.clear();
  if (!add_same_orientation()) return std::nullopt;
  add_fourth_cumulant();
  const auto g1 = solve_response();
  if (!g1) return std::nullopt;
  std::vector<S> result;
  for (std::size_t k = 0; k < count; ++k) {
    S value(0);
    for (const auto& term : system_.wanted()[k].terms) {
      Values block = first_order_block(term.column, term.row, *g1);
      for (std::size_t t = 0; t < block.size(); ++t) {
        block[t] = multiply(block[t], term.values[term.values.size() == 1 ? 0 : t]);
      }
      value += integral(pencil_.columns[term.column], block);
    }
    result.push_back(value);
  }
  return result;
}

}  // namespace freepencil
