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

/// The identity of two rows as NumPy writes it.
std::string identity_npy() {
  std::string text("\x93NUMPY\x01\x00\x76\x00", 10);
  std::string header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }";
  header.resize(0x75, ' ');
  const std::string one("\x00\x00\x00\x00\x00\x00\xf0\x3f", 8), zero(8, '\0');
  return text + header + '\n' + one + zero + zero + one;
}

/// The files that a model may name: two that hold a matrix, one that reads as a table, one that does not, and one that
/// is missing.
std::optional<std::string> read_file(const std::string& path) {
  if (path == "sigma.npy") return identity_npy();
  if (path == "sigma.csv") return "2, 1/2\n1/2, 1\n";
  if (path.ends_with(".csv")) return "eig,signal,weight\n2,1,1/2\n1/4,3,1/2\n";
  if (path.ends_with(".npy")) return std::string("\x93NUMPY");
  return std::nullopt;
}

void check_meaning(const syntax::Ast& ast, const Source& source) {
  for (const bool keep_order : {false, true}) {
    const auto model = resolve(ast, source, read_file, {.keep_order = keep_order});
    if (!model) check_errors(model.errors(), source);
  }
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
