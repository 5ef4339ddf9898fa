// SPDX-License-Identifier: GPL-3.0-or-later
// NumPy's file format, versions 1.0 and 2.0: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <bit>
#include <charconv>
#include <cstdint>

#include "expr/resolve_dense.hpp"

namespace freepencil::resolver {
namespace {

constexpr std::string_view magic = "\x93NUMPY";

/// Unsigned, little-endian.
template <class Unsigned>
Unsigned integer(std::string_view bytes) {
  Unsigned value = 0;
  for (std::size_t k = sizeof(Unsigned); k-- > 0;) {
    value = static_cast<Unsigned>(value << 8U) | static_cast<unsigned char>(bytes[k]);
  }
  return value;
}

/// What follows `'key':` in the header, a Python dictionary; empty where the key is missing.
std::string_view entry(std::string_view header, std::string_view key) {
  const auto at = header.find(key);
  if (at == std::string_view::npos) return {};
  const auto colon = header.find(':', at + key.size());
  if (colon == std::string_view::npos) return {};
  const auto begin = header.find_first_not_of(' ', colon + 1);
  return begin == std::string_view::npos ? std::string_view() : header.substr(begin);
}

/// `(3, 3)`: the numbers of a tuple; nothing where it is malformed or a number is beyond all memory.
std::optional<std::vector<std::size_t>> tuple(std::string_view text) {
  if (!text.starts_with('(')) return std::nullopt;
  std::vector<std::size_t> numbers;
  for (std::size_t at = 1; at < text.size();) {
    if (text[at] == ')') return numbers;
    if (text[at] == ' ' || text[at] == ',') {
      ++at;
      continue;
    }
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), number);
    if (error != std::errc() || number > SIZE_MAX / 2) return std::nullopt;
    numbers.push_back(number);
    at = static_cast<std::size_t>(end - text.data());
  }
  return std::nullopt;
}

double number(std::string_view bytes, std::size_t width) {
  if (width == sizeof(float)) return std::bit_cast<float>(integer<std::uint32_t>(bytes));
  return std::bit_cast<double>(integer<std::uint64_t>(bytes));
}

}  // namespace

std::variant<DenseMatrix, TableError> read_npy(const std::string& path, std::string_view bytes) {
  const auto wrong = [&](const std::string& what) { return TableError{path + what}; };
  constexpr std::size_t prefix = magic.size() + 2;
  if (bytes.size() < prefix || !bytes.starts_with(magic)) return wrong(" is not a NumPy file");
  const auto version = static_cast<unsigned char>(bytes[magic.size()]);
  if (version != 1 && version != 2) {
    return wrong(fmt::format(" has version {} of the NumPy format; versions 1 and 2 are read", version));
  }
  const std::size_t width_of_length = version == 1 ? 2 : 4;
  if (bytes.size() < prefix + width_of_length) return wrong(" ends inside of its header");
  const std::string_view rest = bytes.substr(prefix);
  const std::size_t length = version == 1 ? integer<std::uint16_t>(rest) : integer<std::uint32_t>(rest);
  if (rest.size() < width_of_length + length) return wrong(" ends inside of its header");
  const std::string_view header = rest.substr(width_of_length, length);
  const std::string_view data = rest.substr(width_of_length + length);

  const std::string_view type = entry(header, "'descr'"), order = entry(header, "'fortran_order'");
  const bool fortran = order.starts_with("True");
  if (!fortran && !order.starts_with("False")) return wrong(" has a header that cannot be read");
  const std::size_t width = type.starts_with("'<f8'") ? 8 : type.starts_with("'<f4'") ? 4 : 0;
  if (width == 0) return wrong(" must hold little-endian numbers of type float64 or float32");
  const auto shape = tuple(entry(header, "'shape'"));
  if (!shape) return wrong(" has a header that cannot be read");
  if (shape->size() != 2 || shape->front() != shape->back()) {
    return wrong(fmt::format(" must hold a square matrix; its shape is ({})", fmt::join(*shape, ", ")));
  }
  const std::size_t size = shape->front();
  if (size == 0) return wrong(" holds an empty matrix");
  if (size > max_dense_size) return wrong(fmt::format(" has {} rows; at most {} are read", size, max_dense_size));
  if (data.size() != size * size * width) {
    return wrong(fmt::format(" has {} bytes of numbers where its shape needs {}", data.size(), size * size * width));
  }

  DenseMatrix matrix{.size = size, .entries = std::vector<double>(size * size)};
  for (std::size_t k = 0; k < size * size; ++k) {
    const std::size_t at = fortran ? (k % size) * size + k / size : k;
    matrix.entries[at] = number(data.substr(k * width, width), width);
  }
  return matrix;
}

}  // namespace freepencil::resolver
