// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/curve_command.hpp"

#include <algorithm>

#include "cli/deliver.hpp"
#include "cli/matrices.hpp"
#include "cli/sweeps.hpp"
#include "curve/trace_curve.hpp"
#include "report/curve_report.hpp"

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
    if (written_ == 0 && std::none_of(curve.points.begin(), curve.points.begin() + static_cast<std::ptrdiff_t>(end), known)) {
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

}  // namespace

Result run_curve(const Task& task) {
  task.require_outputs();
  require_commuting(task);
  const Invocation& asked = task.invocation;
  const std::vector<Sweep> sweeps = read_sweeps(task.loaded.model, asked, task.messages);
  const report::Context context = fixed_context(task, sweeps);
  const ModelAt model_at = model_maker(task);

  CurveOptions options;
  options.request = {.digits = asked.digits, .certify = asked.certify, .finite_size = asked.finite_size};
  options.threads = asked.threads;
  options.progress = task.messages.progress();
  Stream stream(context, asked.format, task.messages);
  const bool streamed = !asked.out && !asked.simulate && report::can_stream(asked.format);
  if (streamed) {
    options.finished = [&](const Curve& curve, const CurveBlock& block) {
      stream(curve, block.begin + block.points.size());
    };
  }
  const Curve curve = trace_curve(model_at, task.loaded.model, task.point, sweeps, options);
  task.messages.clear_progress();
  const ExitStatus status = status_of(task, curve);
  if (asked.format != report::Format::Text) {
    for (const std::string& remark : report::curve_remarks(curve)) task.messages.note(remark);
  }
  if (!streamed) return {curve_report(context, curve, asked.format), status};
  if (!stream.begun()) stream(curve, curve.points.size());
  return {curve_tail(curve, asked.format), status};
}

}  // namespace freepencil::cli
