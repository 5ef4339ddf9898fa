# SPDX-License-Identifier: GPL-3.0-or-later
"""Garg, Bhattacharya and Sur, arXiv:2509.22341. Their p/n, gamma, is the experiments' d/n."""
import mpmath
import numpy as np

from formulas.finite_size import inverse_trace
from formulas.two_sources import TwoSources


def min_norm(q, v):
    """B + v V: what interpolation of clean labels has, with v times its variance."""
    k = q.kappa(q.gamma, 0)
    return q.bias(q.gamma, k) + v * q.sigma**2 * q.u(q.gamma, k)


def variance_factor(q):
    """Theorem 3.1: v_t = (1-w)^2 v_(t-1) + w^2 + (1-w)^2, v_0 = 1."""
    v = 1.0
    for _ in range(round(q.T)):
        v = (1 - q.w) ** 2 * v + q.w**2 + (1 - q.w) ** 2
    return v


def min_norm_isotropic_at(q, n, d):
    return q.tr(q.Gamma) * (1 - n / d) + variance_factor(q) * q.sigma**2 * inverse_trace(n, d)


def greedy_weight(q):
    """Appendix C: w_t = (1 + w_(t-1))/(2 + w_(t-1)), w_0 = 1, and v_t = w_t."""
    w = 1.0
    for _ in range(round(q.T)):
        w = (1 + w) / (2 + w)
    return w


def divided_difference(q):
    """(k1 - k2)/(z1 - z2) - 1 at z1 = lambda/w, z2 = lambda/(2-w), without cancellation; and k1."""
    k1, k2 = q.kappa(q.gamma, q.lam / q.w), q.kappa(q.gamma, q.lam / (2 - q.w))
    shared = q.gamma * q.tr(q.Sigma**2 / (q.Sigma + k1) / (q.Sigma + k2))
    return shared / (1 - shared), k1


def ridge_infinite(q):
    """Theorems 3.2 and 3.3."""
    difference, k1 = divided_difference(q)
    c = (q.w**2 + (1 - q.w) ** 2) / (q.w * (2 - q.w))
    return q.bias(q.gamma, k1) + q.sigma**2 * c * difference


def same_labels(q):
    return min_norm(q, 1 / (q.w * (2 - q.w)))


def same_labels_ridge(q):
    difference, k1 = divided_difference(q)
    factor = (1 - q.w) ** 2 / (q.w * (2 - q.w))
    return q.bias(q.gamma, k1) + q.sigma**2 * (q.u(q.gamma, k1) + factor * difference)


def ridge_one_round(q):
    """Powers of the resolvent R(z) by differentiating the equivalents in z:
    R1 = tr Gamma F Sigma F + sigma^2/n tr Sigma ((w^2 + (1-w)^2) R Sh R + (1-w)^2 A Sh R^2 A), A = I - lambda R."""
    mp = mpmath.mp.clone()
    mp.dps = 40
    weights, S, G = (list(map(mp.mpf, map(float, x))) for x in (q.weights, q.Sigma, q.Gamma))
    gamma, lam, w = mp.mpf(q.gamma), mp.mpf(q.lam), mp.mpf(q.w)

    def tr(values):
        return mp.fsum(a * b for a, b in zip(weights, values))

    def kappa(z):
        start = mp.mpf(q.kappa(q.gamma, float(mp.re(z))))
        return mp.findroot(lambda k: k * (1 - gamma * tr(s / (s + k) for s in S)) - z, start)

    def gamma_words(z1, z2):
        """tr Gamma R(z1) Sigma R(z2)."""
        a, b = kappa(z1), kappa(z2)
        second = gamma * tr(s**2 / (s + a) / (s + b) for s in S)
        return a * b / (z1 * z2) * tr(g * s / (s + a) / (s + b) for g, s in zip(G, S)) / (1 - second)

    def one_resolvent(z):
        """tr Sigma R(z)."""
        k = kappa(z)
        return k / z * tr(s / (s + k) for s in S)

    T = gamma_words(lam, lam)
    T1 = -mp.diff(gamma_words, (lam, lam), (1, 0))
    T11 = mp.diff(gamma_words, (lam, lam), (1, 1))
    a, b = lam * (2 - w), -(1 - w) * lam**2  # F = a R + b R^2
    bias = a**2 * T + 2 * a * b * T1 + b**2 * T11
    R = [None] + [mp.diff(one_resolvent, lam, k) * (-1) ** k / mp.factorial(k) for k in range(4)]
    plain = R[1] - lam * R[2]
    twice = R[1] - 3 * lam * R[2] + 3 * lam**2 * R[3] - lam**3 * R[4]  # Sh^3 R^4
    return float(bias + mp.mpf(q.sigma) ** 2 * gamma * ((w**2 + (1 - w) ** 2) * plain + (1 - w) ** 2 * twice))


