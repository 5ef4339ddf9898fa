# SPDX-License-Identifier: GPL-3.0-or-later
"""Extrapolation of simulated means to infinite size, and whether a list of z-scores could be standard normals."""
import mpmath
import numpy as np


def extrapolate(sizes, slope=None):
    """a0 of a0 + a1/n + a2/n^2, and its standard error, by least squares weighted with the standard errors.

    Where the coefficient a1 = slope is known it is taken away and the fit is in 1/n^2; else it is in 1/n.
    """
    n, mean, error = (np.array([size[key] for size in sizes], dtype=float) for key in ("n", "mean", "stderr"))
    if slope is not None:
        mean = mean - slope / n
    design = np.column_stack([np.ones(len(n)), 1 / n if slope is None else 1 / n**2]) / error[:, None]
    covariance = np.linalg.inv(design.T @ design)
    return float((covariance @ design.T @ (mean / error))[0]), float(np.sqrt(covariance[0, 0]))


def chi_squared(z):
    """The sum of the squares of z, and the probability that standard normals have a larger one."""
    squares = sum(one * one for one in z)
    return squares, float(mpmath.gammainc(len(z) / 2, squares / 2, mpmath.inf, regularized=True))


def plausible(z):
    """No |z| above 4, and a sum of squares that is not improbable (1e-4)."""
    return max(map(abs, z)) < 4 and chi_squared(z)[1] > 1e-4


def summary(z):
    squares, probability = chi_squared(z)
    return (f"{len(z)} z-scores: mean {np.mean(z):.2f}, standard deviation {np.std(z):.2f}, largest {max(z, key=abs):.2f}, "
            f"{sum(abs(one) > 2 for one in z)} beyond 2; sum of squares {squares:.1f} (p = {probability:.2g})")
