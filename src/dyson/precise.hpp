// SPDX-License-Identifier: GPL-3.0-or-later
// Dyson systems in numbers of any precision, in balls, and with derivatives.
#pragma once

#include "dyson/dyson_system.hpp"
#include "dyson/from_model.hpp"
#include "dyson/spectral_radius.hpp"
#include "numeric/ball.hpp"
#include "numeric/jet.hpp"

namespace freepencil {

// Dyson systems of balls and of jets have only the members that their source files instantiate.
extern template class BlockInverse<Multi>;
extern template class BlockInverse<std::complex<Multi>>;
extern template class DysonSystem<Multi>;
extern template class DysonSystem<std::complex<Multi>>;
extern template Multi spectral_radius(Matrix<Multi>);
extern template Multi spectral_radius(Matrix<std::complex<Multi>>);

extern template DysonSystem<Multi> dyson_system(const Model&, const Linearization&, const PointValues<Multi>&,
                                                const std::vector<Relation>*);
extern template DysonSystem<std::complex<Multi>> dyson_system(const Model&, const Linearization&,
                                                              const PointValues<Multi>&, const std::vector<Relation>*);

}  // namespace freepencil
