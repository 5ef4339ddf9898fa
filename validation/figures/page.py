# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/gallery/README.md: every figure beside the commands that made its curves and what was simulated."""
import re
import sys
from pathlib import Path

from theory import commands

sys.path.append(str(Path(__file__).resolve().parents[1]))
from scores import chi_squared  # noqa: E402

HEAD = """# Figures of the papers, remade

Made by `validation/figures/make.py`; not to be edited. Lines are limits, by the commands shown; points are means over
trials of the raw estimators (`build/release/estimators`: data and labels are drawn, models are fitted one after the
other, no formula is used) with one standard error. The sum of squares is that of (mean - expected)/error over all points of a figure,
p the probability that standard normals have a larger one. Expected is the limit and its term of order 1/n, by the same
commands with `--finite-size`, n being the number of rows of the last fit; the lines that are drawn are without it.
"""


def agreement(points):
    """How far the points of a figure are from what is expected, in words."""
    everything = [point for curve in points.values() for point in curve]
    if not everything:
        return "No points: these curves are not simulated here."
    squares, probability = chi_squared([point.z for point in everything])
    worst = max(everything, key=lambda point: abs(point.z))
    text = (f"{len(everything)} points: sum of squares {squares:.1f}, p = {probability:.2g}; the farthest is "
            f"{abs(worst.z):.1f} errors away.")
    shifts = [abs(point.shift) / point.error for point in everything if point.shift is not None]
    if shifts:
        text += f" The term of order 1/n is up to {max(shifts):.1f} errors."
    bare = sum(point.shift is None for point in everything)
    if bare:
        text += f" {bare} of them are held against the limit alone, as the term of order 1/n takes too long there."
    return text


def section(figure, points):
    lines = list(dict.fromkeys(line for panel in figure.panels for family in panel.drawn for line in commands(family)))
    seeds = sum(map(len, points.values()))
    trials = sorted({family.points.trials for panel in figure.panels for family in panel.drawn if getattr(family, "points", None)})
    simulated = f" Trials a point: {', '.join(map(str, trials))}; seeds {figure.seed} to {figure.seed + seeds - 1}." if seeds else ""
    return "\n".join([f"## {figure.title}", "", f"![{figure.title}]({figure.name}.svg)", "", figure.text.strip(), "",
                      f"{figure.source}. {figure.setting}{simulated}", "", agreement(points), "", "```sh", *lines, "```", ""])


def sections_of(text):
    """The sections of a page by the name of their figure."""
    found = {}
    for part in re.split(r"^(?=## )", text, flags=re.MULTILINE)[1:]:
        if name := re.search(r"^!\[.*\]\((\w+)\.svg\)$", part, re.MULTILINE):
            found[name.group(1)] = part.rstrip() + "\n"
    return found


def page(names, sections):
    """All sections that there are, in the order of the figures."""
    return "\n".join([HEAD, *(sections[name] for name in names if name in sections)])
