#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/data/reference_values.csv: the outputs of the shipped files from the formulas of the literature.

Nothing here knows the program: every value is a root of the published scalar equations, found by mpmath at 60 digits
and written with 40. Run it again after a change:  /usr/bin/python3 validation/reference_values.py
"""
import csv
import pathlib

from mpmath import findroot, mp, mpf, sqrt

mp.dps = 60
ROOT = pathlib.Path(__file__).resolve().parent.parent


def bisect(f, low, high):
    """The root of f, which is negative at low and positive at high; bisection, then the secant method."""
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if f(middle) < 0 else (low, middle)
    return findroot(f, (low, high), solver="secant")


# Marchenko and Pastur (1967): phi*lambda*g^2 + (1 - phi + lambda)*g - 1 = 0.
def marchenko_pastur(lam, phi):
    b = 1 - phi + lam
    g = (-b + sqrt(b * b + 4 * phi * lam)) / (2 * phi * lam)
    return {"g": g, "companion": phi * g + (1 - phi) / lam}


# Hastie et al. (2022): k - lambda = phi*k*tr(Sigma (Sigma + k)^-1).
def ridge(lam, phi, sigma, atoms):
    tr = lambda f: sum(w * f(s, g) for w, s, g in atoms)
    f = lambda k: k - lam - phi * k * tr(lambda s, g: s / (s + k))
    k = bisect(f, lam, lam + phi * tr(lambda s, g: s) + 1)
    df2 = phi * tr(lambda s, g: s**2 / (s + k) ** 2)
    bias = k**2 * tr(lambda s, g: g * s / (s + k) ** 2) / (1 - df2)
    variance = sigma**2 * df2 / (1 - df2)
    return {"bias": bias, "variance": variance, "risk": bias + variance}


def isotropic(lam, phi, r, sigma):
    return ridge(lam, phi, sigma, [(mpf(1), mpf(1), r**2)])


def anisotropic(lam, phi, sigma):
    return ridge(lam, phi, sigma, [(mpf(1) / 300, mpf(10) / k, mpf(10) / k) for k in range(1, 301)])


ATOMS = [
    (mpf(1) / 2, mpf(2), mpf(1) / 2, mpf(1), mpf(3)),
    (mpf(3) / 10, mpf(1), mpf(3), mpf(2), mpf(1)),
    (mpf(1) / 5, mpf(1) / 4, mpf(1), mpf(1) / 2, mpf(2)),
]


def tr(f):
    return sum(w * f(s1, s2, a, b) for w, s1, s2, a, b in ATOMS)


def iterate(step, start):
    """A contraction to 15 digits, then Newton's method."""
    x = start
    for _ in range(3000):
        x = [(old + new) / 2 for old, new in zip(x, step(x))]
    return list(findroot(lambda *y: [a - b for a, b in zip(step(list(y)), y)], x, tol=mpf(10) ** -55))


# Dohmatob et al. (2024), Proposition 2.
def two_sources(lam, phi, p1):
    p2 = 1 - p1
    K = lambda e: lambda s1, s2: p1 * e[0] * s1 + p2 * e[1] * s2 + lam
    e = iterate(
        lambda e: [
            1 / (1 + phi * tr(lambda s1, s2, a, b: s1 / K(e)(s1, s2))),
            1 / (1 + phi * tr(lambda s1, s2, a, b: s2 / K(e)(s1, s2))),
        ],
        [mpf(1) / 2] * 2,
    )
    k = K(e)
    L = lambda u: lambda s1, s2, b: p1 * u[0] * s1 + p2 * u[1] * s2 + b
    u = iterate(
        lambda u: [
            phi * e[0] ** 2 * tr(lambda s1, s2, a, b: s1 * L(u)(s1, s2, b) / k(s1, s2) ** 2),
            phi * e[1] ** 2 * tr(lambda s1, s2, a, b: s2 * L(u)(s1, s2, b) / k(s1, s2) ** 2),
        ],
        [mpf(0)] * 2,
    )
    l = L(u)
    return {
        "resolvent": tr(lambda s1, s2, a, b: 1 / k(s1, s2)),
        "r1": p1 * e[0] * tr(lambda s1, s2, a, b: a * s1 / k(s1, s2)),
        "r2": tr(lambda s1, s2, a, b: a * l(s1, s2, b) / k(s1, s2) ** 2),
        "r3": p1
        * tr(lambda s1, s2, a, b: a * s1 * (e[0] * l(s1, s2, b) - u[0] * k(s1, s2)) / k(s1, s2) ** 2),
        "r4": p1
        * tr(
            lambda s1, s2, a, b: a
            * s1
            * (p1 * e[0] ** 2 * (b + p2 * u[1] * s2) * s1 + u[0] * (p2 * e[1] * s2 + lam) ** 2)
            / k(s1, s2) ** 2
        ),
    }


