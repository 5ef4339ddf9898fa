// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "estimators/read_description.hpp"

namespace freepencil::validation {

/// A description with the given stages, of one atom where `spectrum` is not given.
inline Description describe(const std::string& stages,
                            const std::string& spectrum = R"([{"weight": 1, "Sigma": 1, "Gamma": 1}])",
                            const std::string& sizes = R"([{"n": 20, "trials": 8}, {"n": 30, "trials": 5}])") {
  return read_description("test.json", R"({"title": "test", "source": "test",
    "theory": {"file": "test.pencil", "output": "risk", "set": {}}, "dimension": "1/2", "truth": "Gamma",
    "risk": "Sigma", "seed": 7, "spectrum": )" +
                                           spectrum + R"(, "sizes": )" + sizes + R"(, "stages": )" + stages + "}");
}

}  // namespace freepencil::validation
