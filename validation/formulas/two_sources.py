# SPDX-License-Identifier: GPL-3.0-or-later
"""Deterministic equivalents for two sources with two covariances (Strong Model Collapse, arXiv:2410.04840,
Proposition 2): functionals of R = (M1 + M2 + lambda)^(-1), M_j = X_j'X_j/n, for one middle matrix B at a time."""
import numpy as np


class TwoSources:
    def __init__(self, problem, covariances, shares, phi, lam):
        self.problem, self.S, self.p, self.phi, self.lam = problem, covariances, shares, phi, lam
        self.e = np.ones(2)
        for _ in range(100000):
            before = self.e
            K = self.K()
            self.e = np.array([1 / (1 + phi * problem.tr(S / K)) for S in covariances])
            if np.max(np.abs(self.e - before)) < 1e-16:
                break

    def K(self):
        return self.p[0] * self.e[0] * self.S[0] + self.p[1] * self.e[1] * self.S[1] + self.lam

    def u(self, B):
        """The linear system  u_j = phi e_j^2 tr Sigma_j (p1 u1 Sigma1 + p2 u2 Sigma2 + B)/K^2."""
        tr, K = self.problem.tr, self.K()
        row = [self.phi * self.e[j] ** 2 * self.S[j] / K**2 for j in range(2)]
        matrix = np.array([[tr(row[j] * self.p[i] * self.S[i]) for i in range(2)] for j in range(2)])
        return np.linalg.solve(np.eye(2) - matrix, np.array([tr(row[j] * B) for j in range(2)]))

    def r2(self, A, B):
        """tr A R B R."""
        u = self.u(B)
        return self.problem.tr(A * (self.p[0] * u[0] * self.S[0] + self.p[1] * u[1] * self.S[1] + B) / self.K() ** 2)

    def r3(self, j, A, B):
        """tr A M_j R B R."""
        u, e, p, i = self.u(B), self.e, self.p, 1 - j
        C = e[j] * B + p[i] * (e[j] * u[i] - u[j] * e[i]) * self.S[i] - self.lam * u[j]
        return p[j] * self.problem.tr(A * self.S[j] * C / self.K() ** 2)

    def r4(self, j, A, B):
        """tr A M_j R B R M_j."""
        u, e, p, i = self.u(B), self.e, self.p, 1 - j
        D = p[j] * e[j] ** 2 * (B + p[i] * u[i] * self.S[i]) * self.S[j] + u[j] * (p[i] * e[i] * self.S[i] + self.lam) ** 2
        return p[j] * self.problem.tr(A * self.S[j] * D / self.K() ** 2)

    def risk(self, B, noises):
        """Proposition 1: bias + what the second truth does + noise, the variances of the labels being `noises`."""
        q = self.problem
        noise = sum(noises[j] * self.phi * self.r3(j, np.ones_like(B), B) for j in range(2))
        return self.lam**2 * self.r2(q.Gamma, B) + self.r4(1, q.Delta, B) + noise
