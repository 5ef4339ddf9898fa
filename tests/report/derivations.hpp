// SPDX-License-Identifier: GPL-3.0-or-later
// Derivations made by hand. Their formulas are typed as outputs of a file in which the unknowns are parameters; lifting
// turns those parameters into unknowns.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "common/load.hpp"
#include "equivalent/derivation.hpp"

namespace freepencil::test {

struct Derived {
  Model model;
  Derivation derivation;

  explicit Derived(Model checked) : model(std::move(checked)) {}

  /// The formula that the file has under this name, with unknowns in place of their parameters.
  [[nodiscard]] ScalarId formula(const std::string& name) {
    for (const auto& output : typed_) {
      if (output.name == name) return lifted(output.value);
    }
    throw std::logic_error("no formula " + name);
  }

  /// Takes the file's outputs away to be looked up by `formula`, and its last parameters as unknowns.
  void lift(std::size_t unknowns) {
    typed_ = std::exchange(model.outputs, {});
    first_unknown_ = model.parameters.size() - unknowns;
    model.parameters.resize(first_unknown_);
  }

 private:
  ScalarId lifted(ScalarId id) {
    using Kind = ScalarNode::Kind;
    Scalars& scalars = *model.scalars;
    const ScalarNode node = scalars[id];
    auto terms = node.terms;
    for (auto& term : terms) term.second = lifted(term.second);
    switch (node.kind) {
      case Kind::Parameter:
        if (node.index < first_unknown_) return id;
        return scalars.leaf(Kind::Unknown, node.index - static_cast<std::uint32_t>(first_unknown_));
      case Kind::Trace: {
        const MatrixNode inside = (*model.matrices)[model.traces[node.index]];
        if (inside.kind != MatrixNode::Kind::Deterministic) throw std::logic_error("a formula has random matrices");
        model.traces.push_back(model.matrices->deterministic(inside.row, lifted(inside.function)));
        return scalars.leaf(Kind::Trace, static_cast<std::uint32_t>(model.traces.size() - 1));
      }
      case Kind::Sum:
        return scalars.sum(terms, node.value);
      case Kind::Product:
        return scalars.product(terms);
      case Kind::Power:
        return scalars.power(terms[0].second, terms[1].second);
      case Kind::Exp:
        return scalars.exp(terms[0].second);
      case Kind::Log:
        return scalars.log(terms[0].second);
      default:
        return id;
    }
  }

  std::vector<Output> typed_;
  std::size_t first_unknown_ = 0;
};

inline Model checked(Expected<Model> model, const std::string& text) {
  if (!model) throw std::logic_error(messages(model.errors(), text));
  return std::move(*model);
}

inline const std::string marchenko_pastur_text = R"(title "Marchenko-Pastur law"
parameter lambda = 1/10 > 0 "distance of the resolvent from zero"
parameter phi = 1/2 > 0
parameter e_1 = 1
dimension n
dimension d = phi*n
random Z[n,d] gaussian variance 1/n
output e_1_value = 1/(lambda + 1/(1 + phi*e_1))
output g = e_1
)";

/// The limit of tr inv(Z'*Z + lambda*I) as the root of e = 1/(lambda + 1/(1 + phi*e)).
inline Derived marchenko_pastur() {
  Derived made{checked(load(marchenko_pastur_text, "mp.pencil"), marchenko_pastur_text)};
  made.lift(1);
  Matrices& matrices = *made.model.matrices;
  Scalars& scalars = *made.model.scalars;
  const SpaceId n = 0, d = 1;
  const ScalarId lambda = scalars.leaf(ScalarNode::Kind::Parameter, 0);
  const MatrixId z = matrices.random(0, false, n, d), zt = matrices.random(0, true, d, n);
  const MatrixId gram = matrices.product({zt, z});
  const MatrixId ridge = matrices.combination(d, d, {{scalars.one(), gram}, {lambda, matrices.identity(d)}});
  Derivation& derivation = made.derivation;
  derivation.pencil = {.rows = {d, n},
                       .columns = {d, n},
                       .entries = {matrices.deterministic(d, lambda), zt,
                                   matrices.combination(n, d, {{scalars.number(-1), z}}), matrices.identity(n)}};
  derivation.minimal = true;
  derivation.unknowns = {{.name = "e_1",
                          .symbol = "e_{1}",
                          .matrix = matrices.inverse(ridge),
                          .value = made.formula("e_1_value"),
                          .linear = false,
                          .explicitly = false,
                          .component = 0}};
  const ScalarId e = scalars.leaf(ScalarNode::Kind::Unknown, 0);
  derivation.equivalents = {{.matrix = matrices.inverse(ridge), .limit = matrices.deterministic(d, e)}};
  derivation.outputs = {{.name = "g", .value = made.formula("g"), .description = "Stieltjes transform at -lambda"}};
  derivation.seconds = 0.0025;
  return made;
}

