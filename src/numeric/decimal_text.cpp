// SPDX-License-Identifier: GPL-3.0-or-later
#include "numeric/decimal_text.hpp"

#include <memory>

namespace freepencil {
namespace {

mpfr_rnd_t direction(Rounding rounding) {
  switch (rounding) {
    case Rounding::Down:
      return MPFR_RNDD;
    case Rounding::Up:
      return MPFR_RNDU;
    default:
      return MPFR_RNDN;
  }
}

}  // namespace

std::string decimal_text(const Multi& value, int digits, Rounding rounding) {
  constexpr long most_zeros = 5, most_places = 21;
  const auto* raw = value.backend().data();
  if (mpfr_number_p(raw) == 0) return "-";
  const auto count = static_cast<std::size_t>(digits);
  if (mpfr_zero_p(raw) != 0) return digits > 1 ? "0." + std::string(count - 1, '0') : "0";
  mpfr_exp_t exponent = 0;  // of 0.ddd
  const std::unique_ptr<char, void (*)(char*)> text(
      mpfr_get_str(nullptr, &exponent, 10, count, raw, direction(rounding)), mpfr_free_str);
  std::string mantissa = text.get(), sign;
  if (mantissa.front() == '-') {
    sign = "-";
    mantissa.erase(0, 1);
  }
  if (exponent <= 0 && exponent > -most_zeros) {
    return sign + "0." + std::string(static_cast<std::size_t>(-exponent), '0') + mantissa;
  }
  if (exponent > 0 && exponent <= std::min<long>(most_places, digits)) {
    const auto places = static_cast<std::size_t>(exponent);
    return sign + mantissa.substr(0, places) + (places < count ? "." + mantissa.substr(places) : "");
  }
  const std::string rest = count > 1 ? "." + mantissa.substr(1) : "";
  return sign + mantissa.substr(0, 1) + rest + (exponent > 0 ? "e+" : "e") + std::to_string(exponent - 1);
}

Decimal decimal(const std::complex<Multi>& value, int digits, Rounding rounding) {
  const Multi larger = std::max(Multi(abs(value.real())), Multi(abs(value.imag())));
  const auto text = [&](const Multi& part) {
    if (part == 0 || mpfr_number_p(larger.backend().data()) == 0) return decimal_text(part, digits, rounding);
    const int lost = static_cast<int>(floor(log10(larger)) - floor(log10(Multi(abs(part)))));
    if (lost < digits) return decimal_text(part, digits - lost, rounding);
    return rounding == Rounding::Nearest ? decimal_text(Multi(0), 1) : decimal_text(part, 1, rounding);
  };
  return {text(value.real()), text(value.imag())};
}

double rounded_double(const Multi& value, Rounding rounding) {
  return mpfr_get_d(value.backend().data(), direction(rounding));
}

}  // namespace freepencil
