// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/verify_command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <list>
#include <mutex>
#include <numeric>

#include "cli/option_values.hpp"
#include "compare/verify_claims.hpp"
#include "report/verify_report.hpp"
#include "support/parallel.hpp"

namespace freepencil::cli {

namespace {

using Progress = std::function<void(double)>;

/// The claims of one file, or `--that` as its only claim where it is given.
class FileClaims {
 public:
  /// All errors of all settings, and of `--that`, are reported before anything is drawn.
  FileClaims(const Invocation& invocation, const std::string& file, const Loaded& loaded, Messages& messages)
      : invocation_(invocation), loaded_(loaded), reader_(reader_beside(file)) {
    static_cast<void>(parameter_point(loaded.model, invocation.settings, messages));
    if (!invocation.that) return;
    that_.emplace("--that", *invocation.that);
    if (const Expected<Model> model = (*this)({}); !model) {
      messages.diagnostics(model.errors(), *that_);
      throw Stop{ExitStatus::BadInput};
    }
  }

  /// The model at these settings.
  Expected<Model> operator()(const std::map<std::string, Rational, std::less<>>& settings) const {
    const ResolveOptions options{.settings = settings};
    if (!that_) return resolve(loaded_.ast, loaded_.model.source, reader_, options);
    Expected<Model> model = resolve_claim_text(loaded_.ast, loaded_.model.source, reader_, *that_, options);
    if (model) model->claims.erase(model->claims.begin(), model->claims.end() - 1);
    return model;
  }

  [[nodiscard]] Expected<Verification> verified(const Progress& progress) const {
    VerificationOptions options;
    options.digits = invocation_.digits > 0 ? invocation_.digits : options.digits;
    options.points = invocation_.points.value_or(options.points);
    options.seed = invocation_.seed.value_or(options.seed);
    options.certify = invocation_.certify;
    options.prove = invocation_.prove;
    options.threads = invocation_.threads;
    options.progress = progress;
    for (const auto& [name, value] : readable_settings(invocation_.settings)) {
      options.fixed.emplace_back(name, to_string(value));
    }
    options.text = that_ ? that_->text() : loaded_.model.source.text();
    return verify_claims(*this, options);
  }

 private:
  const Invocation& invocation_;
  const Loaded& loaded_;
  FileReader reader_;
  std::optional<Source> that_;
};
/// The report on a file that went wrong after all.
Verification expected(Expected<Verification> verification, const Loaded& loaded, Messages& messages) {
  if (verification) return std::move(*verification);
  messages.diagnostics(verification.errors(), loaded.model.source);
  throw Stop{ExitStatus::BadInput};
}

/// Several files side by side, in the order in which they are given.
std::vector<Expected<Verification>> verified(const std::vector<FileClaims>& files, int threads,
                                             const Progress& progress) {
  std::vector<Expected<Verification>> results(files.size(), Expected<Verification>(Diagnostics{}));
  std::vector<double> done(files.size(), 0);
  std::mutex reporting;
  const auto run = [&](std::size_t k, int) {
    Progress own;
    if (progress) {
      own = [&, k](double fraction) {
        const std::scoped_lock lock(reporting);
        done[k] = fraction;
        progress(std::accumulate(done.begin(), done.end(), 0.0) / static_cast<double>(files.size()));
      };
    }
    results[k] = files[k].verified(own);
  };
  if (files.size() == 1) {
    run(0, 0);  // the claims of the file share the threads
  } else {
    parallel_for(files.size(), thread_count(threads, files.size()), run);
  }
  return results;
}

}  // namespace

Verification verify_loaded(const Invocation& invocation, const Loaded& loaded, Messages& messages) {
  Expected<Verification> verification =
      FileClaims(invocation, invocation.file, loaded, messages).verified(messages.progress());
  messages.clear_progress();
  return expected(std::move(verification), loaded, messages);
}

Result run_verify(const Invocation& invocation, Messages& messages) {
  std::list<Loaded> loaded;
  std::vector<FileClaims> claims;
  for (const std::string& name : invocation.files) {
    Invocation one = invocation;
    one.file = name;
    claims.emplace_back(invocation, name, loaded.emplace_back(load(one, messages)), messages);
  }
  const auto start = std::chrono::steady_clock::now();
  auto verifications = verified(claims, invocation.threads, messages.progress());
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  messages.clear_progress();
  std::vector<report::VerifiedFile> files;
  auto at = loaded.begin();
  for (std::size_t k = 0; k < verifications.size(); ++k, ++at) {
    files.push_back({invocation.files[k], at->model.title, expected(std::move(verifications[k]), *at, messages)});
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
  return {verify_report(files, seconds, invocation.format), status};
}

}  // namespace freepencil::cli
