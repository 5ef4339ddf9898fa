// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <utility>

namespace freepencil {

/// Why there is no value: one sentence without a full stop.
struct Reason {
  std::string text;
};

/// A value, or the reason why there is none.
template <class T>
class Reasoned {
 public:
  Reasoned(T value) : value_(std::move(value)) {}
  Reasoned(Reason reason) : reason_(std::move(reason.text)) {}

  explicit operator bool() const { return value_.has_value(); }
  [[nodiscard]] T& operator*() { return *value_; }
  [[nodiscard]] const T& operator*() const { return *value_; }
  [[nodiscard]] T* operator->() { return &*value_; }
  [[nodiscard]] const T* operator->() const { return &*value_; }
  [[nodiscard]] const std::string& reason() const { return reason_; }
  /// To hand on what is no value.
  [[nodiscard]] Reason failure() const { return {reason_}; }

 private:
  std::optional<T> value_;
  std::string reason_;
};

}  // namespace freepencil
