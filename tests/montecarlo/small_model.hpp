// SPDX-License-Identifier: GPL-3.0-or-later
// A model built by hand: spaces n, d = n/2, m = 7n/10, a spectrum on d and on m, random matrices between them.
#pragma once

#include "expr/model.hpp"

namespace freepencil::test {

struct SmallModel {
  enum Spaces : SpaceId { n, d, m };
  enum Randoms : std::uint32_t { Z, X, W, Y };  // Z, X: [n,d]; W: [m,d]; Y: [n,n]

  Model model;
  Scalars& scalars = *model.scalars;
  Matrices& matrices = *model.matrices;
  ScalarId lambda = scalars.leaf(ScalarNode::Kind::Parameter, 0);
  ScalarId sigma = scalars.leaf(ScalarNode::Kind::Symbol, 0);  // on d
  ScalarId gamma = scalars.leaf(ScalarNode::Kind::Symbol, 1);  // on d, of both signs
  ScalarId theta = scalars.leaf(ScalarNode::Kind::Symbol, 2);  // on m

  /// Where asked for, the matrices on d are given entry by entry, with five rows, and do not commute.
  explicit SmallModel(bool explicit_on_d = false) {
    if (explicit_on_d) matrices.keep_order(d);
    const auto size = [&](const Rational& ratio) {
      return scalars.product({{1, scalars.number(ratio)}, {1, scalars.leaf(ScalarNode::Kind::Size, n)}});
    };
    model.parameters.push_back(
        {.name = "lambda", .value = Rational(1, 10), .range = {}, .description = {}, .span = {}});
    model.spaces.push_back({.name = "n", .size = scalars.one(), .reference = true, .span = {}});
    model.spaces.push_back({.name = "d", .size = size(Rational(1, 2)), .reference = false, .span = {}});
    model.spaces.push_back({.name = "m", .size = size(Rational(7, 10)), .reference = false, .span = {}});
    const ScalarId variance = scalars.power(scalars.leaf(ScalarNode::Kind::Size, n), Rational(-1));
    const auto random = [&](const char* name, SpaceId row, SpaceId column) {
      model.randoms.push_back({.name = name, .row = row, .column = column, .variance = variance, .span = {}});
    };
    random("Z", n, d);
    random("X", n, d);
    random("W", m, d);
    random("Y", n, n);
    model.symbols = {{"Sigma", d}, {"Gamma", d}, {"Theta", m}};
    if (explicit_on_d) {
      model.explicit_matrices = {{.symbol = 0, .values = arrow(2, 1. / 2), .path = {}, .span = {}},
                                 {.symbol = 1, .values = arrow(-1, 1), .path = {}, .span = {}}};
    } else {
      add_spectrum_on_d();
    }
    Spectrum& on_m = model.spectra.emplace_back();
    on_m.space = m;
    on_m.symbols = {2};
    on_m.measure = Family{1, 5, {scalars.power(scalars.leaf(ScalarNode::Kind::Local, 0), Rational(-1))}};
  }

  /// first + k on the diagonal, `edge` along the first row and column.
  static DenseMatrix arrow(double first, double edge) {
    DenseMatrix matrix{.size = 5, .entries = std::vector<double>(25)};
    for (std::size_t k = 0; k < 5; ++k) {
      matrix.entries[k] = matrix.entries[5 * k] = edge;
      matrix.entries[6 * k] = first + static_cast<double>(k);
    }
    matrix.entries[0] = first;
    return matrix;
  }

  void add_spectrum_on_d() {
    const auto number = [&](long p, long q) { return scalars.number(Rational(p, q)); };
    Spectrum& on_d = model.spectra.emplace_back();
    on_d.space = d;
    on_d.symbols = {0, 1};
    on_d.measure = std::vector<Atom>{{number(1, 2), {number(2, 1), number(-3, 1)}},
                                     {number(3, 10), {number(1, 1), number(1, 2)}},
                                     {number(1, 5), {number(1, 4), number(2, 1)}}};
  }

  MatrixId random(std::uint32_t k, bool adjoint = false) {
    const RandomMatrix& r = model.randoms[k];
    return matrices.random(k, adjoint, adjoint ? r.column : r.row, adjoint ? r.row : r.column);
  }
  MatrixId sum(MatrixId a, MatrixId b) {
    return matrices.combination(matrices[a].row, matrices[a].column, {{scalars.one(), a}, {scalars.one(), b}});
  }
  MatrixId scale(ScalarId c, MatrixId a) { return matrices.combination(matrices[a].row, matrices[a].column, {{c, a}}); }
  /// a' a + lambda I
  MatrixId ridge(MatrixId a) {
    const SpaceId space = matrices[a].column;
    return sum(matrices.product({matrices.adjoint(a), a}), matrices.deterministic(space, lambda));
  }

  /// Adds `name = tr(m)`.
  void output(const std::string& name, MatrixId trace) {
    const auto index = static_cast<std::uint32_t>(model.traces.size());
    model.traces.push_back(trace);
    model.outputs.push_back(
        {.name = name, .value = scalars.leaf(ScalarNode::Kind::Trace, index), .description = {}, .span = {}});
  }
};

}  // namespace freepencil::test
