// SPDX-License-Identifier: GPL-3.0-or-later
#include "solve/direct.inl.hpp"

namespace freepencil {

template DirectRun<double> polish(FixedPoint<double>&, const Vector<double>&, const SolveOptions&,
                                  std::vector<SolveStep>&);
template DirectRun<double> iterate(FixedPoint<double>&, const Vector<double>&, const SolveOptions&, int, int,
                                   std::vector<SolveStep>&);

}  // namespace freepencil
