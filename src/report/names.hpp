// SPDX-License-Identifier: GPL-3.0-or-later
// A name of the file language in the two other notations. Internal to this folder.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace freepencil::report {

/// For math mode: `lambda` and `λ` as `\lambda`, `Sigma1` and `n_1` with a subscript, `risk` upright. ASCII only, and
/// safe in KaTeX's strict mode.
[[nodiscard]] std::string latex_name(std::string_view name);

/// Identifiers of a Python script, each different from the others and from the words that the script uses itself.
class PythonNames {
 public:
  /// SymPy's custom is `lamda`; other words that are taken get an underscore.
  [[nodiscard]] std::string make(std::string_view name);

 private:
  std::set<std::string, std::less<>> used_;
};

}  // namespace freepencil::report
