// SPDX-License-Identifier: GPL-3.0-or-later
// The shipped files with claims, and verification of syntax trees as the program does it.
#pragma once

#include <catch2/catch.hpp>
#include <filesystem>
#include <set>

#include "common/load.hpp"
#include "compare/verify_claims.hpp"

namespace freepencil::test {

struct ClaimFile {
  std::string path;  ///< below the root
  std::string text;
  syntax::Ast ast;
  std::vector<bool> expect_refuted;  ///< by claim
};

/// All files of a folder of pencils/ that make claims, by name.
inline std::vector<ClaimFile> claim_files(const std::string& folder) {
  const std::string root = std::string(FREEPENCIL_ROOT) + "/";
  std::set<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(root + folder)) {
    if (entry.path().extension() == ".pencil") paths.insert(folder + "/" + entry.path().filename().string());
  }
  std::vector<ClaimFile> files;
  for (const std::string& path : paths) {
    ClaimFile file{.path = path, .text = *read_file(root + path), .ast = {}, .expect_refuted = {}};
    const Expected<syntax::Ast> ast = syntax::parse(Source(path, file.text));
    REQUIRE(ast);
    file.ast = *ast;
    for (const auto& statement : file.ast.statements) {
      const auto* claim = std::get_if<syntax::Claim>(&statement.body);
      if (claim != nullptr) file.expect_refuted.push_back(claim->expect_refuted.has_value());
    }
    if (!file.expect_refuted.empty()) files.push_back(std::move(file));
  }
  return files;
}

/// The claim with this number alone, or all of them, of a tree that has the spans of `text`.
inline Expected<Verification> verify(const syntax::Ast& ast, const std::string& text, VerificationOptions options,
                                     std::optional<std::size_t> claim = std::nullopt) {
  const ModelAt model_at = [&](const auto& settings) -> Expected<Model> {
    Expected<Model> model = resolve(ast, Source("test.pencil", text), read_file, {.settings = settings});
    if (model && claim) {
      model->claims = {model->claims.at(*claim)};
    }
    return model;
  };
  options.text = text;
  return verify_claims(model_at, options);
}

inline Expected<Verification> verify_text(const std::string& text, VerificationOptions options = {.digits = 30}) {
  const Expected<syntax::Ast> ast = syntax::parse(Source("test.pencil", text));
  if (!ast) return ast.errors();
  return verify(*ast, text, std::move(options));
}

}  // namespace freepencil::test
