// SPDX-License-Identifier: GPL-3.0-or-later
// How many roots the equations of deterministic equivalents have, proved at random spectra.
#include <catch2/catch.hpp>
#include <random>

#include "compare/claim_model.hpp"

namespace freepencil {
namespace {

using test::ClaimModel;
using test::Formula;
using Outcome = RootIsolation::Outcome;

/// `count` atoms of random weights with two symbols between 1/64 and 64.
std::string random_spectrum(std::mt19937_64& random, int count) {
  std::vector<unsigned> weights;
  unsigned total = 0;
  for (int k = 0; k < count; ++k) total += weights.emplace_back(1 + static_cast<unsigned>(random() % 9));
  std::string text = "spectrum d {\n";
  const auto value = [&] {
    const auto scale = static_cast<unsigned>(random() % 7);
    const std::uint64_t part = 512 + random() % 512;
    return std::to_string(part << scale) + "/" + std::to_string(512U << 3U);
  };
  for (const unsigned weight : weights) {
    text +=
        "  " + std::to_string(weight) + "/" + std::to_string(total) + " : S = " + value() + ", T = " + value() + "\n";
  }
  return text + "}\n";
}

std::string random_number(std::mt19937_64& random, int from, int to) {
  const auto scale = from + static_cast<int>(random() % static_cast<unsigned>(to - from + 1));
  const std::string part = std::to_string(100 + random() % 900);
  return scale >= 0 ? part + std::string(static_cast<std::size_t>(scale), '0') + "/100"
                    : part + "/100" + std::string(static_cast<std::size_t>(-scale), '0');
}

/// A model with the parameters and spectrum that all systems here are made of.
ClaimModel random_model(std::mt19937_64& random, int atoms, const std::string& phi, const std::string& lambda) {
  return ClaimModel("parameter lambda = " + lambda + "\nparameter phi = " + phi + " > 0\nparameter p = 0." +
                    std::to_string(1 + random() % 9) + "\nparameter gamma = " + random_number(random, -1, 1) +
                    " > 0\ndimension n\ndimension d = phi*n\n" + random_spectrum(random, atoms) +
                    "random Z[n,d] gaussian variance 1/n\noutput o = tr(Z'*Z*S*T) + lambda + gamma + p\n");
}

struct Names {
  explicit Names(ClaimModel& model) : m(&model) {}
  ClaimModel* m;
  Formula S{m, m->symbol("S")}, T{m, m->symbol("T")}, lambda{m, m->parameter("lambda")}, phi{m, m->parameter("phi")},
      p{m, m->parameter("p")}, gamma{m, m->parameter("gamma")};
  [[nodiscard]] Formula tr(Formula f) const { return {m, m->tr(f)}; }
  [[nodiscard]] Formula of(ScalarId id) const { return {m, id}; }
};

RootIsolation isolate(ClaimModel& model) {
  const Ensemble ensemble = model.ensemble(default_point(model.model()));
  ClosedFormValues values({model.model(), ensemble});
  return values.isolation(static_cast<std::uint32_t>(model.model().root_systems.size() - 1));
}

constexpr int random_spectra = 50;

int atoms_of(int trial) { return 2 + trial % 4; }

}  // namespace

// Knowles and Yin 2017.
TEST_CASE("the effective ridge is the only root", "[roots]") {
  std::mt19937_64 random(1);
  for (int trial = 0; trial < random_spectra; ++trial) {
    ClaimModel model =
        random_model(random, atoms_of(trial), random_number(random, -1, 1), random_number(random, -4, 1));
    const Names x(model);
    INFO("trial " << trial);
    for (const bool above_lambda : {true, false}) {
      const Formula k = x.of(model.root({{"k", above_lambda ? x.lambda.id : model.number(0)}})[0]);
      model.equations({k - x.lambda - x.phi * k * x.tr(x.S / (x.S + k))});
      CHECK(isolate(model).outcome == Outcome::Unique);
    }
  }
}

TEST_CASE("the effective ridge without a ridge is the only root", "[roots]") {
  std::mt19937_64 random(2);
  for (int trial = 0; trial < random_spectra; ++trial) {
    ClaimModel model = random_model(random, atoms_of(trial), random_number(random, 0, 1), "0");
    const Names x(model);
    INFO("trial " << trial);
    const Formula k = x.of(model.root({{"k", model.number(0)}})[0]);
    const bool exists = model.model().parameters[1].value > 1;
    model.equations({x.phi * x.tr(x.S / (x.S + k)) - 1});
    CHECK(isolate(model).outcome == (exists ? Outcome::Unique : Outcome::None));
    const Formula same = x.of(model.root({{"k", x.lambda.id}})[0]);
    model.equations({same - x.lambda - x.phi * same * x.tr(x.S / (x.S + same))});
    CHECK(isolate(model).outcome == (exists ? Outcome::Unique : Outcome::None));
  }
}

// Two Wishart matrices with different covariances.
TEST_CASE("the pair of equations of a mixture has one positive root", "[roots]") {
  std::mt19937_64 random(3);
  for (int trial = 0; trial < random_spectra; ++trial) {
    ClaimModel model =
        random_model(random, atoms_of(trial), random_number(random, -1, 1), random_number(random, -3, 1));
    const Names x(model);
    INFO("trial " << trial);
    const auto e = model.root({{"e1", model.number(0)}, {"e2", model.number(0)}});
    const Formula e1 = x.of(e[0]), e2 = x.of(e[1]);
    const Formula K = x.p * e1 * x.S + (1 - x.p) * e2 * x.T + x.lambda;
    model.equations({e1 - 1 / (1 + x.phi * x.tr(x.S / K)), e2 - 1 / (1 + x.phi * x.tr(x.T / K))});
    CHECK(isolate(model).outcome == Outcome::Unique);
    // The second pair is linear in its unknowns.
    const auto u = model.root({{"u1"}, {"u2"}});
    const Formula u1 = x.of(u[0]), u2 = x.of(u[1]);
    const Formula L = x.p * u1 * x.S + (1 - x.p) * u2 * x.T + x.S;
    model.equations(
        {u1 - x.phi * e1.power(2) * x.tr(x.S * L / K.power(2)), u2 - x.phi * e2.power(2) * x.tr(x.T * L / K.power(2))});
    CHECK(isolate(model).outcome == Outcome::Unique);
  }
}

// Random projections of a mixture.
TEST_CASE("the triple of equations of random projections has one positive root", "[roots]") {
  std::mt19937_64 random(4);
  for (int trial = 0; trial < random_spectra; ++trial) {
    ClaimModel model =
        random_model(random, atoms_of(trial), random_number(random, -1, 1), random_number(random, -3, 1));
    const Names x(model);
    INFO("trial " << trial);
    const auto e = model.root({{"e1", model.number(0)}, {"e2", model.number(0)}, {"tau", model.number(0)}});
    const Formula e1 = x.of(e[0]), e2 = x.of(e[1]), tau = x.of(e[2]);
    const Formula K0 = x.p * e1 * x.S + (1 - x.p) * e2 * x.T, K = x.gamma * tau * K0 + x.lambda;
    const Formula psi = x.phi * x.gamma;
    model.equations(
        {1 / e1 - 1 - psi * tau * x.tr(x.S / K), 1 / e2 - 1 - psi * tau * x.tr(x.T / K), 1 / tau - 1 - x.tr(K0 / K)});
    CHECK(isolate(model).outcome == Outcome::Unique);
  }
}

TEST_CASE("the scalar reduction of random projections has one root in its domain", "[roots]") {
  std::mt19937_64 random(5);
  for (int trial = 0; trial < random_spectra; ++trial) {
    ClaimModel model =
        random_model(random, atoms_of(trial), random_number(random, -1, 1), random_number(random, -3, 1));
    const Names x(model);
    INFO("trial " << trial);
    const Formula t = x.of(model.root({{"t", model.number(0)}})[0]);
    const Formula I = x.tr(x.S / (x.S + t));
    model.equations({t * (x.gamma - I) * (1 - x.phi * I) - x.lambda});
    // Both factors are positive for large t; where both are negative the product is positive, too.
    const RootIsolation found = isolate(model);
    CHECK((found.outcome == Outcome::Unique || found.outcome == Outcome::Several));
  }
}

TEST_CASE("a quadratic has the roots that its discriminant says", "[roots]") {
  std::mt19937_64 random(6);
  for (int trial = 0; trial < random_spectra; ++trial) {
    ClaimModel model = random_model(random, 2, random_number(random, -1, 1), random_number(random, -4, 1));
    const Names x(model);
    const Formula k = x.of(model.root({{"k", model.number(0)}})[0]);
    model.equations({k.power(2) + (1 - x.phi - x.lambda) * k - x.lambda});
    CHECK(isolate(model).outcome == Outcome::Unique);
    const Formula two = x.of(model.root({{"k", model.number(0)}})[0]);
    model.equations({two.power(2) - (x.phi + 2 * x.lambda) * two + x.lambda * x.phi});
    CHECK(isolate(model).outcome == Outcome::Several);
    const Formula none = x.of(model.root({{"k", model.number(0)}})[0]);
    model.equations({none.power(2) + x.phi * none + x.lambda});
    CHECK(isolate(model).outcome == Outcome::None);
    const Formula square = x.of(model.root({{"k", model.number(0)}})[0]);
    model.equations({(square - x.phi).power(2)});
    CHECK(isolate(model).outcome == Outcome::Unique);
    const Formula nearly = x.of(model.root({{"k", model.number(0)}})[0]);
    model.equations({nearly.power(2) - 2 * nearly + 1});
    CHECK(isolate(model).outcome == Outcome::Unique);
  }
}

TEST_CASE("three hundred atoms", "[roots]") {
  std::mt19937_64 random(7);
  ClaimModel model = random_model(random, 300, "3/2", "1/100");
  const Names x(model);
  const Formula k = x.of(model.root({{"k", x.lambda.id}})[0]);
  model.equations({k - x.lambda - x.phi * k * x.tr(x.S / (x.S + k))});
  CHECK(isolate(model).outcome == Outcome::Unique);
  const auto e = model.root({{"e1", model.number(0)}, {"e2", model.number(0)}});
  const Formula e1 = x.of(e[0]), e2 = x.of(e[1]);
  const Formula K = x.p * e1 * x.S + (1 - x.p) * e2 * x.T + x.lambda;
  model.equations({e1 - 1 / (1 + x.phi * x.tr(x.S / K)), e2 - 1 / (1 + x.phi * x.tr(x.T / K))});
  CHECK(isolate(model).outcome == Outcome::Unique);
}

// Down to where a double tells them from the end, and to coefficients that cancel.
TEST_CASE("roots near an open end of the domain", "[roots]") {
  std::mt19937_64 random(9);
  ClaimModel model = random_model(random, 2, "1", "1/7");
  const Names x(model);
  const auto decided = [&](Formula unknown, Formula equation) {
    model.equations({equation});
    CHECK(isolate(model).outcome == Outcome::Unique);
    const Ensemble ensemble = model.ensemble(default_point(model.model()));
    CHECK(ClosedFormValues({model.model(), ensemble}).value(unknown, 50));
  };
  const auto unknown = [&](ScalarId lower, std::optional<ScalarId> upper = {}) {
    return x.of(model.root({{"v", lower, upper}})[0]);
  };
  Rational power = 1;
  for (int k = 1; k <= 12; ++k) {
    power /= 10;
    for (const Rational& part : {Rational(1), Rational(959, 997), Rational(1, 3), Rational(7, 9)}) {
      const Rational size = part * power;
      INFO("a root at a distance of about " << to_string(size));
      const Formula small = x.of(model.number(size)), zero = x.of(model.number(0)), one = x.of(model.number(1));
      Formula v = unknown(zero);
      decided(v, v - small * (v + 1));
      v = unknown(zero);
      decided(v, (v + 1).power(2) - small - 1);
      v = unknown(zero, one);
      decided(v, v - (1 - small) * (2 - small - v));
      v = unknown(zero);
      decided(v, v - small.power(2) - v / (v + 1));
      v = unknown(x.lambda);
      decided(v, v - x.lambda - small * v / (v + 1));
    }
  }
  for (int k = 901; k <= 997; k += 3) {
    INFO("w = " << k << "/997");
    const Formula w = x.of(model.number(Rational(k, 997 + k / 997)));
    const Formula v = unknown(model.number(0));
    decided(v, v - (1 - w).power(2) * (v + 1));
  }
}

// Adlam and Pennington 2020.
TEST_CASE("random features", "[roots]") {
  std::mt19937_64 random(8);
  for (int trial = 0; trial < random_spectra; ++trial) {
    ClaimModel model = random_model(random, 2, random_number(random, -1, 1), random_number(random, -3, 0));
    const Names x(model);
    const auto t = model.root({{"tau1", model.number(0)}, {"tau2", model.number(0)}});
    const Formula t1 = x.of(t[0]), t2 = x.of(t[1]), zeta = x.p, psi = x.gamma, ridge = x.lambda;
    const Formula eta = zeta + x.of(model.number(Rational(1, 3)));
    model.equations({zeta * t1 * t2 * (1 - ridge * t1) - x.phi / psi * (zeta * t1 * t2 + x.phi * (t2 - t1)),
                     x.phi * (t1 - t2) * ((eta - zeta) * t1 + zeta * t2) + zeta * t1 * t2 * (ridge * t1 - 1)});
    CHECK(isolate(model).outcome == Outcome::Unique);
    // In their inverses, which go to infinity where those vanish.
    const auto s = model.root({{"s1", model.number(0)}, {"s2", model.number(0)}});
    const Formula i1 = 1 / x.of(s[0]), i2 = 1 / x.of(s[1]);
    model.equations({zeta * i1 * i2 * (1 - ridge * i1) - x.phi / psi * (zeta * i1 * i2 + x.phi * (i2 - i1)),
                     x.phi * (i1 - i2) * ((eta - zeta) * i1 + zeta * i2) + zeta * i1 * i2 * (ridge * i1 - 1)});
    CHECK(isolate(model).outcome == Outcome::Unique);
    // The same roots to 30 digits.
    const Ensemble ensemble = model.ensemble(default_point(model.model()));
    ClosedFormValues values({model.model(), ensemble});
    const auto one = values.value(t2 * x.of(s[1]), 30);
    INFO(one.reason());
    REQUIRE(one);
    const WorkingPrecision precision(40);
    CHECK(abs(*one - 1) < 1e-29);
  }
}

}  // namespace freepencil
