// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/eliminate.hpp"

#include <catch2/catch.hpp>

#include "common/load.hpp"
#include "expr/algebra.hpp"
#include "expr/evaluate.hpp"
#include "expr/rational_function.hpp"
#include "expr/structure.hpp"
#include "support/process.hpp"

namespace freepencil {
namespace {

using Kind = ScalarNode::Kind;
using Method = EliminationOptions::Method;
using Complex = std::complex<double>;

/// A model, a derivation written down by hand, and its solution by averaged iteration.
struct Theory {
  Model model;
  Derivation derivation;
  std::vector<ScalarId> iterated = {};  ///< the values of the unknowns without traces; empty: as in the derivation

  Scalars& scalars() { return *model.scalars; }
  ScalarId parameter(const std::string& name) {
    return scalars().leaf(Kind::Parameter, static_cast<std::uint32_t>(model.find_parameter(name).value()));
  }
  ScalarId unknown(std::uint32_t index) { return scalars().leaf(Kind::Unknown, index); }
  void equation(const std::string& name, ScalarId value) {
    derivation.unknowns.push_back({.name = name, .value = value});
  }
  void output(const std::string& name, ScalarId value) { derivation.outputs.push_back({.name = name, .value = value}); }

  [[nodiscard]] std::optional<std::vector<Complex>> solve(std::span<const Rational> at) const {
    std::vector<Complex> parameters, values(derivation.unknowns.size(), 1);
    for (const Rational& value : at) parameters.emplace_back(value.convert_to<double>());
    const auto value = [&](ScalarId id) {
      return evaluate<Complex>(*model.scalars, id, {.parameters = parameters, .unknowns = values});
    };
    for (int step = 0; step < 2000; ++step) {
      for (std::size_t k = 0; k < values.size(); ++k) {
        values[k] = (values[k] + value(iterated.empty() ? derivation.unknowns[k].value : iterated[k])) / 2.0;
      }
    }
    std::vector<Complex> outputs;
    for (const auto& output : derivation.outputs) outputs.push_back(value(output.value));
    values.insert(values.end(), outputs.begin(), outputs.end());
    return values;
  }

  EliminationOrFailure eliminate(const std::vector<std::string>& names, const EliminationOptions& options = {}) {
    return freepencil::eliminate(
        model, derivation, names, [this](auto at) { return solve(at); }, options);
  }
};

Model load_model(const std::string& path) {
  auto model = test::load_shipped(path);
  REQUIRE(model);
  return std::move(*model);
}

Theory marchenko_pastur() {
  Theory theory{.model = load_model("pencils/marchenko_pastur.pencil"), .derivation = {}};
  Scalars& s = theory.scalars();
  // e = 1/(lambda + 1/(1 + phi e))
  const ScalarId inner = s.add(s.one(), s.multiply(theory.parameter("phi"), theory.unknown(0)));
  theory.equation("e_1", s.divide(s.one(), s.add(theory.parameter("lambda"), s.divide(s.one(), inner))));
  theory.output("g", theory.unknown(0));
  return theory;
}

/// Condition on X: the features are m samples with population covariance C = zeta X'X + (eta - zeta) I, so that
/// K ~ inv(lambda + e C); X'X itself is a sample covariance with d samples.
struct RandomFeatures : Theory {
  RandomFeatures() : Theory{.model = load_model("pencils/random_features/linear.pencil"), .derivation = {}} {}
  Scalars& s = scalars();
  ScalarId lambda = parameter("lambda"), phi = parameter("phi"), psi = parameter("psi"), eta = parameter("eta"),
           zeta = parameter("zeta");

  ScalarId inverse_of_one_plus(ScalarId x) { return s.divide(s.one(), s.add(s.one(), x)); }
  /// tr(C K) for tr(K) = t1, tr(X'X K) = t2
  ScalarId population(ScalarId t1, ScalarId t2) {
    return s.add(s.multiply(zeta, t2), s.multiply(s.subtract(eta, zeta), t1));
  }
  ScalarId ratio(ScalarId x) { return s.product({{1, psi}, {-1, phi}, {1, x}}); }
  ScalarId trace(ScalarId e, ScalarId f) {
    const ScalarId sum =
        s.sum({{1, lambda}, {1, s.multiply(e, s.subtract(eta, zeta))}, {1, s.product({{1, e}, {1, zeta}, {1, f}})}});
    return s.divide(s.one(), sum);
  }

