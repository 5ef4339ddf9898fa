// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/derive_report.hpp"

#include <catch2/catch.hpp>
#include <fstream>

#include "report/derivations.hpp"

using namespace freepencil;
using report::DeriveFormat;

TEST_CASE("dump", "[.dump]") {
  for (int k = 0; k < 2; ++k) {
    test::Derived made = k == 0 ? test::marchenko_pastur() : test::ridge();
    report::Context context{"derive", "x.pencil", made.model.title, {}};
    for (const auto& p : made.model.parameters) context.parameters.emplace_back(p.name, to_string(p.value));
    const char* ext[] = {"txt", "tex", "json", "py"};
    for (int f = 0; f < 4; ++f) {
      std::ofstream("/tmp/h2_out_" + std::to_string(k) + "." + ext[f])
          << report::derive_report(context, made.model, made.derivation, static_cast<DeriveFormat>(f));
    }
  }
}
