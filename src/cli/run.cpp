// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run.hpp"

#include <csignal>
#include <exception>

#include "cli/commands.hpp"
#include "cli/curve_command.hpp"
#include "cli/deliver.hpp"
#include "cli/exponent_command.hpp"
#include "cli/optimize_command.hpp"
#include "cli/table_command.hpp"
#include "cli/theorem_command.hpp"
#include "cli/verify_command.hpp"

namespace freepencil::cli {

namespace {

Result run_command(const Task& task) {
  switch (task.invocation.command) {
    case Command::Check:
      return run_check(task);
    case Command::Derive:
      return run_derive(task);
    case Command::Solve:
      return run_solve(task);
    case Command::Validate:
      return run_validate(task);
    case Command::Theorem:
      return run_theorem(task);
    case Command::Curve:
      return run_curve(task);
    case Command::Exponent:
      return run_exponent(task);
    case Command::Optimize:
      return run_optimize(task);
    case Command::Table:
    case Command::Verify:
      break;  // take other files
  }
  throw std::logic_error("an unknown command");
}

ExitStatus answer(const Answer& answer, const Messages& messages) {
  if (answer.status == ExitStatus::Done) {
    deliver(answer.text, std::nullopt);
  } else {
    messages.error(answer.text);
  }
  return answer.status;
}

ExitStatus carry_out(const Invocation& invocation, Messages& messages) {
  messages.set_quiet(invocation.quiet);
  check_destination(invocation.out);
  if (invocation.command == Command::Verify) {
    const Result result = run_verify(invocation, messages);
    deliver(result.text, invocation.out);
    return result.status;
  }
  if (invocation.command == Command::Table) {
    const Result result = run_table(invocation, messages);
    deliver(result.text, invocation.out);
    return result.status;
  }
  Loaded loaded = load(invocation, messages);
  const ParameterPoint point = parameter_point(loaded.model, invocation.settings, messages);
  select_outputs(loaded.model, invocation.outputs, messages);
  const Result result = run_command({invocation, loaded, point, messages});
  deliver(result.text, invocation.out);
  return result.status;
}

}  // namespace

int run(int argc, const char* const* argv) {
  // A reader that goes away shows as an error of write(), which deliver() knows to be none.
  std::signal(SIGPIPE, SIG_IGN);
  Messages messages;
  ExitStatus status = ExitStatus::NoAccuracy;
  try {
    const auto command_line = read_command_line(argc, argv);
    const auto* given = std::get_if<Answer>(&command_line);
    status = given != nullptr ? answer(*given, messages) : carry_out(std::get<Invocation>(command_line), messages);
  } catch (const Stop& stop) {
    status = stop.status;
  } catch (const CannotWrite& failure) {
    messages.error(failure.what());
    status = ExitStatus::BadInput;
  } catch (const std::bad_alloc&) {
    messages.clear_progress();
    messages.error("not enough memory");
  } catch (const std::exception& failure) {
    messages.clear_progress();
    messages.error(std::string("this should not have happened, please report it: ") + failure.what());
  }
  return static_cast<int>(status);
}

}  // namespace freepencil::cli
