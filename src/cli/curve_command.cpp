// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/curve_command.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <malloc.h>

#include <algorithm>

#include "cli/checkpoint_file.hpp"
#include "cli/deliver.hpp"
#include "cli/draw.hpp"
#include "cli/matrices.hpp"
#include "cli/sweeps.hpp"
#include "compare/simulate_curve.hpp"
#include "curve/trace_curve.hpp"
#include "report/curve_report.hpp"
#include "report/figure.hpp"

namespace freepencil::cli {

namespace {

/// The parameters that keep their values.
report::Context fixed_context(const Task& task, const std::vector<Sweep>& sweeps) {
  report::Context context = task.context();
  std::erase_if(context.parameters, [&](const auto& entry) {
    return std::any_of(sweeps.begin(), sweeps.end(), [&](const Sweep& sweep) {
      return task.loaded.model.parameters[sweep.parameter].name == entry.first;
    });
  });
  return context;
}

/// The model of the same file and outputs at other settings.
ModelAt model_maker(const Task& task) {
  std::vector<std::string> names;
  for (const Output& output : task.loaded.model.outputs) names.push_back(output.name);
  return [&task, names, reader = reader_beside(task.invocation.file)](const Settings& settings) {
    Expected<Model> model = resolve(task.loaded.ast, task.loaded.model.source, reader, {.settings = settings});
    if (model) {
      std::erase_if(model->outputs, [&](const Output& output) {
        return std::find(names.begin(), names.end(), output.name) == names.end();
      });
    }
    return model;
  };
}

/// Where nothing was computed, why; else whether the accuracy was reached wherever there is an answer.
ExitStatus status_of(const Task& task, const Curve& curve) {
  bool any = false, inaccurate = false;
  for (const CurvePoint& point : curve.points) {
    for (const CurveCell& cell : point.cells) {
      any = any || cell.status == Status::Converged;
      inaccurate = inaccurate || (cell.status != Status::Converged && cell.status != Status::OutsideDomain);
    }
  }
  if (!any) {
    task.messages.clear_progress();
    for (const std::string& remark : report::curve_remarks(curve)) task.messages.error(remark);
    throw Stop{inaccurate ? ExitStatus::NoAccuracy : ExitStatus::BadInput};
  }
  return inaccurate ? ExitStatus::NoAccuracy : ExitStatus::Done;
}

/// Writes rows to standard output as they come. Nothing is written before there is a number.
class Stream {
 public:
  Stream(const report::Context& context, report::Format format, Messages& messages)
      : context_(context), format_(format), messages_(messages) {}

  void operator()(const Curve& curve, std::size_t end) {
    const auto known = [](const CurvePoint& point) {
      return std::any_of(point.cells.begin(), point.cells.end(),
                         [](const CurveCell& cell) { return cell.status == Status::Converged; });
    };
    if (written_ == 0 &&
        std::none_of(curve.points.begin(), curve.points.begin() + static_cast<std::ptrdiff_t>(end), known)) {
      return;
    }
    messages_.clear_progress();
    std::string text = written_ == 0 ? curve_head(context_, curve, format_) : std::string();
    deliver(text + curve_rows(curve, written_, end, format_), std::nullopt);
    written_ = end;
  }
  [[nodiscard]] bool begun() const { return written_ > 0; }

