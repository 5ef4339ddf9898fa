// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/asymptotic_fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace freepencil {
namespace {

/// The number with the smallest denominator within `tolerance` of x.
std::optional<Rational> simple_number(const Multi& x, double tolerance) {
  constexpr int largest_denominator = 12;
  for (int denominator = 1; denominator <= largest_denominator; ++denominator) {
    const Multi scaled = x * denominator, nearest = round(scaled);
    if (abs(scaled - nearest) <= tolerance * denominator && abs(nearest) < 1e6) {
      return Rational(static_cast<long>(nearest)) / denominator;
    }
  }
  return std::nullopt;
}

/// log10 |a| - log10 |b|
template <class S>
Multi decades(const S& a, const S& b) {
  using std::abs;
  return log10(Multi(abs(a))) - log10(Multi(abs(b)));
}

Multi ten_to(const Rational& exponent) { return pow(Multi(10), static_cast<Multi>(exponent)); }

/// Takes the terms in h^(s), h^(s+q), h^(s+2q), .. out of a sequence in which h falls by ten from one to the next.
template <class S>
std::vector<S> extrapolated(std::vector<S> values, const Rational& s, const Rational& q) {
  Rational power = s;
  std::vector<S> best = {values.back()};
  while (values.size() > 1) {
    const Multi ratio = ten_to(power);
    for (std::size_t k = 0; k + 1 < values.size(); ++k) {
      values[k] = (S(ratio) * values[k + 1] - values[k]) / S(Multi(ratio - 1));
    }
    values.pop_back();
    best.push_back(values.back());
    power += q;
  }
  return best;
}

}  // namespace

template <class S>
std::optional<LeadingTerm<S>> leading_term(const std::vector<S>& values, int m) {
  using std::abs;
  constexpr double certain = 1e-6;  // how near an exponent must be to a simple number
  const std::size_t count = values.size();
  LeadingTerm<S> result;
  if (std::all_of(values.begin(), values.end(), [](const S& v) { return v == S(0); })) {
    result.error = -std::numeric_limits<double>::infinity();
    return result;
  }
  if (std::any_of(values.begin(), values.end(), [](const S& v) { return v == S(0); })) return std::nullopt;
  // The last ratio is off by the next term, which is smaller by a power of h.
  const auto exponent = simple_number(decades(values[count - 2], values[count - 1]), certain);
  if (!exponent) return std::nullopt;
  result.exponent = *exponent;
  std::vector<S> scaled;
  for (std::size_t k = 0; k < count; ++k) {
    scaled.push_back(values[k] * S(ten_to(result.exponent * (m + static_cast<int>(k)))));
  }
  result.coefficient = scaled.back();
  const S last = scaled[count - 1] - scaled[count - 2], before = scaled[count - 2] - scaled[count - 3];
  const auto log_error = [&](const S& difference) {
    const Multi size(abs(difference));
    return size == 0 ? -std::numeric_limits<double>::infinity()
                     : static_cast<double>(Multi(log10(size)) - Multi(log10(Multi(abs(result.coefficient)))));
  };
  result.error = log_error(last);
  if (last == S(0) || before == S(0)) return result;
  const auto step = simple_number(decades(before, last), certain);
  if (!step || *step <= 0) return result;  // logarithms, say: the values alone converge
  const Rational grid(1, denominator(*step));
  const std::vector<S> columns = extrapolated(scaled, *step, grid);
  // Of the columns, the one that changed least against the one before; the change bounds what is left.
  for (std::size_t c = 1; c < columns.size(); ++c) {
    const double error = log_error(columns[c] - columns[c - 1]);
    if (error < result.error) {
      result.error = error;
      result.coefficient = columns[c];
    }
  }
  return result;
}

template std::optional<LeadingTerm<Multi>> leading_term(const std::vector<Multi>&, int);
template std::optional<LeadingTerm<std::complex<Multi>>> leading_term(const std::vector<std::complex<Multi>>&, int);

}  // namespace freepencil
