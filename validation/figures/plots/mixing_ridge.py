# SPDX-License-Identifier: GPL-3.0-or-later
from math import sqrt

from estimator import experiment, label, ridge, source, stage
from figure import Family, Figure, Mark, Optima, Panel, Points

FILE = "validation/figures/pencils/mixing_forever.pencil"
# What is left of the first model after so many rounds, at most (1 - w)^rounds, is far below the noise.
ROUNDS = 40


def estimator(weight, penalty):
    first = stage(ridge(penalty), source(1, label("truth", 1)))
    mixed = stage(ridge(penalty), source(1, label("truth", 1, weight), label("model", 1, 1 - weight)), rounds=ROUNDS, design="same")
    return experiment(2, first, mixed)


RISK = Family(FILE, "w", "1/20:19/20:91", Points(["3/20", "3/10", "1/2", "7/10", "9/10"], estimator, lambda *_: 60, 50),
              by="lambda", values=["1/100", "1/2", "1", "2"], label="{{/:Italic λ}} = {}".format)
BEST = Optima(FILE, "w", "lambda", [f"{10 ** (k / 6):.3g}" for k in range(-15, 7)], ["1/2", "1", "2"], "sigma",
              label="{{/:Italic σ}} = {}".format)

FIGURE = Figure(
    name="mixing_ridge",
    title="The best weight of real labels under a ridge",
    source="Garg, Bhattacharya and Sur, arXiv:2509.22341, Theorem 3.2",
    text="""Ridge regression on mixed labels after so many rounds that nothing changes. Left the risk against the weight;
right the weight at which it is smallest, for each penalty: the reciprocal golden ratio as the penalty vanishes, not monotone, and
no synthetic labels at all (w = 1) from some penalty on. The curves on the right have no points: the places of
minima are not simulated.""",
    setting="Isotropic, d = 120 features, 60 samples, label noise 1, 40 rounds for the points.",
    panels=[Panel("weight of the real labels, {/:Italic w}", "risk, {/:Italic R}_∞", [RISK], y_range="[0.6:3]"),
            Panel("ridge, {/:Italic λ}", "best weight, {/:Italic w}^*", [BEST], log_x=True, key="top left", x_range="[0.003:10]", y_range="[0.5:1.05]",
                  horizontals=[Mark((sqrt(5) - 1) / 2, "1/{/:Italic φ}", -0.7)])],
    seed=9000,
)
