// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/box_functions.hpp"

namespace freepencil {

/// Ranges of the equations over a box, enclosed (Neumaier 1990, chapters 1 and 2). A trace that is monotone in an
/// unknown takes its extreme values at the ends of that.
class BoxValues {
 public:
  explicit BoxValues(const BoxFunctions& functions);

  /// What follows is over this box.
  void set(const Box& box);

  [[nodiscard]] RealInterval equation(std::size_t k);
  [[nodiscard]] bool consequences_may_vanish();
  [[nodiscard]] RealInterval jacobian(std::size_t k, std::size_t unknown);

  /// Whether all that has been computed over this box exists everywhere in it: no division by what changes sign, no
  /// root of what may be negative. Where that is not so, the enclosures are of what exists.
  [[nodiscard]] bool exists_everywhere() const { return exists_; }

  /// Removes parts of the box in which an equation has no zero, going backwards through its operations (hull
  /// consistency: Benhamou, Goualard, Granvilliers and Puget 1999); false where nothing is left.
  [[nodiscard]] bool contract(Box& box);

 private:
  using Node = BoxFunctions::Node;
  using Operation = BoxFunctions::Operation;
  using Row = std::vector<RealInterval>;

  const Row& value(Node node);
  RealInterval scalar(Node node) { return value(node).front(); }
  RealInterval raised(const RealInterval& x, const Rational& exponent);
  void compute(Node node, const Operation& operation, Row& result);
  void sum(const Operation& operation, Row& result);
  void product(const Operation& operation, Row& result);
  RealInterval natural_trace(const Operation& operation);
  RealInterval trace(const Operation& operation);
  /// The box with every unknown in which there is a sign of slope at the end where the function is extreme.
  [[nodiscard]] std::optional<Box> corner(const std::vector<RealInterval>& slopes, bool highest) const;
  RealInterval between_corners(RealInterval natural, const std::vector<RealInterval>& slopes, Node node);

  bool backward(Node node, const RealInterval& target, Box& box);
  bool backward_sum(const Operation& operation, const RealInterval& target, Box& box);
  bool backward_product(const Operation& operation, const RealInterval& target, Box& box);

  const BoxFunctions& functions_;
  Box box_;
  bool exists_ = true;
  std::vector<Row> values_;
  std::vector<unsigned> stamps_;
  unsigned stamp_ = 0;
  std::unique_ptr<BoxValues> corners_;  ///< for boxes at corners; itself without corners
  explicit BoxValues(const BoxFunctions& functions, bool with_corners);
};

}  // namespace freepencil
