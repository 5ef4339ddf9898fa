// SPDX-License-Identifier: GPL-3.0-or-later
// What type checking needs to know of the nodes of the two arenas, worked out once a node.
#pragma once

#include <optional>

#include "expr/matrix.hpp"
#include "expr/scalar.hpp"

namespace freepencil::resolver {

/// Children have smaller ids than their parents, so that one pass in the order of ids needs no recursion.
class Facts {
 public:
  Facts(const Scalars& scalars, const Matrices& matrices) : scalars_(scalars), matrices_(matrices) {}

  /// The power of the size with which the scalar grows when all sizes grow together; nothing where it is no single one
  /// (`n + 1`, `exp(n)`).
  [[nodiscard]] std::optional<Rational> degree(ScalarId id);
  /// Whether a trace occurs.
  [[nodiscard]] bool has_trace(ScalarId id);
  /// The number of matrices in the expression written out in full; saturates.
  [[nodiscard]] std::uint64_t letters(MatrixId id);
  /// Whether a random matrix occurs.
  [[nodiscard]] bool has_random(MatrixId id);
  /// What both arenas hold by now, in terms, children and 64-bit words of exact numbers.
  [[nodiscard]] std::size_t work();

 private:
  struct OfScalar {
    std::optional<Rational> degree;
    bool trace = false;
  };
  struct OfMatrix {
    std::uint64_t letters = 0;
    bool random = false;
  };
  void update();
  [[nodiscard]] std::optional<Rational> degree_of(const ScalarNode& node) const;
  [[nodiscard]] OfMatrix of(const MatrixNode& node) const;

  const Scalars& scalars_;
  const Matrices& matrices_;
  std::vector<OfScalar> of_scalars_;
  std::vector<OfMatrix> of_matrices_;
  std::size_t work_ = 0;
};

/// The bits of the exact numbers stored in the node itself: what arithmetic with it costs.
[[nodiscard]] std::size_t exact_bits(const ScalarNode& node);
[[nodiscard]] std::size_t exact_bits(const Rational& value);

}  // namespace freepencil::resolver
