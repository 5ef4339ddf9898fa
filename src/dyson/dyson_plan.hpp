// SPDX-License-Identifier: GPL-3.0-or-later
// All of a Dyson equation's evaluation that does not depend on numbers: what is inverted, multiplied and traced, and in
// which order. Parameter points and number types of one shape share it.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "dyson/block_program.hpp"
#include "dyson/structure.hpp"

namespace freepencil {

struct DysonPlan {
  /// A product of up to four functions under the integral over a space: their indices in order, -1 being the identity.
  struct Density {
    int space = 0;
    std::array<int, 4> functions{-1, -1, -1, -1};
    friend bool operator==(const Density&, const Density&) = default;
  };
  /// tr(weight M_kl): the run number `slot` of a space, against one of `densities`.
  struct Trace {
    int space = 0, slot = -1, density = 0;
  };
  /// What S adds to one input of a space: the covariance terms with the identity, and those with a function.
  struct Feed {
    std::vector<int> uniform, modulated;
  };
  /// One sweep over the atoms of a space.
  struct Pass {
    int space = 0;
    std::vector<int> operations;  ///< of the program of the space
    std::vector<int> inputs;      ///< that these read
    std::vector<int> traced;      ///< unknowns whose blocks are complete
  };
  /// Some blocks and traces, stage by stage: followers of one stage enter S in the next.
  using Goal = std::vector<std::vector<Pass>>;
  /// How the derivative of the map is put together from integrals over products of two blocks.
  struct Derivative {
    struct Integral {
      int space = 0, left = 0, right = 0, density = 0;
      friend bool operator==(const Integral&, const Integral&) = default;
    };
    /// Adds covariance[term] * integral, times a coefficient of the relation of `unknown` unless `part` is negative.
    struct Entry {
      int row = 0, column = 0, integral = 0, term = 0, unknown = 0, part = -1;
    };
    int solved = 0, followers = 0;  ///< the rows: unknowns that are solved for first
    std::vector<Integral> integrals;
    std::vector<Entry> entries;
  };
  /// What the iteration on some of the unknowns needs, and what is left for everything else.
  struct Part {
    Goal iterate, rest;
    Derivative derivative;
  };
  /// Entry (to, from) of the second-moment operator of one class: the space's size times the coefficients of terms a
  /// and b times the integral of f' M_{m i} h (f2' M_{m2 i2} h2)*.
  struct Moment {
    int to = 0, from = 0, a = 0, b = 0;
    int space = 0, left = 0, right = 0;  ///< slots
    int left_port = -1, right_port = -1;
    int density = 0;  ///< where nothing is complex
  };
  struct Moments {
    int size = 0;
    std::vector<Moment> entries;
  };

  DysonPlan(PencilShape pencil, std::optional<std::vector<ShapeRelation>> known);
  /// The plan of this shape. The last few are kept: the next parameter point, another precision and another number type
  /// all ask for the same one.
  [[nodiscard]] static std::shared_ptr<const DysonPlan> of(PencilShape pencil,
                                                           std::optional<std::vector<ShapeRelation>> known);

  [[nodiscard]] const Part& part(const Component& component) const {
    return components[static_cast<std::size_t>(&component - structure.components.data())];
  }

  PencilShape shape;
  std::optional<std::vector<ShapeRelation>> relations;
  Structure structure;
  std::vector<BlockProgram> programs;  ///< by space: of all blocks that anything needs
  std::vector<Density> densities;
  std::vector<Trace> unknowns;               ///< by unknown
  std::vector<char> is_follower;             ///< by unknown
  std::vector<std::vector<int>> expansions;  ///< by unknown: the unknowns that its relation names
  std::vector<std::vector<Feed>> feeds;      ///< by space and input
  Goal everything;
  Part whole;
  std::vector<Part> components;
  std::vector<Moments> moments;  ///< by class

 private:
  friend class DysonPlanner;
};

}  // namespace freepencil
