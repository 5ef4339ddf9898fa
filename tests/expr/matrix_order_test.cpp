// SPDX-License-Identifier: GPL-3.0-or-later
// Deterministic matrices that need not commute: what merges, and that equal expressions still have equal ids.
#include <algorithm>
#include <catch2/catch.hpp>
#include <stdexcept>

#include "expr/matrix.hpp"

namespace freepencil {
namespace {

constexpr SpaceId n = 0, d = 1;

struct Noncommuting {
  Scalars s;
  Matrices m{s};
  ScalarId lambda = s.leaf(ScalarNode::Kind::Parameter, 0);
  ScalarId a = s.leaf(ScalarNode::Kind::Symbol, 0), b = s.leaf(ScalarNode::Kind::Symbol, 1);
  MatrixId A{}, B{}, C{}, I{}, Z{};

  Noncommuting() {
    m.keep_order(d);
    A = m.deterministic(d, a);
    B = m.deterministic(d, b);
    C = m.deterministic(d, s.leaf(ScalarNode::Kind::Symbol, 2));
    I = m.identity(d);
    Z = m.random(0, false, n, d);
  }

  MatrixId function(ScalarId f) { return m.deterministic(d, f); }
  MatrixId times(const std::vector<MatrixId>& factors) { return m.product(factors); }
  MatrixId plus(const std::vector<MatrixId>& terms) {
    std::vector<std::pair<ScalarId, MatrixId>> list;
    for (const MatrixId term : terms) list.emplace_back(s.one(), term);
    return m.combination(d, d, list);
  }
  MatrixId scale(ScalarId c, MatrixId x) { return m.combination(d, d, {{c, x}}); }
};

}  // namespace

TEST_CASE_METHOD(Noncommuting, "the order of factors is kept on the spaces that ask for it", "[matrix][order]") {
  CHECK(m.keeps_order(d));
  CHECK_FALSE(m.keeps_order(n));
  CHECK(times({A, B}) != times({B, A}));
  CHECK(times({Z, A, B}) != times({Z, B, A}));
  CHECK(m[times({A, B, A})].children.size() == 3);
  // On the other space the same two symbols are coordinates of one spectrum.
  const MatrixId left = m.deterministic(n, a), right = m.deterministic(n, b);
  CHECK(m.product({left, right}) == m.product({right, left}));
  CHECK_THROWS_AS(m.deterministic(d, s.multiply(a, b)), std::logic_error);
}

TEST_CASE_METHOD(Noncommuting, "functions of one symbol merge", "[matrix][order]") {
  const MatrixId root = function(s.power(a, Rational(1, 2)));
  CHECK(times({root, root}) == A);
  CHECK(times({times({B, root}), times({root, B})}) == times({B, A, B}));
  CHECK(times({A, B, m.inverse(B), m.inverse(A)}) == I);
  CHECK(times({A, B, m.inverse(B), A}) == function(s.power(a, Rational(2))));
  CHECK(m.inverse(m.inverse(A)) == A);
  CHECK(times({A, I, A}) == function(s.power(a, Rational(2))));
}

TEST_CASE_METHOD(Noncommuting, "inverses of several symbols stay what they are", "[matrix][order]") {
  for (const MatrixId x : {times({A, B}), plus({A, B})}) {
    CHECK(m[m.inverse(x)].kind == MatrixNode::Kind::Inverse);
    CHECK(m[m.inverse(m.inverse(x))].kind == MatrixNode::Kind::Inverse);
  }
  const MatrixId product = times({A, B});
  CHECK(m.inverse(scale(s.number(2), product)) == scale(s.number(Rational(1, 2)), m.inverse(product)));
  CHECK(m.inverse(times({A, B})) != times({m.inverse(B), m.inverse(A)}));
}

TEST_CASE_METHOD(Noncommuting, "scalars leave products, wherever they are written", "[matrix][order]") {
  const MatrixId twice = function(s.product({{1, s.number(2)}, {1, lambda}, {1, a}}));
  const ScalarId c = s.multiply(s.number(2), lambda);
  CHECK(times({twice, B}) == scale(c, times({A, B})));
  CHECK(times({Z, B, twice, B}) == m.combination(n, d, {{c, times({Z, B, A, B})}}));
  CHECK(times({twice}) == twice);
  CHECK(times({scale(lambda, times({A, B})), scale(s.power(lambda, Rational(-1)), C)}) == times({A, B, C}));
}

TEST_CASE_METHOD(Noncommuting, "sums collect by symbol and have one place for the identity", "[matrix][order]") {
  const ScalarId three = s.number(3);
  const MatrixId shifted[3] = {function(s.add(a, three)), function(s.add(b, three)),
                               function(s.multiply(lambda, s.add(b, s.divide(three, lambda))))};
  const MatrixId sum = plus({shifted[0], B, C});
  CHECK(plus({A, shifted[1], C}) == sum);
  CHECK(plus({C, plus({B, A}), scale(three, I)}) == sum);
  CHECK(plus({plus({A, B}), function(s.add(three, s.leaf(ScalarNode::Kind::Symbol, 2)))}) == sum);
  CHECK(plus({A, shifted[2]}) == plus({shifted[0], scale(lambda, B)}));
  CHECK(m[sum].children.size() == 3);

  const ScalarId minus = s.number(-1);
  CHECK(plus({sum, scale(minus, B), scale(minus, C)}) == shifted[0]);
  CHECK(plus({sum, scale(minus, A), scale(minus, B), scale(minus, C)}) == scale(three, I));
  CHECK(m.is_zero(plus({sum, scale(minus, sum)})));
  CHECK(plus({function(s.subtract(three, a)), A, B}) == shifted[1]);
  CHECK(plus({times({A, B}), scale(minus, times({B, A}))}) != m.zero(d, d));
}

TEST_CASE_METHOD(Noncommuting, "the order in which the terms of a sum come does not matter", "[matrix][order]") {
  std::vector<MatrixId> terms = {function(s.add(a, lambda)), B, scale(lambda, function(s.add(b, s.number(2)))),
                                 times({A, B}), m.product({m.adjoint(Z), Z})};
  const MatrixId sum = plus(terms);
  std::sort(terms.begin(), terms.end());
  do {
    CHECK(plus(terms) == sum);
  } while (std::next_permutation(terms.begin(), terms.end()));
}

TEST_CASE_METHOD(Noncommuting, "adjoints reverse products of symmetric matrices", "[matrix][order]") {
  CHECK(m.adjoint(A) == A);
  CHECK(m.adjoint(times({A, B, C})) == times({C, B, A}));
  CHECK(m.is_self_adjoint(times({A, B, A})));
  CHECK(m.is_self_adjoint(plus({times({A, B}), times({B, A})})));
  CHECK_FALSE(m.is_self_adjoint(times({A, B})));
  CHECK(m.adjoint(m.inverse(times({A, B}))) == m.inverse(times({B, A})));
  const MatrixId complex = function(s.add(a, s.imaginary_unit()));
  CHECK(m.adjoint(times({complex, B})) == times({B, function(s.subtract(a, s.imaginary_unit()))}));
}

}  // namespace freepencil
