// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>

#include "common/load.hpp"
#include "expr/region.hpp"

namespace freepencil::test {

/// The model of a text at any settings.
inline ModelAt model_at(const std::string& text) {
  return [text](const Settings& settings) -> Expected<Model> {
    Source source("test.pencil", text);
    const Expected<syntax::Ast> ast = syntax::parse(source);
    if (!ast) throw std::invalid_argument(messages(ast.errors(), text));
    return resolve(*ast, std::move(source), read_file, {.settings = settings});
  };
}

}  // namespace freepencil::test
