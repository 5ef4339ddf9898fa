// SPDX-License-Identifier: GPL-3.0-or-later
#include "curve/grid.hpp"

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>

namespace freepencil {

std::vector<Rational> linear_values(const Rational& a, const Rational& b, std::size_t count) {
  std::vector<Rational> values;
  const auto last = static_cast<std::int64_t>(count) - 1;
  for (std::int64_t k = 0; k <= last; ++k) values.push_back(a + (b - a) * Rational(k, last));
  return values;
}

std::vector<Rational> logarithmic_values(const Rational& a, const Rational& b, std::size_t count) {
  const double from = a.convert_to<double>();
  const double ratio = std::log(Rational(b / a).convert_to<double>());
  std::vector<Rational> values = {a};
  for (std::size_t k = 1; k + 1 < count; ++k) {
    const double value = from * std::exp(ratio * static_cast<double>(k) / static_cast<double>(count - 1));
    const auto decimal = parse_decimal(fmt::format("{}", std::abs(value)));
    if (!decimal) throw std::invalid_argument("a sweep that leaves the range of doubles");
    values.push_back(value < 0 ? Rational(-*decimal) : *decimal);
  }
  values.push_back(b);
  return values;
}

Grid::Grid(ParameterPoint base, std::vector<Sweep> sweeps) : base_(std::move(base)), sweeps_(std::move(sweeps)) {
  for (const Sweep& sweep : sweeps_) size_ *= sweep.values.size();
}

ParameterPoint Grid::operator[](std::size_t point) const {
  ParameterPoint result = base_;
  for (const Sweep& sweep : sweeps_) {
    result[sweep.parameter] = sweep.values[point % sweep.values.size()];
    point /= sweep.values.size();
  }
  return result;
}

ParameterPoint Grid::at(std::size_t line, const Rational& first) const {
  ParameterPoint result = (*this)[line * this->line()];
  result[sweeps_.front().parameter] = first;
  return result;
}

std::vector<Stretch> stretches(const Grid& grid) {
  const std::size_t line = grid.line(), parts = (line + longest_stretch - 1) / longest_stretch;
  std::vector<Stretch> result;
  for (std::size_t begin = 0; begin < grid.size(); begin += line) {
    for (std::size_t part = 0; part < parts; ++part) {
      result.push_back({begin + line * part / parts, begin + line * (part + 1) / parts});
    }
  }
  return result;
}

}  // namespace freepencil
