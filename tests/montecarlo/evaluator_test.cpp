// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <limits>
#include <random>

#include "montecarlo/simulate.hpp"
#include "naive.hpp"
#include "small_model.hpp"

namespace freepencil {
namespace {

using test::SmallModel;

/// Simulates one trial and holds every output, which must be one trace, against the explicit evaluation.
void check_all_outputs(const SmallModel& small, std::int64_t n, std::uint64_t seed) {
  const Expected<Ensemble> ensemble = finite_ensemble(small.model, default_point(small.model), n);
  REQUIRE(ensemble);
  const Simulation simulation = simulate(small.model, *ensemble, {.trials = 1, .seed = seed});
  INFO(simulation.failure);
  REQUIRE(simulation.status == Simulation::Status::Finished);
  const test::Naive naive(small.model, *ensemble, seed, 0);
  for (std::size_t k = 0; k < small.model.outputs.size(); ++k) {
    const test::Naive::Value expected = naive(small.model.traces[k]);
    const auto size = static_cast<double>(expected.matrix.rows());
    const std::complex<double> value = expected.matrix.trace() / size;
    // |tr E| / N <= |E|_F / sqrt N, once for either evaluation; and adding up the diagonal.
    const double rounding = size * std::numeric_limits<double>::epsilon() * expected.matrix.norm();
    const double tolerance = 2 * (expected.error + rounding) / std::sqrt(size);
    INFO(small.model.outputs[k].name << ": " << simulation.outputs[k].mean << " against " << value);
    CHECK(std::abs(simulation.outputs[k].mean - value) <= tolerance);
    // Otherwise the bound says nothing.
    CHECK(tolerance <= 1e-4 * expected.matrix.norm());
  }
}

/// Random matrices of a type; inverses are those of positive definite or well shifted arguments.
class Generator {
 public:
  Generator(SmallModel& small, std::uint64_t seed, bool complex) : small_(small), engine_(seed), complex_(complex) {}

  MatrixId operator()(SpaceId row, SpaceId column, int depth) {
    if (row != column) return rectangular(row, column, depth);
    switch (below(depth > 0 ? 6 : 2)) {
      case 0:
        return deterministic(row);
      case 1:
        return row == SmallModel::n ? small_.random(SmallModel::Y, below(2) == 0) : deterministic(row);
      case 2:
        return small_.sum((*this)(row, row, depth - 1), small_.scale(coefficient(), (*this)(row, row, depth - 1)));
      case 3:
        return small_.matrices.inverse(small_.ridge(rectangular(static_cast<SpaceId>(below(3)), row, depth - 1)));
      case 4:
        return congruence(row, depth);
      default: {
        const auto middle = static_cast<SpaceId>(below(3));
        return small_.matrices.product({(*this)(row, middle, depth - 1), (*this)(middle, row, depth - 1)});
      }
    }
  }

 private:
  std::size_t below(std::size_t count) { return engine_() % count; }

  ScalarId coefficient() {
    const ScalarId number = small_.scalars.number(Rational(static_cast<long>(below(7)) - 3, 2));
    if (!complex_ || below(2) == 0) return number;
    return small_.scalars.add(number,
                              small_.scalars.multiply(small_.scalars.number(3), small_.scalars.imaginary_unit()));
  }

  MatrixId deterministic(SpaceId space) {
    Scalars& s = small_.scalars;
    const ScalarId on_d[] = {small_.gamma, s.power(small_.sigma, Rational(1, 2)), s.add(small_.gamma, s.one())};
    const ScalarId f = space == SmallModel::n ? s.number(2) : space == SmallModel::m ? small_.theta : on_d[below(3)];
    return small_.matrices.deterministic(space, complex_ ? s.add(f, coefficient()) : f);
  }

  MatrixId rectangular(SpaceId row, SpaceId column, int depth) {
    MatrixId base{};
    if (row == column) {
      base = deterministic(row);
    } else if (row == SmallModel::d || column == SmallModel::d) {
      const SpaceId other = row == SmallModel::d ? column : row;
      const bool adjoint = row == SmallModel::d;
      base = small_.random(other == SmallModel::m ? SmallModel::W : below(2) ? SmallModel::Z : SmallModel::X, adjoint);
    } else {
      base = small_.matrices.product({rectangular(row, SmallModel::d, 0), rectangular(SmallModel::d, column, 0)});
    }
    if (depth > 0 && below(2) == 0) base = small_.matrices.product({base, (*this)(column, column, depth - 1)});
    return base;
  }

  /// b' c b, where c is symmetric
  MatrixId congruence(SpaceId space, int depth) {
    const auto middle = static_cast<SpaceId>(below(3));
    const MatrixId b = rectangular(middle, space, depth - 1);
    const MatrixId c =
        below(2) ? deterministic(middle) : small_.matrices.inverse(small_.ridge(rectangular(space, middle, 0)));
    return small_.matrices.product({small_.matrices.adjoint(b), c, b});
  }

