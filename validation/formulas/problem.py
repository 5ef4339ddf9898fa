# SPDX-License-Identifier: GPL-3.0-or-later
"""One experiment as the formulas see it: atoms, parameters, normalised traces and effective ridges."""
import json
from fractions import Fraction

import numpy as np


def number(value):
    """A JSON number, or a fraction as text."""
    return float(Fraction(value)) if isinstance(value, str) else float(value)


def bisect(increasing, low, high):
    """The root of an increasing function on (low, high), both positive, halving the logarithm until it stops moving."""
    while True:
        middle = np.sqrt(low * high)
        if not low < middle < high:
            return middle
        low, high = (middle, high) if increasing(middle) < 0 else (low, middle)


class Problem:
    """Columns of the spectrum and parameters as attributes; `tr` is normalised, tr I = 1, and d*E w0 w0' = Gamma."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.description = json.load(file)
        atoms = self.description["spectrum"]
        self.weights = np.array([number(atom["weight"]) for atom in atoms])
        for name in atoms[0]:
            setattr(self, name, np.array([number(atom[name]) for atom in atoms]))
        for name, value in self.description["theory"]["set"].items():
            setattr(self, "lam" if name == "lambda" else name, number(value))
        self.dimension = number(self.description["dimension"])

    def tr(self, values):
        return float(np.sum(self.weights * values))

    def kappa(self, phi, lam):
        """k > 0 with  k - lam = phi*k*tr Sigma/(Sigma + k);  0 where that has no positive root (lam = 0, phi <= 1)."""
        if lam == 0 and phi <= 1:
            return 0.0
        top = lam + phi * float(np.max(self.Sigma)) + 1
        return bisect(lambda k: k * (1 - phi * self.tr(self.Sigma / (self.Sigma + k))) - lam, 1e-14, top)

    def df2(self, phi, kappa):
        """df_2/n = phi*tr Sigma^2/(Sigma + kappa)^2."""
        return phi * self.tr((self.Sigma / (self.Sigma + kappa)) ** 2)

    def u(self, phi, kappa):
        """df_2/(n - df_2)."""
        df2 = self.df2(phi, kappa)
        return df2 / (1 - df2)

    def bias(self, phi, kappa):
        """kappa^2 tr Gamma Sigma/(Sigma + kappa)^2/(1 - df_2/n)."""
        return kappa**2 * self.tr(self.Gamma * self.Sigma / (self.Sigma + kappa) ** 2) / (1 - self.df2(phi, kappa))
