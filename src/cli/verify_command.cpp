// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/verify_command.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/option_values.hpp"
#include "compare/verify_claims.hpp"
#include "report/verify_report.hpp"

namespace freepencil::cli {

namespace {

/// The part of the work that is this file's.
struct Share {
  double begun = 0, share = 1;
};

/// The file of `invocation` alone, with `--that` as its only claim where it is given.
Verification verify(const Invocation& invocation, const Loaded& loaded, Share part, Messages& messages) {
  // All errors of all settings are reported before anything is drawn.
  static_cast<void>(parameter_point(loaded.model, invocation.settings, messages));
  const auto fixed = readable_settings(invocation.settings);
  const FileReader reader = reader_beside(invocation.file);
  std::optional<Source> that;
  if (invocation.that) that.emplace("--that", *invocation.that);
  const ModelAt model_at = [&](const std::map<std::string, Rational, std::less<>>& settings) -> Expected<Model> {
    const ResolveOptions options{.settings = settings};
    if (!that) return resolve(loaded.ast, loaded.model.source, reader, options);
    Expected<Model> model = resolve_claim_text(loaded.ast, loaded.model.source, reader, *that, options);
    if (model) model->claims.erase(model->claims.begin(), model->claims.end() - 1);
    return model;
  };
  if (that) {
    if (const Expected<Model> model = model_at({}); !model) {
      messages.diagnostics(model.errors(), *that);
      throw Stop{ExitStatus::BadInput};
    }
  }
  VerificationOptions options;
  options.digits = invocation.digits > 0 ? invocation.digits : options.digits;
  options.points = invocation.points.value_or(options.points);
  options.seed = invocation.seed.value_or(options.seed);
  options.certify = invocation.certify;
  options.prove = invocation.prove;
  options.threads = invocation.threads;
  if (const auto progress = messages.progress()) {
    options.progress = [=](double fraction) { progress(part.begun + part.share * fraction); };
  }
  for (const auto& [name, value] : fixed) options.fixed.emplace_back(name, to_string(value));
  options.text = that ? that->text() : loaded.model.source.text();
  Expected<Verification> verification = verify_claims(model_at, options);
  messages.clear_progress();
  if (!verification) {
    messages.diagnostics(verification.errors(), loaded.model.source);
    throw Stop{ExitStatus::BadInput};
  }
  return std::move(*verification);
}

}  // namespace

Verification verify_loaded(const Invocation& invocation, const Loaded& loaded, Messages& messages) {
  return verify(invocation, loaded, {}, messages);
}

Result run_verify(const Invocation& invocation, Messages& messages) {
  std::vector<report::VerifiedFile> files;
  const double share = 1.0 / static_cast<double>(invocation.files.size());
  for (std::size_t k = 0; k < invocation.files.size(); ++k) {
    Invocation one = invocation;
    one.file = invocation.files[k];
    const Loaded loaded = load(one, messages);
    Verification verification = verify(one, loaded, {static_cast<double>(k) * share, share}, messages);
    files.push_back({one.file, loaded.model.title, std::move(verification)});
  }
  std::size_t failed = 0, undecided = 0;
  for (const auto& file : files) {
    for (const auto& statement : file.verification.statements) {
      if (statement.passed()) continue;
      ++(statement.verdict == ClaimVerdict::Undecided ? undecided : failed);
    }
  }
  if (failed + undecided > 0) {
    messages.note(fmt::format("{} statement{} failed, {} undecided", failed, failed == 1 ? "" : "s", undecided));
  }
  const ExitStatus status = failed > 0      ? ExitStatus::NotConfirmed
                            : undecided > 0 ? ExitStatus::NoAccuracy
                                            : ExitStatus::Done;
  return {verify_report(files, invocation.format), status};
}

}  // namespace freepencil::cli
