// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <freepencil/request.hpp>

#include "cli/option_values.hpp"
#include "cli/options.hpp"

namespace freepencil::cli {
namespace {

constexpr std::array<std::string_view, 4> figure_endings = {".svg", ".pdf", ".png", ".tex"};

/// Options first: where one is misspelt, its value is left over as well.
void check_leftovers(const CLI::App& command) {
  const std::vector<std::string> leftovers = command.remaining();
  for (const std::string& word : leftovers) {
    if (!word.starts_with('-')) continue;
    std::vector<std::string> options;
    for (const CLI::Option* option : command.get_options()) {
      for (const std::string& known : option->get_lnames()) options.push_back("--" + known);
    }
    const std::string option = word.substr(0, word.find('='));
    throw UsageError(fmt::format("{} has no option '{}'{}", command.get_name(), option, did_you_mean(option, options)));
  }
  if (!leftovers.empty()) {
    throw UsageError(fmt::format("{} takes one FILE; '{}' is one too many", command.get_name(), leftovers.front()));
  }
}

void read_curve_options(const Written& written, const std::function<bool(const char*)>& given, Invocation& invocation) {
  if (invocation.command != Command::Curve) return;
  if (written.sweeps.empty()) throw UsageError("curve needs --sweep, as in --sweep lambda=1/100:10:50:log");
  invocation.sweeps = written.sweeps;
  invocation.simulate = written.simulate;
  for (const char* option : {"--sizes", "--trials", "--seed", "--entries"}) {
    if (given(option) && !written.simulate)
      throw UsageError(fmt::format("{} is of the simulation: add --validate", option));
  }
  if (given("--checkpoint")) invocation.checkpoint = written.checkpoint;
  if (!given("--plot")) return;
  const std::string& file = written.plot;
  const bool known = std::any_of(figure_endings.begin(), figure_endings.end(), [&](std::string_view ending) {
    return file.size() > ending.size() && file.ends_with(ending);
  });
  if (!known)
    throw UsageError(fmt::format("--plot needs a file that ends in .svg, .pdf, .png or .tex, not '{}'", file));
  invocation.plot = file;
}

}  // namespace

Invocation check_options(Command command, const CLI::App& app, const Written& written) {
  check_leftovers(app);
  if (written.file.empty() && written.files.empty())
    throw UsageError(fmt::format("{} needs a FILE, or - for standard input", name(command)));
  Invocation invocation;
  invocation.command = command;
  invocation.file = written.file;
  invocation.files = written.files;
  if (std::count(invocation.files.begin(), invocation.files.end(), "-") > 1) {
    throw UsageError("standard input can be read once only");
  }
  invocation.settings = written.settings;
  invocation.outputs = written.outputs;
  invocation.quiet = written.quiet;
  const auto given = [&](const char* option) {
    const CLI::Option* found = app.get_option_no_throw(option);
    return found != nullptr && found->count() > 0;
  };
  if (given("--format")) read_format(written.format, invocation);
  if (given("--out")) invocation.out = written.out;
  if (given("--threads")) invocation.threads = static_cast<int>(read_integer("--threads", written.threads, 1, 1024));
  if (given("--eliminate")) {
    invocation.eliminate = read_quantities(written.eliminate);
    if (invocation.derive_format == report::DeriveFormat::Sympy) {
      throw UsageError("derive --eliminate has no format 'sympy'; it has text, latex and json");
    }
  }
  if (given("--digits")) invocation.digits = static_cast<int>(read_integer("--digits", written.digits, 1, most_digits));
  invocation.certify = written.certify;
  invocation.finite_size = written.finite_size;
  invocation.derivatives = written.derivatives;
  if (given("--limit")) {
    if (invocation.finite_size) throw UsageError("--limit and --finite-size exclude each other");
    invocation.limit = written.limit;
    if (invocation.certify) throw UsageError("--limit and --certify exclude each other: a limit is extrapolated");
    if (!invocation.derivatives.empty()) throw UsageError("--limit and --derivative exclude each other");
  }
  if (given("--sizes")) invocation.sizes = read_sizes(written.sizes);
  // One trial has no error bar.
  if (given("--trials")) invocation.trials = read_integer("--trials", written.trials, 2, 1'000'000'000);
  if (given("--seed")) invocation.seed = read_seed(written.seed);
  if (given("--points")) invocation.points = static_cast<int>(read_integer("--points", written.points, 1, 100'000));
  if (given("--that")) invocation.that = written.that;
  invocation.prove = written.prove;
  read_curve_options(written, given, invocation);
  if (command == Command::Exponent) {
    if (!given("--as")) throw UsageError("exponent needs --as: a parameter and its range, as in --as T=1e4:1e8");
    invocation.as = written.as;
  }
  if (command == Command::Optimize) {
    if (given("--minimize") == given("--maximize")) {
      throw UsageError("optimize needs an output: either --minimize OUTPUT or --maximize OUTPUT");
    }
    if (!given("--over")) throw UsageError("optimize needs --over: the parameters that vary, as in --over lambda=0:1");
    if (given("--minimize")) invocation.minimize = written.minimize;
    if (given("--maximize")) invocation.maximize = written.maximize;
    invocation.over = written.over;
  }
  if (given("--entries")) invocation.entries = read_entries(written.entries);
  return invocation;
}

}  // namespace freepencil::cli
