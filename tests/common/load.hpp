// SPDX-License-Identifier: GPL-3.0-or-later
// From text to a model, as the program does it.
#pragma once

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>

#include "expr/resolve.hpp"
#include "syntax/parse.hpp"

namespace freepencil::test {

inline std::optional<std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

inline Expected<Model> load(const std::string& text, const std::string& name = "test.pencil") {
  Source source(name, text);
  const Expected<syntax::Ast> ast = syntax::parse(source);
  if (!ast) return ast.errors();
  return resolve(*ast, std::move(source), read_file);
}

/// A shipped file, by its path below the project's root.
inline Expected<Model> load_shipped(const std::string& path) {
  const auto text = read_file(std::string(FREEPENCIL_ROOT) + "/" + path);
  if (!text) throw std::runtime_error("cannot read " + path);
  return load(*text, path);
}

/// Some generated expressions consist of identities only; the language cannot know their space and says so.
inline bool lacks_a_space(const Diagnostics& diagnostics) {
  return std::all_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
    return diagnostic.message == "cannot tell which space I acts on";
  });
}

inline std::string messages(const Diagnostics& diagnostics, const std::string& text) {
  const Source source("test.pencil", text);
  std::string all;
  for (const Diagnostic& diagnostic : diagnostics) all += render(diagnostic, source) + "\n";
  return all;
}

}  // namespace freepencil::test
