// SPDX-License-Identifier: GPL-3.0-or-later
// Files that hold a matrix. What is said about bad ones is in tests/diagnostics.
#include <bit>
#include <catch2/catch.hpp>
#include <cstring>

#include "expr/resolve_dense.hpp"

namespace freepencil::resolver {
namespace {

template <class Number>
std::string bytes(const std::vector<double>& values) {
  std::string text;
  for (const double value : values) {
    const auto number = static_cast<Number>(value);
    char raw[sizeof(Number)];
    std::memcpy(raw, &number, sizeof(Number));
    text.append(raw, sizeof(Number));
  }
  return text;
}

std::string npy(int version, const std::string& header, const std::string& data) {
  std::string text = "\x93NUMPY";
  text += static_cast<char>(version);
  text += '\0';
  for (std::size_t k = 0; k < (version == 1 ? 2U : 4U); ++k) text += static_cast<char>(header.size() >> 8 * k & 0xff);
  return text + header + data;
}

/// The entries, or what is wrong.
std::variant<std::vector<double>, std::string> entries(const std::string& path, const std::string& content) {
  const auto read = read_dense(path, content);
  if (const auto* error = std::get_if<TableError>(&read)) return error->message;
  return std::get<DenseMatrix>(read).entries;
}

using Entries = std::variant<std::vector<double>, std::string>;
const std::vector<double> three = {1, 2, 3, 2, 5, 6, 3, 6, -0.5};

static_assert(std::endian::native == std::endian::little, "these tests write numbers as they lie in memory");

}  // namespace

TEST_CASE("NumPy files of both versions, orders and widths", "[dense]") {
  for (const int version : {1, 2}) {
    for (const char* order : {"False", "True"}) {
      const std::string tail = std::string("'fortran_order': ") + order + ", 'shape': (3, 3), }          \n";
      CHECK(entries("a.npy", npy(version, "{'descr': '<f8', " + tail, bytes<double>(three))) == Entries(three));
      CHECK(entries("a.npy", npy(version, "{'descr': '<f4', " + tail, bytes<float>(three))) == Entries(three));
    }
  }
  // The order of the keys is free.
  CHECK(entries("a.npy", npy(1, "{'shape':(3,3),'fortran_order':False,'descr':'<f8'}", bytes<double>(three))) ==
        Entries(three));
}

TEST_CASE("Fortran order runs down the columns", "[dense]") {
  const std::string header = "{'descr': '<f8', 'fortran_order': True, 'shape': (2, 2), }";
  const auto matrix = read_npy("a.npy", npy(1, header, bytes<double>({1, 2, 3, 4})));
  CHECK(std::get<DenseMatrix>(matrix).entries == std::vector<double>{1, 3, 2, 4});
}

TEST_CASE("a header that is cut or altered anywhere gives a message or a matrix", "[dense][hostile]") {
  const std::string good =
      npy(1, "{'descr': '<f8', 'fortran_order': False, 'shape': (3, 3), }\n", bytes<double>(three));
  for (std::size_t length = 0; length < good.size(); ++length) {
    CHECK(std::holds_alternative<std::string>(entries("a.npy", good.substr(0, length))));
  }
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (const char c : {'\0', '\xff', '9', '(', '\''}) {
      std::string altered = good;
      altered[at] = c;
      static_cast<void>(entries("a.npy", altered));
    }
  }
  const std::string shape = "{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999, 3), }";
  CHECK(entries("a.npy", npy(1, shape, "")) == Entries("a.npy has a header that cannot be read"));
}

TEST_CASE("numbers separated by commas", "[dense]") {
  CHECK(entries("a.csv", "\xEF\xBB\xBF# title\r\n1, 2,3\r\n2,5e0,6\r\n\r\n3,\t6,-1/2") == Entries(three));
  CHECK(entries("a.csv", "1e400") == Entries("a.csv: row 1, column 1 is not a finite number"));
  std::string wide = "1";
  for (std::size_t k = 0; k < max_dense_size; ++k) wide += ",1";
  CHECK(entries("a.csv", wide) == Entries("a.csv:1: 4097 cells; at most 4096 are read"));
}

TEST_CASE("what single precision leaves of the symmetry is made good", "[dense]") {
  const auto read = read_dense("a.csv", "1, 0.3333333\n0.33333334, 1\n");
  const auto& matrix = std::get<DenseMatrix>(read);
  CHECK(matrix(0, 1) == matrix(1, 0));
  CHECK(matrix(0, 1) == Approx(1. / 3).epsilon(1e-6));
}

TEST_CASE("eigenvalues that are zero to rounding are zero", "[dense]") {
  // Rank one: (1, 1/3, 1/7)' (1, 1/3, 1/7) is rounded in every entry.
  DenseMatrix matrix{.size = 3, .entries = {}};
  const double v[] = {1, 1. / 3, 1. / 7};
  for (const double x : v) {
    for (const double y : v) matrix.entries.push_back(x * y);
  }
  const Eigensystem system = eigensystem(matrix);
  CHECK(system.values[0] == 0);
  CHECK(system.values[1] == 0);
  CHECK(system.values[2] == Approx(1 + 1. / 9 + 1. / 49));
  CHECK(eigenvalues(matrix) == std::vector<double>{0, 0, system.values[2]});
  CHECK(std::abs(system.vectors[6] / system.vectors[7]) == Approx(3));
}

}  // namespace freepencil::resolver
