// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/validate_report.hpp"

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>

#include "report/json.hpp"
#include "report/number.hpp"
#include "report/table.hpp"

namespace freepencil::report {

namespace {

constexpr int finite_size_digits = 8;  // what finite_size_accuracy vouches for

/// `0.25 - 1.5/n`: the limit and the term of order 1/n where it is known.
std::string expansion(const Validation::Entry& output) {
  const std::string limit = decimal(output.theory, table_digits);
  if (!std::isfinite(output.finite_size)) return limit;
  return fmt::format("{} {} {}/n", limit, output.finite_size < 0 ? '-' : '+',
                     decimal(std::abs(output.finite_size), finite_size_digits));
}

std::string text(const Validation& validation) {
  std::string result;
  for (const auto& output : validation.outputs) {
    Table sizes{{{"  size", Table::Kind::Number},
                 {"trials", Table::Kind::Number},
                 {"mean", Table::Kind::Number},
                 {"error", Table::Kind::Number},
                 {"limit at this size", Table::Kind::Number}},
                {}};
    const bool corrected = std::isfinite(output.finite_size);
    if (corrected) sizes.columns.push_back({"with 1/n term", Table::Kind::Number});
    for (const auto& size : output.sizes) {
      const Measured mean = measured(size.mean, size.standard_error);
      sizes.rows.push_back({std::to_string(size.n), std::to_string(size.trials), mean.value, mean.error,
                            decimal(size.theory, table_digits)});
      if (corrected) sizes.rows.back().push_back(decimal(size.theory + size.correction, finite_size_digits));
    }
    result += fmt::format("{} = {}\n", output.name, expansion(output));
    result += to_text(sizes);
    result +=
        fmt::format("  extrapolated {}, z = {}: {}\n\n", measured(output.extrapolated, output.standard_error).brief,
                    decimal(output.z, 3), verdict_name(output.verdict));
  }
  return result + fmt::format("seed {}, {} s\n", validation.seed, decimal(validation.seconds, 2));
}

Table row_per_size(const Validation& validation) {
  using enum Table::Kind;
  Table table{{{"output", Name},
               {"n", Number},
               {"trials", Number},
               {"mean", Number},
               {"stderr", Number},
               {"theory_at_n", Number},
               {"theory", Number},
               {"extrapolated", Number},
               {"extrapolated_stderr", Number},
               {"z", Number},
               {"verdict", Words},
               {"correction_at_n", Number},
               {"finite_size", Number}},
              {}};
  const auto exact = [](double value) { return std::isfinite(value) ? decimal(value, exact_digits) : std::string(); };
  for (const auto& output : validation.outputs) {
    for (const auto& size : output.sizes) {
      table.rows.push_back({output.name, std::to_string(size.n), std::to_string(size.trials), exact(size.mean),
                            exact(size.standard_error), exact(size.theory), exact(output.theory),
                            exact(output.extrapolated), exact(output.standard_error), exact(output.z),
                            std::string(verdict_name(output.verdict)), exact(size.correction),
                            exact(output.finite_size)});
    }
  }
  return table;
}

Table row_per_output(const Validation& validation) {
  using enum Table::Kind;
  Table table{{{"output", Name}, {"limit", Number}}, {}};
  // All outputs come from the same runs, so that the first tells the sizes of all.
  if (!validation.outputs.empty()) {
    for (const auto& size : validation.outputs.front().sizes) {
      table.columns.push_back({fmt::format("size {}", size.n), Number});
    }
  }
  for (const Table::Column& column : {Table::Column{"extrapolated", Number}, {"z", Number}, {"verdict", Words}}) {
    table.columns.push_back(column);
  }
  for (const auto& output : validation.outputs) {
    auto& row = table.rows.emplace_back();
    row = {output.name, decimal(output.theory, table_digits)};
    for (const auto& size : output.sizes) row.push_back(measured(size.mean, size.standard_error).brief);
    row.push_back(measured(output.extrapolated, output.standard_error).brief);
    row.push_back(decimal(output.z, 3));
    row.emplace_back(verdict_name(output.verdict));
  }
  return table;
}

std::string json(const Context& context, const Validation& validation) {
  Json document = json_heading(context);
  document["outputs"] = Json::array();
  for (const auto& output : validation.outputs) {
    Json sizes = Json::array();
    for (const auto& size : output.sizes) {
      sizes.push_back({{"n", size.n},
                       {"trials", size.trials},
                       {"mean", json_number(size.mean)},
                       {"stderr", json_number(size.standard_error)},
                       {"theory", json_number(size.theory)},
                       {"correction", json_number(size.correction)}});
    }
    document["outputs"].push_back({{"name", output.name},
                                   {"theory", json_number(output.theory)},
                                   {"finite_size", json_number(output.finite_size)},
                                   {"sizes", std::move(sizes)},
                                   {"extrapolated", json_number(output.extrapolated)},
                                   {"stderr", json_number(output.standard_error)},
                                   {"z", json_number(output.z)},
                                   {"verdict", verdict_name(output.verdict)}});
  }
  return json_text(document);
}

}  // namespace

std::string_view verdict_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::Agrees:
      return "agrees";
    case Verdict::Refuted:
      return "refuted";
    case Verdict::Undecided:
      return "undecided";
  }
  throw std::invalid_argument("an unknown verdict");
}

std::string validate_report(const Context& context, const Validation& validation, Format format) {
  if (validation.status != Status::Converged)
    throw std::invalid_argument("a report of numbers that nobody vouches for");
  switch (format) {
    case Format::Text:
      return text_heading(context) + text(validation);
    case Format::Json:
      return json(context, validation);
    case Format::Csv:
      return to_csv(row_per_size(validation));
    case Format::Latex:
      return to_latex(row_per_output(validation), provenance(context));
    case Format::Markdown:
      return to_markdown(row_per_output(validation));
  }
  throw std::invalid_argument("an unknown format");
}

}  // namespace freepencil::report
