// SPDX-License-Identifier: GPL-3.0-or-later
// A proof succeeds at the physical root and nowhere else.
#include "certify/certify.hpp"

#include <catch2/catch.hpp>

#include "certify/branch_bound.hpp"
#include "common/load.hpp"
#include "common/multi.hpp"
#include "dyson/from_model.hpp"
#include "pencil/pencil.hpp"

namespace freepencil {
namespace {

constexpr int digits = 60;

struct Enclosed {
  Expected<Model> model;
  Linearization linearization;
  DysonSystem<Ball> system;

  static Enclosed of(const std::string& text) {
    Expected<Model> model = test::load(text);
    if (!model) throw std::runtime_error(test::messages(model.errors(), text));
    Linearization linearization = linearize(*model);
    const Expected<Ensemble> ensemble = limit_ensemble(*model, default_point(*model));
    const std::vector<Relation> none;
    DysonSystem<Ball> system = dyson_system<Ball>(*model, linearization, point_values<Ball>(*model, *ensemble), &none);
    return {std::move(model), std::move(linearization), std::move(system)};
  }
};

Enclosed marchenko_pastur() {
  return Enclosed::of(
      "dimension n\ndimension d = n/2\nrandom Z[n,d] gaussian variance 1/n\noutput g = tr(inv(Z'*Z + I/10))\n");
}

/// The one unknown of the equation at a given value of g = tr inv(Z'Z + 1/10): found by asking which of the two it is.
Vector<Multi> centre_at(const DysonSystem<Ball>& system, const Multi& g) {
  REQUIRE(system.unknowns() == 1);
  // u = tr M_22 = 1/(1 + g/2) or g itself, with the sign of the pencil.
  Resolvent<Ball> M;
  Vector<Ball> image;
  for (const Multi& candidate : {Multi(g), Multi(-g), Multi(1 / (1 + g / 2)), Multi(-1 / (1 + g / 2))}) {
    Vector<Ball> point(1);
    point[0] = Ball(candidate);
    if (!system.evaluate(point, M)) continue;
    system.phi(M, image);
    if (abs(image[0].middle() - candidate) < Multi("1e-50")) return Vector<Multi>::Constant(1, candidate);
  }
  throw std::runtime_error("no candidate solves the equation");
}

Multi other_root() {  // of phi l g^2 + (1 - phi + l) g - 1 = 0 at phi = 1/2, l = 1/10: the product of both is -20
  return Multi(-20) / test::marchenko_pastur(Multi(1) / 10, Multi(1) / 2);
}

using Outcome = Certificate<Ball>::Outcome;

}  // namespace

TEST_CASE("the physical root is certified and enclosed", "[certify]") {
  const WorkingPrecision precision(digits);
  const Enclosed at = marchenko_pastur();
  const Multi g = test::marchenko_pastur(Multi(1) / 10, Multi(1) / 2);
  const auto certificate = certify<Ball>(at.system, centre_at(at.system, g));
  REQUIRE(certificate.proved());
  REQUIRE(certificate.traces.size() == 1);
  CHECK(certificate.traces[0].lower() <= g);
  CHECK(g <= certificate.traces[0].upper());
  CHECK(certificate.traces[0].radius() < Multi("1e-55"));
  CHECK(certificate.branch_bound < 1);
}

TEST_CASE("another root is a root, but not certified", "[certify]") {
  const WorkingPrecision precision(digits);
  const Enclosed at = marchenko_pastur();
  const auto certificate = certify<Ball>(at.system, centre_at(at.system, other_root()));
  CHECK(certificate.outcome == Outcome::NoBranch);
  CHECK_FALSE(certificate.reason.empty());
}

TEST_CASE("a corrupted centre proves no more than it is worth", "[certify]") {
  const WorkingPrecision precision(digits);
  const Enclosed at = marchenko_pastur();
  const Multi g = test::marchenko_pastur(Multi(1) / 10, Multi(1) / 2);
  const Vector<Multi> root = centre_at(at.system, g);
  int refused = 0;
  for (int exponent = 0; exponent <= 50; exponent += 5) {
    const Multi error = pow(Multi(10), Multi(-exponent));
    for (const int sign : {1, -1}) {
      const Vector<Multi> centre = root * Multi(1 + sign * error);
      INFO("relative error " << sign << "e-" << exponent);
      const auto certificate = certify<Ball>(at.system, centre);
      if (!certificate.proved()) {
        ++refused;
        continue;
      }
      // What is proved holds, and the enclosure is as wide as the centre is wrong.
      CHECK(certificate.traces[0].lower() <= g);
      CHECK(g <= certificate.traces[0].upper());
      CHECK(certificate.traces[0].radius() > error / 1000 * g);
    }
  }
  CHECK(refused >= 2);
}

TEST_CASE("a box that is too small or too large proves nothing", "[certify]") {
  const WorkingPrecision precision(digits);
  const Enclosed at = marchenko_pastur();
  const Multi g = test::marchenko_pastur(Multi(1) / 10, Multi(1) / 2);
  const Vector<Multi> near = centre_at(at.system, g) * Multi(1 + Multi("1e-20"));
  CHECK(certify<Ball>(at.system, near).proved());
  // Half a Newton step around a wrong centre does not reach the root.
  for (const double box : {0.0, 0.01, 0.5, 0.99}) CHECK(certify<Ball>(at.system, near, box).outcome == Outcome::NoRoot);
  // Beyond this the box holds the other root or a pole.
  for (const double box : {1e20, 1e21, 1e30}) CHECK(certify<Ball>(at.system, near, box).outcome == Outcome::NoRoot);
}

TEST_CASE("no point of the complex plane but the root is certified", "[certify]") {
  const WorkingPrecision precision(digits);
  const Enclosed at = marchenko_pastur();
  const Multi g = test::marchenko_pastur(Multi(1) / 10, Multi(1) / 2);
  const Multi root = centre_at(at.system, g)[0];
  for (int k = -40; k <= 40; ++k) {
    const Vector<Multi> centre = Vector<Multi>::Constant(1, Multi(k) / 4 + Multi("0.01"));
    const auto certificate = certify<Ball>(at.system, centre);
    if (!certificate.proved()) continue;
    CHECK(certificate.g[0].lower() <= root);
    CHECK(root <= certificate.g[0].upper());
  }
}

TEST_CASE("bounds of the spectral radius hold and are sharp", "[certify]") {
  const WorkingPrecision precision(40);
  Matrix<Ball> T(2, 2);
  // Eigenvalues 1/2 and 1/4, far from normal.
  T << Ball(Rational(1, 2)), Ball(Rational(1000000)), Ball(0), Ball(Rational(1, 4));
  const auto bound = radius_bound(T);
  REQUIRE(bound);
  CHECK(*bound >= 0.5);
  CHECK(*bound < 1);
  T(1, 1) = Ball(Rational(1001, 1000));
  CHECK_FALSE(radius_bound(T));
  T(1, 1) = Ball(1);
  CHECK_FALSE(radius_bound(T));
  T(1, 1) = Ball(Rational("999999999/1000000000"));
  const auto close = radius_bound(T);
  REQUIRE(close);
  CHECK(*close >= 0.999999999);
  // A ball that reaches over one is not below it.
  T(1, 1) = Ball::between(Multi("0.9"), Multi("1.0000001"));
  CHECK_FALSE(radius_bound(T));
}

}  // namespace freepencil
