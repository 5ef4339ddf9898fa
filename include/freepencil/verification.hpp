// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace freepencil {

struct VerificationOptions {
  int digits = 100;                                             ///< on which both sides of `==` are to agree
  int points = 5;                                               ///< random generic parameter points
  std::uint64_t seed = 1;                                       ///< of the points
  bool certify = false;                                         ///< compare guaranteed bounds of both sides
  bool prove = false;                                           ///< look for a proof of what is verified
  double prove_seconds = 20;                                    ///< for the proof of one statement
  int threads = 0;                                              ///< 0: as many as there are cores
  std::vector<std::pair<std::string, std::string>> fixed = {};  ///< parameters that are not drawn: name, exact value
  std::string text;                                             ///< in which the statements have their places
  /// Called from one thread at a time: fraction of the work done, in [0, 1].
  std::function<void(double)> progress;
};

enum class ClaimVerdict {
  Undecided,  ///< first on purpose: `reason` says what is missing
  Verified,   ///< holds at every point to the digits asked
  Proved,     ///< holds at every point, and is an identity by exact arithmetic: see Statement::symbolic_atoms
  Refuted,    ///< fails at a point that is shown
};

/// Claims against what the program computes, statement by statement.
struct Verification {
  /// The point at which the two sides agree least, or at which the statement fails.
  struct Worst {
    std::vector<std::pair<std::string, std::string>> parameters;  ///< as `--set name=value` takes them
    std::vector<std::string> spectra;                             ///< drawn ones, as a file states them
    std::string left, right;
    int digits = 0;  ///< on which the sides agree
  };
  struct Statement {
    std::string claim;     ///< its title
    std::string identity;  ///< as written
    int line = 0;          ///< of the file; 0 where it is from elsewhere
    ClaimVerdict verdict = ClaimVerdict::Undecided;
    bool expect_refuted = false;
    bool certified = false;  ///< bounds of both sides were compared at every point
    int points = 0;          ///< at which it was looked at
    int digits = 0;          ///< the fewest agreeing digits over all points, at most those asked for
    std::optional<Worst> worst;
    std::string reason;  ///< one sentence where it is undecided
    /// Of a proof: how many atoms, of symbolic weights and values, took the place of every spectrum that is an example;
    /// 0: it holds for all spectra.
    int symbolic_atoms = 0;
    std::string not_proved;  ///< why no proof was found where one was looked for

    /// Whether it turned out as its claim says.
    [[nodiscard]] bool passed() const {
      const bool holds = verdict == ClaimVerdict::Verified || verdict == ClaimVerdict::Proved;
      return expect_refuted ? verdict == ClaimVerdict::Refuted : holds;
    }
  };

  std::vector<Statement> statements;
  int digits = 0;
  std::uint64_t seed = 0;
  double seconds = 0;
};

}  // namespace freepencil
