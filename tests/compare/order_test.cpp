// SPDX-License-Identifier: GPL-3.0-or-later
// The order of deterministic matrices that do not commute: formulas of `derive`, evaluated with dense matrices, against
// simulation. With the factors in another order the same formulas are far off.
#include <Eigen/Dense>
#include <catch2/catch.hpp>

#include "equivalent/derive.hpp"
#include "expr/evaluate.hpp"
#include "expr/resolve.hpp"
#include "montecarlo/simulate.hpp"
#include "syntax/parse.hpp"

namespace freepencil {
namespace {

using Dense = Eigen::MatrixXd;

std::optional<std::string> read_file(const std::string& path) {
  if (path == "sigma.csv") return "5, 2, 0\n2, 1, 0\n0, 0, 1/5\n";
  // Nearly orthogonal to each other, and far from commuting with the first.
  if (path == "theta.csv") return "9, 0, 0\n0, 1/10, 0\n0, 0, 1\n";
  if (path == "u.csv") return "1/10, 0, 0\n0, 9, 1/2\n0, 1/2, 1\n";
  return std::nullopt;
}

const std::string opening =
    "dimension n\ndimension d = n/2\nrandom Z[n,d] gaussian variance 1/n\nmatrix Sigma[d] file \"sigma.csv\"\n"
    "matrix Theta[d] file \"theta.csv\"\nmatrix U[d] file \"u.csv\"\nlet A = I + sqrt(Sigma)*Z'*Z*sqrt(Sigma)\n";

Model load(const std::string& text) {
  const Source source("test.pencil", text);
  auto ast = syntax::parse(source);
  if (!ast) FAIL(render(ast.errors().front(), source));
  auto model = resolve(*ast, source, read_file, {.keep_order = true});
  if (!model) FAIL(render(model.errors().front(), source));
  return std::move(*model);
}

/// Formulas with dense matrices for letters.
class Evaluator {
 public:
  Evaluator(const Model& model, std::vector<double> unknowns) : model_(model), unknowns_(std::move(unknowns)) {}

  double scalar(ScalarId id) {
    std::vector<double> traces(model_.traces.size());
    const std::vector<bool> used = used_traces(id);
    for (std::size_t t = 0; t < traces.size(); ++t) {
      if (used[t]) traces[t] = matrix(model_.traces[t]).trace() / 3;
    }
    const Leaves<double> leaves{
        .parameters = {}, .sizes = {}, .symbols = {}, .locals = {}, .traces = traces, .unknowns = unknowns_};
    return evaluate<double>(*model_.scalars, id, leaves);
  }

  Dense matrix(MatrixId id) {
    const MatrixNode& node = (*model_.matrices)[id];
    switch (node.kind) {
      case MatrixNode::Kind::Deterministic:
        return function(node.function);
      case MatrixNode::Kind::Combination: {
        Dense sum = Dense::Zero(3, 3);
        for (std::size_t k = 0; k < node.children.size(); ++k) {
          sum += scalar(node.coefficients[k]) * matrix(node.children[k]);
        }
        return sum;
      }
      case MatrixNode::Kind::Product: {
        Dense product = Dense::Identity(3, 3);
        for (const MatrixId child : node.children) product *= matrix(child);
        return product;
      }
      case MatrixNode::Kind::Inverse:
        return matrix(node.children.front()).inverse();
      default:
        throw std::logic_error("no random matrix in a formula");
    }
  }

 private:
  /// A function of one symmetric matrix, by its eigenvectors.
  Dense function(ScalarId id) {
    const auto used = model_.scalars->leaves(id, ScalarNode::Kind::Symbol);
    if (used.empty()) return scalar(id) * Dense::Identity(3, 3);
    const DenseMatrix& values = model_.explicit_matrix(used.front())->values;
    const Eigen::Map<const Dense> symmetric(values.entries.data(), 3, 3);
    const Eigen::SelfAdjointEigenSolver<Dense> solver(symmetric);
    std::vector<std::vector<double>> symbols(model_.symbols.size(), std::vector<double>(3));
    for (int k = 0; k < 3; ++k) symbols[used.front()][k] = solver.eigenvalues()[k];
    const Leaves<double> leaves{
        .parameters = {}, .sizes = {}, .symbols = symbols, .locals = {}, .traces = {}, .unknowns = unknowns_};
    const std::vector<double> diagonal = evaluate_rows(*model_.scalars, id, leaves, 3);
    return solver.eigenvectors() * Eigen::Map<const Eigen::VectorXd>(diagonal.data(), 3).asDiagonal() *
           solver.eigenvectors().transpose();
  }

  std::vector<bool> used_traces(ScalarId id) const {
    std::vector<bool> used(model_.traces.size());
    std::vector<ScalarId> pending = {id};
    while (!pending.empty()) {
      const ScalarNode& node = (*model_.scalars)[pending.back()];
      pending.pop_back();
      if (node.kind == ScalarNode::Kind::Trace) used[node.index] = true;
      for (const auto& term : node.terms) pending.push_back(term.second);
    }
    return used;
  }

  const Model& model_;
  std::vector<double> unknowns_;
};

/// The first output of a derivation: its unknowns by averaged iteration from one.
double first_output(const Model& model, const Derivation& derivation) {
  std::vector<double> unknowns(derivation.unknowns.size(), 1.0);
  for (int step = 0; step < 400; ++step) {
    for (std::size_t k = 0; k < unknowns.size(); ++k) {
      unknowns[k] = (unknowns[k] + Evaluator(model, unknowns).scalar(derivation.unknowns[k].value)) / 2;
    }
  }
  return Evaluator(model, unknowns).scalar(derivation.outputs.front().value);
}

}  // namespace

TEST_CASE("products of matrices that do not commute keep their order in derivations", "[derive][order]") {
  for (const std::string trace : {"inv(A)*Theta*inv(A)*U", "inv(A)*Theta*inv(A)*Sigma*U", "Theta*inv(A)*U",
                                  "inv(A + Theta)*U", "inv(A)*Theta*inv(A + U)"}) {
    INFO(trace);
    Model model = load(opening + "output o = tr(" + trace + ")\n");
    const auto derivation = derive(model);
    REQUIRE(derivation);
    const double theory = first_output(model, *derivation);

    const Model fresh = load(opening + "output o = tr(" + trace + ")\n");
    const auto ensemble = finite_ensemble(fresh, default_point(fresh), 600);
    REQUIRE(ensemble);
    const Simulation simulation = simulate(fresh, *ensemble, {.trials = 60, .seed = 3});
    REQUIRE(simulation.status == Simulation::Status::Finished);
    const double mean = simulation.outputs[0].mean.real(), error = simulation.outputs[0].standard_error.real();
    // The bias of real Gaussian matrices is of the order of 1/n.
    CHECK(std::abs(theory - mean) <= 5 * error + 5.0 / 600 * std::abs(theory));
  }
}

TEST_CASE("commuting letters would be far off where the order matters", "[derive][order]") {
  Model model = load(opening + "output o = tr(inv(A)*Theta*inv(A)*U)\n");
  Model swapped = load(opening + "output o = tr(inv(A)*inv(A)*Theta*U)\n");
  const auto kept = derive(model), moved = derive(swapped);
  REQUIRE(kept);
  REQUIRE(moved);
  const double right = first_output(model, *kept), wrong = first_output(swapped, *moved);
  CHECK(std::abs(right - wrong) > 0.4 * std::abs(right));
}

}  // namespace freepencil
