// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/check_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "laws/entry_law.hpp"

namespace freepencil::report {

namespace {

std::string described(const std::string& what, const std::string& description) {
  return description.empty() ? what : fmt::format("{}  ({})", what, description);
}

}  // namespace

std::string check_report(const Context& context, const Model& model) {
  std::string text = context.file + ": no errors\n";
  const auto add = [&](std::string_view kind, const std::string& line) {
    text += fmt::format("  {:<10} {}\n", kind, line);
  };
  if (!model.title.empty()) add("title", model.title);
  for (const std::string& citation : model.citations) add("cite", citation);
  for (std::size_t k = 0; k < model.parameters.size(); ++k) {
    const Parameter& parameter = model.parameters[k];
    if (parameter.hidden) continue;
    const std::string range = parameter.range.describe();
    add("parameter", described(fmt::format("{} = {}{}{}", parameter.name, context.parameters[k].second,
                                           range.empty() ? "" : " ", range),
                               parameter.description));
  }
  for (const Space& space : model.spaces)
    add("dimension", described(space.name, space.reference ? "the reference" : ""));
  for (const RandomMatrix& random : model.randoms) {
    add("random", fmt::format("{}[{},{}] {}", random.name, model.spaces[random.row].name,
                              model.spaces[random.column].name, name(random.law)));
  }
  for (const Spectrum& spectrum : model.spectra) {
    std::vector<std::string> symbols;
    for (const auto index : spectrum.symbols) symbols.push_back(model.symbols[index].name);
    add("spectrum", fmt::format("{}: {}", model.spaces[spectrum.space].name, fmt::join(symbols, ", ")));
  }
  for (const Output& output : model.outputs) add("output", described(output.name, output.description));
  return text;
}

}  // namespace freepencil::report
