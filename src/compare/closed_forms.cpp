// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/closed_forms.inl.hpp"

namespace freepencil {

template class ClosedForms<double>;
template class ClosedForms<Multi>;
template class ClosedForms<Ball>;

}  // namespace freepencil
