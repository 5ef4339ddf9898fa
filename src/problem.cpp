// SPDX-License-Identifier: GPL-3.0-or-later
#include <freepencil/problem.hpp>
#include <optional>
#include <utility>

#include "compare/validate_model.hpp"
#include "compare/verify_claims.hpp"
#include "equivalent/solve_outputs.hpp"
#include "expr/resolve.hpp"
#include "support/read_file.hpp"
#include "syntax/parse.hpp"

namespace freepencil {
namespace {

constexpr std::size_t largest_file = 256U << 20U;

using Values = std::map<std::string, Rational, std::less<>>;

Diagnostics problem(std::string message) {
  Diagnostic diagnostic;
  diagnostic.message = std::move(message);
  return {std::move(diagnostic)};
}

Expected<Values> read(const Problem::Settings& settings) {
  Values values;
  Diagnostics errors;
  for (const auto& [name, text] : settings) {
    if (const auto value = parse_rational(text)) {
      values.emplace(name, *value);
    } else {
      errors.push_back(problem("'" + name + "' is set to '" + text + "', which is no exact number").front());
    }
  }
  if (!errors.empty()) return errors;
  return values;
}

Expected<ParameterPoint> point_of(const Model& model, const Values& values) {
  ParameterPoint point = default_point(model);
  Diagnostics errors;
  for (const auto& [name, value] : values) {
    const auto index = model.find_parameter(name);
    if (!index) {
      errors.push_back(problem("there is no parameter '" + name + "'").front());
    } else if (const Parameter& parameter = model.parameters[*index]; !parameter.range.contains(value)) {
      errors.push_back(
          problem(name + " = " + to_string(value) + " is outside its range " + parameter.range.describe()).front());
    } else {
      point[*index] = value;
    }
  }
  if (!errors.empty()) return errors;
  return point;
}

}  // namespace

struct Problem::Contents {
  Source source;
  syntax::Ast ast;
  FileReader reader;
  std::vector<std::string> parameters, outputs;

  /// The structure of the expressions may depend on the settings.
  [[nodiscard]] Expected<Model> model(const Values& settings) const {
    return resolve(ast, source, reader, {.settings = settings});
  }

  static Expected<std::shared_ptr<const Contents>> of(const std::string& text, const std::string& name,
                                                      FileReader reader) {
    Source source(name, text);
    Expected<syntax::Ast> ast = syntax::parse(source);
    if (!ast) return ast.errors();
    Contents contents{std::move(source), std::move(*ast), std::move(reader), {}, {}};
    const Expected<Model> model = contents.model({});
    if (!model) return model.errors();
    for (const Parameter& parameter : model->parameters) {
      if (!parameter.hidden) contents.parameters.push_back(parameter.name);
    }
    for (const Output& output : model->outputs) contents.outputs.push_back(output.name);
    return std::make_shared<const Contents>(std::move(contents));
  }

  /// What `ask` answers of the model and the point of the settings.
  template <class Answer, class Ask>
  Expected<Answer> at(const Settings& settings, const Ask& ask) const {
    const Expected<Values> values = freepencil::read(settings);
    if (!values) return values.errors();
    Expected<Model> made = model(*values);
    if (!made) return made.errors();
    const Expected<ParameterPoint> point = point_of(*made, *values);
    if (!point) return point.errors();
    return ask(*made, *point);
  }
};

Problem::Problem(std::shared_ptr<const Contents> contents) : contents_(std::move(contents)) {}

Expected<Problem> Problem::parse(const std::string& text, const std::string& name) {
  const auto no_files = [](const std::string&) -> std::optional<std::string> { return std::nullopt; };
  auto contents = Contents::of(text, name, no_files);
  if (!contents) return contents.errors();
  return Problem(*contents);
}

Expected<Problem> Problem::read(const std::string& path) {
  const auto text = read_file(path, largest_file);
  if (const auto* failure = std::get_if<CannotRead>(&text)) {
    return problem("cannot read '" + path + "': " + failure->reason);
  }
  auto contents = Contents::of(std::get<std::string>(text), path, reader_beside(path, largest_file));
  if (!contents) return contents.errors();
  return Problem(*contents);
}

const Source& Problem::source() const { return contents_->source; }
const std::vector<std::string>& Problem::parameters() const { return contents_->parameters; }
const std::vector<std::string>& Problem::outputs() const { return contents_->outputs; }

Expected<Solution> Problem::solve(const Settings& settings, const SolveRequest& request) const {
  return contents_->at<Solution>(settings, [&](Model& model, const ParameterPoint& point) {
    return solve_outputs(model, point, SolveOptions{}, request);
  });
}

Expected<Validation> Problem::validate(const Settings& settings, const ValidationOptions& options) const {
  return contents_->at<Validation>(
      settings, [&](Model& model, const ParameterPoint& point) { return validate_model(model, point, options); });
}

Expected<Verification> Problem::verify(VerificationOptions options) const {
  options.text = contents_->source.text();
  const ModelAt model_at = [this](const Values& settings) { return contents_->model(settings); };
  return verify_claims(model_at, options);
}

}  // namespace freepencil
