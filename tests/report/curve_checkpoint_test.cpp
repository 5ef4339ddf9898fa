// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/curve_checkpoint.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <random>

namespace freepencil::report {
namespace {

const CurveIdentity identity = {{"text of the file", "dimension n\n"}, {"list of sweeps", "a=1,2"}};

std::vector<CurvePoint> random_points(std::size_t count) {
  std::mt19937_64 engine(1);
  std::vector<CurvePoint> points(count);
  const auto number = [&] {
    return std::ldexp(static_cast<double>(engine()), static_cast<int>(engine() % 1800) - 900);
  };
  for (CurvePoint& point : points) {
    point.branch_radius = number();
    for (int kind = 0; kind < 3; ++kind) {
      CurveCell& cell = point.cells.emplace_back();
      if (kind == 0) {
        cell.status = Status::Stalled;
        cell.reason = "\"no\"\nvalue, ϕ";
        continue;
      }
      cell.status = Status::Converged;
      cell.number.value = {number(), -number()};
      cell.number.real = false;
      if (kind == 1) continue;
      cell.number.digits = {"1.25", "-3.5"};
      cell.number.finite_size = std::complex<double>(number(), 0);
      cell.number.enclosure = Enclosure{number(), number(), {"1", "2"}, {"3", "4"}, 17};
    }
  }
  return points;
}

}  // namespace

TEST_CASE("a checkpoint gives back every bit", "[checkpoint]") {
  const auto points = random_points(30);
  std::string text = checkpoint_head(identity);
  text += checkpoint_block({0, std::span(points).first(20)});
  text += checkpoint_block({20, std::span(points).subspan(20)});
  const auto read = read_checkpoint(text, identity);
  REQUIRE(std::holds_alternative<Checkpoint>(read));
  const Checkpoint& checkpoint = std::get<Checkpoint>(read);
  CHECK(checkpoint.length == text.size());
  REQUIRE(checkpoint.points.size() == points.size());
  for (std::size_t p = 0; p < points.size(); ++p) {
    CHECK(checkpoint.points[p].branch_radius == points[p].branch_radius);
    for (std::size_t k = 0; k < 3; ++k) {
      const CurveCell &a = checkpoint.points[p].cells[k], &b = points[p].cells[k];
      CHECK(a.status == b.status);
      CHECK(a.reason == b.reason);
      CHECK(a.number.value == b.number.value);
      CHECK(a.number.digits.imaginary == b.number.digits.imaginary);
      CHECK(a.number.finite_size == b.number.finite_size);
      CHECK(a.number.enclosure.has_value() == b.number.enclosure.has_value());
      if (b.number.enclosure) CHECK(a.number.enclosure->upper == b.number.enclosure->upper);
    }
  }
}

TEST_CASE("of a checkpoint that was cut off, whole blocks count", "[checkpoint]") {
  const auto points = random_points(3);
  const std::string head = checkpoint_head(identity), first = checkpoint_block({0, std::span(points).first(2)});
  const std::string second = checkpoint_block({2, std::span(points).subspan(2)});
  const std::string text = head + first + second;
  for (std::size_t length = head.size(); length <= text.size(); ++length) {
    const auto read = read_checkpoint(text.substr(0, length), identity);
    REQUIRE(std::holds_alternative<Checkpoint>(read));
    const std::size_t whole = length == text.size() ? 3 : length >= head.size() + first.size() ? 2 : 0;
    CHECK(std::get<Checkpoint>(read).points.size() == whole);
  }
}

TEST_CASE("a damaged block ends a checkpoint, and that of another curve is none", "[checkpoint]") {
  const auto points = random_points(3);
  std::string text = checkpoint_head(identity) + checkpoint_block({0, std::span(points)});
  CurveIdentity other = identity;
  other[1].second = "a=1,3";
  CHECK(std::get<std::string>(read_checkpoint(text, other)) ==
        "it belongs to another curve: its list of sweeps differs");
  CHECK(std::get<std::string>(read_checkpoint("something\n", identity)) == "it is no checkpoint of a curve");
  text[text.size() - 30] ^= 1;
  CHECK(std::get<Checkpoint>(read_checkpoint(text, identity)).points.empty());
}

}  // namespace freepencil::report
