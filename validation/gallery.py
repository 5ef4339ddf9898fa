#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes docs/gallery.md: what every file of pencils/ with claims states, and how far that has been checked.

    validation/gallery.py            # minutes
    validation/gallery.py FILE..     # prints the sections of these files only

A row is a claim. Its digits are the fewest of `verify --digits 100` at five points; `certified` and `proved` count its
statements of which `verify --certify --digits 30` and `verify --prove` say so; z-scores are those of approved.json for files
with an experiment, else the largest of `validate`.

Exit status 1: a claim did not turn out as its file says; 2: a command failed.
"""
import argparse
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "gallery.md"
SIMULATION = ["--sizes", "60,120,240", "--trials", "60"]
HEAD = ("| claim | statements | unknowns | digits | certified | proved | z |\n"
        "|---|---:|---:|---:|---:|---:|---:|")


def run(program, command, path, *options):
    """The object that it prints, and None where it prints none."""
    line = [program, command, os.path.relpath(path, ROOT), "--quiet", "--format", "json", *options]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
    if not done.stdout:
        print(f"{' '.join(line[1:])}: exit status {done.returncode}\n{done.stderr}", file=sys.stderr, end="")
        return None
    return json.loads(done.stdout)


def by_claim(document):
    """The statements of every claim, by title, in the order of the file."""
    claims = {}
    for statement in document["claims"] if document else []:
        claims.setdefault(statement["claim"], []).append(statement)
    return claims


def digits(statements):
    if not all(one["passed"] for one in statements):
        return "**" + "undecided refuted".split()[any(one["verdict"] == "refuted" for one in statements)] + "**"
    if all(one["expect_refuted"] for one in statements):
        return "refuted, as expected"
    return str(min(one["digits"] for one in statements))


def share(count, total):
    return "all" if count == total else f"{count} of {total}" if count else "-"


def experiments():
    """z-scores of the approved table by file."""
    scores = {}
    for row in json.loads((ROOT / "validation/approved.json").read_text(encoding="utf-8")):
        scores.setdefault(row["file"], []).append(f"{row['z']:.2f}")
    return scores


def simulated(program, path, outputs):
    """The largest z-score of the outputs, and of how many. One at a time: terms of order 1/n are costly together."""
    documents = [run(program, "validate", path, *SIMULATION, "--output", name) for name in outputs]
    scores = [output["z"] for document in documents if document for output in document["outputs"] if output["z"] is not None]
    return f"{max(scores, key=abs):.2f} ({len(scores)})" if scores else "-"


def section(program, path, scores):
    """The part of the page on a file, its statements, and the titles of claims that did not turn out as stated."""
    name = os.path.relpath(path, ROOT)
    found = by_claim(run(program, "verify", path, "--digits", "100", "--prove"))
    bounds = by_claim(run(program, "verify", path, "--digits", "30", "--points", "1", "--certify"))
    solved = run(program, "solve", path)
    size = str(solved["solver"]["unknowns"]) if solved else "-"
    outputs = [output["name"] for output in solved["outputs"]] if solved else []
    z = ", ".join(scores[name]) if name in scores else simulated(program, path, outputs)
    lines, statements, wrong = [], [], []
    for claim, said in found.items():
        for one, bound in zip(said, bounds.get(claim, said)):
            statements.append({"certified": bound["certified"], "proved": one["verdict"] == "proved"})
        here = statements[-len(said):]
        shares = [share(sum(one[key] for one in here), len(here)) for key in ("certified", "proved")]
        lines.append("| " + " | ".join([claim, str(len(said)), size, digits(said), *shares, z]) + " |")
        wrong += [f"{name}: {claim}"] if "**" in digits(said) else []
    source = "; ".join(re.findall(r'^cite\s+"(.*)"', path.read_text(encoding="utf-8"), re.MULTILINE))
    short = os.path.relpath(path, ROOT / "pencils").removesuffix(".pencil")
    text = f"### [{short}](../{name})\n\n{source}\n\n{HEAD}\n" + "\n".join(lines) + "\n"
    return text, statements, wrong if found else [f"{name}: cannot be verified"]


def page(sections):
    statements = [one for _, part, _ in sections for one in part]
    certified, proved = (sum(one[key] for one in statements) for key in ("certified", "proved"))
    return f"""# Gallery of theorems

Made by `validation/gallery.py`; not to be edited. {len(statements)} statements in {len(sections)} files, {certified} of them
certified, {proved} proved.

*Unknowns* are those of the fixed-point system of the file's outputs. *Digits*: the fewest on which both sides of a
statement agree, of 100 asked for, at five random points (`verify`); a claim that is known to be false is listed with its
refutation ([errata](errata.md)). *Certified*: statements whose two sides are enclosed by guaranteed bounds, at 30 digits
(`verify --certify`); limits of outputs, inequalities, expansions and matrix identities have none. *Proved*: identities that hold by
exact algebra (`verify --prove`). *z*: distance of simulated estimators from the limit in standard errors, of the experiments
in [the approved table](../validation/approved.md); with a number in brackets, the largest of so many outputs by `validate`.

{chr(10).join(text for text, _, _ in sections)}"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", help="all files with claims where not given")
    parser.add_argument("--program", default=ROOT / "build/release/freepencil", help="freepencil")
    parser.add_argument("--jobs", type=int, default=2, help="files at a time")
    arguments = parser.parse_args()
    program, scores = str(Path(arguments.program).resolve()), experiments()
    paths = [Path(file).resolve() for file in arguments.files]
    paths = paths or [path for path in sorted((ROOT / "pencils").rglob("*.pencil"))
                      if re.search(r"^claim ", path.read_text(encoding="utf-8"), re.MULTILINE)]
    with ThreadPoolExecutor(arguments.jobs) as pool:
        sections = list(pool.map(lambda path: section(program, path, scores), paths))
    if arguments.files:
        print("\n".join(text for text, _, _ in sections), end="")
    else:
        PAGE.write_text(page(sections), encoding="utf-8")
    wrong = [one for _, _, part in sections for one in part]
    for one in wrong:
        print(one, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
