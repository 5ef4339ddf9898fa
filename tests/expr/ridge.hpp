// SPDX-License-Identifier: GPL-3.0-or-later
// The example of the language page, without its title.
#pragma once

#include <string>

namespace freepencil::test {

inline const std::string ridge = R"pencil(
parameter lambda = 1/10 > 0   "ridge penalty"
parameter phi    = 1/2  > 0   "features per sample, d/n"
parameter sigma  = 1    >= 0  "label noise"
dimension n
dimension d = phi*n
random Z[n,d] gaussian variance 1/n
spectrum d {
  1/2 : Sigma = 2,   Gamma = 1
  1/2 : Sigma = 1/4, Gamma = 3
}
let R = inv(sqrt(Sigma)*Z'*Z*sqrt(Sigma) + lambda*I)
output bias     = lambda^2 * tr(Gamma*R*Sigma*R)
output variance = sigma^2 * phi * tr(Sigma*(R - lambda*R*R))
)pencil";

}  // namespace freepencil::test