 private:
  const report::Context& context_;
  report::Format format_;
  Messages& messages_;
  std::size_t written_ = 0;
};

/// A simulation takes its time: not for every line of a heat map.
void require_few_lines(const std::vector<Sweep>& sweeps, const Messages& messages) {
  std::size_t lines = 1;
  for (std::size_t a = 1; a < sweeps.size(); ++a) lines *= sweeps[a].values.size();
  if (lines > report::largest_family) {
    messages.stop(ExitStatus::BadInput, fmt::format("--validate simulates at most {} curves, and these are {}",
                                                    report::largest_family, lines));
  }
}

/// Whether all that was simulated agrees.
bool simulate(const Task& task, const ModelAt& model_at, const std::vector<Sweep>& sweeps, Curve& curve) {
  const Invocation& asked = task.invocation;
  if (std::any_of(curve.outputs.begin(), curve.outputs.end(), [](const auto& output) { return !output.real; })) {
    task.messages.stop(ExitStatus::BadInput, "--validate needs real outputs: choose some with --output");
  }
  ValidationOptions options;
  if (!asked.sizes.empty()) options.sizes = asked.sizes;
  options.trials = asked.trials.value_or(options.trials);
  options.seed = asked.seed.value_or(options.seed);
  options.threads = asked.threads;
  options.entries = asked.entries;
  options.progress = task.messages.progress();
  const Grid grid(task.point, sweeps);
  const auto missing = simulate_curve(model_at, task.loaded.model, grid, options, curve);
  task.messages.clear_progress();
  for (const std::string& sentence : missing) task.messages.note(sentence);
  bool confirmed = true;
  for (const auto& simulation : curve.simulations) {
    for (std::size_t k = 0; k < simulation.outputs.size(); ++k) {
      const Verdict verdict = simulation.outputs[k].verdict;
      if (verdict == Verdict::Agrees) continue;
      confirmed = false;
      task.messages.note(
          fmt::format("{} at {} = {}: {}", curve.outputs[k].name, curve.axes.front().name,
                      curve.axes.front().values[curve.index(simulation.point, 0)],
                      verdict == Verdict::Refuted ? "refuted by simulation" : "undecided; more trials may tell"));
    }
  }
  return confirmed;
}

/// All that the numbers depend on.
report::CurveIdentity curve_identity(const Task& task, const report::Context& context) {
  const Invocation& asked = task.invocation;
  std::string data;
  const FileReader reader = reader_beside(asked.file);
  const FileReader recording = [&](const std::string& path) {
    auto text = reader(path);
    data += path + "\n" + text.value_or("");
    return text;
  };
  // Which files are read is for the model to say.
  static_cast<void>(resolve(task.loaded.ast, task.loaded.model.source, recording));
  std::vector<std::string> outputs;
  for (const Output& output : task.loaded.model.outputs) outputs.push_back(output.name);
  return {{"version of the program", FREEPENCIL_VERSION},
          {"text of the file", task.loaded.model.source.text()},
          {"data that it reads", data},
          {"list of parameters", describe_parameters(context)},
          {"list of sweeps", fmt::format("{}", fmt::join(asked.sweeps, " "))},
          {"list of outputs", fmt::format("{}", fmt::join(outputs, " "))},
          {"kind of numbers", fmt::format("digits {}{}{}", asked.digits, asked.certify ? ", certified" : "",
                                          asked.finite_size ? ", terms of order 1/n" : "")}};
}

}  // namespace

Result run_curve(const Task& task) {
  // What one point gives back the next one takes: giving it back to the system in between costs more than the point.
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
  mallopt(M_TOP_PAD, 16 << 20);
  task.require_outputs();
  require_commuting(task);
  const Invocation& asked = task.invocation;
  Messages& messages = task.messages;
  const std::vector<Sweep> sweeps = read_sweeps(task.loaded.model, asked, messages);
  const std::size_t outputs = task.loaded.model.outputs.size();
  if (asked.plot) require_figure(*asked.plot, sweeps, outputs, messages);
  if (asked.simulate) require_few_lines(sweeps, messages);
  const report::Context context = fixed_context(task, sweeps);
  const ModelAt model_at = model_maker(task);

  CurveOptions options;
  options.request = {.digits = asked.digits, .certify = asked.certify, .finite_size = asked.finite_size};
  options.threads = asked.threads;
  options.progress = messages.progress();
  std::optional<CheckpointFile> checkpoint;
  if (asked.checkpoint) {
    checkpoint.emplace(*asked.checkpoint, curve_identity(task, context), messages);
    options.known = checkpoint->take_points();
  }
  Stream stream(context, asked.format, messages);
  const bool streamed = !asked.out && !asked.simulate && report::can_stream(asked.format);
  options.finished = [&](const Curve& curve, const CurveBlock& block) {
    if (checkpoint) checkpoint->append(block);
    if (streamed) stream(curve, block.begin + block.points.size());
  };
  Curve curve = trace_curve(model_at, task.loaded.model, task.point, sweeps, options);
  messages.clear_progress();
  ExitStatus status = status_of(task, curve);
  if (asked.format != report::Format::Text) {
    for (const std::string& remark : report::curve_remarks(curve)) messages.note(remark);
  }
  if (asked.simulate && !simulate(task, model_at, sweeps, curve) && status == ExitStatus::Done) {
    status = ExitStatus::NotConfirmed;
  }
  if (asked.plot) draw(*asked.plot, curve, context, messages);
  if (!streamed) return {curve_report(context, curve, asked.format), status};
  if (!stream.begun()) stream(curve, curve.points.size());
  return {curve_tail(curve, asked.format), status};
}

}  // namespace freepencil::cli
