#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The opponents of opponents_bench.cpp and digits_bench.cpp that are written in Python: a Newton solve of
kappa - lambda = phi*kappa*tr(Sigma*inv(Sigma + kappa*I)) with 300 directions, in mpmath and in vectorised NumPy.
Imports are outside of all times; every time is the least of several."""
import sys
import time

import mpmath
import numpy

DIRECTIONS = 300


def with_mpmath(digits):
    """From the root in double precision; every step in twice the digits of the one before."""
    sigma = 10.0 / numpy.arange(1, DIRECTIONS + 1)
    kappa, right = mpmath.mpf(with_numpy(sigma, 0.1, 0.5)), 15
    while right < digits:
        right = min(2 * right, digits)
        mpmath.mp.dps = right + 10
        lam, phi = mpmath.mpf(1) / 10, mpmath.mpf(1) / 2
        ratios = [s / (s + kappa) for s in (mpmath.mpf(10) / k for k in range(1, DIRECTIONS + 1))]
        first = mpmath.fsum(ratios) / DIRECTIONS
        second = mpmath.fsum(r * r for r in ratios) / DIRECTIONS
        kappa -= (kappa - lam - phi * kappa * first) / (1 - phi * second)
    return kappa


def with_numpy(sigma, lam, phi):
    kappa = lam + phi * sigma.mean()
    while True:
        ratios = sigma / (sigma + kappa)
        step = (kappa - lam - phi * kappa * ratios.mean()) / (1 - phi * (ratios * ratios).mean())
        kappa -= step
        if abs(step) <= 1e-14 * kappa:
            return kappa


def curve_with_numpy(sigma, lam, phi):
    """All points at once: an array with a row a point."""
    lam = lam[:, None]
    kappa = lam + phi * sigma.mean()
    while True:
        ratios = sigma / (sigma + kappa)
        second = (ratios * ratios).mean(1, keepdims=True)
        step = (kappa - lam - phi * kappa * ratios.mean(1, keepdims=True)) / (1 - phi * second)
        kappa = kappa - step
        if (abs(step) <= 1e-14 * kappa).all():
            break
    ratios = sigma / (sigma + kappa)
    df2 = phi * (ratios * ratios).mean(1, keepdims=True)
    bias = kappa * kappa * (ratios * ratios).mean(1, keepdims=True) / (1 - df2)
    variance = df2 / 4 / (1 - df2)
    return bias, variance, bias + variance


def least_time(call, repeats):
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        call()
        times.append(time.perf_counter() - begin)
    return min(times)


def main():
    sigma = 10.0 / numpy.arange(1, DIRECTIONS + 1)
    points = [(100 + k) / 1000 for k in range(32)]
    curve = least_time(lambda: [with_numpy(sigma, lam, 0.5) for lam in points], 20)
    print(f"numpy, a point{curve / len(points) * 1e6:24.1f} us")
    many = numpy.logspace(-2, 1, 1000)
    print(f"numpy, 1,000 points{least_time(lambda: curve_with_numpy(sigma, many, 0.5), 20) * 1e3:20.1f} ms")
    for digits, repeats in ((100, 9), (1000, 5), (10000, 1)):
        if len(sys.argv) > 1 and digits > int(sys.argv[1]):
            break
        print(f"mpmath, {digits:5d} digits{least_time(lambda: with_mpmath(digits), repeats) * 1e3:18.1f} ms", flush=True)


if __name__ == "__main__":
    main()
