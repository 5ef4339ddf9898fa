// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/box_values.hpp"

#include <algorithm>

namespace freepencil {
namespace {

using Kind = BoxFunctions::Operation::Kind;

/// What arithmetic cannot say is the whole line.
RealInterval valid(const RealInterval& x) { return is_empty(x) ? RealInterval::whole() : x; }

const RealInterval& at(const std::vector<RealInterval>& row, std::size_t k) { return row[row.size() == 1 ? 0 : k]; }

/// Both enclose the same number.
RealInterval both(const RealInterval& a, const RealInterval& b) {
  const RealInterval common = boost::numeric::intersect(a, b);
  return is_empty(common) ? a : common;
}

}  // namespace

BoxValues::BoxValues(const BoxFunctions& functions) : BoxValues(functions, true) {}

BoxValues::BoxValues(const BoxFunctions& functions, bool with_corners)
    : functions_(functions), values_(functions.operations().size()), stamps_(functions.operations().size(), 0) {
  if (with_corners) corners_.reset(new BoxValues(functions, false));
}

void BoxValues::set(const Box& box) {
  box_ = box;
  exists_ = true;
  ++stamp_;
}

const BoxValues::Row& BoxValues::value(Node node) {
  if (stamps_[node] != stamp_) {
    compute(node, functions_.operations()[node], values_[node]);
    stamps_[node] = stamp_;
  }
  return values_[node];
}

void BoxValues::compute(Node node, const Operation& operation, Row& result) {
  switch (operation.kind) {
    case Kind::Constant:
      if (stamps_[node] == 0) result = operation.constant;
      return;
    case Kind::Unknown:
      result.assign(1, box_[operation.unknown]);
      return;
    case Kind::Sum:
      return sum(operation, result);
    case Kind::Product:
      return product(operation, result);
    case Kind::Power: {
      const Row& base = value(operation.operands[0]);
      const Row& exponent = value(operation.operands[1]);
      result.resize(std::max(base.size(), exponent.size()));
      for (std::size_t k = 0; k < result.size(); ++k) {
        exists_ = exists_ && at(base, k).lower() >= 0;
        result[k] = valid(exponential(at(exponent, k) * valid(logarithm(at(base, k)))));
      }
      return;
    }
    case Kind::Exp:
    case Kind::Log: {
      const Row& argument = value(operation.operands[0]);
      result.resize(argument.size());
      for (std::size_t k = 0; k < result.size(); ++k) {
        exists_ = exists_ && (operation.kind == Kind::Exp || argument[k].lower() >= 0);
        result[k] = valid(operation.kind == Kind::Exp ? exponential(argument[k]) : logarithm(argument[k]));
      }
      return;
    }
    case Kind::Trace:
      result.assign(1, trace(operation));
  }
}

void BoxValues::sum(const Operation& operation, Row& result) {
  result.assign(1, operation.constant.front());
  for (std::size_t j = 0; j < operation.operands.size(); ++j) {
    const Row& term = value(operation.operands[j]);
    if (result.size() < term.size()) result.assign(term.size(), RealInterval(result.front()));
    for (std::size_t k = 0; k < result.size(); ++k) result[k] += operation.factors[j] * at(term, k);
  }
}

RealInterval BoxValues::raised(const RealInterval& x, const Rational& exponent) {
  if (exponent == 1) return x;
  const bool integer = denominator(exponent) == 1;
  if (x.lower() < 0 && (!integer || (exponent < 0 && x.upper() > 0))) exists_ = false;
  return valid(power(x, exponent));
}

void BoxValues::product(const Operation& operation, Row& result) {
  result.assign(1, RealInterval(1));
  for (std::size_t j = 0; j < operation.operands.size(); ++j) {
    const Row& factor = value(operation.operands[j]);
    if (result.size() < factor.size()) result.assign(factor.size(), RealInterval(result.front()));
    for (std::size_t k = 0; k < result.size(); ++k) {
      result[k] *= raised(at(factor, k), operation.exponents[j]);
    }
  }
}

RealInterval BoxValues::natural_trace(const Operation& operation) {
  for (const Node operand : operation.operands) value(operand);  // first: rows may move
  RealInterval total(0);
  for (std::size_t k = 0; k < operation.constant.size(); ++k) {
    RealInterval term = at(value(operation.operands[0]), k);
    if (operation.operands.size() > 1) term = both(term, at(value(operation.operands[1]), k));
    total += operation.constant[k] * term;
  }
  return valid(total);
}

RealInterval BoxValues::trace(const Operation& operation) {
  const RealInterval natural = natural_trace(operation);
  if (!corners_ || operation.slopes.empty()) return natural;
  std::vector<RealInterval> slopes;
  for (const Node slope : operation.slopes) slopes.push_back(scalar(slope));
  RealInterval result = natural;
  for (const bool highest : {false, true}) {
    const auto at_corner = corner(slopes, highest);
    if (!at_corner) continue;
    corners_->set(*at_corner);
    const RealInterval there = corners_->natural_trace(operation);
    result = both(result, highest ? RealInterval(-OutwardRounding::infinity, there.upper())
                                  : RealInterval(there.lower(), OutwardRounding::infinity));
  }
  return result;
}

std::optional<Box> BoxValues::corner(const std::vector<RealInterval>& slopes, bool highest) const {
  Box result = box_;
  bool smaller = false;
  for (std::size_t j = 0; j < slopes.size(); ++j) {
    if (box_[j].lower() == box_[j].upper() || (slopes[j].lower() < 0 && slopes[j].upper() > 0)) continue;
    const bool increasing = slopes[j].lower() >= 0;
    const double end = increasing == highest ? box_[j].upper() : box_[j].lower();
    if (!std::isfinite(end)) continue;
    result[j] = RealInterval(end);
    smaller = true;
  }
  return smaller ? std::optional<Box>(std::move(result)) : std::nullopt;
}

RealInterval BoxValues::between_corners(RealInterval natural, const std::vector<RealInterval>& slopes, Node node) {
  for (const bool highest : {false, true}) {
    const auto at_corner = corner(slopes, highest);
    if (!at_corner) continue;
    corners_->set(*at_corner);
    const RealInterval there = corners_->scalar(node);
    natural = both(natural, highest ? RealInterval(-OutwardRounding::infinity, there.upper())
                                    : RealInterval(there.lower(), OutwardRounding::infinity));
  }
  return natural;
}

RealInterval BoxValues::equation(std::size_t k) {
  const Node node = functions_.equations()[k];
  const RealInterval natural = scalar(node);
  if (!has_zero(natural) || !corners_) return natural;
  std::vector<RealInterval> slopes;
  for (std::size_t j = 0; j < functions_.unknowns(); ++j) slopes.push_back(jacobian(k, j));
  return between_corners(natural, slopes, node);
}

RealInterval BoxValues::jacobian(std::size_t k, std::size_t unknown) {
  return scalar(functions_.jacobian()[k][unknown]);
}

bool BoxValues::consequences_may_vanish() {
  const bool exists = exists_;  // of the equations
  const auto& nodes = functions_.consequences();
  const bool result = std::all_of(nodes.begin(), nodes.end(), [&](Node node) { return has_zero(scalar(node)); });
  exists_ = exists;
  return result;
}

bool BoxValues::contract(Box& box) {
  for (const Node equation : functions_.equations()) {
    if (!backward(equation, RealInterval(0), box)) return false;
  }
  return true;
}

bool BoxValues::backward(Node node, const RealInterval& target, Box& box) {
  const Operation& operation = functions_.operations()[node];
  if (operation.row) return true;
  const RealInterval left = boost::numeric::intersect(scalar(node), target);
  if (is_empty(left)) return false;
  switch (operation.kind) {
    case Kind::Unknown:
      box[operation.unknown] = boost::numeric::intersect(box[operation.unknown], target);
      return !is_empty(box[operation.unknown]);
    case Kind::Sum:
      return backward_sum(operation, left, box);
    case Kind::Product:
      return backward_product(operation, left, box);
    case Kind::Exp: {
      const RealInterval argument = logarithm(left);
      return !is_empty(argument) && backward(operation.operands[0], argument, box);
    }
    case Kind::Log:
      return backward(operation.operands[0], exponential(left), box);
    default:
      return true;
  }
}

bool BoxValues::backward_sum(const Operation& operation, const RealInterval& target, Box& box) {
  for (std::size_t j = 0; j < operation.operands.size(); ++j) {
    RealInterval rest = target - operation.constant.front();
    for (std::size_t i = 0; i < operation.operands.size(); ++i) {
      if (i != j) rest -= operation.factors[i] * scalar(operation.operands[i]);
    }
    if (!backward(operation.operands[j], valid(rest / operation.factors[j]), box)) return false;
  }
  return true;
}

// x^p = t / (the others), solved for x where the sign of x is known or p is odd.
bool BoxValues::backward_product(const Operation& operation, const RealInterval& target, Box& box) {
  for (std::size_t j = 0; j < operation.operands.size(); ++j) {
    RealInterval others(1);
    for (std::size_t i = 0; i < operation.operands.size(); ++i) {
      if (i != j) others *= valid(power(scalar(operation.operands[i]), operation.exponents[i]));
    }
    if (has_zero(others) && has_zero(target)) continue;
    RealInterval raised = valid(target / others);
    const Rational& exponent = operation.exponents[j];
    const RealInterval operand = scalar(operation.operands[j]);
    if (exponent != 1 && exponent != -1) {
      if (operand.lower() < 0) continue;
      raised = boost::numeric::intersect(raised, RealInterval(0, OutwardRounding::infinity));
      if (is_empty(raised)) return false;
    }
    const RealInterval solved = exponent == 1 ? raised : power(raised, 1 / exponent);
    if (is_empty(solved)) return false;
    if (!backward(operation.operands[j], solved, box)) return false;
  }
  return true;
}

}  // namespace freepencil
