// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/table_file.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <freepencil/request.hpp>

#include "cli/option_values.hpp"
#include "numeric/exact.hpp"

namespace freepencil::cli {
namespace {

using Names = std::vector<std::string>;

class Reader {
 public:
  explicit Reader(const Source& source) : source_(source) {}

  Expected<TableFile> operator()(const toml::table& document) {
    known_keys(document, {"title", "digits", "parameters", "columns", "row"}, "a table");
    if (const auto* title = document.get("title")) table_.title = text(*title, "the title");
    if (const auto* digits = document.get("digits")) read_digits(*digits);
    if (const auto* parameters = document.get("parameters")) table_.parameters = texts(*parameters, "`parameters`");
    read_columns(document);
    read_rows(document);
    if (!errors_.empty()) return errors_;
    return std::move(table_);
  }

 private:
  [[nodiscard]] Span span(const toml::source_region& region) const {
    const auto offset = [&](const toml::source_position& position) {
      const std::size_t line = std::max<std::size_t>(position.line, 1);
      const std::size_t begin = source_.line_begin(line), size = source_.line(line).size();
      const std::size_t column = position.column > 0 ? position.column - 1 : 0;
      return static_cast<std::uint32_t>(begin + std::min(column, size));
    };
    const Span result{offset(region.begin), offset(region.end)};
    return result.end > result.begin ? result : Span{result.begin, result.begin + 1};
  }

  void error(const toml::source_region& region, std::string message, std::string help = {}) {
    Diagnostic& diagnostic = errors_.emplace_back();
    diagnostic.span = span(region);
    diagnostic.message = std::move(message);
    if (!help.empty()) diagnostic.helps.push_back(std::move(help));
  }

  void known_keys(const toml::table& table, const Names& keys, const std::string& what) {
    for (const auto& [key, value] : table) {
      const std::string name(key.str());
      if (std::find(keys.begin(), keys.end(), name) != keys.end()) continue;
      error(key.source(), fmt::format("{} has no '{}'{}", what, name, did_you_mean(name, keys)),
            "it has " + listed(keys));
    }
  }

  std::string text(const toml::node& node, const std::string& what) {
    if (const auto* string = node.as_string()) return string->get();
    error(node.source(), what + " is a text: write it in quotes");
    return {};
  }

  Names texts(const toml::node& node, const std::string& what) {
    Names result;
    const auto* array = node.as_array();
    if (array == nullptr) {
      error(node.source(), what + " is a list: [\"..\", \"..\"]");
      return result;
    }
    for (const auto& element : *array) result.push_back(text(element, "an entry of " + what));
    return result;
  }

  void read_digits(const toml::node& node) {
    const auto* digits = node.as_integer();
    if (digits == nullptr || digits->get() < 1 || digits->get() > most_digits) {
      return error(node.source(), fmt::format("`digits` is a whole number from 1 to {}", most_digits));
    }
    table_.digits = static_cast<int>(digits->get());
  }

  void read_columns(const toml::table& document) {
    const auto* node = document.get("columns");
    if (node == nullptr || node->as_array() == nullptr || node->as_array()->empty()) {
      return error(node == nullptr ? document.source() : node->source(), "a table needs `columns`: a list of outputs",
                   "for example columns = [\"bias\", {output = \"risk\", heading = \"excess risk\"}]");
    }
    for (const auto& element : *node->as_array()) {
      TableFile::Column column;
      if (const auto* described = element.as_table()) {
        known_keys(*described, {"output", "heading"}, "a column");
        const auto* output = described->get("output");
        if (output == nullptr) {
          error(element.source(), "a column needs an `output`");
          continue;
        }
        column.output = text(*output, "an output");
        const auto* heading = described->get("heading");
        column.heading = heading == nullptr ? column.output : text(*heading, "a heading");
      } else {
        column.output = column.heading = text(element, "a column");
      }
      table_.columns.push_back(std::move(column));
    }
  }

  void read_rows(const toml::table& document) {
    const auto* node = document.get("row");
    const auto* rows = node == nullptr ? nullptr : node->as_array();
    if (rows == nullptr || rows->empty()) {
      return error(node == nullptr ? document.source() : node->source(), "a table needs rows: [[row]]",
                   "for example [[row]], and below it file = \"ridge.pencil\"");
    }
    for (const auto& element : *rows) {
      if (const auto* row = element.as_table()) {
        read_row(*row);
      } else {
        error(element.source(), "a row is a table of its own: [[row]]");
      }
    }
  }

  void read_row(const toml::table& node) {
    known_keys(node, {"label", "file", "set", "limit", "outputs"}, "a row");
    TableFile::Row row;
    row.span = span(node.source());
    if (const auto* label = node.get("label")) row.label = text(*label, "a label");
    if (const auto* limit = node.get("limit")) row.limit = text(*limit, "a limit");
    if (const auto* file = node.get("file")) {
      row.file = text(*file, "a file");
    } else {
      error(node.source(), "a row needs a `file`");
    }
    if (const auto* outputs = node.get("outputs")) {
      const auto* names = outputs->as_table();
      if (names == nullptr) {
        error(outputs->source(), "`outputs` says what columns are called in this file: {risk = \"excess\"}");
      } else {
        for (const auto& [key, value] : *names) row.renamed.emplace_back(key.str(), text(value, "an output"));
      }
    }
    std::vector<TableFile::Row> rows = {std::move(row)};
    if (const auto* set = node.get("set")) {
      if (const auto* values = set->as_table()) {
        for (const auto& [key, value] : *values) rows = with_values(rows, std::string(key.str()), value);
      } else {
        error(set->source(), "`set` gives values to parameters: {lambda = \"1/10\"}");
      }
    }
    for (auto& one : rows) table_.rows.push_back(std::move(one));
  }

  /// Every row with every value of one more parameter.
  std::vector<TableFile::Row> with_values(const std::vector<TableFile::Row>& rows, const std::string& name,
                                          const toml::node& node) {
    Names values;
    if (const auto* several = node.as_array()) {
      for (const auto& element : *several) values.push_back(exact(element));
    } else {
      values.push_back(exact(node));
    }
    std::vector<TableFile::Row> result;
    for (const auto& row : rows) {
      for (const std::string& value : values) result.emplace_back(row).settings.emplace_back(name, value);
    }
    return result;
  }

  std::string exact(const toml::node& node) {
    if (const auto* integer = node.as_integer()) return std::to_string(integer->get());
    if (node.is_floating_point()) {
      error(node.source(), "numbers are exact: write this one in quotes", "such as \"0.1\" or \"1/10\"");
      return {};
    }
    const std::string value = text(node, "a value");
    if (node.is_string() && !parse_rational(value)) {
      error(node.source(), "expected an exact number", "such as \"1/10\", \"0.1\" or \"2e-3\"");
    }
    return value;
  }

  const Source& source_;
  TableFile table_;
  Diagnostics errors_;
};

}  // namespace

Expected<TableFile> read_table(const Source& source) {
  try {
    const toml::table document = toml::parse(source.text(), source.name());
    return Reader(source)(document);
  } catch (const toml::parse_error& failure) {
    Diagnostic diagnostic;
    const auto& at = failure.source().begin;
    const std::size_t line = std::max<std::size_t>(at.line, 1);
    const std::size_t column = at.column > 0 ? at.column - 1 : 0;
    const auto begin = static_cast<std::uint32_t>(source.line_begin(line) + std::min(column, source.line(line).size()));
    diagnostic.span = {begin, begin + 1};
    diagnostic.message = failure.description();
    return diagnostic;
  }
}

}  // namespace freepencil::cli