# Dohmatob et al. (2024), Proposition 4.
def random_projections(lam, phi, p1, gamma):
    p2, psi = 1 - p1, phi * gamma
    K0 = lambda x: lambda s1, s2: p1 * x[0] * s1 + p2 * x[1] * s2
    K = lambda x: lambda s1, s2: gamma * x[2] * K0(x)(s1, s2) + lam
    x = iterate(
        lambda x: [
            1 / (1 + psi * x[2] * tr(lambda s1, s2, a, b: s1 / K(x)(s1, s2))),
            1 / (1 + psi * x[2] * tr(lambda s1, s2, a, b: s2 / K(x)(s1, s2))),
            1 / (1 + tr(lambda s1, s2, a, b: K0(x)(s1, s2) / K(x)(s1, s2))),
        ],
        [mpf(1) / 2] * 3,
    )
    e1, e2, t = x
    k0, k = K0(x), K(x)
    L = lambda y: lambda s1, s2, b: p1 * y[0] * s1 + p2 * y[1] * s2 + b
    mix = lambda y: lambda s1, s2, b: (gamma * t**2 * L(y)(s1, s2, b) + y[2]) / k(s1, s2) ** 2
    y = iterate(
        lambda y: [
            psi * e1**2 * tr(lambda s1, s2, a, b: s1 * mix(y)(s1, s2, b)),
            psi * e2**2 * tr(lambda s1, s2, a, b: s2 * mix(y)(s1, s2, b)),
            t**2
            * tr(
                lambda s1, s2, a, b: (gamma * y[2] * k0(s1, s2) ** 2 + lam**2 * L(y)(s1, s2, b)) / k(s1, s2) ** 2
            ),
        ],
        [mpf(0)] * 3,
    )
    u1 = y[0]
    G = lambda s1, s2: gamma * t / k(s1, s2)
    P = lambda s1, s2, b: gamma * mix(y)(s1, s2, b)
    return {
        "resolvent": tr(lambda s1, s2, a, b: G(s1, s2)),
        "r1": p1 * e1 * tr(lambda s1, s2, a, b: a * s1 * G(s1, s2)),
        "r2": tr(lambda s1, s2, a, b: a * P(s1, s2, b)),
        "r3": p1 * tr(lambda s1, s2, a, b: a * s1 * (e1 * P(s1, s2, b) - u1 * G(s1, s2))),
        "r4": tr(
            lambda s1, s2, a, b: p1 * u1 * a * s1
            + p1**2 * a * s1**2 * (e1**2 * P(s1, s2, b) - 2 * e1 * u1 * G(s1, s2))
        ),
    }


# Adlam and Pennington (2020), by the scalar route that has one monotone root.
def random_features(lam, phi, psi, eta, zeta):
    ratio = psi / phi  # samples per feature, n/m

    def g_of(k):
        a = eta - zeta + k
        return bisect(lambda g: g - 1 / (a + zeta / (1 + zeta * g / phi)), mpf(0), 1 / a + 1)

    k = bisect(lambda k: k * (1 - ratio * (1 - k * g_of(k))) - lam, mpf(10) ** -8, lam + 10 * (1 + ratio) * eta)
    g = g_of(k)
    t1 = k / lam * g
    t2 = k / lam * (1 - (eta - zeta + k) * g) / zeta
    for residual in (
        phi * (zeta * t2 * t1 + phi * (t2 - t1)) + zeta * t1 * t2 * psi * (lam * t1 - 1),
        (t2 - t1) * phi * (zeta * (t2 - t1) + eta * t1) - zeta * t1 * t2 * (lam * t1 - 1),
    ):
        assert abs(residual) < mpf(10) ** -45, residual
    return {"t1": t1, "t2": t2}


def fraction(text):
    top, _, bottom = text.partition("/")
    return mpf(top) / mpf(bottom or 1)


# file, formula, the points: a row of exact values for the formula's arguments
CASES = [
    ("marchenko_pastur", marchenko_pastur, ["lambda", "phi"],
     [["1/10", "1/2"], ["1/20", "1/2"], ["1/1000", "2"], ["3", "1/10"], ["1/100", "1"]]),
    ("ridge/isotropic", isotropic, ["lambda", "phi", "r", "sigma"],
     [["1/10", "1/2", "1", "1/2"], ["1/8", "1/2", "1", "1/2"], ["1/1000", "3", "2", "1/10"], ["1/50", "1", "1", "1"],
      ["1/100000", "101/100", "1", "1/2"], ["1/1000", "100", "1", "1/2"]]),
    ("ridge/anisotropic", anisotropic, ["lambda", "phi", "sigma"],
     [["1/10", "1/2", "1/2"], ["1/1000", "2", "1/2"], ["5", "1/3", "1"], ["1/10000", "1", "1/10"],
      ["1/100000", "1", "1/2"], ["1/100000000", "9/10", "1/2"]]),
    ("two_sources", two_sources, ["lambda", "phi", "p1"],
     [["1/20", "1/2", "3/5"], ["1/100", "2", "1/4"], ["1", "1/3", "9/10"]]),
    ("random_projections", random_projections, ["lambda", "phi", "p1", "gamma"],
     [["1/20", "1/2", "3/5", "7/5"], ["1/50", "2", "1/4", "2/5"], ["1/2", "1/3", "9/10", "3"]]),
    ("random_features/linear", random_features, ["lambda", "phi", "psi", "eta", "zeta"],
     [["1/10", "3/4", "1/2", "1", "1/2"], ["1/1000", "2", "1/3", "1", "1/4"], ["1/100", "1/2", "1", "2", "3/2"]]),
]
FILES = {"two_sources": ["resolvent", "r1", "r2", "r3", "r4"], "random_projections": ["resolvent", "r1", "r2", "r3", "r4"]}


def main():
    with open(ROOT / "tests/data/reference_values.csv", "w", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["file", "parameters", "output", "value"])
        for file, formula, names, points in CASES:
            for point in points:
                values = formula(*map(fraction, point))
                where = " ".join(f"{name}={value}" for name, value in zip(names, point))
                for output, value in values.items():
                    name = f"{file}/{output}" if file in FILES else file
                    writer.writerow([f"pencils/{name}.pencil", where, output, mp.nstr(value, 40)])


if __name__ == "__main__":
    main()
