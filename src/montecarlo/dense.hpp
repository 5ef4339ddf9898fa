// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <complex>
#include <cstddef>
#include <memory>
#include <new>
#include <span>
#include <vector>

namespace freepencil {

template <class T>
inline constexpr bool is_complex = false;
template <>
inline constexpr bool is_complex<std::complex<double>> = true;

[[nodiscard]] inline double conjugate(double x) { return x; }
[[nodiscard]] inline std::complex<double> conjugate(std::complex<double> x) { return std::conj(x); }

/// A column-major matrix that keeps its memory when it shrinks; `resize` leaves the entries unspecified.
template <class T>
class Dense {
 public:
  void resize(std::size_t rows, std::size_t columns) {
    const std::size_t size = rows * columns;
    if (size > capacity_) {
      data_.reset(static_cast<T*>(::operator new(size * sizeof(T), alignment)));
      capacity_ = size;
    }
    rows_ = rows;
    columns_ = columns;
  }

  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t columns() const { return columns_; }
  [[nodiscard]] std::size_t capacity() const { return capacity_; }
  [[nodiscard]] std::span<T> entries() { return {data_.get(), rows_ * columns_}; }
  [[nodiscard]] std::span<const T> entries() const { return {data_.get(), rows_ * columns_}; }
  [[nodiscard]] T* column(std::size_t j) { return data_.get() + j * rows_; }
  [[nodiscard]] const T* column(std::size_t j) const { return data_.get() + j * rows_; }
  [[nodiscard]] T& operator()(std::size_t i, std::size_t j) { return column(j)[i]; }
  [[nodiscard]] const T& operator()(std::size_t i, std::size_t j) const { return column(j)[i]; }

 private:
  static constexpr std::align_val_t alignment{64};
  struct Free {
    void operator()(T* data) const { ::operator delete(data, alignment); }
  };

  std::unique_ptr<T, Free> data_;
  std::size_t rows_ = 0, columns_ = 0, capacity_ = 0;
};

/// Visits [0, rows) x [0, columns) in square tiles, so that a matrix and its transpose both stay in the cache.
template <class Visit>
void for_tiles(std::size_t rows, std::size_t columns, const Visit& visit) {
  constexpr std::size_t side = 32;
  for (std::size_t j = 0; j < columns; j += side) {
    for (std::size_t i = 0; i < rows; i += side) visit(i, std::min(i + side, rows), j, std::min(j + side, columns));
  }
}

}  // namespace freepencil