def fresh_designs(q):
    """Extension (ii), ridge: C_t and S_t, the moments of the last model with the truth and with itself."""
    S, k, w = q.Sigma, q.kappa(q.gamma, q.lam), q.w
    A, D = S / (S + k), S / (S + k) ** 2
    per = q.gamma / (1 - q.df2(q.gamma, k))

    def moved(X):
        return A**2 * X + k**2 * per * q.tr(X * D) * D

    C, M = A * q.Gamma, moved(q.Gamma) + q.sigma**2 * per * D
    for _ in range(round(q.T)):
        M = moved(w**2 * q.Gamma + 2 * w * (1 - w) * C + (1 - w) ** 2 * M)
        M = M + q.sigma**2 * (w**2 + (1 - w) ** 2) * per * D
        C = A * (w * q.Gamma + (1 - w) * C)
    return q.tr(S * (q.Gamma - 2 * C + M))


def fresh_min_norm_at(q, n, d):
    """Extension (ii), isotropic interpolation: the same recursion with E P = n/d."""
    w, share, b2, noise = q.w, n / d, q.tr(q.Gamma), q.sigma**2 * inverse_trace(n, d)
    C, M = share * b2, share * b2 + noise
    for _ in range(round(q.T)):
        M = share * (w**2 * b2 + 2 * w * (1 - w) * C + (1 - w) ** 2 * M) + (w**2 + (1 - w) ** 2) * noise
        C = share * (w * b2 + (1 - w) * C)
    return b2 - 2 * C + M


def partial_labels(q):
    """Extension (iii): C_t = E D_t b', S_t = E D_t D_t' for D_t = b_t - b = -lambda R b + R M2 D_(t-1) + noise."""
    S, p2 = q.Sigma, q.p2
    k = q.kappa(q.phi, q.lam)
    sources = TwoSources(q, [S, S], [1 - p2, p2], q.phi, q.lam)
    units = np.eye(len(S)) / q.weights[:, None]  # tr(X units[j]) = X[j]
    noise = q.sigma**2 * q.phi * S / (S + k) ** 2 / (1 - q.df2(q.phi, k))
    bias = q.lam**2 * np.array([sources.r2(q.Gamma, unit) for unit in units])
    C, M = -k / (S + k) * q.Gamma, bias + noise
    for _ in range(round(q.T)):
        cross = np.array([sources.r3(1, C, unit) for unit in units])
        kept = np.array([sources.r4(1, M, unit) for unit in units])
        C, M = -k / (S + k) * q.Gamma + p2 * S / (S + k) * C, bias - 2 * q.lam * cross + kept + noise
    return q.tr(S * M)


def in_the_limit(at):
    return lambda q: at(q, 10**12, round(q.gamma * 10**12))


LIMITS = {
    "min_norm": lambda q: min_norm(q, variance_factor(q)),
    "min_norm_isotropic": in_the_limit(min_norm_isotropic_at),
    "ridge_infinite": ridge_infinite,
    "ridge_one_round": ridge_one_round,
    "dynamic_mixing": lambda q: min_norm(q, greedy_weight(q)),
    "same_labels": same_labels,
    "same_labels_ridge": same_labels_ridge,
    "fresh_designs": fresh_designs,
    "fresh_designs_min_norm": in_the_limit(fresh_min_norm_at),
    "partial_labels": partial_labels,
}
EXACT = {"min_norm_isotropic": min_norm_isotropic_at, "fresh_designs_min_norm": fresh_min_norm_at}
