# SPDX-License-Identifier: GPL-3.0-or-later
from math import sqrt

from estimator import experiment, label, ridgeless, source, stage
from figure import Family, Figure, Mark, Panel, Points


def estimator(weight, rounds):
    first = stage(ridgeless(), source(1, label("truth", 1)))
    mixed = stage(ridgeless(), source(1, label("truth", 1, weight), label("model", 1, 1 - weight)), rounds=int(rounds), design="same")
    return experiment(2, first, mixed)


FIGURE = Figure(
    name="mixing_weight",
    title="Risk against the weight of real labels: the golden ratio",
    source="Garg, Bhattacharya and Sur, arXiv:2509.22341, Theorem 3.1",
    text="""Rounds of least-norm interpolation of labels that are w times fresh real ones and 1 - w times those of the last
model. As the rounds go on the best weight becomes the reciprocal golden ratio, whatever the sizes and the noise are; for
1/3 < w < 1 mixing is better than real labels alone.""",
    setting="Isotropic, d = 160 features, 80 samples, label noise 1.",
    panels=[Panel("weight of the real labels, {/:Italic w}", "risk, {/:Italic R_t}",
                  [Family("validation/figures/pencils/mixing_rounds.pencil", "w", "1/100:1:100",
                          Points(["1/10", "1/4", "2/5", "3/5", "3/4", "9/10"], estimator, lambda *_: 80, 200),
                          by="T", values=["1", "2", "4", "8"], label="{{/:Italic t}} = {}".format)],
                  y_range="[1:4]", verticals=[Mark((sqrt(5) - 1) / 2, "{/:Italic w} = 1/{/:Italic φ}", 0.6)],
                  key="top right", horizontals=[Mark(1.5, "real labels alone", 0.6)])],
    seed=8000,
)
