// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <freepencil/request.hpp>

#include "cli/invocation.hpp"
#include "cli/later.hpp"
#include "cli/option_values.hpp"

namespace freepencil::cli {

namespace {

/// The values of options as written. One command runs, so that all commands can share them.
struct Written {
  std::string file, format, out, threads, eliminate, digits, limit, sizes, trials, seed, entries, points, that, plot,
      checkpoint, minimize, maximize, over, as;
  std::vector<std::string> files, settings, outputs, derivatives, sweeps;
  bool quiet = false, certify = false, finite_size = false, prove = false, simulate = false;
};

constexpr std::array commands = {Command::Check,    Command::Derive,   Command::Solve,
                                 Command::Validate, Command::Verify,   Command::Theorem,
                                 Command::Curve,    Command::Optimize, Command::Exponent};

constexpr std::array<std::string_view, 4> figure_endings = {".svg", ".pdf", ".png", ".tex"};

std::vector<std::string> command_names() {
  std::vector<std::string> names;
  for (const Command command : commands) names.push_back(name(command));
  return names;
}

CLI::Option* add_repeatable(CLI::App& app, const std::string& option, std::vector<std::string>& values,
                            const std::string& help) {
  // Without this every following word up to the next option would belong to the list, the file among them.
  return app.add_option(option, values, help)->allow_extra_args(false)->type_size(1)->expected(1)->take_all();
}

void add_common_options(CLI::App& app, Written& written, const std::string& formats, bool several = false) {
  if (several) {
    app.add_option("FILE", written.files, "one or more .pencil files, or - for standard input")->type_name("");
  } else {
    app.add_option("FILE", written.file, "a .pencil file, or - for standard input")->type_name("");
  }
  add_repeatable(app, "--set", written.settings, "give a parameter another exact value (repeatable)")
      ->type_name("NAME=VALUE");
  if (!several) {
    add_repeatable(app, "--output", written.outputs, "only this output (repeatable)")->type_name("NAME");
  }
  app.add_option("--format", written.format, formats)->type_name("FORMAT");
  app.add_option("--out", written.out, "write the result to a file, whole or not at all")->type_name("FILE");
  app.add_option("--threads", written.threads, "how many threads may be used")->type_name("N");
  app.add_flag("--quiet", written.quiet, "no warnings, notes and progress");
  app.allow_extras();
}

void add_theorem(CLI::App& app, Written& written) {
  CLI::App* theorem = app.add_subcommand(
      name(Command::Theorem), "the claims of a file as a statement for a paper, verified and simulated in this run");
  add_common_options(*theorem, written, "text (default), or latex: a theorem environment");
  theorem->remove_option(theorem->get_option("--output"));
  theorem
      ->add_option("--digits", written.digits,
                   fmt::format("on which both sides must agree, up to {} [100]", most_digits))
      ->type_name("D");
  theorem->add_option("--points", written.points, "random points inside the declared ranges [5]")->type_name("P");
  theorem->add_flag("--certify", written.certify, "compare guaranteed bounds of both sides");
  theorem->add_flag("--prove", written.prove, "look for a proof by exact algebra first");
  theorem->add_option("--sizes", written.sizes, "of the simulation: values of the reference dimension [100,200,400]")
      ->type_name("N,N,..");
  theorem->add_option("--trials", written.trials, "independent runs at every size [100]")->type_name("T");
  theorem->add_option("--seed", written.seed, "of the points, the spectra and the simulation [1]")->type_name("S");
  theorem->footer(
      "Examples:\n"
      "  freepencil theorem ridge.pencil\n"
      "  freepencil theorem ridge.pencil --format latex --out ridge.tex\n"
      "  freepencil theorem ridge.pencil --format latex --digits 1000 --points 20 --certify --trials 400\n"
      "A claim that does not hold is not stated; a claim that is expected to be refuted never is.\n"
      "Exit status: 0 where all that is claimed is stated and the simulation agrees, 1 where a claim fails or the\n"
      "simulation disagrees or does not decide, 3 where a claim is undecided.");
}

void add_curve(CLI::App& app, Written& written) {
  CLI::App* curve = app.add_subcommand(name(Command::Curve), "the limits of the outputs along one or more parameters");
  add_common_options(*curve, written, "text (default), json, csv, latex or markdown");
  add_repeatable(*curve, "--sweep", written.sweeps,
                 "p=a:b:N, N values from a to b; p=a:b:N:log, by equal factors; p=1,2,5 (repeatable)")
      ->type_name("NAME=VALUES");
  curve->add_option("--plot", written.plot, "a figure as well: FILE ends in .svg, .pdf, .png or .tex")
      ->type_name("FILE");
  curve
      ->add_option("--digits", written.digits, fmt::format("significant digits of every number, up to {}", most_digits))
      ->type_name("D");
  curve->add_flag("--certify", written.certify, "prove every point; adds lower and upper bounds");
  curve->add_flag("--finite-size", written.finite_size, "the coefficients of 1/n in the means as well");
  curve->add_flag("--validate", written.simulate, "simulate some of the points beside the curve");
  curve->add_option("--sizes", written.sizes, "of the simulation: values of the reference dimension [100,200,400]")
      ->type_name("N,N,..");
  curve->add_option("--trials", written.trials, "of the simulation, at every size [100]")->type_name("T");
  curve->add_option("--seed", written.seed, "of the simulation [1]")->type_name("S");
  curve->add_option("--entries", written.entries, "of the simulation: gaussian, rademacher or uniform")
      ->type_name("LAW");
  curve->add_option("--checkpoint", written.checkpoint, "keeps finished points here, and goes on from those it holds")
      ->type_name("FILE");
  curve->footer(
      "Examples:\n"
      "  freepencil curve ridge.pencil --sweep phi=1/10:3:50\n"
      "  freepencil curve ridge.pencil --sweep lambda=1/1000:10:200:log --format csv --out risk.csv --plot risk.pdf\n"
      "  freepencil curve ridge.pencil --sweep phi=1/10:3:100 --sweep lambda=1/100,1/10,1 --output risk --plot "
      "risk.svg\n"
      "  freepencil curve ridge.pencil --sweep phi=1/10:3:50 --validate --trials 200 --plot risk.png\n"
      "The first parameter changes fastest. A point without a value is a gap, with the reason.\n"
      "Exit status: 0 done; 1 a simulated point disagrees or is undecided; 2 no point has a value; 3 the accuracy was\n"
      "not reached at some point.");
}

void add_optimize(CLI::App& app, Written& written) {
  CLI::App* optimize = app.add_subcommand(name(Command::Optimize), "where an output is smallest or largest");
  add_common_options(*optimize, written, "text (default) or json");
  optimize->remove_option(optimize->get_option("--output"));
  optimize->add_option("--minimize", written.minimize, "the output that is to be as small as it can be")
      ->type_name("OUTPUT");
  optimize->add_option("--maximize", written.maximize, "the output that is to be as large as it can be")
      ->type_name("OUTPUT");
  optimize->add_option("--over", written.over, "parameters that vary, within their ranges or these bounds")
      ->type_name("NAME[=A:B],..");
  optimize
      ->add_option("--digits", written.digits, fmt::format("significant digits of every number, up to {}", most_digits))
      ->type_name("D");
  optimize->footer(
      "Examples:\n"
      "  freepencil optimize ridge.pencil --minimize risk --over lambda\n"
      "  freepencil optimize ridge.pencil --minimize risk --over lambda=1/1000:10 --digits 100\n"
      "  freepencil optimize ridge.pencil --maximize risk --over phi=1/10:3 --set lambda=1/100\n"
      "  freepencil optimize mixing.pencil --minimize risk --over w,lambda\n"
      "The optimum is the best of all local ones that a grid shows, and it is strict; no proof that it is global.\n"
      "Exit status: 2 where there is none, as of a constant, 3 where it cannot be vouched for.");
}

void add_exponent(CLI::App& app, Written& written) {
  CLI::App* exponent = app.add_subcommand(name(Command::Exponent), "the power by which an output grows or falls");
  add_common_options(*exponent, written, "text (default) or json");
  exponent->add_option("--as", written.as, "the parameter, and from where to where it goes")->type_name("NAME=A:B");
  exponent->footer(
      "Examples:\n"
      "  freepencil exponent scaling.pencil --output risk --as T=1e5:1e11\n"
      "  freepencil exponent ridge.pencil --output bias --as lambda=1e-8:1e-2 --format json\n"
      "Exit status: 3 where the output follows no power in this range.");
}

void add_commands(CLI::App& app, Written& written) {
  CLI::App* check = app.add_subcommand(name(Command::Check), "parse and type-check a file");
  add_common_options(*check, written, "text (default), or pencil: the file in its canonical form");
  check->footer(
      "Examples:\n"
      "  freepencil check ridge.pencil\n"
      "  freepencil check ridge.pencil --format pencil --out ridge.pencil");

  CLI::App* derive = app.add_subcommand(
      name(Command::Derive), "the pencil, the fixed-point equations and the outputs as formulas in the parameters");
  add_common_options(*derive, written,
                     "text (default), latex for a paper, json, or sympy: a Python script that solves the equations");
  derive
      ->add_option("--eliminate", written.eliminate,
                   "a polynomial equation for one output or unknown alone, or two between two")
      ->type_name("NAME[,NAME]");
  derive->footer(
      "Parameters stay letters; --set changes only the numbers that json and the sympy script carry along.\n"
      "Examples:\n"
      "  freepencil derive ridge.pencil\n"
      "  freepencil derive ridge.pencil --output bias --format latex --out ridge.tex\n"
      "  freepencil derive marchenko_pastur.pencil --eliminate g\n"
      "  freepencil derive ridge.pencil --set lambda=1/100 --format sympy --out ridge.py && python3 ridge.py");

  CLI::App* solve = app.add_subcommand(name(Command::Solve), "the limits of the outputs at one parameter point");
  const std::string formats = "text (default), json, csv, latex or markdown";
  add_common_options(*solve, written, formats);
  solve
      ->add_option("--digits", written.digits, fmt::format("significant digits of every number, up to {}", most_digits))
      ->type_name("D");
  solve->add_flag("--certify", written.certify,
                  "prove that the root exists and is the physical one; adds lower and upper bounds");
  add_repeatable(*solve, "--derivative", written.derivatives,
                 "first and second derivatives in this parameter (repeatable)")
      ->type_name("PARAMETER");
  solve->add_option("--limit", written.limit, "where one parameter goes, and from which side: 0+, 1/2-, inf or -inf")
      ->type_name("NAME=VALUE");
  solve->add_flag("--finite-size", written.finite_size,
                  "the coefficient of 1/n in the mean of every output at reference size n as well");
  solve->footer(
      "Examples:\n"
      "  freepencil solve ridge.pencil --set lambda=1/100 --set phi=2\n"
      "  freepencil solve ridge.pencil --output risk --format json --out risk.json\n"
      "  freepencil solve ridge.pencil --digits 100 --certify\n"
      "  freepencil solve ridge.pencil --derivative lambda --digits 30\n"
      "  freepencil solve ridge.pencil --limit lambda=0+\n"
      "  freepencil solve - < ridge.pencil");

  CLI::App* validate =
      app.add_subcommand(name(Command::Validate), "simulate at finite sizes and compare with the limits");
  add_common_options(*validate, written, formats);
  validate->add_option("--sizes", written.sizes, "values of the reference dimension [100,200,400]")
      ->type_name("N,N,..");
  validate->add_option("--trials", written.trials, "independent runs at every size [100]")->type_name("T");
  validate->add_option("--seed", written.seed, "of the random numbers [1]")->type_name("S");
  validate->add_option("--entries", written.entries, "another law for all entries: gaussian, rademacher or uniform")
      ->type_name("LAW");
  validate->footer(
      "Examples:\n"
      "  freepencil validate ridge.pencil\n"
      "  freepencil validate ridge.pencil --sizes 50,100,200 --trials 400 --seed 7 --entries rademacher\n"
      "Exit status: 0 where every output agrees, 1 where one is refuted or undecided.");

  CLI::App* verify = app.add_subcommand(name(Command::Verify), "the claims of files at random parameter points");
  add_common_options(*verify, written, formats, true);
  verify
      ->add_option("--digits", written.digits,
                   fmt::format("on which both sides must agree, up to {} [100]", most_digits))
      ->type_name("D");
  verify->add_option("--points", written.points, "random points inside the declared ranges [5]")->type_name("P");
  verify->add_option("--seed", written.seed, "of the points and the spectra [1]")->type_name("S");
  verify->add_flag("--certify", written.certify, "compare guaranteed bounds of both sides");
  verify->add_flag("--prove", written.prove, "look for a proof by exact algebra first");
  verify->add_option("--that", written.that, "a claim of your own, instead of those of the file")->type_name("CLAIM");
  verify->footer(
      "Examples:\n"
      "  freepencil verify ridge.pencil\n"
      "  freepencil verify pencils/classical/*.pencil --digits 1000 --points 20\n"
      "  freepencil verify ridge.pencil --that 'risk == bias + variance' --certify\n"
      "Parameters and spectra are drawn; --set keeps a parameter where it is.\n"
      "Exit status: 0 where every claim turned out as its file says, 1 where one did not, 3 where one is undecided.");

  add_theorem(app, written);
  add_curve(app, written);
  add_optimize(app, written);
  add_exponent(app, written);
}

/// What the first word must be; CLI11 would only say that something was not expected.
void check_first_word(const std::string& word) {
  if (word == "-h" || word == "--help" || word == "--version") return;
  if (const auto sentence = command_of_later(word)) throw UsageError(*sentence);
  if (word.starts_with('-')) throw UsageError(fmt::format("'{}' stands before the command: options follow it", word));
  const std::vector<std::string> names = command_names();
  if (std::find(names.begin(), names.end(), word) != names.end()) return;
  const std::string mend = word == "help" ? "; did you mean '--help'?" : did_you_mean(word, names);
  throw UsageError(fmt::format("unknown command '{}'{}", word, mend.empty() ? "; there are " + listed(names) : mend));
}

/// What the option parser says of an option that has no value, or two, in words that a reader knows.
std::string argument_problem(const CLI::ArgumentMismatch& error) {
  const std::string text = error.what();
  const std::string option = text.substr(0, text.find(':'));
  if (text.find("At Most") != std::string::npos) return option + " is given more than once";
  if (text.find("missing") != std::string::npos) return option + " needs a value";
  return text;
}

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

Invocation checked(Command command, const CLI::App& app, const Written& written) {
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

}  // namespace

std::string name(Command command) {
  constexpr std::array names = {"check",   "derive", "solve",    "validate", "verify",
                                "theorem", "curve",  "optimize", "exponent"};
  return names[static_cast<std::size_t>(command)];
}

std::variant<Invocation, Answer> read_command_line(int argc, const char* const* argv) {
  Written written;
  CLI::App app("Exact asymptotics of rational expressions in random matrices.", "freepencil");
  app.set_version_flag("--version", "freepencil " FREEPENCIL_VERSION, "print the version and exit");
  app.footer(
      "`freepencil COMMAND --help` explains a command and shows examples.\n"
      "Exit status: 0 done; 1 not confirmed; 2 wrong usage or input; 3 accuracy not reached.");
  add_commands(app, written);
  app.get_formatter()->label("SUBCOMMAND", "COMMAND FILE");
  if (argc < 2) {
    return Answer{ExitStatus::BadInput,
                  fmt::format("no command; there are {}: see freepencil --help", listed(command_names()))};
  }
  try {
    check_first_word(argv[1]);
    app.parse(argc, argv);
    const std::vector<std::string> names = command_names();
    const CLI::App* chosen = app.get_subcommands().at(0);
    const auto at = std::find(names.begin(), names.end(), chosen->get_name());
    return checked(commands.at(static_cast<std::size_t>(at - names.begin())), *chosen, written);
  } catch (const CLI::CallForHelp&) {
    return Answer{ExitStatus::Done, app.help()};
  } catch (const CLI::CallForVersion& version) {
    return Answer{ExitStatus::Done, std::string(version.what()) + "\n"};
  } catch (const CLI::ArgumentMismatch& error) {
    return Answer{ExitStatus::BadInput, argument_problem(error)};
  } catch (const CLI::ConversionError& error) {
    // All values are read as text: what cannot be converted is one that was given to a flag.
    const std::string text = error.what();
    const std::size_t begin = std::min(text.find("--"), text.size());
    return Answer{ExitStatus::BadInput, text.substr(begin, text.find(' ', begin) - begin) + " takes no value"};
  } catch (const CLI::ParseError& error) {
    return Answer{ExitStatus::BadInput, error.what()};
  } catch (const UsageError& error) {
    return Answer{ExitStatus::BadInput, error.what()};
  }
}

}  // namespace freepencil::cli
