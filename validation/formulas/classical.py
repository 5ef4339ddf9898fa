# SPDX-License-Identifier: GPL-3.0-or-later
"""Hastie et al. (2022) and random features (Adlam and Pennington 2020)."""
import mpmath
import numpy as np

from formulas.finite_size import inverse_trace
from formulas.problem import number


def ridge(q, lam=None):
    k = q.kappa(q.phi, q.lam if lam is None else lam)
    return q.bias(q.phi, k) + q.sigma**2 * q.u(q.phi, k)


def ridgeless(q):
    return ridge(q, 0)


def underparametrised_at(q, n, d):
    return q.sigma**2 * inverse_trace(n, d)


def moments(activation):
    """eta = E a(z)^2 and zeta = (E z a(z))^2 for a standard normal z, by Gauss and Hermite."""
    z, weights = np.polynomial.hermite_e.hermegauss(60)
    weights = weights / np.sum(weights)
    return np.sum(weights * activation(z) ** 2), np.sum(weights * z * activation(z)) ** 2


def random_features(q):
    """-(tau2' + sigma^2 tau1')/tau1^2 - sigma^2, derivatives in the ridge gamma; along the curve
    gamma = k (1 - (m/n1) (1 - k g)), g = 1/(a + zeta/(1 + zeta g/phi)), a = eta - zeta + k."""
    kind = q.description["stages"][0]["fit"]["features"]
    eta, zeta = moments(lambda z: np.sin(number(kind["sine"]) * z))
    if max(abs(eta - q.eta), abs(zeta - q.zeta)) > 1e-12:
        raise ValueError("eta and zeta of the experiment are not those of its activation")
    mp = mpmath.mp.clone()
    mp.dps = 40
    phi, psi, sigma = mp.mpf(q.phi), mp.mpf(q.psi), mp.mpf(q.sigma)
    eta, zeta = mp.mpf(q.eta), mp.mpf(q.zeta)
    ratio = psi / phi  # m/n1

    def g(k):
        # g a (1 + zeta g/phi) + zeta g = 1 + zeta g/phi, the positive root
        a = eta - zeta + k
        linear = a + zeta - zeta / phi
        return (-linear + mp.sqrt(linear**2 + 4 * a * zeta / phi)) / (2 * a * zeta / phi)

    def ridge_of(k):
        return k * (1 - ratio * (1 - k * g(k)))

    def tau1(k):
        return k / ridge_of(k) * g(k)

    def tau2(k):
        return k / ridge_of(k) * (1 - (eta - zeta + k) * g(k)) / zeta

    k = mp.findroot(lambda k: ridge_of(k) - mp.mpf(q.lam), (mp.mpf(q.lam), mp.mpf(q.lam) + 5), solver="anderson")
    slope = mp.diff(ridge_of, k)
    return float(-(mp.diff(tau2, k) + sigma**2 * mp.diff(tau1, k)) / slope / tau1(k) ** 2 - sigma**2)


LIMITS = {
    "ridge": ridge,
    "ridgeless": ridgeless,
    "ridgeless_underparametrised": ridgeless,
    "random_features": random_features,
}
EXACT = {"ridgeless_underparametrised": underparametrised_at}
