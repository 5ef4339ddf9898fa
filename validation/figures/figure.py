# SPDX-License-Identifier: GPL-3.0-or-later
"""What a figure is made of, as plain data. Numbers of parameters are exact: text such as `3/4`."""
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

# Of curves, in the order in which they are drawn: the palette of the program (Okabe and Ito).
COLOURS = ["0072B2", "D55E00", "009E73", "CC79A7", "E69F00", "56B4E9", "000000"]


@dataclass(frozen=True)
class Points:
    """Where the raw estimator is simulated, and how: `experiment(x, by)` is a description for `estimators` without its
    title, source, theory, sizes and seed, `n(x, by)` the number of rows that the sizes of the file are relative to."""

    at: list[str]
    experiment: Callable
    n: Callable
    trials: int


@dataclass(frozen=True)
class Family:
    """Curves of one file along `x`, one for every value of the parameter `by`, with points or without."""

    file: str
    x: str
    sweep: str
    points: Points | None
    by: str = ""
    values: list[str] = field(default_factory=lambda: [""])
    set: dict[str, str] = field(default_factory=dict)
    label: Callable = str
    output: str = "risk"
    # Whether the points are held against the limit and its term of order 1/n or, where that takes too long, the limit.
    finite_size: bool = True
    # 1 is a full line; the colours of a family that is dashed start anew.
    dash: int = 1
    colour: int = 0

    def settings(self, value):
        return self.set | ({self.by: value} if self.by else {})


@dataclass(frozen=True)
class Optima:
    """Where the output of the file is smallest in `over`, as a curve along `x`, found by `freepencil optimize`."""

    file: str
    over: str
    x: str
    at: list[str]
    values: list[str]
    by: str
    label: Callable = str
    output: str = "risk"


@dataclass(frozen=True)
class Mark:
    """A dotted line across the panel and its label: `place` is the height of the label as a fraction of the panel along
    a vertical, and how many lines above the dotted one along a horizontal."""

    at: float
    text: str
    place: float


@dataclass(frozen=True)
class Panel:
    x: str
    y: str
    drawn: list
    title: str = ""
    log_x: bool = False
    log_y: bool = False
    y_range: str = ""
    x_range: str = ""
    key: str = "top right"
    # tics at whole numbers only
    counts: bool = False
    verticals: list[Mark] = field(default_factory=list)
    horizontals: list[Mark] = field(default_factory=list)


@dataclass(frozen=True)
class Figure:
    name: str
    title: str
    source: str
    text: str
    setting: str
    panels: list[Panel]
    seed: int


def number(text):
    """The value of an exact number."""
    return Fraction(text)