inline const std::string ridge_text = R"~(title "Ridge regression"
cite "Hastie et al. (2022)"
parameter lambda = 1/10 > 0 "ridge penalty"
parameter phi = 1/2 > 0 "features per sample"
parameter sigma = 1/2 >= 0
parameter e_1 = 1
parameter u_1 = 1
dimension n
dimension d = phi*n
random Z[n,d] gaussian variance 1/n
spectrum d { k = 1..300 : Sigma = 10/k, Gamma = 10/k }
output e_1_value = 1/(1 + phi*tr(Sigma*inv(lambda*I + e_1*Sigma)))
output u_1_value = phi*e_1^2*tr(Sigma*(u_1*Sigma + Sigma)*inv(lambda*I + e_1*Sigma)^2)
output bias = lambda^2*(1 + u_1)*tr(Gamma*Sigma*inv(lambda*I + e_1*Sigma)^2)
output variance = sigma^2*u_1
)~";

/// Ridge regression with covariance Sigma: e_1 by a fixed point, u_1 by a linear equation.
inline Derived ridge() {
  Derived made{checked(load(ridge_text, "ridge.pencil"), ridge_text)};
  made.lift(2);
  Matrices& matrices = *made.model.matrices;
  Scalars& scalars = *made.model.scalars;
  const SpaceId n = 0, d = 1;
  const ScalarId one = scalars.one();
  const ScalarId lambda = scalars.leaf(ScalarNode::Kind::Parameter, 0);
  const ScalarId e = scalars.leaf(ScalarNode::Kind::Unknown, 0);
  const ScalarId sigma = scalars.leaf(ScalarNode::Kind::Symbol, 0);
  const MatrixId z = matrices.random(0, false, n, d), zt = matrices.random(0, true, d, n);
  const MatrixId root = matrices.deterministic(d, scalars.power(sigma, Rational(1, 2)));
  const MatrixId covariance = matrices.product({root, zt, z, root});
  const MatrixId resolvent =
      matrices.inverse(matrices.combination(d, d, {{one, covariance}, {lambda, matrices.identity(d)}}));
  const MatrixId limit = matrices.inverse(matrices.deterministic(d, scalars.add(lambda, scalars.multiply(e, sigma))));
  Derivation& derivation = made.derivation;
  const MatrixId minus_zs = matrices.combination(n, d, {{scalars.number(-1), matrices.product({z, root})}});
  derivation.pencil = {
      .rows = {d, n},
      .columns = {d, n},
      .entries = {matrices.deterministic(d, lambda), matrices.product({root, zt}), minus_zs, matrices.identity(n)}};
  derivation.minimal = true;
  const MatrixId gram = matrices.product({z, matrices.deterministic(d, sigma), zt});
  const MatrixId noise = matrices.combination(n, n, {{one, gram}, {lambda, matrices.identity(n)}});
  derivation.unknowns = {
      {"e_1", "e_{1}", matrices.combination(n, n, {{lambda, matrices.inverse(noise)}}), made.formula("e_1_value"),
       false, false, 0},
      {"u_1", "u_{1}", matrices.product({resolvent, matrices.deterministic(d, sigma), resolvent}),
       made.formula("u_1_value"), true, false, 1},
  };
  derivation.equivalents = {{.matrix = resolvent, .limit = limit}};
  derivation.outputs = {{.name = "bias", .value = made.formula("bias"), .description = "squared"},
                        {.name = "variance", .value = made.formula("variance"), .description = ""}};
  derivation.seconds = 0.0125;
  return made;
}

}  // namespace freepencil::test
