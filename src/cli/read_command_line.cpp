// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>

#include "cli/option_values.hpp"
#include "cli/options.hpp"

namespace freepencil::cli {
namespace {

/// What the first word must be; CLI11 would only say that something was not expected.
void check_first_word(const std::string& word) {
  if (word == "-h" || word == "--help" || word == "--version") return;
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

}  // namespace

std::variant<Invocation, Answer> read_command_line(int argc, const char* const* argv) {
  Written written;
  CLI::App app("Exact asymptotics of rational expressions in random matrices.", "freepencil");
  app.set_version_flag("--version", "freepencil " FREEPENCIL_VERSION, "print the version and exit");
  app.footer(
      "`freepencil COMMAND --help` explains a command and shows examples.\n"
      "Exit status: 0 done; 1 not confirmed; 2 wrong usage or input; 3 accuracy not reached.");
  declare_commands(app, written);
  app.get_formatter()->label("SUBCOMMAND", "COMMAND FILE");
  if (argc < 2) {
    return Answer{ExitStatus::BadInput,
                  fmt::format("no command; there are {}: see freepencil --help", listed(command_names()))};
  }
  try {
    check_first_word(argv[1]);
    app.parse(argc, argv);
    const CLI::App* chosen = app.get_subcommands().at(0);
    return check_options(command_of(chosen->get_name()), *chosen, written);
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