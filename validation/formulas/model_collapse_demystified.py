# SPDX-License-Identifier: GPL-3.0-or-later
"""Dohmatob, Feng and Kempe, Model Collapse Demystified, arXiv:2402.07712. The n and d of the experiments are T and d."""
from formulas.finite_size import inverse_trace


def least_squares(q):
    """Theorem 4.1."""
    return q.sigma**2 * q.phi / (1 - q.phi) + q.T * q.sigma0**2 * q.phi0 / (1 - q.phi0)


def least_squares_at(q, n, d):
    t0 = round(d / q.phi0)
    return q.sigma**2 * inverse_trace(n, d) + q.T * q.sigma0**2 * inverse_trace(t0, d)


def ridge(q):
    """Theorem 4.3: Bias + Var + n sigma0^2 rho for generations with more samples than features."""
    k = q.kappa(q.phi, q.lam)
    u = q.u(q.phi, k)
    rho = q.phi0 / (1 - q.phi0) * (q.tr(q.Sigma**2 / (q.Sigma + k) ** 2) + k**2 * q.tr(1 / (q.Sigma + k) ** 2) * u)
    return q.bias(q.phi, k) + q.sigma**2 * u + q.T * q.sigma0**2 * rho


class Downstream:
    """What the interpolating generations (T0 < d) and the fit after them need; normalised as tr I = 1."""

    def __init__(self, q):
        S = q.Sigma
        phi0 = 1 / q.q
        self.k0 = q.kappa(phi0, 0)  # df_1(k0) = T0
        self.k = q.kappa(q.phi, q.lam)
        self.u = q.u(q.phi, self.k)
        self.G0, self.G = 1 / (S + self.k0), 1 / (S + self.k)
        self.H = S**3 * self.G**2 + self.u * self.k**2 * S * self.G**2
        self.per_D0 = phi0 / (1 - q.df2(phi0, self.k0))  # d/D0


def same_design(q):
    """Theorems 4.6 to 4.8."""
    S, x = q.Sigma, Downstream(q)
    coupling = x.per_D0 * q.tr(x.H * S * x.G0**2)
    bias = (1 + x.u) * x.k**2 * q.tr(q.Gamma * S * x.G**2)
    bias += 2 * q.tr(q.Gamma * x.k0 * x.G0 * (x.k * S * x.G - (1 + x.u) * x.k**2 * S * x.G**2))
    bias += q.tr(q.Gamma * x.k0**2 * x.G0**2 * (x.H + coupling * S))
    return bias + q.sigma**2 * x.u + q.T * q.sigma0**2 * coupling


def independent_designs(q):
    """Theorem 4.9, by the recursion for H_i = E P H_(i-1) P."""
    S, x, generations = q.Sigma, Downstream(q), round(q.T)
    H, noise = x.H, 0.0
    for _ in range(generations):
        coupling = x.per_D0 * q.tr(H * S * x.G0**2)
        noise += coupling
        H = (S * x.G0) ** 2 * H + coupling * x.k0**2 * S * x.G0**2
    bias = q.tr(q.Gamma * (S - 2 * S**2 * x.G * (S * x.G0) ** generations + H))
    return bias + q.sigma**2 * x.u + q.sigma0**2 * noise


def interpolated_at(q, n, d, bias, factor):
    """Isotropic, T > d, lambda = 0; T0/(d - T0 - 1) times `factor` is what the generations' noise adds."""
    t0 = round(d * q.q)
    return q.sigma**2 * inverse_trace(n, d) + q.tr(q.Gamma) * bias + q.sigma0**2 * inverse_trace(t0, d) * factor


def same_design_at(q, n, d):
    return interpolated_at(q, n, d, 1 - q.q, q.T)


def independent_designs_at(q, n, d):
    share = q.q
    left = 1 - share**q.T
    return interpolated_at(q, n, d, left, left / (1 - share))


def isotropic_limit(at):
    """Theorems of finite size in the limit."""

    def limit(q):
        huge = 10**12
        return at(q, huge, round(q.phi * huge))

    return limit


LIMITS = {
    "least_squares": least_squares,
    "least_squares_independent": least_squares,
    "ridge": ridge,
    "same_design": same_design,
    "same_design_isotropic": isotropic_limit(same_design_at),
    "independent_designs": independent_designs,
    "independent_designs_isotropic": isotropic_limit(independent_designs_at),
}
EXACT = {
    "least_squares": least_squares_at,
    "least_squares_independent": least_squares_at,
    "same_design_isotropic": same_design_at,
    "independent_designs_isotropic": independent_designs_at,
}
