// SPDX-License-Identifier: GPL-3.0-or-later
// Expressions of the arenas as text, in three notations. Internal to this folder.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "equivalent/derivation.hpp"
#include "report/formula.hpp"

namespace freepencil::report {

enum class Notation {
  Pencil,  ///< the file language: what is printed can be pasted into a file
  Latex,   ///< for math mode, with amsmath; ASCII
  Sympy,   ///< Python; a function of deterministic matrices is one of their values at an atom, tr is `tr_d` on space d
};

/// How leaves are called in one notation, by their indices.
struct LeafNames {
  std::vector<std::string> parameters, sizes, symbols, randoms, unknowns;
  std::vector<std::string> traces;             ///< by space
  std::vector<std::string> short_names;        ///< given by Printer::abbreviate
  std::vector<std::vector<std::string>> rows;  ///< by spectrum: its row variables
};

struct Style;

class Printer {
 public:
  /// The unknowns may be empty where no Unknown leaf occurs.
  Printer(const Model& model, std::span<const Derivation::Unknown> unknowns, Notation notation);

  [[nodiscard]] std::string scalar(ScalarId id);
  [[nodiscard]] std::string matrix(MatrixId id);
  /// `tr(M)`, also of a random matrix.
  [[nodiscard]] std::string trace(MatrixId id);
  /// The terms of a sum, each but the first with its sign in front: for those who break lines.
  [[nodiscard]] std::vector<std::string> terms(ScalarId id);

  /// From here on the matrix goes by this name.
  void abbreviate(MatrixId id, const std::string& name);
  void abbreviate(ScalarId id, const std::string& name);

  [[nodiscard]] const LeafNames& names() const { return names_; }
  /// Row variables from here on are those of this spectrum: an index into Model::spectra.
  void select(std::size_t spectrum) { spectrum_ = spectrum; }

 private:
  const Style* style_;
  LeafNames names_;
  FormulaBuilder builder_;
  std::size_t spectrum_ = 0;
};

}  // namespace freepencil::report
