// SPDX-License-Identifier: GPL-3.0-or-later
// What the command line asks for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "cli/exit_status.hpp"
#include "report/derive_report.hpp"
#include "report/format.hpp"

namespace freepencil::cli {

enum class Command { Check, Derive, Solve, Validate, Verify, Theorem, Curve, Optimize, Exponent, Table };

[[nodiscard]] std::string name(Command command);

struct Invocation {
  Command command = Command::Check;
  std::string file;                   ///< `-`: standard input
  std::vector<std::string> files;     ///< verify: all of them
  std::vector<std::string> settings;  ///< `name=value`, as written
  std::vector<std::string> outputs;   ///< empty: all
  report::Format format = report::Format::Text;
  bool canonical = false;  ///< check: print the file in its canonical form
  report::DeriveFormat derive_format = report::DeriveFormat::Text;
  std::vector<std::string> eliminate;  ///< derive: the one or two quantities that equations are asked for
  std::optional<std::string> out;
  int threads = 0;  ///< 0: as many as there are cores
  bool quiet = false;
  bool finite_size = false;  ///< solve: the terms of order 1/n as well

  int digits = 0;                        ///< of every number; 0: doubles
  bool certify = false;                  ///< prove lower and upper bounds
  std::vector<std::string> derivatives;  ///< names of parameters
  std::optional<std::string> limit;      ///< `lambda=0+`, as written

  std::vector<std::int64_t> sizes;  ///< empty: those of ValidationOptions
  std::optional<std::int64_t> trials;
  std::optional<std::uint64_t> seed;
  std::optional<std::string> entries;

  std::optional<int> points;              ///< verify: how many random parameter points
  std::optional<std::string> that;        ///< verify: a claim that stands for those of the file
  std::vector<std::string> sweeps;        ///< curve: `phi=1/10:2:50`, as written
  std::optional<std::string> plot;        ///< curve: a figure beside the table
  std::optional<std::string> checkpoint;  ///< curve: where finished points are kept
  bool simulate = false;                  ///< curve: simulated points beside it

  bool prove = false;                             ///< verify: look for a proof by exact algebra
  std::optional<std::string> minimize, maximize;  ///< optimize: which output; one of them
  std::optional<std::string> as;                  ///< exponent: `T=1e4:1e8`, as written
  std::optional<std::string> over;                ///< optimize: `lambda=0:1,phi`, as written
};

/// An answer that needs no command: help and version on standard output, a usage error (Done or not) on standard error.
struct Answer {
  ExitStatus status = ExitStatus::Done;
  std::string text;
};

[[nodiscard]] std::variant<Invocation, Answer> read_command_line(int argc, const char* const* argv);

}  // namespace freepencil::cli
