// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/verify_claims.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <list>
#include <mutex>

#include "compare/claim_models.hpp"
#include "compare/claim_point.hpp"
#include "compare/prove_statement.hpp"
#include "support/parallel.hpp"

namespace freepencil {
namespace {

/// One random point at which a claim is looked at, and what came out of it for each of its statements.
struct Visit {
  std::vector<StatementAtPoint> statements;
  Verification::Worst at;  ///< where it was; no sides
};

/// One claim at random points, one after the other: what they share is worked out once.
class Visitor {
 public:
  Visitor(ClaimModels& models, const VerificationOptions& options, std::size_t claim)
      : models_(models), options_(options), claim_(claim) {}

  /// Draws until the assumptions hold and the model has a meaning there.
  Reasoned<Visit> operator()(int number) {
    constexpr int attempts = 2'000;
    if (const auto declared = models_.declared(); !declared) return declared.failure();
    ExactDraws draws(options_.seed, static_cast<std::int64_t>(claim_) * 1'000'000 + number);
    std::string reason = "no parameter point inside the ranges satisfies the assumptions";
    for (int attempt = 0; attempt < attempts; ++attempt) {
      ParameterPoint point = models_.draw(draws);
      const auto prepared = models_.at(point);
      if (!prepared) {
        reason = prepared.reason();
        continue;
      }
      Model& model = (*prepared)->model;
      const Claim claim = model.claims[claim_];
      const auto inside = assumed(model, claim, point);
      if (!inside) return Reason{"an assumption has no exact value"};
      if (!*inside) continue;
      Visit visit;
      model.spectra = (*prepared)->spectra;
      visit.at.spectra = draw_spectra(model, draws);
      if (const auto ensemble = limit_ensemble(model, point); !ensemble) {
        reason = ensemble.errors().front().message;
        continue;
      }
      for (const auto& [name, value] : settings(model, point)) visit.at.parameters.emplace_back(name, to_string(value));
      ClaimPoint here(model, (*prepared)->equations, claim, point, options_,
                      options_.seed + static_cast<std::uint64_t>(number));
      for (const auto& statement : claim.statements) visit.statements.push_back(std::visit(here, statement));
      return visit;
    }
    return Reason{reason};
  }

 private:
  ClaimModels& models_;
  const VerificationOptions& options_;
  std::size_t claim_;
};

/// Adds what one point says to what is known of a statement.
void add(Verification::Statement& total, const StatementAtPoint& here, const Verification::Worst& at) {
  const bool first = total.points == 0;
  ++total.points;
  if (total.verdict == ClaimVerdict::Refuted && here.verdict != ClaimVerdict::Refuted) return;
  if (here.verdict == ClaimVerdict::Undecided) {
    if (total.verdict != ClaimVerdict::Undecided || !total.worst) total.worst = at;  // the first of these
    total.verdict = ClaimVerdict::Undecided;
    if (total.reason.empty()) total.reason = here.reason;
    total.digits = 0;
    return;
  }
  const bool worse = first || here.digits < total.digits ||
                     (here.verdict == ClaimVerdict::Refuted && total.verdict != ClaimVerdict::Refuted);
  if (here.verdict == ClaimVerdict::Refuted || first) total.verdict = here.verdict;
  if (!worse) return;
  total.digits = here.digits;
  total.worst = at;
  total.worst->left = here.left;
  total.worst->right = here.right;
  total.worst->digits = here.digits;
  for (auto& [name, value] : total.worst->parameters) {
    if (here.moved && here.moved->first == name) value = to_string(here.moved->second);
  }
}

Span span_of(const std::variant<Comparison, Expansion, MatrixIdentity>& statement) {
  return std::visit([](const auto& it) { return it.span; }, statement);
}

/// The text on one line, blanks and comments reduced to one blank.
std::string on_one_line(std::string_view text) {
  std::string result;
  bool comment = false;
  for (const char c : text) {
    if (c == '#') comment = true;
    if (c == '\n') comment = false;
    const bool blank = comment || c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) {
      result += c;
    } else if (!result.empty() && result.back() != ' ') {
      result += ' ';
    }
  }
  while (!result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

}  // namespace

Expected<Verification> verify_claims(const ModelAt& model_at, const VerificationOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  Expected<Model> declared = model_at({});
  if (!declared) return declared.errors();
  const std::string& text = options.text;
  Verification result{.statements = {}, .digits = options.digits, .seed = options.seed};

  const std::size_t claims = declared->claims.size();
  const auto points = static_cast<std::size_t>(options.points);
  std::vector<Reasoned<Visit>> visits(claims * points, Reasoned<Visit>(Reason{}));
  std::atomic<std::size_t> done = 0;
  std::mutex progress;
  // As many parts of every claim as there are threads: a point has the same draws in whatever part it is.
  const int threads = thread_count(options.threads, visits.size());
  const std::size_t parts = claims < static_cast<std::size_t>(threads) ? std::min<std::size_t>(threads, points) : 1;
  // What the claims share is worked out once by each thread.
  std::list<ClaimModels> list;
  std::vector<ClaimModels*> models;
  for (int k = 0; k < threads; ++k) models.push_back(&list.emplace_back(model_at, options));
  parallel_for(claims * parts, threads, [&](std::size_t k, int thread) {
    const std::size_t claim = k / parts;
    Visitor visitor(*models[static_cast<std::size_t>(thread)], options, claim);
    for (std::size_t p = k % parts; p < points; p += parts) {
      visits[claim * points + p] = visitor(static_cast<int>(p));
      const std::size_t finished = ++done;
      if (!options.progress) continue;
      const std::scoped_lock lock(progress);
      options.progress(static_cast<double>(finished) / static_cast<double>(visits.size()));
    }
  });

  for (std::size_t c = 0; c < claims; ++c) {
    const Claim& claim = declared->claims[c];
    for (std::size_t s = 0; s < claim.statements.size(); ++s) {
      const Span span = span_of(claim.statements[s]);
      Verification::Statement& statement = result.statements.emplace_back();
      statement.claim = claim.title;
      statement.identity = on_one_line(std::string_view(text).substr(span.begin, span.end - span.begin));
      statement.line = 1 + static_cast<int>(std::count(text.begin(), text.begin() + span.begin, '\n'));
      statement.expect_refuted = claim.expect_refuted;
      for (std::size_t p = 0; p < points; ++p) {
        const auto& visit = visits[c * points + p];
        if (visit) {
          add(statement, visit->statements[s], visit->at);
        } else {
          add(statement, {.reason = visit.reason()}, {});
        }
      }
      if (options.prove && statement.verdict == ClaimVerdict::Verified) {
        if (const auto proof = prove_statement(model_at, options, c, s)) {
          statement.verdict = ClaimVerdict::Proved;
          statement.symbolic_atoms = proof->symbolic_atoms;
        } else {
          statement.not_proved = proof.reason();
        }
      }
      const bool compared = std::holds_alternative<Comparison>(claim.statements[s]) &&
                            std::get<Comparison>(claim.statements[s]).relation == Comparison::Relation::Equal;
      statement.certified = options.certify && compared && statement.verdict == ClaimVerdict::Verified;
    }
  }
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return result;
}

}  // namespace freepencil
