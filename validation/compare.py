#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the means that `estimators` simulates against the limits that `freepencil solve` gives for the pencil files
which the experiments name, and keeps the table of the comparison.

    validation/compare.py --program build/release/freepencil --estimators build/release/estimators
    validation/compare.py ... --approve      # writes approved.md, where that is meant to change
    validation/compare.py ... --quick        # few trials, seconds: for the test suite
    validation/compare.py ... --results FILE # of `estimators --output FILE`, instead of a run

Every mean is a0 + a1/n + a2/n^2 + noise. Where the program has the coefficient a1 (`--finite-size`), it is taken away and
a0 is extrapolated in 1/n^2; else in 1/n; by least squares with the standard errors as weights. z is the distance of a0
from the limit in its standard errors. The spectrum of the experiment must be the one of the file.

Exit status 1: some |z| is above 4, the sum of their squares is improbable (below 1e-4), or the table is not the approved
one; 2: an experiment does not fit its file.
"""
import argparse
import json
import math
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
APPROVED = ROOT / "validation" / "approved.md"
QUICK = 0.02  # factor for the trials
# The term of order 1/n takes too long where every round has a design of its own and there are many rounds.
WITHOUT_SLOPE = {"accumulating_data/fresh_designs", "optimal_mixing/fresh_designs_min_norm"}


def spectrum_of(path):
    """The atoms of the file's spectrum as the experiments write them; nothing where it has none."""
    block = re.search(r"^spectrum \w+ \{(.*?)^\}", path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    atoms = []
    for line in block.group(1).splitlines() if block else []:
        line = line.split("#")[0].strip()
        if line:
            weight, values = line.split(":")
            columns = dict(cell.split("=") for cell in values.split(","))
            atoms.append({"weight": Fraction(weight.strip())} |
                         {name.strip(): Fraction(value.strip()) for name, value in columns.items()})
    return atoms


def check_spectrum(experiment, path):
    """The same atoms in the same order; a file may have more columns, and none where there is one atom."""
    ours = [{name: Fraction(value) for name, value in atom.items()} for atom in experiment["spectrum"]]
    theirs = spectrum_of(path)
    if not theirs and len(ours) == 1:
        return
    shared = [{name: atom[name] for name in ours[0] if name in atom} for atom in theirs]
    if shared != ours:
        sys.exit(f"{path.relative_to(ROOT)}: another spectrum than that of the experiment '{experiment['title']}'")


def options_of(theory):
    options = []
    for name, value in theory["set"].items():
        options += ["--set", f"{name}={value}"]
    for name, value in theory.get("limit", {}).items():
        options += ["--limit", f"{name}={value}"]
    return options


def solve(program, theory, with_slope):
    """The limit and the coefficient of 1/n, or None where the program does not have it."""
    command = [program, "solve", theory["file"], "--output", theory["output"], "--format", "json", "--quiet"]
    command += options_of(theory)
    for extra in [["--finite-size"], []] if with_slope else [[]]:
        done = subprocess.run(command + extra, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            output = json.loads(done.stdout)["outputs"][0]
            return output["value"], output.get("finite_size")
    sys.stderr.write(done.stderr)
    sys.exit(2)


def extrapolate(sizes, slope):
    """a0 and its standard error."""
    n, mean, error = (np.array([size[key] for size in sizes], dtype=float) for key in ("n", "mean", "stderr"))
    if slope is not None:
        mean = mean - slope / n
    design = np.column_stack([np.ones(len(n)), 1 / n if slope is None else 1 / n**2]) / error[:, None]
    covariance = np.linalg.inv(design.T @ design)
    return float((covariance @ design.T @ (mean / error))[0]), float(np.sqrt(covariance[0, 0]))


def compare(program, result):
    path = ROOT / result["experiment"]
    experiment = json.loads(path.read_text(encoding="utf-8"))
    theory = experiment["theory"]
    check_spectrum(experiment, ROOT / theory["file"])
    name = f"{path.parent.name}/{path.stem}"
    limit, slope = solve(program, theory, name not in WITHOUT_SLOPE)
    value, error = extrapolate(result["sizes"], slope)
    return {
        "experiment": name,
        "file": theory["file"].removeprefix("pencils/").removesuffix(".pencil"),
        "output": theory["output"],
        "limit": limit,
        "slope": slope,
        "value": value,
        "error": error,
        "z": (value - limit) / error,
        "options": " ".join(options_of(theory)),
    }


def simulate(estimators, factor):
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "results.json"
        command = [estimators, "validation/experiments", "--output", str(output)]
        if factor != 1:
            command += ["--trials", str(factor)]
        subprocess.run(command, cwd=ROOT, check=True)
        return json.loads(output.read_text(encoding="utf-8"))


def probability(z):
    """That the sum of squares of so many standard normals is larger (Wilson and Hilferty)."""
    count, squares = len(z), sum(one * one for one in z)
    cube = ((squares / count) ** (1 / 3) - (1 - 2 / (9 * count))) / math.sqrt(2 / (9 * count))
    return math.erfc(cube / math.sqrt(2)) / 2


def summary(rows):
    z = [row["z"] for row in rows]
    return (f"{len(z)} z-scores: mean {np.mean(z):.2f}, standard deviation {np.std(z):.2f}, largest {max(z, key=abs):.2f}, "
            f"{sum(abs(one) > 2 for one in z)} beyond 2; sum of squares {sum(one * one for one in z):.1f} (p = {probability(z):.2g})")


def table(rows):
    lines = ["| experiment | file | output | limit | 1/n term | extrapolated | z | options |",
             "|---|---|---|---|---|---|---|---|"]
    for row in rows:
        slope = "-" if row["slope"] is None else f"{row['slope']:.4f}"
        lines.append(f"| {row['experiment']} | {row['file']} | {row['output']} | {row['limit']:.8f} | {slope} | "
                     f"{row['value']:.6f} +- {row['error']:.6f} | {row['z']:.2f} | `{row['options']}` |")
    return "\n".join(lines)


def page(rows):
    return f"""# Estimators against limits

Made by `validation/compare.py --approve`; not to be edited. Estimators are simulated from their definition
(`validation/experiments`), limits are those of `freepencil solve pencils/FILE.pencil OPTIONS`. Means at three sizes are
extrapolated, in 1/n^2 once the term of order 1/n that the program gives is taken away, else (-) in 1/n; z is the distance
from the limit in standard errors.

{summary(rows)}.

{table(rows)}
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="build/release/freepencil", help="freepencil")
    parser.add_argument("--estimators", default="build/release/estimators", help="estimators")
    parser.add_argument("--results", help="of an earlier run of estimators")
    parser.add_argument("--quick", action="store_true", help="few trials; the table is not held against the approved one")
    parser.add_argument("--approve", action="store_true", help="keep the table")
    parser.add_argument("--threads", type=int, default=2, help="solves at a time")
    arguments = parser.parse_args()
    program, estimators = (str(Path(name).resolve()) for name in (arguments.program, arguments.estimators))
    if arguments.results:
        results = json.loads(Path(arguments.results).read_text(encoding="utf-8"))
    else:
        results = simulate(estimators, QUICK if arguments.quick else 1)
    with ThreadPoolExecutor(arguments.threads) as pool:
        rows = list(pool.map(lambda result: compare(program, result), results))
    for row in rows:
        print(f"{row['experiment']:57} {row['limit']:12.8f} {row['value']:10.6f} +- {row['error']:.6f} {row['z']:6.2f}"
              f"{'' if row['slope'] is not None else '   no 1/n term'}")
    print(summary(rows))
    z = [row["z"] for row in rows]
    good = max(map(abs, z)) < 4 and probability(z) > 1e-4
    if arguments.approve:
        APPROVED.write_text(page(rows), encoding="utf-8")
    elif not arguments.quick and (not APPROVED.exists() or APPROVED.read_text(encoding="utf-8") != page(rows)):
        print(f"not the approved table: see {APPROVED.relative_to(ROOT)}", file=sys.stderr)
        good = False
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