  SmallModel& small_;
  std::mt19937_64 engine_;
  bool complex_;
};

}  // namespace

TEST_CASE("every kind of expression agrees with its explicit evaluation", "[evaluator]") {
  SmallModel s;
  Matrices& m = s.matrices;
  const auto d = SmallModel::d;
  const MatrixId z = s.random(SmallModel::Z), w = s.random(SmallModel::W), y = s.random(SmallModel::Y);
  const MatrixId zt = m.adjoint(z), wt = m.adjoint(w);
  const MatrixId sigma = m.deterministic(d, s.sigma), gamma = m.deterministic(d, s.gamma);
  const MatrixId root = m.deterministic(d, s.scalars.power(s.sigma, Rational(1, 2)));
  const MatrixId r = m.inverse(s.sum(m.product({root, zt, z, root}), m.deterministic(d, s.lambda)));
  const MatrixId k =
      m.inverse(s.sum(m.product({w, s.sum(m.product({zt, z}), sigma), wt}), m.deterministic(SmallModel::m, s.lambda)));

  s.output("zero", m.zero(d, d));
  s.output("deterministic", gamma);
  s.output("square random", y);
  s.output("Gram", m.product({zt, z}));
  s.output("inverse", r);
  s.output("weighted inverse", m.product({gamma, r}));
  s.output("bias", m.product({gamma, r, sigma, r}));
  s.output("difference",
           m.product({sigma, m.combination(d, d, {{s.scalars.one(), r}, {s.lambda, m.product({r, r})}})}));
  s.output("projection", m.product({wt, k, w, gamma}));
  s.output("projection squared", m.product({wt, k, w, sigma, wt, k, w, gamma}));
  s.output("indefinite Gram", m.product({z, gamma, zt, y, y}));
  s.output("indefinite inverse", m.inverse(s.sum(m.product({zt, z}), gamma)));
  s.output("no symmetry", m.inverse(s.sum(y, m.identity(SmallModel::n))));
  s.output("adjoint inverse", m.product({m.adjoint(m.inverse(s.sum(y, m.identity(SmallModel::n)))), z, sigma, zt}));
  s.output("from the right", m.product({zt, m.inverse(s.sum(y, m.identity(SmallModel::n))), z, r, gamma, r}));
  s.output("nested inverse", m.product({m.inverse(s.sum(r, m.product({wt, k, w}))), gamma}));
  check_all_outputs(s, 20, 1);
  check_all_outputs(s, 33, 2);

  SECTION("complex coefficients") {
    const ScalarId three_i = s.scalars.multiply(s.scalars.number(3), s.scalars.imaginary_unit());
    const MatrixId resolvent = m.inverse(s.sum(m.product({zt, z}), m.deterministic(d, three_i)));
    s.output("resolvent", resolvent);
    s.output("resolvent and adjoint", m.product({resolvent, gamma, m.adjoint(resolvent), sigma}));
    s.output("imaginary Gram", m.product({m.adjoint(resolvent), zt, z, resolvent}));
    s.output("complex function", m.product({m.deterministic(d, s.scalars.add(s.sigma, three_i)), r, sigma, r}));
    check_all_outputs(s, 20, 3);
  }
}

TEST_CASE("blocks of a pencil agree with the explicit inverse", "[evaluator]") {
  SmallModel s;
  Matrices& m = s.matrices;
  const auto d = SmallModel::d, n = SmallModel::n;
  const MatrixId z = s.random(SmallModel::Z);
  const BlockMatrix q{.rows = {d, n},
                      .columns = {n, d},
                      .entries = {s.scale(s.lambda, m.adjoint(z)), m.deterministic(d, s.sigma), m.identity(n), z}};
  const MatrixId blocks[2][2] = {{m.inverse_block(q, 0, 0), m.inverse_block(q, 0, 1)},
                                 {m.inverse_block(q, 1, 0), m.inverse_block(q, 1, 1)}};
  s.output("top", m.product({blocks[0][0], m.adjoint(z)}));
  s.output("square", blocks[0][1]);
  s.output("other square", m.product({m.deterministic(d, s.gamma), blocks[1][0]}));
  s.output("all", m.product({blocks[0][0], blocks[1][0], blocks[1][1]}));
  s.output("inside", m.product({m.inverse(s.ridge(blocks[0][0])), m.deterministic(d, s.sigma)}));
  check_all_outputs(s, 20, 4);
}

TEST_CASE("random expressions agree with their explicit evaluation", "[evaluator][property]") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SmallModel s(seed % 2 == 0);
    Generator generate(s, seed, seed % 3 == 0);
    for (int k = 0; k < 4; ++k) {
      const SpaceId space = static_cast<SpaceId>((seed + static_cast<std::uint64_t>(k)) % 3);
      s.output("seed " + std::to_string(seed) + ", trace " + std::to_string(k), generate(space, space, 2 + k % 2));
    }
    check_all_outputs(s, 20, seed);
  }
}

}  // namespace freepencil
