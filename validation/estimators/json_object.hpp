// SPDX-License-Identifier: GPL-3.0-or-later
// JSON objects of a closed schema: what is missing, unknown or of the wrong kind is an error that says where.
#pragma once

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace freepencil::validation {

/// What is wrong with a description: the file, the place in it and the reason.
class DescriptionError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A value of a JSON document together with where it stands, as in "file.json: stages[1].fit".
class JsonValue {
 public:
  /// `path` is empty for the whole document.
  JsonValue(const nlohmann::ordered_json& json, std::string file, std::string path = {})
      : json_(&json), file_(std::move(file)), path_(std::move(path)) {}

  [[nodiscard]] const nlohmann::ordered_json& json() const { return *json_; }
  /// The items of an array with at least one item.
  [[nodiscard]] std::vector<JsonValue> items() const;
  [[nodiscard]] std::string text() const;
  /// A JSON number, or a fraction as text ("2/3").
  [[nodiscard]] double number() const;
  [[nodiscard]] double positive() const;
  [[nodiscard]] double nonnegative() const;
  [[nodiscard]] std::int64_t count() const;  ///< a whole number, at least one
  [[nodiscard]] std::uint64_t seed() const;

  [[noreturn]] void fail(const std::string& reason) const;

 private:
  const nlohmann::ordered_json* json_;
  std::string file_;
  std::string path_;
  friend class JsonObject;
};

/// Reads keys one by one; `done` refuses those that nobody asked for.
class JsonObject {
 public:
  explicit JsonObject(JsonValue value);

  [[nodiscard]] bool has(std::string_view key);
  [[nodiscard]] JsonValue at(std::string_view key);
  [[nodiscard]] std::vector<std::string> keys() const;
  void done() const;
  [[noreturn]] void fail(const std::string& reason) const { value_.fail(reason); }

 private:
  JsonValue value_;
  std::vector<std::string> known_;
};

}  // namespace freepencil::validation
