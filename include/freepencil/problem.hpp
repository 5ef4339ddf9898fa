// SPDX-License-Identifier: GPL-3.0-or-later
// What a program that links with freepencil calls.
#pragma once

#include <freepencil/diagnostic.hpp>
#include <freepencil/request.hpp>
#include <freepencil/solution.hpp>
#include <freepencil/validation.hpp>
#include <freepencil/verification.hpp>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace freepencil {

/// Outputs, limits of traces of rational expressions in random matrices, as functions of parameters: what a .pencil
/// file says. It does not change, and several threads may ask it at once.
class Problem {
 public:
  /// Exact values of parameters by name, such as {"lambda", "1/10"}; the others keep those of the file.
  using Settings = std::map<std::string, std::string>;

  /// The problem that a text states, or all of its errors. Data files cannot be named; `name` stands in messages.
  [[nodiscard]] static Expected<Problem> parse(const std::string& text, const std::string& name = "problem");
  /// The problem of a file; data files that it names are looked for in its folder.
  [[nodiscard]] static Expected<Problem> read(const std::string& path);

  [[nodiscard]] const Source& source() const;
  /// In the order of the file, to which SolveRequest::derivatives refers.
  [[nodiscard]] const std::vector<std::string>& parameters() const;
  [[nodiscard]] const std::vector<std::string>& outputs() const;

  /// The limits of all outputs. Values are there only where Solution::status is Converged. Errors: settings that cannot
  /// be read or lie outside of a range, spectra without meaning there.
  [[nodiscard]] Expected<Solution> solve(const Settings& settings = {}, const SolveRequest& request = {}) const;
  /// The limits against simulations at finite sizes.
  [[nodiscard]] Expected<Validation> validate(const Settings& settings = {},
                                              const ValidationOptions& options = {}) const;
  /// The claims of the file at random parameter points.
  [[nodiscard]] Expected<Verification> verify(VerificationOptions options = {}) const;

 private:
  struct Contents;

  explicit Problem(std::shared_ptr<const Contents> contents);

  std::shared_ptr<const Contents> contents_;
};

}  // namespace freepencil
