// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "report/names.hpp"
#include "report/number.hpp"
#include "report/solve_sections.hpp"

namespace freepencil::report {

namespace {

constexpr int finite_size_digits = 8;  // what finite_size_accuracy vouches for

Shown limit_of(const Solution::Value& output) {
  return output.leading->diverges ? Shown() : Shown(output.value, output.digits, output.real);
}

}  // namespace

std::string Shown::rounded(double part, int places) const {
  if (rounding_ == Rounding::Nearest) return decimal(part, places);
  const WorkingPrecision exact(exact_digits + 3);
  return decimal_text(Multi(part), places, rounding_);
}

std::string Shown::text(int places) const {
  if (absent_) return "-";
  std::string re = long_form() ? digits_.real : rounded(value_.real(), places);
  if (real_) return re;
  const std::string im = long_form() ? digits_.imaginary : rounded(value_.imag(), places);
  if (re == "-" || im == "-") return "-";
  const bool negative = im.starts_with('-');
  return fmt::format("{} {} {}i", re, negative ? '-' : '+', im.substr(negative ? 1 : 0));
}

std::string Shown::real_part() const {
  if (absent_) return {};
  return long_form() ? digits_.real : rounded(value_.real(), exact_digits);
}

std::string Shown::imaginary_part() const {
  if (absent_) return {};
  if (real_) return "0";
  return long_form() ? digits_.imaginary : rounded(value_.imag(), exact_digits);
}

Json Shown::json() const {
  if (absent_) return nullptr;
  if (!long_form()) return json_number(value_, real_);
  if (real_) return digits_.real;
  return {{"re", digits_.real}, {"im", digits_.imaginary}};
}

bool is_limit(const Solution& solution) { return !solution.outputs.empty() && solution.outputs.front().leading; }

std::vector<Series> all_series(const Solution& solution) {
  const auto& outputs = solution.outputs;
  std::vector<Series> result;
  const auto add = [&](Series series, auto number) {
    for (const auto& output : outputs) series.numbers.push_back(number(output));
    result.push_back(std::move(series));
  };
  if (is_limit(solution)) {
    add({"value", "limit", {}, {}, table_digits}, limit_of);
    return result;
  }
  add({"value", "value", {}, {}, table_digits}, [](const auto& o) { return Shown(o.value, o.digits, o.real); });
  if (outputs.empty()) return result;
  const Solution::Value& first = outputs.front();
  if (first.finite_size) {
    add({"finite_size", "finite size", {}, {}, finite_size_digits},
        [](const auto& o) { return Shown(*o.finite_size, o.finite_size_digits, o.real); });
  }
  if (first.enclosure) {
    add({"lower", "lower", {}, {}, exact_digits},
        [](const auto& o) { return Shown(o.enclosure->lower, o.enclosure->lower_digits, o.real, Rounding::Down); });
    add({"upper", "upper", {}, {}, exact_digits},
        [](const auto& o) { return Shown(o.enclosure->upper, o.enclosure->upper_digits, o.real, Rounding::Up); });
  }
  for (std::size_t p = 0; p < first.derivatives.size(); ++p) {
    const std::string& name = first.derivatives[p].parameter;
    const std::string letter = latex_name(name);
    const std::string once = fmt::format("d/d{}", name), twice = fmt::format("d2/d{}2", name);
    add({once, once, fmt::format("$\\partial/\\partial {}$", letter), {}, table_digits},
        [p](const auto& o) { return Shown(o.derivatives[p].first, o.derivatives[p].first_digits, o.real); });
    add({twice, twice, fmt::format("$\\partial^2/\\partial {{{}}}^2$", letter), {}, table_digits},
        [p](const auto& o) { return Shown(o.derivatives[p].second, o.derivatives[p].second_digits, o.real); });
  }
  return result;
}

}  // namespace freepencil::report
