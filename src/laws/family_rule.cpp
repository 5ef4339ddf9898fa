// SPDX-License-Identifier: GPL-3.0-or-later
#include "laws/family_rule.hpp"

#include <Eigen/Eigenvalues>
#include <cmath>
#include <limits>
#include <map>
#include <mutex>

#include "expr/evaluate_precise.hpp"
#include "numeric/multiprecision.hpp"

namespace freepencil {
namespace {

constexpr int rule_points = 24, finer_points = 32;  // of a block
constexpr int rule_precision = 60, rule_places = 45;
constexpr std::int64_t explicit_members = 64;
constexpr std::int64_t fewest_members = 100'000;

/// The squares b_1, b_2, .. of the off-diagonal entries of the Jacobi matrix of the counting measure on 0..N-1, whose
/// diagonal is (N - 1)/2.
template <class R>
R off_diagonal(int n, std::int64_t N) {
  const R square = R(n) * R(n);
  return square * (R(static_cast<double>(N)) * R(static_cast<double>(N)) - square) / (4 * (4 * square - 1));
}

/// Points in (0, N-1) and weights that sum to N.
struct GaussRule {
  std::vector<Multi> points, weights;
};

/// Golub and Welsch 1969 in double precision, then Newton's method on the recurrence in the precision that is current.
GaussRule gauss_rule(std::int64_t N, int count) {
  Eigen::VectorXd diagonal = Eigen::VectorXd::Zero(count), below(count - 1);
  for (int n = 1; n < count; ++n) below[n - 1] = std::sqrt(off_diagonal<double>(n, N));
  Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver;
  solver.computeFromTridiagonal(diagonal, below, Eigen::EigenvaluesOnly);
  std::vector<Multi> b = {Multi(0)};
  for (int n = 1; n <= count; ++n) b.push_back(off_diagonal<Multi>(n, N));
  GaussRule rule;
  for (int j = 0; j < count; ++j) {
    Multi x(solver.eigenvalues()[j]), weight(0);
    constexpr int newton_steps = 4;  // 1e-14, 1e-28, 1e-56, and one more
    for (int step = 0; step <= newton_steps; ++step) {
      // Monic polynomials p_n(x) around the middle, their derivatives, and squared norms from sum 1 = N on.
      Multi before(0), p(1), slope_before(0), slope(0), norm(static_cast<double>(N)), inverse_weight(0);
      for (int n = 0; n < count; ++n) {
        inverse_weight += p * p / norm;
        const Multi next(x * p - b[n] * before), next_slope(p + x * slope - b[n] * slope_before);
        before = p, slope_before = slope;
        p = next, slope = next_slope;
        norm *= b[n + 1];
      }
      weight = 1 / inverse_weight;
      if (step < newton_steps) x -= p / slope;
    }
    rule.points.push_back(x + Multi(static_cast<double>(N - 1)) / 2);
    rule.weights.push_back(weight);
  }
  return rule;
}

/// first..first + size - 1
struct Block {
  std::int64_t first, size;
};

/// All members behind the explicit ones.
std::vector<Block> blocks(std::int64_t from, std::int64_t to) {
  std::vector<Block> result;
  for (std::int64_t first = from + explicit_members; first <= to;) {
    const std::int64_t size = std::min(to - first + 1, first);
    result.push_back({first, size});
    first += size;
  }
  return result;
}

/// A number with so many decimals, exactly.
Rational with_places(const Multi& x, int places) {
  const Multi scaled = round(Multi(x * pow(Multi(10), Multi(places))));
  return Rational(scaled.convert_to<Integer>()) /
         boost::multiprecision::pow(Integer(10), static_cast<unsigned>(places));
}

FamilyRule make_rule(std::int64_t from, std::int64_t to) {
  const WorkingPrecision precision(rule_precision);
  FamilyRule rule;
  const Rational count(to - from + 1);
  for (std::int64_t k = from; k < from + explicit_members; ++k) {
    rule.index.emplace_back(k);
    rule.weights.push_back(1 / count);
  }
  for (const Block& block : blocks(from, to)) {
    if (block.size <= rule_points) {
      for (std::int64_t k = 0; k < block.size; ++k) {
        rule.index.emplace_back(block.first + k);
        rule.weights.push_back(1 / count);
      }
      continue;
    }
    const GaussRule gauss = gauss_rule(block.size, rule_points);
    Rational left(block.size);  // what is rounded off stays in the block
    for (int j = 0; j < rule_points; ++j) {
      rule.index.push_back(Rational(block.first) + with_places(gauss.points[j], rule_places));
      const Rational weight = j + 1 < rule_points ? with_places(gauss.weights[j], rule_places) : left;
      left -= weight;
      rule.weights.push_back(weight / count);
    }
  }
  return rule;
}

using Values = std::vector<Multi>;

Multi sum_of(const GaussRule& rule, const Values& s, const Multi* c) {
  Multi total(0);
  for (std::size_t j = 0; j < s.size(); ++j)
    total += rule.weights[j] * (c != nullptr ? Multi(s[j] / (s[j] + *c)) : s[j]);
  return total;
}

}  // namespace

const FamilyRule& family_rule(std::int64_t from, std::int64_t to) {
  static std::mutex mutex;
  static std::map<std::pair<std::int64_t, std::int64_t>, FamilyRule> made;
  const std::scoped_lock lock(mutex);
  const auto at = made.find({from, to});
  return at != made.end() ? at->second : made.emplace(std::pair(from, to), make_rule(from, to)).first->second;
}

bool wants_rule(const Family& family) { return family.from > 0 && family.to - family.from + 1 >= fewest_members; }

double rule_error(const Model& model, const Family& family, const ParameterValues& at) {
  const WorkingPrecision precision(rule_precision);
  std::vector<Multi> parameters, sizes;
  for (const Rational& value : at.exact_parameters) parameters.push_back(static_cast<Multi>(value));
  for (const Space& space : model.spaces) {
    const Leaves<Multi> before{.parameters = parameters, .sizes = sizes};
    sizes.push_back(space.reference ? Multi(1) : evaluate<Multi>(*model.scalars, space.size, before));
  }
  Multi worst(0);
  for (const Block& block : blocks(family.from, family.to)) {
    if (block.size <= finer_points) continue;
    const GaussRule rule = gauss_rule(block.size, rule_points), finer = gauss_rule(block.size, finer_points);
    const auto values = [&](const GaussRule& points, ScalarId value) {
      std::vector<Values> index(1);
      for (const Multi& x : points.points) index[0].push_back(x + Multi(static_cast<double>(block.first)));
      const Leaves<Multi> leaves{.parameters = parameters, .sizes = sizes, .symbols = {}, .locals = index};
      return evaluate_rows<Multi>(*model.scalars, value, leaves, points.points.size());
    };
    for (const ScalarId value : family.values) {
      const Values few = values(rule, value), many = values(finer, value);
      const Multi c = abs(many[many.size() / 2]);
      for (const Multi* resolvent : {static_cast<const Multi*>(nullptr), &c}) {
        if (resolvent != nullptr && c == 0) continue;
        const Multi a = sum_of(rule, few, resolvent), b = sum_of(finer, many, resolvent);
        if (!isfinite(a) || !isfinite(b)) return std::numeric_limits<double>::infinity();
        if (b != 0) worst = std::max(worst, Multi(abs(Multi(a - b)) / abs(b)));
      }
    }
  }
  return static_cast<double>(worst);
}

bool uses_rule(const Model& model, const Ensemble& ensemble) {
  if (ensemble.finite) return false;
  for (const Spectrum& spectrum : model.spectra) {
    const auto* family = std::get_if<Family>(&spectrum.measure);
    if (family == nullptr) continue;
    if (ensemble.measures[spectrum.space].bulk() != static_cast<std::size_t>(family->to - family->from) + 1) {
      return true;
    }
  }
  return false;
}

}  // namespace freepencil
