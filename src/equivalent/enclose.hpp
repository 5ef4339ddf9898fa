// SPDX-License-Identifier: GPL-3.0-or-later
// Guaranteed bounds of the outputs.
#pragma once

#include "certify/certify.hpp"
#include "equivalent/equations.hpp"
#include "laws/ensemble.hpp"

namespace freepencil {

/// The balls of a floating-point scalar.
template <class S>
struct BallOf;
template <>
struct BallOf<Multi> {
  using Type = Ball;
};
template <>
struct BallOf<std::complex<Multi>> {
  using Type = std::complex<Ball>;
};

template <class S>
struct EnclosedValues {
  bool proved = false;
  std::string reason;  ///< one sentence unless proved
  std::vector<typename BallOf<S>::Type> outputs;
  double branch_bound = 0;
};

/// Encloses the outputs in balls with so many digits, starting from the root g of the system with these relations, in
/// arithmetic of `precision` decimal digits and more where that is not enough. The proof takes nothing of the relations
/// for granted: it encloses a root of all the equations.
template <class S>
[[nodiscard]] EnclosedValues<S> enclose(const Model& model, const Equations& equations, const Ensemble& ensemble,
                                        const std::vector<Relation>* relations, const Vector<S>& g, int digits,
                                        int precision);

extern template EnclosedValues<Multi> enclose(const Model&, const Equations&, const Ensemble&,
                                              const std::vector<Relation>*, const Vector<Multi>&, int, int);
extern template EnclosedValues<std::complex<Multi>> enclose(const Model&, const Equations&, const Ensemble&,
                                                            const std::vector<Relation>*,
                                                            const Vector<std::complex<Multi>>&, int, int);

/// How many significant digits a ball shows.
[[nodiscard]] int shown_digits(const Ball& x);
[[nodiscard]] int shown_digits(const std::complex<Ball>& x);

}  // namespace freepencil
