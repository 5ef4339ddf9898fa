# SPDX-License-Identifier: GPL-3.0-or-later
"""Exact means over Wishart matrices at a finite number of samples."""


def inverse_trace(n, d):
    """E tr Sigma (X'X)^(-1), or E tr (XX')^(-1) for Sigma = I and more features than samples."""
    return d / (n - d - 1) if d < n else n / (d - n - 1)


def mixing(n1, n2, d):
    """E |pinv(X) (0, X2 delta)|^2_Sigma / tr Delta Sigma: what a second truth does to least squares on n1 + n2 samples,
    more than d + 1, or to isotropic interpolation, fewer than d - 1.

    d < n: with S = X'X and U = S^(-1/2) X2'X2 S^(-1/2), a matrix beta variable independent of S and invariant under
    rotations, E U_ij U_kl = a 1_ij 1_kl + b (1_ik 1_jl + 1_il 1_jk); U_11 and the minors U_11 U_22 - U_12^2 are (products
    of) beta variables, which gives a and b; and E tr S tr S^(-1) = d (n d - 2)/(n - d - 1).

    d > n: with W = XX' the sum of W_ij (W^(-1))_ij over the rows i, j of X2. 1/(W^(-1))_11 is chi-squared with d - n + 1
    degrees of freedom and W_11 exceeds it by an independent one with n - 1, which gives the diagonal terms,
    1 + (n - 1)/(d - n - 1); over all j the sum is 1, which gives the others, -1/(d - n - 1).
    """
    n = n1 + n2
    if d > n:
        return n2 / d * (1 + n1 / (d - n - 1))
    minor = n2 * (n2 - 1) / (n * (n - 1))
    square = n2 * (n2 + 2) / (n * (n + 2))
    b = (square - minor) / 3
    a = minor + b
    return a + b + b * (n * d - 2) / (n - d - 1)
