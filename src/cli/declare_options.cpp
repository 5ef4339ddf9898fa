// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <freepencil/request.hpp>
#include <stdexcept>

#include "cli/options.hpp"

namespace freepencil::cli {
namespace {

constexpr std::array<std::pair<Command, const char*>, 10> commands = {{{Command::Check, "check"},
                                                                       {Command::Derive, "derive"},
                                                                       {Command::Solve, "solve"},
                                                                       {Command::Curve, "curve"},
                                                                       {Command::Optimize, "optimize"},
                                                                       {Command::Exponent, "exponent"},
                                                                       {Command::Validate, "validate"},
                                                                       {Command::Verify, "verify"},
                                                                       {Command::Theorem, "theorem"},
                                                                       {Command::Table, "table"}}};

const std::string all_formats = "text (default), json, csv, latex or markdown";

CLI::Option* add_repeatable(CLI::App& app, const std::string& option, std::vector<std::string>& values,
                            const std::string& help) {
  // Without this every following word up to the next option would belong to the list, the file among them.
  return app.add_option(option, values, help)->allow_extra_args(false)->type_size(1)->expected(1)->take_all();
}

void add_common_options(CLI::App& app, Written& written, const std::string& formats,
                        const std::string& file = "a .pencil file", bool several = false) {
  if (several) {
    app.add_option("FILE", written.files, "one or more .pencil files, or - for standard input")->type_name("");
  } else {
    app.add_option("FILE", written.file, file + ", or - for standard input")->type_name("");
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
  add_common_options(*curve, written, all_formats);
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

void add_table(CLI::App& app, Written& written) {
  CLI::App* table =
      app.add_subcommand(name(Command::Table), "outputs of several files at several points, as one table");
  add_common_options(*table, written, all_formats, "a .table file");
  for (const char* option : {"--set", "--output"}) table->remove_option(table->get_option(option));
  table
      ->add_option(
          "--digits", written.digits,
          fmt::format("significant digits of every number, up to {}, instead of those of the file", most_digits))
      ->type_name("D");
  table->footer(
      "Examples:\n"
      "  freepencil table risks.table\n"
      "  freepencil table risks.table --format latex --out risks.tex\n"
      "Exit status: 3 where the accuracy was not reached in some row, which has dashes then.");
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

void add_check(CLI::App& app, Written& written) {
  CLI::App* check = app.add_subcommand(name(Command::Check), "parse and type-check a file");
  add_common_options(*check, written, "text (default), or pencil: the file in its canonical form");
  check->footer(
      "Examples:\n"
      "  freepencil check ridge.pencil\n"
      "  freepencil check ridge.pencil --format pencil --out ridge.pencil");
}

void add_derive(CLI::App& app, Written& written) {
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
}

void add_solve(CLI::App& app, Written& written) {
  CLI::App* solve = app.add_subcommand(name(Command::Solve), "the limits of the outputs at one parameter point");
  add_common_options(*solve, written, all_formats);
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
}

void add_validate(CLI::App& app, Written& written) {
  CLI::App* validate =
      app.add_subcommand(name(Command::Validate), "simulate at finite sizes and compare with the limits");
  add_common_options(*validate, written, all_formats);
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
}

void add_verify(CLI::App& app, Written& written) {
  CLI::App* verify = app.add_subcommand(name(Command::Verify), "the claims of files at random parameter points");
  add_common_options(*verify, written, all_formats, {}, true);
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
}

}  // namespace

std::string name(Command command) {
  return std::find_if(commands.begin(), commands.end(), [&](const auto& entry) { return entry.first == command; })
      ->second;
}

Command command_of(const std::string& name) {
  const auto at =
      std::find_if(commands.begin(), commands.end(), [&](const auto& entry) { return entry.second == name; });
  if (at == commands.end()) throw std::invalid_argument("no command is called " + name);
  return at->first;
}

std::vector<std::string> command_names() {
  std::vector<std::string> names;
  for (const auto& [command, name] : commands) names.emplace_back(name);
  return names;
}

void declare_commands(CLI::App& app, Written& written) {
  for (const auto add : {add_check, add_derive, add_solve, add_curve, add_optimize, add_exponent, add_validate,
                         add_verify, add_theorem, add_table}) {
    add(app, written);
  }
}

}  // namespace freepencil::cli
