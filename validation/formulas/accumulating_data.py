# SPDX-License-Identifier: GPL-3.0-or-later
"""Gerstgrasser et al., Is Model Collapse Inevitable?, arXiv:2404.01413."""
from formulas.finite_size import inverse_trace


def rounds(q):
    return range(1, round(q.T) + 1)


def replace_at(q, n, d):
    return q.T * q.sigma**2 * inverse_trace(n, d)


def accumulate_at(q, n, d):
    return sum(i**-2 for i in rounds(q)) * q.sigma**2 * inverse_trace(n, d)


def fresh_designs_at(q, n, d):
    return q.sigma**2 * sum(inverse_trace(i * n, d) / i for i in rounds(q))


def limit(at):
    def value(q):
        huge = 10**12
        return at(q, huge, round(q.phi * huge))

    return value


EXACT = {"replace": replace_at, "accumulate": accumulate_at, "fresh_designs": fresh_designs_at}
LIMITS = {name: limit(at) for name, at in EXACT.items()}
