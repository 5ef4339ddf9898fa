#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the means that `estimators` printed against the closed forms of the papers, written down a second time in
formulas/ without any code of the program.

    estimators validation/experiments --output results.json && validation/check_experiments.py results.json

Every mean is compared with the exact value at its size where the papers have one (column `exact`), and c0 of the
weighted least-squares line c0 + c1/n with the limit (column `extrapolated`); the means minus the limit in standard errors
are printed as well, but they hold a bias of order 1/n and decide nothing. Exit status 1: some |z| is above 4, or the sum
of squares of all z is improbable (below 1e-4).
"""
import argparse
import json
import sys
from pathlib import Path

from formulas import accumulating_data, classical, model_collapse_demystified, optimal_mixing, strong_model_collapse
from formulas.problem import Problem
from scores import extrapolate, plausible, summary

PAPERS = {
    "accumulating_data": accumulating_data,
    "classical": classical,
    "model_collapse_demystified": model_collapse_demystified,
    "optimal_mixing": optimal_mixing,
    "strong_model_collapse": strong_model_collapse,
}


def compare(result):
    """The name, limit, extrapolation and all z of one experiment."""
    path = Path(result["experiment"])
    paper, name = PAPERS[path.parent.name], path.stem
    problem = Problem(path)
    limit, sizes = paper.LIMITS[name](problem), result["sizes"]
    row = {"name": f"{path.parent.name}/{name}", "limit": limit, "exact": []}
    row["raw"] = [(size["mean"] - limit) / size["stderr"] for size in sizes]
    if name in paper.EXACT:
        for size in sizes:
            d = round(problem.dimension * size["n"])
            row["exact"].append((size["mean"] - paper.EXACT[name](problem, size["n"], d)) / size["stderr"])
    if len(sizes) > 1:
        row["value"], row["error"] = extrapolate(sizes)
        row["z"] = (row["value"] - limit) / row["error"]
    return row


def report(rows):
    def joined(values):
        return " ".join(f"{value:6.2f}" for value in values)

    print(f"{'experiment':57} {'limit':>10} {'extrapolated':>22} {'z':>6}   {'z of the means':20}   exact")
    for row in rows:
        value = f"{row['value']:.6f} +- {row['error']:.6f}" if "z" in row else ""
        z = f"{row['z']:6.2f}" if "z" in row else ""
        print(f"{row['name']:57} {row['limit']:10.6f} {value:>22} {z:>6}   {joined(row['raw']):20}   {joined(row['exact'])}")


def verdict(kind, values):
    """Whether these could be standard normals."""
    if values:
        print(f"{kind}: {summary(values)}")
    return not values or plausible(values)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", help="what estimators wrote")
    with open(parser.parse_args().results, encoding="utf-8") as file:
        rows = [compare(result) for result in json.load(file)]
    report(rows)
    good = verdict("extrapolated", [row["z"] for row in rows if "z" in row])
    good = verdict("exact at finite size", [z for row in rows for z in row["exact"]]) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
