# SPDX-License-Identifier: GPL-3.0-or-later
"""The points of a figure: means of raw estimators with their standard errors, by the program `estimators`."""
import json
import math
import tempfile
from dataclasses import dataclass
from pathlib import Path

import mpmath

from figure import Family, number
from theory import call


@dataclass
class Point:
    x: float
    mean: float
    error: float
    trials: int
    limit: float
    # the term of order 1/n of the mean at this size; None where it was not computed
    shift: float | None

    @property
    def z(self):
        """The distance from what is expected in errors, Student's t, as the standard normal of the same probability."""
        t, freedom = (self.mean - self.limit - (self.shift or 0)) / self.error, self.trials - 1
        tail = mpmath.betainc(mpmath.mpf(freedom) / 2, 0.5, 0, freedom / (freedom + mpmath.mpf(t) ** 2), regularized=True)
        return math.copysign(float(mpmath.findroot(lambda z: mpmath.log(mpmath.erfc(z / mpmath.sqrt(2))) - mpmath.log(tail), abs(t))), t)


def descriptions(figure):
    """All experiments of the figure in order, as (panel, family, curve, place, description); their seeds count up."""
    found = []
    for p, panel in enumerate(figure.panels):
        for f, family in enumerate(panel.drawn):
            if not isinstance(family, Family) or not family.points:
                continue
            for v, value in enumerate(family.values):
                for place in family.points.at:
                    x, by = number(place), number(value) if family.by else None
                    found.append((p, f, v, place, {
                        "title": f"{figure.title}: {family.x} = {place}",
                        "source": figure.source,
                        "theory": {"file": family.file, "output": family.output,
                                   "set": family.settings(value) | {family.x: place}},
                        **family.points.experiment(x, by),
                        "sizes": [{"n": int(family.points.n(x, by)), "trials": family.points.trials}],
                        "seed": figure.seed + len(found),
                    }))
    return found


def simulate(estimators, figure, lines, factor=1.0):
    """The points by (panel, family, curve), `lines` being the curves of every panel and family."""
    wanted = descriptions(figure)
    if not wanted:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        for index, (*_, description) in enumerate(wanted):
            Path(folder, f"{index:04}.json").write_text(json.dumps(description), encoding="utf-8")
        output = Path(folder) / "results"
        call([estimators, folder, "--output", str(output), "--trials", str(factor)])
        results = json.loads(output.read_text(encoding="utf-8"))
    points = {}
    for (p, f, v, place, _), result in zip(wanted, results, strict=True):
        limit, slope = lines[p][f][v].limits[place]
        size = result["sizes"][0]
        points.setdefault((p, f, v), []).append(
            Point(float(number(place)), size["mean"], size["stderr"], size["trials"],
                  limit, None if slope is None else slope / size["n"]))
    return points
