// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/matrix.hpp"

#include <catch2/catch.hpp>

namespace freepencil {
namespace {

constexpr SpaceId n = 0, d = 1;

struct Fixture {
  Scalars s;
  Matrices m{s};
  ScalarId lambda = s.leaf(ScalarNode::Kind::Parameter, 0);
  ScalarId sigma = s.leaf(ScalarNode::Kind::Symbol, 0);
  MatrixId Sigma = m.deterministic(d, sigma);
  MatrixId Root = m.deterministic(d, s.power(sigma, Rational(1, 2)));
  MatrixId I = m.identity(d);
  MatrixId Z = m.random(0, false, n, d);
  MatrixId Zt = m.random(0, true, d, n);
  MatrixId gram = m.product({Zt, Z});
  MatrixId resolvent = m.inverse(m.combination(d, d, {{s.one(), gram}, {lambda, I}}));
};

}  // namespace

TEST_CASE_METHOD(Fixture, "adjacent deterministic factors merge", "[matrix]") {
  CHECK(m.product({Root, Root}) == Sigma);
  CHECK(m.product({Zt, Z, Root, Root}) == m.product({gram, Sigma}));
  CHECK(m.product({Sigma, m.inverse(Sigma)}) == I);
  CHECK(m.product({resolvent, Sigma, m.inverse(Sigma), resolvent}) == m.product({resolvent, resolvent}));
}

TEST_CASE_METHOD(Fixture, "multiples of the identity become coefficients", "[matrix]") {
  const MatrixId scaled = m.deterministic(d, lambda);
  CHECK(m.product({scaled, gram}) == m.combination(d, d, {{lambda, gram}}));
  CHECK(m.product({Zt, m.identity(n), Z}) == gram);
  CHECK(m.as_multiple_of_identity(scaled) == lambda);
  CHECK_FALSE(m.as_multiple_of_identity(Sigma));
}

TEST_CASE_METHOD(Fixture, "sums collect equal terms and cancel", "[matrix]") {
  CHECK(m.is_zero(m.combination(d, d, {{s.one(), gram}, {s.number(-1), gram}})));
  CHECK(m.combination(d, d, {{lambda, I}, {s.one(), Sigma}}) == m.deterministic(d, s.add(lambda, sigma)));
  CHECK(m.is_zero(m.product({Z, m.zero(d, d)})));
}

TEST_CASE_METHOD(Fixture, "inverses take scalars out and do not undo themselves", "[matrix]") {
  CHECK(m[m.inverse(resolvent)].kind == MatrixNode::Kind::Inverse);
  const MatrixId twice = m.combination(d, d, {{s.number(2), gram}});
  CHECK(m.inverse(twice) == m.combination(d, d, {{s.number(Rational(1, 2)), m.inverse(gram)}}));
  CHECK_THROWS_AS(m.inverse(m.zero(d, d)), std::domain_error);
}

TEST_CASE_METHOD(Fixture, "the adjoint is an involution that reverses products", "[matrix]") {
  CHECK(m.adjoint(Z) == Zt);
  CHECK(m.is_self_adjoint(gram));
  CHECK(m.is_self_adjoint(resolvent));
  const MatrixId word = m.product({Sigma, resolvent, gram, Root});
  CHECK(m.adjoint(word) == m.product({Root, gram, resolvent, Sigma}));
  CHECK(m.adjoint(m.adjoint(word)) == word);
  const MatrixId shifted = m.combination(d, d, {{s.one(), gram}, {s.imaginary_unit(), I}});
  CHECK_FALSE(m.is_self_adjoint(shifted));
  CHECK(m.adjoint(m.inverse(shifted)) == m.inverse(m.adjoint(shifted)));
}

TEST_CASE_METHOD(Fixture, "blocks of an inverse transpose to blocks of the transposed inverse", "[matrix]") {
  const BlockMatrix block{.rows = {d, n}, .columns = {d, n}, .entries = {I, Zt, Z, m.identity(n)}};
  const MatrixId corner = m.inverse_block(block, 0, 1);
  CHECK(m[corner].row == d);
  CHECK(m[corner].column == n);
  CHECK(m[m.adjoint(corner)].row == n);
  CHECK(m.adjoint(m.adjoint(corner)) == corner);
  // This block matrix is symmetric, so that block (2,1) of the inverse is the transpose of block (1,2).
  CHECK(m.adjoint(corner) == m.inverse_block(block, 1, 0));
}

}  // namespace freepencil
