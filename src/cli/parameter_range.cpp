// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/parameter_range.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace freepencil::cli {

namespace {

OptionPart cut(const OptionPart& part, std::size_t begin, std::size_t end) {
  return {part.option, part.text, begin, end};
}

/// `1/10`, `inf`: what Rational can read, or an infinite end.
std::string read_bound(const Task& task, const OptionPart& part, const std::string& infinite) {
  const std::string word = part.text.substr(part.begin, part.end - part.begin);
  if (word == infinite) return word;
  const auto number = readable_settings({"bound=" + word});
  if (number.empty()) {
    refuse(task, part, fmt::format("expected an exact number, or {}", infinite),
           "bounds are a:b, for example lambda=1/1000:10");
  }
  return to_string(number.begin()->second);
}

}  // namespace

void refuse(const Task& task, const OptionPart& part, std::string message, std::string help) {
  Diagnostic diagnostic;
  diagnostic.span = {static_cast<std::uint32_t>(part.begin), static_cast<std::uint32_t>(part.end)};
  diagnostic.message = std::move(message);
  if (!help.empty()) diagnostic.helps.push_back(std::move(help));
  task.messages.diagnostics({diagnostic}, Source(part.option, part.text));
  throw Stop{ExitStatus::BadInput};
}

ParameterRange read_parameter_range(const Task& task, const OptionPart& part) {
  const std::size_t equals = std::min(part.text.find('=', part.begin), part.end);
  const std::string name = part.text.substr(part.begin, equals - part.begin);
  ParameterRange range;
  range.parameter = parameter_indices(task.loaded.model, {name}, part.option, task.messages).front();
  if (task.loaded.model.parameters[range.parameter].structural) {
    refuse(task, cut(part, part.begin, equals),
           fmt::format("'{}' decides on the structure of the file, in whole numbers", name),
           "compare its values one by one, with --set");
  }
  if (readable_settings(task.invocation.settings).contains(name)) {
    refuse(task, cut(part, part.begin, equals), fmt::format("'{}' is set and varied", name));
  }
  if (equals == part.end) return range;
  const std::size_t colon = part.text.find(':', equals);
  if (colon >= part.end) refuse(task, cut(part, equals + 1, part.end), "expected two bounds a:b");
  range.lower = read_bound(task, cut(part, equals + 1, colon), "-inf");
  range.upper = read_bound(task, cut(part, colon + 1, part.end), "inf");
  return range;
}

std::function<Expected<Model>(const ParameterPoint&)> model_reader(const Task& task) {
  const Loaded& loaded = task.loaded;
  const FileReader reader = reader_beside(task.invocation.file);
  return [&loaded, reader](const ParameterPoint& point) {
    std::map<std::string, Rational, std::less<>> settings;
    for (std::size_t k = 0; k < point.size(); ++k) {
      const Parameter& parameter = loaded.model.parameters[k];
      if (!parameter.hidden) settings.emplace(parameter.name, point[k]);
    }
    return resolve(loaded.ast, loaded.model.source, reader, {.settings = settings});
  };
}

}  // namespace freepencil::cli
