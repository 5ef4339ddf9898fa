# SPDX-License-Identifier: GPL-3.0-or-later
from fractions import Fraction

from estimator import experiment, label, ridgeless, source, stage
from figure import Family, Figure, Panel, Points

ROUNDS = [str(t) for t in range(7)]


def mixed(weight, rounds=1):
    return stage(ridgeless(), source(1, label("truth", 1, weight), label("model", 1, 1 - weight)), rounds=rounds, design="same")


def first():
    return stage(ridgeless(), source(1, label("truth", 1)))


def constant(rounds, weight):
    return experiment(2, first(), *([mixed(weight, int(rounds))] if rounds else []))


def dynamic(rounds, _):
    """Ratios of consecutive Fibonacci numbers: 2/3, 5/8, 13/21, .."""
    small, large, stages = 1, 1, []
    for _ in range(int(rounds)):
        small, large = small + large, small + 2 * large
        stages.append(mixed(Fraction(small, large)))
    return experiment(2, first(), *stages)


def points(estimator):
    return Points(ROUNDS, estimator, lambda *_: 80, 200)


FIGURE = Figure(
    name="dynamic_mixing",
    title="Weights that change from round to round: Fibonacci numbers",
    source="Garg, Bhattacharya and Sur, arXiv:2509.22341, Section C",
    text="""Rounds of least-norm interpolation of mixed labels. With no real labels (w = 0) the risk grows for ever; the
weights that are best in every round, 2/3, 5/8, 13/21, .., are ratios of Fibonacci numbers, and no others do better
in any round. They go to the reciprocal golden ratio.""",
    setting="Isotropic, d = 160 features, 80 samples, label noise 1.",
    panels=[Panel("round, {/:Italic t}", "risk, {/:Italic R_t}",
                  [Family("validation/figures/pencils/mixing_rounds.pencil", "T", ",".join(ROUNDS), points(constant), by="w",
                          values=["0", "1/4", "1/2", "1"], label="{{/:Italic w}} = {}".format),
                   Family("validation/figures/pencils/dynamic_rounds.pencil", "T", ",".join(ROUNDS), points(dynamic), colour=4,
                          label=lambda _: "Fibonacci weights")],
                  key="top right", x_range="[-0.2:6.2]", counts=True, y_range="[1:3]")],
    seed=10000,
)
