# SPDX-License-Identifier: GPL-3.0-or-later
"""Dohmatob, Feng, Subramonian and Kempe, Strong Model Collapse, arXiv:2410.04840."""
from formulas.finite_size import inverse_trace, mixing
from formulas.problem import bisect
from formulas.two_sources import TwoSources


def mixed_ridge(q, Delta):
    """Theorem 1: B + V + zeta."""
    p1, p2, S = 1 - q.p2, q.p2, q.Sigma
    k = q.kappa(q.phi, q.lam)
    u = q.u(q.phi, k)
    zeta = p2**2 * (1 + p1 * u) * q.tr(Delta * S**3 / (S + k) ** 2)
    zeta += p2 * u * q.tr(Delta * S * (p1 * S + k) ** 2 / (S + k) ** 2)
    return q.bias(q.phi, k) + (p1 * q.sigma1**2 + p2 * q.sigma2**2) * u + zeta


def theorem_1(q):
    return mixed_ridge(q, q.Delta)


def self_consuming_loops(q):
    """Appendix B.2: least-squares generations are a second truth with Delta = N sigma0^2 phi0/(1 - phi0) Sigma^(-1)."""
    return mixed_ridge(q, q.N * q.sigma0**2 * q.phi0 / (1 - q.phi0) / q.Sigma)


def noise(q):
    """p1 sigma1^2 + p2 sigma2^2."""
    return (1 - q.p2) * q.sigma1**2 + q.p2 * q.sigma2**2


def corollary_1(q):
    p1, p2, x = 1 - q.p2, q.p2, q.phi / (1 - q.phi)
    return noise(q) * x + (p2**2 + p1 * p2 * x) * q.c2


def corollary_1_at(q, n, d):
    n2 = round(q.p2 * n)
    return noise(q) * inverse_trace(n, d) + mixing(n - n2, n2, d) * q.c2


def corollary_4(q):
    phi, p2 = q.phi, q.p2
    return noise(q) / (phi - 1) + q.r**2 * (1 - 1 / phi) + p2 * (phi - p2) / (phi * (phi - 1)) * q.c2


def corollary_4_at(q, n, d):
    return corollary_1_at(q, n, d) + q.r**2 * (1 - n / d)


def two_covariances(q):
    """Propositions 1 and 2."""
    sources = TwoSources(q, [q.Sigma1, q.Sigma2], [1 - q.p2, q.p2], q.phi, q.lam)
    return sources.risk(q.Sigma1, [q.sigma1**2, q.sigma2**2])


def weighted_mixing(q):
    """Corollary 2's estimator: Proposition 2 with Sigma_j -> a_j Sigma, sigma_j^2 -> a_j sigma_j^2."""
    a = [(1 - q.alpha) / (1 - q.p2), q.alpha / q.p2]
    sources = TwoSources(q, [a[0] * q.Sigma, a[1] * q.Sigma], [1 - q.p2, q.p2], q.phi, q.lam)
    return sources.risk(q.Sigma, [a[0] * q.sigma1**2, a[1] * q.sigma2**2])


def random_projections(q):
    """Theorem 2 with Lemma 1, by the scalar equation  lambda = t (gamma - I11(t)) (1 - phi I11(t))."""
    p1, p2, S, phi, gamma = 1 - q.p2, q.p2, q.Sigma, q.phi, q.gamma

    def I(a, b, t):
        return q.tr(S**a / (S + t) ** b)

    def excess(t):
        x, y = gamma - I(1, 1, t), 1 - phi * I(1, 1, t)
        return t * x * y - q.lam if min(x, y) > 0 else -q.lam

    t = bisect(excess, 1e-14, 1e6)
    i12, i22 = I(1, 2, t), I(2, 2, t)
    z = i22 * (gamma - i22) + t**2 * i12**2
    u = phi * z / (gamma - phi * z - i22)
    w = t**2 * i12 / (gamma - phi * z - i22)
    G2 = 1 / (S + t) ** 2
    bias = (1 + u) * t**2 * q.tr(q.Gamma * S * G2) + w * q.tr(q.Gamma * S**2 * G2)
    inner = p2 * (1 + p1 * u) * S**2 + u * (p1 * S + t) ** 2 + p2 * w * S
    return bias + (p1 * q.sigma1**2 + p2 * q.sigma2**2) * u + p2 * q.tr(q.Delta * S * inner * G2)


def unregularised_projections(q):
    """Bach (2023): Lemma 2 with p2 = 0, where the smallest of n, m and d is not d."""
    S, psi = q.Sigma, q.phi * q.gamma
    t = bisect(lambda t: min(1, psi) - q.phi * q.tr(S / (S + t)), 1e-14, 1e6)
    signal = t * q.tr(q.Gamma * S / (S + t))
    if psi < 1:
        return signal / (1 - psi) + q.sigma**2 * psi / (1 - psi)
    return q.bias(q.phi, t) + signal / (psi - 1) + q.sigma**2 * (q.u(q.phi, t) + 1 / (psi - 1))


def iterate(q, clean, contraction):
    """c_(t+1)^2 = clean + contraction*c_t^2."""
    c2 = q.c0**2
    for _ in range(round(q.T)):
        c2 = clean + contraction * c2
    return c2


def iterative_mixing(q):
    x = q.phi / (1 - q.phi)
    return iterate(q, q.sigma**2 * x, q.p2**2 + (1 - q.p2) * q.p2 * x)


def iterative_mixing_at(q, n, d):
    n2 = round(q.p2 * n)
    return iterate(q, q.sigma**2 * inverse_trace(n, d), mixing(n - n2, n2, d))


LIMITS = {
    "theorem_1": theorem_1,
    "theorem_1_overparametrised": theorem_1,
    "corollary_1": corollary_1,
    "corollary_4": corollary_4,
    "self_consuming_loops": self_consuming_loops,
    "two_covariances": two_covariances,
    "random_projections": random_projections,
    "unregularised_projections": unregularised_projections,
    "unregularised_projections_wide": unregularised_projections,
    "weighted_mixing": weighted_mixing,
    "iterative_mixing": iterative_mixing,
}
EXACT = {"corollary_1": corollary_1_at, "corollary_4": corollary_4_at, "iterative_mixing": iterative_mixing_at}
