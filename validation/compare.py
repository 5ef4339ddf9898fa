#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the means that `estimators` simulates against the limits that `freepencil solve` gives for the pencil files
which the experiments name, and both against the approved comparison (approved.json; approved.md for readers).

    validation/compare.py                    # all experiments
    validation/compare.py --approve          # the same, and writes the approved table
    validation/compare.py PATH.. --trials F  # some experiments, with a factor for the trials
    validation/compare.py --results FILE     # of `estimators --output FILE`, instead of a simulation

Every mean is a0 + a1/n + a2/n^2 + noise. Where the program has the coefficient a1 (`--finite-size`), it is taken away and
a0 is extrapolated in 1/n^2; else in 1/n; by least squares with the standard errors as weights. z is the distance of a0
from the limit in its standard errors. The spectrum of the experiment must be the one of the file.

Exit status 1: some |z| is above 4, the sum of their squares is improbable (below 1e-4), or something is not as approved:
a limit in its ten digits, a term of order 1/n in its eight, an extrapolated mean within 4 standard errors of both. 2: an
experiment does not fit its file, or a command failed.
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

from scores import extrapolate, plausible, summary

ROOT = Path(__file__).resolve().parent.parent
EXPERIMENTS = ROOT / "validation" / "experiments"
# Where the term of order 1/n of the file is not to be taken away.
MANY_DESIGNS = "of many independent designs it takes minutes and gigabytes"
WITHOUT_SLOPE = {
    "accumulating_data/fresh_designs": MANY_DESIGNS,
    "classical/random_features": "the Gaussian features of the file are those of a nonlinear activation in the limit only",
    "model_collapse_demystified/independent_designs": MANY_DESIGNS,
    "optimal_mixing/fresh_designs_min_norm": MANY_DESIGNS,
    "optimal_mixing/partial_labels": MANY_DESIGNS,
    "strong_model_collapse/iterative_mixing": MANY_DESIGNS,
}


def refuse(message):
    print(f"compare.py: {message}", file=sys.stderr)
    sys.exit(2)


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
        refuse(f"{path.relative_to(ROOT)}: another spectrum than that of the experiment '{experiment['title']}'")


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
    refuse(f"{' '.join(command)}\n{done.stderr.rstrip()}")


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
        "file": theory["file"],
        "output": theory["output"],
        "options": " ".join(options_of(theory)),
        "limit": limit,
        "slope": slope,
        "value": value,
        "error": error,
        "z": (value - limit) / error,
        "sizes": result["sizes"],
    }


def simulate(estimators, paths, factor):
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "results.json"
        command = [estimators, *paths, "--output", str(output)]
        if factor is not None:
            command += ["--trials", str(factor)]
        if subprocess.run(command, cwd=ROOT, check=False).returncode != 0:
            refuse(f"failed: {' '.join(command)}")
        return json.loads(output.read_text(encoding="utf-8"))


def changes(row, approved):
    """What of a row is not as approved."""
    if approved is None:
        return ["is not in the approved table"]
    found = [f"{key} is {row[key]}, approved was {approved[key]}" for key in ("file", "output", "options") if row[key] != approved[key]]
    for key, tolerance in [("limit", 1e-9), ("slope", 1e-7)]:
        new, old = row[key], approved[key]
        if (new is None) != (old is None) or new is not None and not math.isclose(new, old, rel_tol=tolerance):
            found.append(f"{key} is {new}, approved was {old}")
    if abs(row["value"] - approved["value"]) > 4 * math.hypot(row["error"], approved["error"]):
        found.append(f"extrapolated to {row['value']} +- {row['error']}, approved was {approved['value']} +- {approved['error']}")
    return found


def line(row):
    slope = "-" if row["slope"] is None else f"{row['slope']:.4f}"
    file = row["file"].removeprefix("pencils/")
    return (f"| {row['experiment']} | [{file.removesuffix('.pencil')}](../{row['file']}) | {row['output']} | {row['limit']:.8f} | {slope} | "
            f"{row['value']:.6f} ± {row['error']:.6f} | {row['z']:.2f} | `{row['options']}` |")


def page(rows):
    table = "\n".join(map(line, rows))
    return f"""# Estimators against limits

Made by `validation/compare.py --approve`; not to be edited. Estimators are simulated from their definition
(`validation/experiments`), limits are those of `freepencil solve FILE --output OUTPUT OPTIONS`. Means at three sizes are
extrapolated, in 1/n^2 once the term of order 1/n that the program gives is taken away, else (-) in 1/n; z is the distance
from the limit in standard errors.

{summary([row['z'] for row in rows])}.

| experiment | file | output | limit | 1/n term | extrapolated | z | options |
|---|---|---|---:|---:|---:|---:|---|
{table}
"""


def arguments_of():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", help="experiments or folders of them; all where not given")
    parser.add_argument("--program", default=ROOT / "build/release/freepencil", help="freepencil")
    parser.add_argument("--estimators", default=ROOT / "build/release/estimators", help="estimators")
    parser.add_argument("--results", help="of an earlier run of estimators")
    parser.add_argument("--trials", type=float, help="a factor for the trials of every experiment")
    parser.add_argument("--approved", type=Path, default=ROOT / "validation/approved.json", help="the approved comparison")
    parser.add_argument("--approve", action="store_true", help="keep the comparison as approved")
    parser.add_argument("--threads", type=int, default=2, help="solves at a time")
    arguments = parser.parse_args()
    if arguments.approve and (arguments.paths or arguments.trials is not None):
        parser.error("--approve takes all experiments with all trials")
    return arguments


def main():
    arguments = arguments_of()
    program, estimators = (str(Path(name).resolve()) for name in (arguments.program, arguments.estimators))
    if arguments.results:
        results = json.loads(Path(arguments.results).read_text(encoding="utf-8"))
    else:
        paths = [str(Path(path).resolve()) for path in arguments.paths] or [str(EXPERIMENTS)]
        results = simulate(estimators, [str(Path(path).relative_to(ROOT)) for path in paths], arguments.trials)
    with ThreadPoolExecutor(arguments.threads) as pool:
        rows = list(pool.map(lambda result: compare(program, result), results))
    for row in rows:
        print(f"{row['experiment']:57} {row['limit']:12.8f} {row['value']:10.6f} +- {row['error']:.6f} {row['z']:6.2f}"
              f"{'' if row['slope'] is not None else '   no 1/n term'}")
    z = [row["z"] for row in rows]
    print(summary(z))
    good = plausible(z)
    if arguments.approve:
        arguments.approved.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
        arguments.approved.with_suffix(".md").write_text(page(rows), encoding="utf-8")
        return 0 if good else 1
    approved = {row["experiment"]: row for row in json.loads(arguments.approved.read_text(encoding="utf-8"))}
    for row in rows:
        for change in changes(row, approved.get(row["experiment"])):
            print(f"{row['experiment']}: {change}", file=sys.stderr)
            good = False
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
