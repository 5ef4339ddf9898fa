// SPDX-License-Identifier: GPL-3.0-or-later
// The Dyson systems of one model at many points that share their spectra.
#pragma once

#include "curve/scalar_program.hpp"
#include "dyson/dyson_system.hpp"
#include "equivalent/equations.hpp"

namespace freepencil {

/// What the parameters do not change is worked out once; the rest is a list of operations. The rounding direction in
/// which this is made has to hold where it is used.
template <class S>
class PointProgram {
 public:
  /// `at`: the numbers of any point, spectra included. The model and its equations must outlive this.
  PointProgram(const Model& model, const Equations& equations, PointValues<double> at);

  /// Parameters, sizes and variances; no spectra.
  [[nodiscard]] PointValues<double> numbers(std::vector<double> parameters) const;
  /// What `dyson_system` makes of a point with these numbers and the spectra that all points share.
  [[nodiscard]] DysonSystem<S> system(const PointValues<double>& numbers) const;

 private:
  /// One value, or one for every atom of a space.
  struct Function {
    ScalarId id{};
    SpaceId space = 0;
    bool by_atom = false;
    std::size_t operation = 0;  ///< unless it is by atom
  };
  /// Where a function goes that changes from point to point.
  struct Renewed {
    std::size_t index = 0, term = 0;
    Function function;
  };

  [[nodiscard]] bool changes(ScalarId id) const;
  Function function(SpaceId space, MatrixId matrix);
  void add_pencil(const Pencil& pencil);
  void add_traces(const std::vector<TraceFunctional>& traces);
  void add_relations(const std::vector<Relation>& relations);
  [[nodiscard]] std::vector<S> values(const Function& function, const PointValues<double>& numbers,
                                      const std::vector<S>& all) const;

  /// One real number by a program of its own.
  struct Number {
    ScalarProgram<double> program;
    std::size_t operation;
    Number(const Scalars& scalars, ScalarId id) : program(scalars), operation(program.add(id)) {}
  };
  static double value(const Number& number, const PointValues<double>& numbers);

  const Model* model_;
  PointValues<double> spectra_;
  std::vector<Number> sizes_, variances_;
  ScalarProgram<S> program_;
  PointPencil<S> pencil_;
  std::vector<PointTrace<S>> traces_;
  std::vector<TraceRelation<S>> relations_;
  std::vector<Renewed> functions_, entries_, constants_, terms_;
  std::vector<std::size_t> coefficients_;               ///< of random terms: operations
  std::vector<std::vector<std::size_t>> of_relations_;  ///< the constant, then the terms
};

extern template class PointProgram<double>;
extern template class PointProgram<std::complex<double>>;

}  // namespace freepencil
