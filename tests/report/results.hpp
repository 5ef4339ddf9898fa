// SPDX-License-Identifier: GPL-3.0-or-later
// Results made by hand, with every difficulty that a report meets.
#pragma once

#include <freepencil/solution.hpp>
#include <freepencil/validation.hpp>

#include "report/format.hpp"

namespace freepencil {

inline report::Context ridge_context(const char* command) {
  return {command, "ridge.pencil", "Ridge regression", {{"lambda", "1/10"}, {"phi", "1/2"}}};
}

inline Solution ridge_solution() {
  Solution s;
  s.status = Status::Converged;
  s.outputs = {{"bias", {0.1, 0}, true, "squared, of the mean"}, {"σ_eff", {1.0 / 3, 0}, true, ""}};
  s.unknowns = 5;
  s.nonlinear = 2;
  s.linear = 3;
  s.iterations = 17;
  s.residual = 1.25e-16;
  s.branch_radius = 0.4375;
  s.seconds = 0.0025;
  return s;
}

inline Solution complex_solution() {
  Solution s = ridge_solution();
  s.outputs = {{"g", {-0.5, -0.25}, false, ""}, {"mass", {1e-20, 0}, true, ""}};
  return s;
}

inline Solution finite_size_solution() {
  Solution s = ridge_solution();
  s.outputs[0].finite_size = 1.5;
  s.outputs[1].finite_size = -0.25;
  return s;
}

/// With bounds, as doubles.
inline Solution certified_solution() {
  Solution s = ridge_solution();
  s.outputs[0].enclosure = Enclosure{0.1, 0.1, {}, {}, 15};
  s.outputs[1].enclosure = Enclosure{1.0 / 3, 0x1.5555555555556p-2, {}, {}, 15};
  s.branch_bound = 0.43751;
  return s;
}

/// Everything that --digits, --certify and --derivative add to one output.
inline Solution long_solution() {
  Solution s = ridge_solution();
  s.digits = 30;
  s.residual = 0;
  s.outputs.pop_back();
  Solution::Value& bias = s.outputs[0];
  bias.digits = {"0.100000000000000000000000000001", ""};
  bias.enclosure =
      Enclosure{0.1, 0.1, {"0.100000000000000000000000000001", ""}, {"0.100000000000000000000000000002", ""}, 30};
  bias.derivatives = {
      {"lambda", -2, 3, {"-2.00000000000000000000000000000", ""}, {"3.00000000000000000000000000000", ""}}};
  return s;
}

/// lambda -> 0+: a limit, a zero, and two infinities.
inline Solution limit_solution() {
  Solution s = ridge_solution();
  s.outputs = {{"g", 2, true, "transform"}, {"bias", 0, true, ""}, {"b", 0, true, ""}, {"c", 0, true, ""}};
  s.outputs[0].leading = LeadingBehaviour{2, {}, "0", "", false};
  s.outputs[1].leading = LeadingBehaviour{8, {}, "2", "lambda^2", false};
  s.outputs[2].leading = LeadingBehaviour{-0.125, {}, "-1/2", "lambda^(-1/2)", true};
  s.outputs[3].leading = LeadingBehaviour{1, {}, "-1/3", "(1 - phi)^(-1/3)", true};
  return s;
}

inline Validation ridge_validation() {
  Validation v;
  v.status = Status::Converged;
  v.seed = 7;
  v.seconds = 1.5;
  v.outputs = {{"bias",
                0.25,
                {{100, 50, 0.24567891, 0.0012345, 0.25}, {200, 50, 0.25123456, 0.00098765, 0.2501}},
                0.2512345,
                0.0012,
                1.03,
                Verdict::Agrees},
               {"risk", 2, {{100, 50, 3, 0.5, 2}, {200, 50, 3.25, 0.25, 2}}, 3.5, 0.125, 12, Verdict::Refuted}};
  return v;
}

/// The first output with a term of order 1/n.
inline Validation corrected_validation() {
  Validation v = ridge_validation();
  v.outputs.pop_back();
  v.outputs[0].finite_size = -0.5;
  v.outputs[0].sizes[0].correction = -0.005;
  v.outputs[0].sizes[1].correction = -0.0025;
  return v;
}

}  // namespace freepencil
