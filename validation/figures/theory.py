# SPDX-License-Identifier: GPL-3.0-or-later
"""The curves of a figure, as the program computes them."""
import json
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path

from figure import Optima

ROOT = Path(__file__).resolve().parents[2]


class CommandFailed(Exception):
    """A program that the figures are made with did not do what it was asked."""


@dataclass
class Line:
    """One curve: pieces of (x, y) that are not to be joined, and the limits at simulated points with their 1/n terms."""

    label: str
    pieces: list
    limits: dict


def call(command):
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise CommandFailed(f"{shlex.join(command)}: exit status {done.returncode}\n{done.stderr.rstrip()}")
    return done.stdout


def options(family):
    return [f"--set={name}={value}" for name, value in family.set.items()]


def sweeps(family, places):
    lines = [f"--sweep={family.x}={places}"]
    return lines + [f"--sweep={family.by}={','.join(family.values)}"] if family.by else lines


def curve_command(family, places, finite_size=False):
    """The words of the command line, without the program and the format."""
    words = ["curve", family.file, f"--output={family.output}", *options(family), *sweeps(family, places)]
    return words + ["--finite-size"] if finite_size else words


def optimum_command(optima, place, value):
    return ["optimize", optima.file, f"--minimize={optima.output}", f"--over={optima.over}",
            f"--set={optima.x}={place}", f"--set={optima.by}={value}"]


def commands(drawn):
    """What the curves are made with, as lines for a shell."""
    if isinstance(drawn, Optima):
        every = [shlex.join(["freepencil", *optimum_command(drawn, "X", value)]) for value in drawn.values]
        return [f"for x in {' '.join(drawn.at)}; do {line.replace('=X ', '=$x ')}; done" for line in every]
    return [shlex.join(["freepencil", *curve_command(drawn, drawn.sweep)])]


def pieces(places, rows, column, breaks):
    """Rows as pieces: a gap ends one, and so does a threshold or divergence, given by the rows that they follow."""
    found = [[]]
    for index, x, row in zip(range(len(rows)), places, rows):
        if row[column] is None:
            found.append([])
            continue
        found[-1].append((x, row[column]))
        if index in breaks:
            found.append([])
    return [piece for piece in found if piece]


def table(program, family, places, finite_size=False):
    """The rows of every curve, the column of the output, and the rows after which a curve is broken."""
    document = json.loads(call([program, *curve_command(family, places, finite_size), "--format", "json"]))
    rows, count = document["rows"], len(family.values)
    length = len(rows) // count
    breaks = [{mark["after_row"] - k * length for mark in document["marks"] if mark.get("after_row") is not None}
              for k in range(count)]
    return [rows[k * length:(k + 1) * length] for k in range(count)], document["columns"].index(family.output), breaks


def curves(program, family):
    """One line a value of the family."""
    places = ",".join(family.points.at) if family.points else None
    # Where all places of the curve are simulated, one run gives both.
    same = places == family.sweep
    parts, column, breaks = table(program, family, family.sweep, same and family.finite_size)
    lines = [Line(family.label(value), pieces([row[0] for row in rows], rows, column, broken), {})
             for value, rows, broken in zip(family.values, parts, breaks)]
    if family.points:
        if not same:
            parts, column, _ = table(program, family, places, family.finite_size)
        for line, rows in zip(lines, parts):
            for place, row in zip(family.points.at, rows):
                line.limits[place] = (row[column], row[column + 1] if family.finite_size else None)
    return lines


def optima(program, drawn):
    lines = []
    for value in drawn.values:
        places = []
        for place in drawn.at:
            words = optimum_command(drawn, place, value)
            best = json.loads(call([program, *words, "--quiet", "--format", "json"]))["argmin"][drawn.over]
            # An end that the range does not contain, as 1-, is where the risk is smallest in the limit.
            places.append((float(place), float(str(best).rstrip("+-"))))
        lines.append(Line(drawn.label(value), [places], {}))
    return lines


def lines_of(program, drawn):
    return optima(program, drawn) if isinstance(drawn, Optima) else curves(program, drawn)
