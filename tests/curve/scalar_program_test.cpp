// SPDX-License-Identifier: GPL-3.0-or-later
#include "curve/scalar_program.hpp"

#include <catch2/catch.hpp>

#include "curve/model_at.hpp"
#include "equivalent/output_values.hpp"
#include "laws/ensemble.hpp"

namespace freepencil {

TEST_CASE("outputs as a list of operations are the outputs, bit by bit", "[curve]") {
  const std::string text = R"(parameter a = 1/3
parameter b = 2 > 0
dimension n
dimension d = b*n
random Z[n,d] gaussian variance 1/n
let R = inv(Z'*Z + (1 + a^2)*I)
output s = 3*tr(R) - a^3*tr(R*R)/7 + 1/11
output t = s^(1/2)*tr(R)^-2 + b^(a + 1) - s
output u = exp(-tr(R))*log(b + tr(R*R)) + sqrt(d/n)
output v = t/s
)";
  const Expected<Model> model = test::model_at(text)({});
  REQUIRE(model);
  const Expected<Ensemble> ensemble = limit_ensemble(*model, default_point(*model));
  REQUIRE(ensemble);
  const auto at = point_values<double>(*model, *ensemble);
  const OutputProgram<double> real(*model);
  const OutputProgram<std::complex<double>> complex(*model);
  for (int k = 1; k <= 20; ++k) {
    std::vector<double> traces;
    for (std::size_t j = 0; j < model->traces.size(); ++j) traces.push_back(0.1 * k + 0.37 * static_cast<double>(j));
    CHECK(real(at, traces) == output_values<double>(*model, at, traces));
    std::vector<std::complex<double>> shifted;
    for (const double trace : traces) shifted.emplace_back(trace, 0.2 * k);
    CHECK(complex(at, shifted) == output_values<std::complex<double>>(*model, at, shifted));
  }
}

}  // namespace freepencil
