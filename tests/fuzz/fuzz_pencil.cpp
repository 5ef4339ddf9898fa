// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <cstdlib>
#include <string>

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

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Source source("fuzz.pencil", std::string(data, data + size));
  const auto ast = syntax::parse(source);
  if (ast) {
    check_printing(*ast);
  } else {
    check_errors(ast.errors(), source);
  }
  return 0;
}
