// SPDX-License-Identifier: GPL-3.0-or-later
// The theory of a model in symbols: what `derive` finds and the reports print.
#pragma once

#include <string>
#include <vector>

#include "dyson/structure.hpp"
#include "expr/model.hpp"

namespace freepencil {

/// All ids belong to the arenas of the model. A Trace leaf stands for tr of `Model::traces[index]`, here always of a
/// deterministic matrix; an Unknown leaf for `unknowns[index]`.
struct Derivation {
  struct Unknown {
    std::string name;    ///< `e_1`: plain text, an identifier
    std::string symbol;  ///< the same in LaTeX: `e_{1}`, or what the file asks for: `\kappa`
    MatrixId matrix{};   ///< what it is the limit of: the normalised trace of this random matrix
    ScalarId value{};    ///< right-hand side of its equation: of itself, of its own component and of earlier ones
    bool linear = false;
    bool explicitly = false;  ///< the right-hand side holds no unknown of its own component: a closed form
    int component = 0;        ///< unknowns of one component are solved together; components in the order of solution
    TracedBlock traced = {};  ///< the trace of the pencil that it stands for, or minus that where `negated` says so
    bool negated = false;
  };
  /// A random matrix and the deterministic one that takes its place in traces.
  struct Equivalent {
    MatrixId matrix{};
    MatrixId limit{};
  };
  struct Formula {
    std::string name;
    ScalarId value{};  ///< in parameters, sizes, unknowns and traces of deterministic matrices
    std::string description;
  };

  BlockMatrix pencil;
  bool minimal = false;  ///< no smaller pencil represents all the outputs
  std::vector<Unknown> unknowns;
  std::vector<Equivalent> equivalents;
  std::vector<Formula> outputs;
  /// Whether the order of the sizes has a part in the equations: which rectangular blocks have an inverse.
  bool depends_on_sizes = false;
  double seconds = 0;
};

}  // namespace freepencil
