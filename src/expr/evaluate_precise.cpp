// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/evaluate_precise.hpp"

#include "expr/evaluate.inl.hpp"

namespace freepencil {

template std::vector<Multi> evaluate_rows(const Scalars&, ScalarId, const Leaves<Multi>&, std::size_t);
template std::vector<std::complex<Multi>> evaluate_rows(const Scalars&, ScalarId, const Leaves<std::complex<Multi>>&,
                                                        std::size_t);
template std::vector<Ball> evaluate_rows(const Scalars&, ScalarId, const Leaves<Ball>&, std::size_t);
template std::vector<std::complex<Ball>> evaluate_rows(const Scalars&, ScalarId, const Leaves<std::complex<Ball>>&,
                                                       std::size_t);
template std::vector<Jet<Multi>> evaluate_rows(const Scalars&, ScalarId, const Leaves<Jet<Multi>>&, std::size_t);
template std::vector<Jet<std::complex<Multi>>> evaluate_rows(const Scalars&, ScalarId,
                                                             const Leaves<Jet<std::complex<Multi>>>&, std::size_t);

}  // namespace freepencil
