// SPDX-License-Identifier: GPL-3.0-or-later
// The structures that occur along a curve: what is worked out once for all points that share one.
#pragma once

#include <list>
#include <map>
#include <optional>
#include <string>
#include <variant>

#include "curve/grid.hpp"
#include "equivalent/equations.hpp"
#include "expr/region.hpp"
#include "laws/point_values.hpp"
#include "laws/same_spectra.hpp"

namespace freepencil {

/// A point with the parameters that only this model has, at their defaults: those that a limit declares.
[[nodiscard]] ParameterPoint completed(ParameterPoint point, const Model& model);

/// A model with its equations, for points at which the expressions are the same, the sizes have the same order and the
/// same traces vanish. Nothing changes it any more, so that threads share it.
struct Piece {
  Model model;
  Equations equations;
  std::vector<std::size_t> order;  ///< of the sizes
  bool sizes_matter = false;       ///< beyond their order, for which traces vanish
  bool invertible = true;
  std::vector<TracedBlock> unknowns;
  std::vector<int> solved;
  bool real = true;     ///< whether all arithmetic stays real
  bool limits = false;  ///< whether an output is a limit in a parameter of its own
  /// The spectra, where they are the same at all points: as they are, and with all operations rounded upwards.
  struct Spectra {
    SharedSpectra nearest;
    PointValues<double> upwards;
  };
  std::optional<Spectra> spectra;

  /// The point with the parameters that only this model has.
  [[nodiscard]] ParameterPoint complete(ParameterPoint point) const;
  [[nodiscard]] Expected<Ensemble> ensemble(const ParameterPoint& complete_point) const;
};

/// Where a point belongs, or one sentence why the model has no meaning there.
using PieceOrReason = std::variant<const Piece*, std::string>;

/// Pieces do not depend on the points that asked for them first, but through their structure: the same points give the
/// same digits in any order.
class Pieces {
 public:
  /// `declared` is the model of the file, at any point, of which the parameters `swept` change along the curve; all
  /// must outlive this.
  Pieces(const ModelAt& model_at, const Model& declared, const std::vector<Sweep>& swept);

  [[nodiscard]] PieceOrReason at(const ParameterPoint& point);
  /// The model of the file, made anew.
  [[nodiscard]] Expected<Model> fresh(const ParameterPoint& point) const;
  [[nodiscard]] const std::list<Piece>& all() const { return pieces_; }

 private:
  [[nodiscard]] PieceOrReason make(const ParameterPoint& point);
  [[nodiscard]] PieceOrReason find(const ParameterPoint& point);

  const ModelAt& model_at_;
  const Model& declared_;
  const std::vector<Sweep>& swept_;
  std::list<Piece> pieces_;
  std::vector<std::size_t> decisive_;                    ///< swept parameters on which the piece depends
  std::map<std::vector<Rational>, const Piece*> known_;  ///< by their values
};

}  // namespace freepencil
