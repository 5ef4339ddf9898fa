#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Remakes figures of the papers: curves by `freepencil`, points by simulating the raw estimators, and their page.

    validation/figures/make.py                        # all of them: docs/gallery, about ten minutes
    validation/figures/make.py --only NAME            # one, repeatable; the other sections of the page stay
    validation/figures/make.py --list

A figure is a module of plots/ with a FIGURE, its files are in pencils/. Exit status 1: the points of a figure cannot be
noise around its curves (some |z| above 5, or a sum of squares with p below 1e-6); the figure is written all the same and
the page says so. 2: a command failed; nothing of that figure is written.
"""
import argparse
import importlib
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from drawing import draw  # noqa: E402
from page import page, section, sections_of  # noqa: E402
from scores import chi_squared  # noqa: E402
from simulation import simulate  # noqa: E402
from theory import ROOT, CommandFailed, lines_of  # noqa: E402

# The order of the page.
NAMES = ["sample_size", "power_law", "halved_design", "synthetic_fraction", "model_size", "mixing", "accumulate",
         "mixing_weight", "mixing_ridge", "dynamic_mixing"]


def figure_of(name):
    return importlib.import_module(f"plots.{name}").FIGURE


def plausible(points):
    z = [point.z for curve in points.values() for point in curve]
    return not z or max(map(abs, z)) < 5 and chi_squared(z)[1] > 1e-6


def make(name, arguments, folder):
    """Writes one figure; its section, and whether its points are noise around its curves."""
    figure = figure_of(name)
    lines = [[lines_of(arguments.program, family) for family in panel.drawn] for panel in figure.panels]
    points = simulate(arguments.estimators, figure, lines, arguments.trials)
    draw(figure, lines, points, folder / f"{name}.svg")
    if arguments.png:
        draw(figure, lines, points, arguments.png / f"{name}.png")
    return section(figure, points), plausible(points)


def arguments_of():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=ROOT / "build/release/freepencil", help="freepencil")
    parser.add_argument("--estimators", default=ROOT / "build/release/estimators", help="estimators")
    parser.add_argument("--only", action="append", choices=NAMES, help="this figure alone; repeatable")
    parser.add_argument("--trials", type=float, default=1.0, help="a factor for the trials of every point")
    parser.add_argument("--folder", type=Path, default=ROOT / "docs/gallery", help="where the figures and README.md go")
    parser.add_argument("--png", type=Path, help="a folder for the figures as PNG as well")
    parser.add_argument("--list", action="store_true", help="the names of the figures")
    return parser.parse_args()


def main():
    arguments = arguments_of()
    if arguments.list:
        print("\n".join(NAMES))
        return 0
    arguments.program, arguments.estimators = (str(Path(path).resolve()) for path in (arguments.program, arguments.estimators))
    folder = arguments.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    readme = folder / "README.md"
    good = complete = True
    for name in arguments.only or NAMES:
        try:
            text, fits = make(name, arguments, folder)
        except (CommandFailed, OSError) as failure:
            print(f"make.py: {name}: {failure}", file=sys.stderr)
            complete = False
            continue
        known = sections_of(readme.read_text(encoding="utf-8")) if readme.exists() else {}
        readme.write_text(page(NAMES, known | {name: text}), encoding="utf-8")
        good = good and fits
        print(f"{name}: {'done' if fits else 'the points are not noise around the curves'}", flush=True)
    return 2 if not complete else 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
