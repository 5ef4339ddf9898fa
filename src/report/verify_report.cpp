// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/verify_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "report/json.hpp"
#include "report/number.hpp"
#include "report/table.hpp"

namespace freepencil::report {

namespace {

using Statement = Verification::Statement;

/// `refuted, as expected`
std::string outcome(const Statement& statement) {
  const bool proved = statement.verdict == ClaimVerdict::Proved;
  std::string text = proved ? proof_reading(statement) : std::string(verdict_name(statement.verdict));
  if (statement.verdict == ClaimVerdict::Verified) {
    text += fmt::format(" to {} digits at {} point{}", statement.digits, statement.points,
                        statement.points == 1 ? "" : "s");
    if (statement.certified) text += ", certified";
  }
  if (statement.expect_refuted) text += statement.passed() ? ", as expected" : ": expected to be refuted";
  return text;
}

/// Leading digits that two decimal numbers have in common, as they are written.
int common_digits(const std::string& left, const std::string& right) {
  const auto exponent = [](const std::string& text) { return text.substr(std::min(text.find('e'), text.size())); };
  if (exponent(left) != exponent(right)) return 0;
  const auto differ = std::mismatch(left.begin(), left.end(), right.begin(), right.end()).first;
  const std::string common(left.begin(), differ);
  const auto first = std::min(common.find_first_of("123456789"), common.size());
  return static_cast<int>(std::count_if(common.begin() + static_cast<std::ptrdiff_t>(first), common.end(),
                                        [](char c) { return c >= '0' && c <= '9'; }));
}

/// A number up to a few digits beyond the first `digits` ones, the end left out.
std::string around_difference(const std::string& text, int digits) {
  constexpr int beyond = 8;
  const auto point = text.find_first_of("123456789");
  if (point == std::string::npos) return text;
  std::size_t at = point;
  int seen = 0;
  while (at < text.size() && seen < digits + beyond && text[at] != 'e') {
    if (text[at] >= '0' && text[at] <= '9') ++seen;
    ++at;
  }
  const auto exponent = text.find('e');
  const std::string tail = exponent == std::string::npos ? "" : text.substr(exponent);
  return at >= text.size() || text[at] == 'e' ? text : text.substr(0, at) + ".." + tail;
}

/// Where a statement failed, or could not be decided.
std::string details(const Statement& statement) {
  std::string text;
  if (!statement.reason.empty()) text += fmt::format("      {}\n", statement.reason);
  if (!statement.not_proved.empty()) text += fmt::format("      no proof: {}\n", statement.not_proved);
  if (!statement.worst || statement.verdict == ClaimVerdict::Verified) return text;
  const auto& worst = *statement.worst;
  if (statement.verdict == ClaimVerdict::Refuted && worst.left != worst.right) {
    const int common = common_digits(worst.left, worst.right);
    text += fmt::format("      left   {}\n      right  {}\n", around_difference(worst.left, common),
                        around_difference(worst.right, common));
    text += fmt::format("      the first digit that differs is number {}\n", common + 1);
  }
  std::string at;
  for (const auto& [name, value] : worst.parameters) at += fmt::format(" --set {}={}", name, value);
  if (!at.empty()) text += "      at    " + at + "\n";
  for (const std::string& spectrum : worst.spectra) text += "      with   " + spectrum + "\n";
  return text;
}

std::string text(const std::vector<VerifiedFile>& files, double seconds) {
  std::string result;
  std::size_t passed = 0, total = 0;
  for (const VerifiedFile& file : files) {
    result += file.file + (file.title.empty() ? "" : ": " + file.title) + "\n";
    const std::string* claim = nullptr;
    for (const Statement& statement : file.verification.statements) {
      ++total;
      if (statement.passed()) ++passed;
      if (claim == nullptr || *claim != statement.claim) result += "  " + statement.claim + "\n";
      claim = &statement.claim;
      result += fmt::format("    {}\n      {}\n", statement.identity, outcome(statement));
      const bool shown =
          !statement.passed() || statement.verdict == ClaimVerdict::Refuted || !statement.not_proved.empty();
      if (shown) result += details(statement);
    }
    if (file.verification.statements.empty()) result += "  no claims\n";
  }
  const std::uint64_t seed = files.empty() ? 0 : files.front().verification.seed;
  return result + fmt::format("{} of {} statements passed, seed {}, {} s\n", passed, total, seed, decimal(seconds, 2));
}

Table table(const std::vector<VerifiedFile>& files) {
  using enum Table::Kind;
  Table result{{{"file", Name},
                {"claim", Words},
                {"identity", Name},
                {"verdict", Words},
                {"points", Number},
                {"digits", Number},
                {"certified", Words},
                {"proof", Words},
                {"passed", Words}},
               {}};
  for (const VerifiedFile& file : files) {
    for (const Statement& statement : file.verification.statements) {
      result.rows.push_back({file.file, statement.claim, statement.identity,
                             std::string(verdict_name(statement.verdict)), std::to_string(statement.points),
                             std::to_string(statement.digits), statement.certified ? "yes" : "no",
                             proof_reading(statement), statement.passed() ? "yes" : "no"});
    }
  }
  return result;
}

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

std::string json(const std::vector<VerifiedFile>& files, double seconds) {
  Json document;
  document["command"] = "verify";
  document["file"] = files.size() == 1 ? Json(files.front().file) : Json(nullptr);
  document["parameters"] = Json::object();
  document["seed"] = files.empty() ? 0 : files.front().verification.seed;
  document["digits"] = files.empty() ? 0 : files.front().verification.digits;
  document["claims"] = Json::array();
  for (const VerifiedFile& file : files) {
    for (const Statement& statement : file.verification.statements) {
      Json worst = nullptr;
      if (statement.worst) {
        Json parameters = Json::object();
        for (const auto& [name, value] : statement.worst->parameters) parameters[name] = value;
        worst = {{"parameters", parameters},
                 {"spectra", statement.worst->spectra},
                 {"left", statement.worst->left},
                 {"right", statement.worst->right}};
      }
      document["claims"].push_back({{"file", file.file},
                                    {"claim", statement.claim},
                                    {"identity", statement.identity},
                                    {"line", statement.line},
                                    {"points", statement.points},
                                    {"digits", statement.digits},
                                    {"verdict", verdict_name(statement.verdict)},
                                    {"certified", statement.certified},
                                    {"expect_refuted", statement.expect_refuted},
                                    {"passed", statement.passed()},
                                    {"reason", text_or_null(statement.reason)},
                                    {"proof", text_or_null(proof_reading(statement))},
                                    {"no_proof", text_or_null(statement.not_proved)},
                                    {"worst", worst}});
    }
  }
  document["seconds"] = json_number(seconds);
  return json_text(document);
}

}  // namespace

std::string_view verdict_name(ClaimVerdict verdict) {
  switch (verdict) {
    case ClaimVerdict::Undecided:
      return "undecided";
    case ClaimVerdict::Verified:
      return "verified";
    case ClaimVerdict::Proved:
      return "proved";
    case ClaimVerdict::Refuted:
      return "refuted";
  }
  throw std::invalid_argument("an unknown verdict");
}

std::string proof_reading(const Verification::Statement& statement) {
  if (statement.verdict != ClaimVerdict::Proved) return "";
  constexpr std::array readings = {"proved", "proved on one symbolic atom", "proved on two symbolic atoms"};
  return readings.at(static_cast<std::size_t>(statement.symbolic_atoms));
}

std::string verify_report(const std::vector<VerifiedFile>& files, double seconds, Format format) {
  switch (format) {
    case Format::Text:
      return text(files, seconds);
    case Format::Json:
      return json(files, seconds);
    case Format::Csv:
      return to_csv(table(files));
    case Format::Latex:
      return to_latex(table(files), "freepencil verify");
    case Format::Markdown:
      return to_markdown(table(files));
  }
  throw std::invalid_argument("an unknown format");
}

}  // namespace freepencil::report
