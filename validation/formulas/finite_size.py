# SPDX-License-Identifier: GPL-3.0-or-later
"""Exact means over Wishart matrices at a finite number of samples."""


def inverse_trace(n, d):
    """E tr Sigma (X'X)^(-1), or E tr (XX')^(-1) for Sigma = I and more features than samples."""
    return d / (n - d - 1) if d < n else n / (d - n - 1)


def mixing(n1, n2, d):
    """E tr Sigma M^(-1) M2 Delta M2 M^(-1) / tr Delta Sigma for least squares on n1 + n2 > d + 1 samples.

    With S = X'X and U = S^(-1/2) X2'X2 S^(-1/2), a matrix beta variable independent of S and invariant under rotations,
    E U_ij U_kl = a 1_ij 1_kl + b (1_ik 1_jl + 1_il 1_jk); U_11 and the minors U_11 U_22 - U_12^2 are (products of) beta
    variables, which gives a and b; and E tr S tr S^(-1) = d (n d - 2)/(n - d - 1).
    """
    n = n1 + n2
    minor = n2 * (n2 - 1) / (n * (n - 1))
    square = n2 * (n2 + 2) / (n * (n + 2))
    b = (square - minor) / 3
    a = minor + b
    return a + b + b * (n * d - 2) / (n - d - 1)
