// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/solve_report.hpp"

#include <stdexcept>

#include "report/solve_sections.hpp"

namespace freepencil::report {

std::string solve_report(const Context& context, const Solution& solution, Format format) {
  if (solution.status != Status::Converged) throw std::invalid_argument("a report of numbers that nobody vouches for");
  switch (format) {
    case Format::Text:
      return solve_text(context, solution);
    case Format::Json:
      return solve_json(context, solution);
    case Format::Csv:
      return to_csv(table_for_machines(solution));
    case Format::Latex:
      return to_latex(table_for_people(solution, TableFor::Latex), provenance(context));
    case Format::Markdown:
      return to_markdown(table_for_people(solution, TableFor::Text));
  }
  throw std::invalid_argument("an unknown format");
}

}  // namespace freepencil::report
