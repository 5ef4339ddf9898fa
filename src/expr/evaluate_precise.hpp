// SPDX-License-Identifier: GPL-3.0-or-later
// Expressions in numbers of any precision, in balls, and with derivatives.
#pragma once

#include "expr/evaluate.hpp"
#include "numeric/ball.hpp"
#include "numeric/jet.hpp"

namespace freepencil {

extern template std::vector<Multi> evaluate_rows(const Scalars&, ScalarId, const Leaves<Multi>&, std::size_t);
extern template std::vector<std::complex<Multi>> evaluate_rows(const Scalars&, ScalarId,
                                                               const Leaves<std::complex<Multi>>&, std::size_t);
extern template std::vector<Ball> evaluate_rows(const Scalars&, ScalarId, const Leaves<Ball>&, std::size_t);
extern template std::vector<std::complex<Ball>> evaluate_rows(const Scalars&, ScalarId,
                                                              const Leaves<std::complex<Ball>>&, std::size_t);
extern template std::vector<Jet<Multi>> evaluate_rows(const Scalars&, ScalarId, const Leaves<Jet<Multi>>&, std::size_t);
extern template std::vector<Jet<std::complex<Multi>>> evaluate_rows(const Scalars&, ScalarId,
                                                                    const Leaves<Jet<std::complex<Multi>>>&,
                                                                    std::size_t);

}  // namespace freepencil