  void three_unknowns() {
    const ScalarId e = unknown(0), f = unknown(1), t = unknown(2);
    equation("e", inverse_of_one_plus(ratio(population(t, s.multiply(f, t)))));
    equation("f", inverse_of_one_plus(s.product({{1, e}, {1, zeta}, {1, t}, {-1, phi}})));
    equation("t", trace(e, f));
    output("t1", t);
    output("t2", s.multiply(f, t));
  }
  /// The explicit trace substituted.
  void two_unknowns() {
    const ScalarId e = unknown(0), f = unknown(1), t = trace(e, f);
    equation("e", inverse_of_one_plus(ratio(population(t, s.multiply(f, t)))));
    equation("f", inverse_of_one_plus(s.product({{1, e}, {1, zeta}, {1, t}, {-1, phi}})));
    output("t1", t);
    output("t2", s.multiply(f, t));
  }

  /// Adlam and Pennington 2020, with t1, t2 for their tau_1, tau_2.
  std::array<ScalarId, 2> published(ScalarId t1, ScalarId t2) {
    const ScalarId difference = s.subtract(t2, t1);
    const ScalarId last = s.product({{1, zeta}, {1, t1}, {1, t2}, {1, s.subtract(s.multiply(lambda, t1), s.one())}});
    const ScalarId first = s.add(s.product({{1, zeta}, {1, t1}, {1, t2}}), s.multiply(phi, difference));
    const ScalarId second = s.add(s.multiply(zeta, difference), s.multiply(eta, t1));
    return {s.add(s.multiply(phi, first), s.multiply(psi, last)),
            s.subtract(s.product({{1, difference}, {1, phi}, {1, second}}), last)};
  }
};

Elimination expect_found(const EliminationOrFailure& result) {
  if (const auto* failure = std::get_if<EliminationFailure>(&result)) FAIL(failure->reason);
  const auto& found = std::get<Elimination>(result);
  CHECK(found.residual < 1e-10);
  REQUIRE(found.relations.size() == found.quantities.size());
  return found;
}

EliminationFailure failure_of(const EliminationOrFailure& result) {
  REQUIRE(std::holds_alternative<EliminationFailure>(result));
  return std::get<EliminationFailure>(result);
}

std::string error_of(const EliminationOrFailure& result) { return failure_of(result).reason; }

std::vector<Method> methods() {
  const bool there = run_process({"Singular", "--version"}, "", {.seconds = 10}).end == ProcessResult::End::Exited;
  if (!there) WARN("Singular is not installed: Groebner bases are not tested");
  return there ? std::vector{Method::Resultants, Method::Groebner} : std::vector{Method::Resultants};
}

}  // namespace

TEST_CASE("Marchenko and Pastur 1967: the Stieltjes transform is quadratic", "[eliminate]") {
  for (const Method method : methods()) {
    Theory theory = marchenko_pastur();
    Scalars& s = theory.scalars();
    const ScalarId lambda = theory.parameter("lambda"), phi = theory.parameter("phi");
    for (const std::string name : {"g", "e_1"}) {
      const Elimination found = expect_found(theory.eliminate({name}, {.method = method}));
      CHECK(found.relations[0].degree == 2);
      const ScalarId g = found.quantities[0].leaf;
      const ScalarId wanted = s.sum(
          {{1, s.product({{1, phi}, {1, lambda}, {2, g}})}, {1, s.multiply(s.sum({{1, lambda}, {-1, phi}}, 1), g)}},
          -1);
      INFO(structure(s, found.relations[0].polynomial));
      CHECK(found.relations[0].polynomial == wanted);
      CHECK(found.relations[0].factors.at(found.relations[0].physical).polynomial == wanted);
    }
  }
}

TEST_CASE("Adlam and Pennington 2020: two relations between the traces of random features", "[eliminate]") {
  for (const Method method : methods()) {
    for (const bool reduced : {false, true}) {
      RandomFeatures theory;
      reduced ? theory.two_unknowns() : theory.three_unknowns();
      const Elimination found = expect_found(theory.eliminate({"t1", "t2"}, {.method = method}));
      Scalars& s = theory.s;
      const auto published = theory.published(found.quantities[0].leaf, found.quantities[1].leaf);
      for (std::size_t k = 0; k < 2; ++k) {
        INFO(structure(s, found.relations[k].polynomial));
        if (method == Method::Resultants) {
          const ScalarId polynomial = found.relations[k].polynomial;
          CHECK((equal(s, polynomial, published[k]) || equal(s, s.negate(polynomial), published[k])));
        } else {  // a basis of the same ideal: of lowest degree in the traces, not shortest
          CHECK(found.relations[k].degree == 2);
        }
      }
    }
  }
}

TEST_CASE("a trace over atoms is a sum over them", "[eliminate]") {
  const std::string text = R"(
parameter lambda = 1/3 > 0
parameter p = 1/4 in (0,1)
parameter a = 2 > 0
dimension n
dimension d = n/2
{}
random Z[n,d] gaussian variance 1/n
output g = tr(inv(sqrt(Sigma)*Z'*Z*sqrt(Sigma) + lambda*I))
)";
  const auto theory_with = [&](const std::string& spectrum) {
    auto file = text;
    auto model = test::load(file.replace(file.find("{}"), 2, spectrum));
    if (!model) FAIL(test::messages(model.errors(), file));
    Theory theory{.model = std::move(*model), .derivation = {}};
    Scalars& s = theory.scalars();
    // inv(..) ~ inv(lambda + e Sigma) for e = 1/(1 + d/n tr(Sigma inv(lambda + e Sigma)))
    const ScalarId sigma = s.leaf(Kind::Symbol, 0), lambda = theory.parameter("lambda"), e = theory.unknown(0);
    const ScalarId function = s.divide(sigma, s.add(lambda, s.multiply(e, sigma)));
    theory.model.traces.push_back(theory.model.matrices->deterministic(1, function));
    const ScalarId trace = s.leaf(Kind::Trace, static_cast<std::uint32_t>(theory.model.traces.size() - 1));
    theory.equation("e", s.divide(s.one(), s.add(s.one(), s.multiply(s.leaf(Kind::Size, 1), trace))));
    return theory;
  };
  const auto value_at = [](Theory& theory, const std::vector<std::pair<ScalarId, ScalarId>>& atoms) {
    Scalars& s = theory.scalars();
    std::vector<std::pair<Rational, ScalarId>> sum;
    for (const auto& [weight, sigma] : atoms) {
      const ScalarId shifted = s.add(theory.parameter("lambda"), s.multiply(theory.unknown(0), sigma));
      sum.emplace_back(Rational(1, 2), s.product({{1, weight}, {1, sigma}, {-1, shifted}}));
    }
    return s.divide(s.one(), s.sum(sum, 1));
  };
  const auto expect_equation = [](Theory& theory, Method method, std::uint64_t degree) {
    const Elimination found = expect_found(theory.eliminate({"e"}, {.method = method}));
    Scalars& s = theory.scalars();
    CHECK(found.relations[0].degree == degree);
    // Cleared of denominators the equation is irreducible: elimination must leave it alone.
    const std::array both = {s.subtract(theory.iterated[0], found.quantities[0].leaf), found.relations[0].polynomial};
    RationalFunctions functions(s, both);
    CHECK(functions.fraction(both[0])->numerator.primitive() == functions.fraction(both[1])->numerator.primitive());
  };
  for (const Method method : methods()) {
    Theory atoms = theory_with("spectrum d { p : Sigma = a\n 1 - p : Sigma = 1/2 }");
    Scalars& s = atoms.scalars();
    const ScalarId p = atoms.parameter("p");
    atoms.iterated = {value_at(atoms, {{p, atoms.parameter("a")}, {s.sum({{-1, p}}, 1), s.number(Rational(1, 2))}})};
    expect_equation(atoms, method, 3);

    Theory family = theory_with("spectrum d { k = 1..3 : Sigma = a/k }");
    Scalars& t = family.scalars();
    std::vector<std::pair<ScalarId, ScalarId>> values;
    for (int k = 1; k <= 3; ++k) {
      values.emplace_back(t.number(Rational(1, 3)), t.sum({{Rational(1, k), family.parameter("a")}}));
    }
    family.iterated = {value_at(family, values)};
    expect_equation(family, method, 4);
  }
  Theory many = theory_with("spectrum d { k = 1..300 : Sigma = a/k }");
  const EliminationFailure failure = failure_of(many.eliminate({"e"}));
  CHECK(failure.kind == EliminationFailure::Kind::NotAlgebraic);
  CHECK(failure.reason ==
        "elimination needs spectra of a finite number of atoms with rational values, at most 16: this one has 300");
  CHECK(failure.span == many.model.spectra.front().span);
}

TEST_CASE("a root is eliminated like an unknown", "[eliminate]") {
  for (const Method method : methods()) {
    Theory theory{.model = load_model("pencils/marchenko_pastur.pencil"), .derivation = {}};
    Scalars& s = theory.scalars();
    const ScalarId lambda = theory.parameter("lambda"), phi = theory.parameter("phi");
    const ScalarId linear = s.sum({{1, lambda}, {-1, phi}}, 1), product = s.multiply(lambda, phi);
    const ScalarId root = s.power(s.sum({{1, s.power(linear, Rational(2))}, {4, product}}), Rational(1, 2));
    theory.output("g", s.divide(s.subtract(root, linear), s.sum({{2, product}})));
    const Elimination found = expect_found(theory.eliminate({"g"}, {.method = method}));
    const ScalarId g = found.quantities[0].leaf;
    CHECK(found.relations[0].polynomial ==
          s.sum({{1, s.product({{1, product}, {2, g}})}, {1, s.multiply(linear, g)}}, -1));
  }
}

TEST_CASE("elimination says why it found nothing", "[eliminate]") {
  Theory theory = marchenko_pastur();
  Scalars& s = theory.scalars();
  theory.output("logarithm", s.log(theory.unknown(0)));
  CHECK(error_of(theory.eliminate({"h"})) == "h is neither an output nor an unknown");
  CHECK(error_of(theory.eliminate({})) == "elimination is for one quantity or for two");
  CHECK(error_of(theory.eliminate({"g", "g"})) == "the two quantities are one");
  CHECK(error_of(theory.eliminate({"logarithm"})) ==
        "its equation is not algebraic: an exponential or logarithm of an unknown occurs");
  CHECK(error_of(theory.eliminate({"g"}, {.method = Method::Groebner, .singular = "/nonexistent/Singular"})) ==
        "a Groebner basis needs the program /nonexistent/Singular (package singular-ui)");
  const auto eliminate_with = [&](const PhysicalSolution& solution) {
    return error_of(eliminate(theory.model, theory.derivation, {"g"}, solution));
  };
  CHECK(eliminate_with([](auto) { return std::nullopt; }) ==
        "there are too few parameters near the defaults with a solution");
  CHECK(eliminate_with([](auto) {
          return std::vector<Complex>{1.25, 1.25, 0};
        }) == "the solution does not satisfy the equations");
}

TEST_CASE("what is too large for resultants is left to a Groebner basis", "[eliminate]") {
  Theory theory{.model = load_model("pencils/marchenko_pastur.pencil"), .derivation = {}};
  Scalars& s = theory.scalars();
  // Two sources with covariances of five atoms each: e_i = 1/2 / (1 + phi tr(S_i inv(lambda + e_1 S_1 + e_2 S_2)))
  const std::array<std::array<int, 2>, 5> atoms = {{{2, 1}, {1, 3}, {5, 7}, {3, 8}, {9, 4}}};
  std::array<ScalarId, 3> traces = {s.zero(), s.zero(), s.zero()};  // of S_1 K, S_2 K, K
  for (const auto& [first, second] : atoms) {
    const ScalarId inverse =
        s.power(s.sum({{1, theory.parameter("lambda")}, {first, theory.unknown(0)}, {second, theory.unknown(1)}}),
                Rational(-1));
    traces[0] = s.sum({{1, traces[0]}, {Rational(first, 5), inverse}});
    traces[1] = s.sum({{1, traces[1]}, {Rational(second, 5), inverse}});
    traces[2] = s.sum({{1, traces[2]}, {Rational(1, 5), inverse}});
  }
  for (std::size_t k = 0; k < 2; ++k) {
    const ScalarId denominator = s.sum({{2, s.multiply(theory.parameter("phi"), traces[k])}}, 2);
    theory.equation("e_" + std::to_string(k + 1), s.divide(s.one(), denominator));
  }
  theory.output("g", traces[2]);
  CHECK(
      error_of(theory.eliminate({"g"}, {.singular = "/nonexistent/Singular"})) ==
      "the resultants grow too large; a Groebner basis needs the program /nonexistent/Singular (package singular-ui)");
  if (methods().size() > 1) {
    CHECK(error_of(theory.eliminate({"g"}, {.method = Method::Groebner, .seconds = 0.2})) ==
          "Singular found no Groebner basis within 0.2 seconds");
  }
}

TEST_CASE("one trace of random features is of degree four", "[eliminate]") {
  for (const Method method : methods()) {
    for (const bool reduced : {false, true}) {
      RandomFeatures theory;
      reduced ? theory.two_unknowns() : theory.three_unknowns();
      const Elimination found = expect_found(theory.eliminate({"t1"}, {.method = method}));
      CHECK(found.relations[0].degree == 4);
    }
  }
}

}  // namespace freepencil
