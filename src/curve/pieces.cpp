// SPDX-License-Identifier: GPL-3.0-or-later
#include "curve/pieces.hpp"

#include <algorithm>

#include "curve/rounding.hpp"
#include "equivalent/solve_model.hpp"
#include "expr/declared_numbers.hpp"
#include "expr/evaluate.hpp"
#include "expr/quantity.hpp"
#include "pencil/field_point.hpp"

namespace freepencil {
namespace {

/// Sizes relative to the reference, as they enter the choice of the equations.
std::vector<double> relative_sizes(const Model& model, const ParameterPoint& point) {
  std::vector<double> parameters, sizes;
  for (const Rational& value : point) parameters.push_back(value.convert_to<double>());
  for (const Space& space : model.spaces) {
    const Leaves<double> leaves{.parameters = parameters, .sizes = sizes, .symbols = {}, .locals = {}, .traces = {}};
    sizes.push_back(space.reference ? 1 : evaluate<double>(*model.scalars, space.size, leaves));
  }
  return sizes;
}

bool fits(const Piece& piece, const ParameterPoint& point) {
  if (!same_structure(piece.model, point)) return false;
  const std::vector<double> sizes = relative_sizes(piece.model, point);
  if (ordered_shape(sizes, 1).dimensions != piece.order) return false;
  if (!piece.sizes_matter) return true;
  const Structure structure = analyze(shape_of(piece.model, piece.equations.linearization, sizes));
  return structure.invertible == piece.invertible && structure.unknowns == piece.unknowns &&
         structure.solved == piece.solved;
}

LeafTest is_swept(const std::vector<Sweep>& swept) {
  return [&](const ScalarNode& leaf) {
    return leaf.kind == ScalarNode::Kind::Parameter &&
           std::any_of(swept.begin(), swept.end(), [&](const Sweep& sweep) { return sweep.parameter == leaf.index; });
  };
}

/// Whether the expressions or the sizes change with this parameter.
bool is_decisive(const Model& model, const Sweep& sweep) {
  const std::vector<Sweep> alone = {sweep};
  const LeafTest changes = is_swept(alone);
  return model.parameters[sweep.parameter].structural ||
         std::any_of(model.spaces.begin(), model.spaces.end(),
                     [&](const Space& space) { return !space.reference && reaches(model, space.size, changes); });
}

/// Whether a weight or a value of a spectrum changes with one of these parameters.
bool spectra_change(const Model& model, const std::vector<Sweep>& swept) {
  const LeafTest changes = is_swept(swept);
  for (const Spectrum& spectrum : model.spectra) {
    const auto numbers = declared_numbers(spectrum);
    if (std::any_of(numbers.begin(), numbers.end(), [&](ScalarId id) { return reaches(model, id, changes); }))
      return true;
  }
  return false;
}

PointValues<double> spectra_upwards(const Model& model, const Ensemble& ensemble) {
  const RoundingUpwards rounding;
  return values_upwards(model, ensemble, nullptr);
}

}  // namespace

Expected<Ensemble> Piece::ensemble(const ParameterPoint& complete_point) const {
  return spectra ? limit_ensemble(model, complete_point, spectra->nearest) : limit_ensemble(model, complete_point);
}

ParameterPoint completed(ParameterPoint point, const Model& model) {
  point.resize(std::min(point.size(), model.parameters.size()));
  while (point.size() < model.parameters.size()) point.push_back(model.parameters[point.size()].value);
  return point;
}

ParameterPoint Piece::complete(ParameterPoint point) const { return completed(std::move(point), model); }

Expected<Model> Pieces::fresh(const ParameterPoint& point) const { return model_at_(settings(declared_, point)); }

Pieces::Pieces(const ModelAt& model_at, const Model& declared, const std::vector<Sweep>& swept)
    : model_at_(model_at), declared_(declared), swept_(swept) {
  for (const Sweep& sweep : swept) {
    if (is_decisive(declared, sweep)) decisive_.push_back(sweep.parameter);
  }
}

PieceOrReason Pieces::at(const ParameterPoint& point) {
  std::vector<Rational> key;
  for (const std::size_t parameter : decisive_) key.push_back(point[parameter]);
  if (const auto at = known_.find(key); at != known_.end()) return at->second;
  const PieceOrReason found = find(point);
  // Why there is none may lie in the other parameters.
  if (const auto* piece = std::get_if<const Piece*>(&found)) known_.emplace(std::move(key), *piece);
  return found;
}

PieceOrReason Pieces::find(const ParameterPoint& point) {
  const auto known = std::find_if(pieces_.begin(), pieces_.end(),
                                  [&](const Piece& piece) { return fits(piece, piece.complete(point)); });
  return known != pieces_.end() ? PieceOrReason(&*known) : make(point);
}

PieceOrReason Pieces::make(const ParameterPoint& point) {
  Expected<Model> model = fresh(point);
  if (!model) return model.errors().front().message;
  Piece piece{.model = std::move(*model), .equations = {}, .order = {}, .unknowns = {}, .solved = {}};
  const ParameterPoint here = piece.complete(point);
  const Expected<Ensemble> ensemble = limit_ensemble(piece.model, here);
  if (!ensemble) return ensemble.errors().front().message;
  piece.equations = equations(piece.model, ensemble->sizes);
  const Structure structure = analyze(shape_of(piece.model, piece.equations.linearization, ensemble->sizes));
  piece.order = ordered_shape(ensemble->sizes, 1).dimensions;
  piece.sizes_matter = structure.depends_on_sizes;
  piece.invertible = structure.invertible;
  piece.unknowns = structure.unknowns;
  piece.solved = structure.solved;
  piece.real = stays_real(piece.model, piece.equations.linearization);
  piece.limits = std::any_of(piece.model.outputs.begin(), piece.model.outputs.end(),
                             [](const Output& output) { return output.limit.has_value(); });
  if (!spectra_change(piece.model, swept_)) {
    piece.spectra = {shared_spectra(piece.model, *ensemble), spectra_upwards(piece.model, *ensemble)};
  }
  return &pieces_.emplace_back(std::move(piece));
}

}  // namespace freepencil
