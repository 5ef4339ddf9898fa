// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/real_interval.hpp"
#include "compare/root_newton.hpp"

namespace freepencil {

/// Balls around the root that is alone in `region`, from an approximation of it. The Krawczyk operator
/// c - Y F(c) + (1 - Y J(X)) (X - c) maps a small box X around c into its interior, so that X has one root (Krawczyk
/// 1969), and X lies in the region, so that it is that one. X grows a few times until it does; a reason where it never
/// does.
[[nodiscard]] Reasoned<std::vector<Ball>> enclose_root(const SpectralTraces& traces, const RootForms& forms,
                                                       const PointValues<Ball>& point,
                                                       const std::map<std::uint32_t, Ball>& known,
                                                       const std::vector<Multi>& centre, const Box& region);

}  // namespace freepencil
