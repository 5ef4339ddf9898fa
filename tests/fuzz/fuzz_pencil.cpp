// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <cstdlib>
#include <string>

#include "expr/resolve.hpp"
#include "one_input.hpp"
#include "syntax/parse.hpp"
#include "syntax/print.hpp"

namespace {

using namespace freepencil;

void promise(bool kept, const char* what, const std::string& text) {
  if (kept) return;
  std::fprintf(stderr, "broken promise: %s\n%s\n", what, text.c_str());
  std::abort();
}

void check_errors(const Diagnostics& errors, const Source& source) {
  promise(!errors.empty(), "a failure has an error", source.text());
  for (const Diagnostic& error : errors) {
    const std::string text = render(error, source);
    promise(error.span.begin <= source.text().size(), "an error lies in the text", text);
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      promise(byte >= 32 || byte == '\n', "messages hold no control characters", text);
    }
  }
}

void check_printing(const syntax::Ast& ast) {
  const std::string printed = print(ast);
  const auto again = syntax::parse(Source("printed", printed));
  promise(again.has_value(), "what is printed can be read", printed);
  promise(same(ast, *again), "printing keeps the tree", printed);
  promise(print(*again) == printed, "printing is canonical", printed);
}

/// The files that a model may name: one that reads as a table, one that does not, and one that is missing.
std::optional<std::string> read_file(const std::string& path) {
  if (path.ends_with(".csv")) return "eig,signal,weight\n2,1,1/2\n1/4,3,1/2\n";
  if (path.ends_with(".npy")) return std::string("\x93NUMPY");
  return std::nullopt;
}

void check_meaning(const syntax::Ast& ast, const Source& source) {
  const auto model = resolve(ast, source, read_file);
  if (!model) check_errors(model.errors(), source);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Source source("fuzz.pencil", std::string(data, data + size));
  const auto ast = syntax::parse(source);
  if (ast) {
    check_printing(*ast);
    check_meaning(*ast, source);
  } else {
    check_errors(ast.errors(), source);
  }
  return 0;
}
