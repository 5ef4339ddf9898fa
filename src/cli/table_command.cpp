// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/table_command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cli/load.hpp"
#include "cli/table_file.hpp"
#include "equivalent/approach.hpp"
#include "equivalent/limit.hpp"
#include "equivalent/solve_outputs.hpp"
#include "report/files_table.hpp"
#include "support/read_file.hpp"

namespace freepencil::cli {
namespace {

constexpr std::size_t largest_table = 1U << 20U;

class Filler {
 public:
  Filler(const Invocation& asked, const TableFile& table, const Source& source, Messages& messages)
      : asked_(asked), table_(table), source_(source), messages_(messages) {
    result_.title = table.title;
    result_.parameters = table.parameters;
    result_.request.digits = asked.digits > 0 ? asked.digits : table.digits;
    for (const auto& column : table.columns) result_.headings.push_back(column.heading);
  }

  report::FilesTable operator()() {
    const auto progress = messages_.progress();
    for (std::size_t k = 0; k < table_.rows.size(); ++k) {
      if (progress) progress(static_cast<double>(k) / static_cast<double>(table_.rows.size()));
      fill(table_.rows[k]);
    }
    messages_.clear_progress();
    return std::move(result_);
  }
  /// 0 where every number is there.
  [[nodiscard]] ExitStatus status() const { return status_; }

 private:
  void fill(const TableFile::Row& row) {
    auto& filled = result_.rows.emplace_back();
    filled.label = row.label;
    filled.file = row.file;
    filled.cells.resize(table_.columns.size());
    Invocation one = asked_;
    one.command = Command::Solve;
    one.file = (std::filesystem::path(asked_.file == "-" ? "" : asked_.file).parent_path() / row.file).string();
    one.settings.clear();
    one.limit = row.limit;
    for (const auto& [name, value] : row.settings) one.settings.push_back(name + "=" + value);
    try {
      Loaded loaded = load(one, messages_);
      ParameterPoint point = parameter_point(loaded.model, one.settings, messages_);
      std::optional<LimitPoint> limit;
      if (row.limit) {
        limit = limit_point(loaded.model, *row.limit, messages_);
        refuse_setting_of_limit(loaded.model, *limit, one.settings, messages_);
      }
      name_parameters(loaded.model, point, limit, filled);
      solve(row, loaded.model, point, limit, filled);
    } catch (const Stop&) {
      Diagnostic diagnostic;
      diagnostic.span = row.span;
      diagnostic.message = "this row cannot be computed";
      messages_.clear_progress();
      messages_.diagnostics({diagnostic}, source_);
      throw;
    }
  }

  void name_parameters(const Model& model, const ParameterPoint& point, const std::optional<LimitPoint>& limit,
                       report::FilesTable::Row& filled) const {
    for (std::size_t k = 0; k < point.size(); ++k) {
      if (model.parameters[k].hidden) continue;
      const bool goes = limit && limit->parameter == k;
      filled.parameters.emplace_back(model.parameters[k].name, goes ? limit_text(*limit) : to_string(point[k]));
    }
  }

  /// The outputs of the row's columns, in the order of the columns.
  std::vector<std::string> wanted(const TableFile::Row& row) const {
    std::vector<std::string> names;
    for (const auto& column : table_.columns) {
      const auto renamed = std::find_if(row.renamed.begin(), row.renamed.end(),
                                        [&](const auto& entry) { return entry.first == column.output; });
      names.push_back(renamed == row.renamed.end() ? column.output : renamed->second);
    }
    return names;
  }

  void solve(const TableFile::Row& row, Model& model, const ParameterPoint& point,
             const std::optional<LimitPoint>& limit, report::FilesTable::Row& filled) {
    const std::vector<std::string> names = wanted(row);
    // A file need not have all outputs of the table, but one of them.
    std::vector<std::string> present;
    for (const std::string& name : names) {
      const bool known = std::any_of(model.outputs.begin(), model.outputs.end(),
                                     [&](const Output& output) { return output.name == name; });
      if (known) present.push_back(name);
    }
    select_outputs(model, present.empty() ? names : present, messages_);
    const auto answer = limit ? solve_limit(model, point, *limit, SolveOptions{}, result_.request)
                              : solve_outputs(model, point, SolveOptions{}, result_.request);
    if (!answer) {
      messages_.diagnostics(answer.errors(), model.source);
      throw Stop{ExitStatus::BadInput};
    }
    if (answer->status != Status::Converged) {
      status_ = ExitStatus::NoAccuracy;
      const std::string why = answer->failed.empty() ? answer->reason : answer->failed.front().reason;
      messages_.clear_progress();
      messages_.error(fmt::format("{}: {} ({})", row.file, why, freepencil::name(answer->status)));
      return;
    }
    for (std::size_t k = 0; k < names.size(); ++k) {
      const auto at = std::find_if(answer->outputs.begin(), answer->outputs.end(),
                                   [&](const auto& output) { return output.name == names[k]; });
      if (at != answer->outputs.end()) filled.cells[k] = *at;
    }
  }

  const Invocation& asked_;
  const TableFile& table_;
  const Source& source_;
  Messages& messages_;
  report::FilesTable result_;
  ExitStatus status_ = ExitStatus::Done;
};

}  // namespace

Result run_table(const Invocation& invocation, Messages& messages) {
  auto text = read_file(invocation.file, largest_table);
  if (const auto* failure = std::get_if<CannotRead>(&text)) {
    messages.stop(ExitStatus::BadInput, fmt::format("cannot read '{}': {}", invocation.file, failure->reason));
  }
  const Source source(invocation.file == "-" ? "<stdin>" : invocation.file, std::get<std::string>(std::move(text)));
  const Expected<TableFile> table = read_table(source);
  if (!table) {
    messages.diagnostics(table.errors(), source);
    throw Stop{ExitStatus::BadInput};
  }
  Filler fill(invocation, *table, source, messages);
  const report::FilesTable filled = fill();
  const report::Context context{name(Command::Table), invocation.file, filled.title, {}, {}};
  return {report::files_table_report(context, filled, invocation.format), fill.status()};
}

}  // namespace freepencil::cli
