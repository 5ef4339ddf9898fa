// SPDX-License-Identifier: GPL-3.0-or-later
// The next precision above double: eleven bits more.
#pragma once

#include <complex>

namespace freepencil {

namespace detail {
template <class S>
struct ExtendedOf;
template <>
struct ExtendedOf<double> {
  using Type = long double;
};
template <>
struct ExtendedOf<std::complex<double>> {
  using Type = std::complex<long double>;
};
}  // namespace detail

template <class S>
using Extended = typename detail::ExtendedOf<S>::Type;

}  // namespace freepencil
