#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes docs/gallery.md: what every file of pencils/ with claims states, and how far that has been checked.

    validation/gallery.py --program build/release/freepencil [--cache FOLDER] [--jobs 2]

A row is a claim. Digits are those of `verify --digits 100`; `certified` those of its statements whose two sides are
enclosed by bounds that hold with certainty (`verify --certify --digits 30`); z-scores are those of approved.md for the
files with an experiment, else the largest of `validate`. With --cache, what a command printed is kept in a folder under the
command and the contents of its file, and a second run is quick.
"""
import argparse
import hashlib
import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "gallery.md"
SECONDS = 600  # for one command


class Program:
    def __init__(self, program, cache):
        self.program = str(Path(program).resolve())
        self.cache = Path(cache) if cache else None
        if self.cache:
            self.cache.mkdir(parents=True, exist_ok=True)

    def __call__(self, command, path, *options):
        """What it prints; nothing where it takes too long or fails."""
        text = path.read_text(encoding="utf-8")
        key = hashlib.sha256("\0".join([command, text, *options]).encode()).hexdigest()
        kept = self.cache / key if self.cache else None
        if kept and kept.exists():
            return kept.read_text(encoding="utf-8")
        line = [self.program, command, str(path.relative_to(ROOT)), "--quiet", *options]
        try:
            output = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False, timeout=SECONDS).stdout
        except subprocess.TimeoutExpired:
            output = ""
        if kept:
            kept.write_text(output, encoding="utf-8")
        return output


def verdicts(text):
    """By claim, the list of what `verify` says of its statements."""
    claims, claim = {}, None
    for line in text.splitlines()[1:]:
        indent = len(line) - len(line.lstrip())
        if indent == 2:
            claim = claims.setdefault(line.strip(), [])
        elif indent == 6 and claim is not None and re.match(r"verified|refuted|undecided|proved", line.strip()):
            claim.append(line.strip())
    return claims


def digits(statements):
    if all(one.startswith("refuted, as expected") for one in statements):
        return "refuted, as expected"
    if any(not one.startswith("verified") for one in statements):
        return "undecided" if any(one.startswith("undecided") for one in statements) else "**refuted**"
    found = [int(match.group(1)) for one in statements if (match := re.search(r"to (\d+) digits", one))]
    return str(min(found)) if found else "exact"


def certified(statements):
    count = sum("certified" in one for one in statements)
    return "yes" if statements and count == len(statements) else f"{count} of {len(statements)}" if count else "no"


def experiments():
    """z-scores of the approved table by file."""
    path, scores = ROOT / "validation" / "approved.md", {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 8 and re.fullmatch(r"-?\d+\.\d+", cells[6]):
            scores.setdefault(cells[1], []).append(cells[6])
    return scores


def simulated(program, path):
    try:
        outputs = json.loads(program("validate", path, "--sizes", "60,120,240", "--trials", "60", "--format", "json"))["outputs"]
    except (ValueError, KeyError):
        return "-"
    scores = [output["z"] for output in outputs if output.get("z") is not None]
    return f"{max(scores, key=abs):.2f} ({len(scores)})" if scores else "-"


def unknowns(program, path):
    try:
        return str(json.loads(program("solve", path, "--format", "json"))["solver"]["unknowns"])
    except (ValueError, KeyError):
        return "-"


def rows(program, path, scores):
    text = path.read_text(encoding="utf-8")
    name = str(path.relative_to(ROOT / "pencils")).removesuffix(".pencil")
    found = verdicts(program("verify", path, "--digits", "100", "--points", "3"))
    bounds = verdicts(program("verify", path, "--digits", "30", "--points", "1", "--certify"))
    z = ", ".join(scores[name]) if name in scores else simulated(program, path)
    size = unknowns(program, path)
    source = "; ".join(re.findall(r'^cite\s+"(.*)"', text, re.MULTILINE))
    lines = []
    for claim in re.findall(r'^claim "(.*)"', text, re.MULTILINE):
        statements = found.get(claim, [])
        lines.append([claim, str(len(statements)), size, digits(statements) if statements else "undecided",
                      certified(bounds.get(claim, [])), "no", z])
    return f"### [{name}](../pencils/{name}.pencil)\n\n{source}\n", lines


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="build/release/freepencil", help="freepencil")
    parser.add_argument("--cache", help="folder of earlier outputs")
    parser.add_argument("--jobs", type=int, default=2, help="files at a time")
    arguments = parser.parse_args()
    program, scores = Program(arguments.program, arguments.cache), experiments()
    paths = [path for path in sorted((ROOT / "pencils").glob("*/*.pencil")) if "\nclaim " in path.read_text(encoding="utf-8")]
    with ThreadPoolExecutor(arguments.jobs) as pool:
        parts = list(pool.map(lambda path: rows(program, path, scores), paths))
    claims = [line for _, lines in parts for line in lines]
    failed = [line[0] for line in claims if "**" in line[3] or line[3] == "undecided"]
    head = "| claim | statements | unknowns | digits | certified | proved | z |\n|---|---|---|---|---|---|---|"
    sections = [f"{title}\n{head}\n" + "\n".join("| " + " | ".join(line) + " |" for line in lines) for title, lines in parts]
    PAGE.write_text(f"""# Gallery of theorems

Made by `validation/gallery.py`; not to be edited. {len(claims)} claims in {len(paths)} files.

*Unknowns* are those of the fixed-point system of the file's outputs. *Digits*: the fewest on which both sides of a
statement agree, of 100 asked for, at three random points; a claim that is known to be false is listed with its refutation
([errata](errata.md)). *Certified*: statements whose sides are enclosed by guaranteed bounds, at 30 digits; limits and
matrix identities have none. *z*: distance of simulated estimators from the limit in standard errors, of the experiments in
[the approved table](../validation/approved.md); with a number in brackets, the largest of so many outputs by `validate`.

{chr(10).join(section + chr(10) for section in sections)}""", encoding="utf-8")
    print(f"{len(claims)} claims in {len(paths)} files, {len(failed)} not as their files say{': ' if failed else ''}{', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
