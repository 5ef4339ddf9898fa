# SPDX-License-Identifier: GPL-3.0-or-later
from math import pi

from estimator import experiment, label, ridgeless, source, stage
from figure import Family, Figure, Mark, Panel, Points

ROUNDS = [str(t) for t in range(1, 11)]


def family(data, colour, text):
    def estimator(rounds, _):
        return experiment("1/4", stage(ridgeless(), source(1, label("model", 1)), rounds=int(rounds), design="same", data=data))

    return Family(f"validation/figures/pencils/{data}.pencil", "T", ",".join(ROUNDS),
                  Points(ROUNDS, estimator, lambda *_: 240, 200), label=lambda _: text, colour=colour)


FIGURE = Figure(
    name="accumulate",
    title="Replacing or accumulating the data over generations",
    source="Is Model Collapse Inevitable? (Gerstgrasser et al.), arXiv:2404.01413, Theorem 2",
    text="""Least squares on the same inputs, each model trained on labels of the one before: replaced, the error grows
linearly; accumulated, it stays below pi^2/6 times that of one generation.""",
    setting="Isotropic, d = 60, 240 samples a generation, label noise 1.",
    panels=[Panel("generation, {/:Italic t}", "test error, {/:Italic E}",
                  [family("replace", 0, "replace"), family("accumulate", 1, "accumulate")], key="top left", x_range="[0.5:10.5]", counts=True, y_range="[0:*]",
                  horizontals=[Mark(pi**2 / 18, "{/:Italic π}^2/6 times one generation", 0.6)])],
    seed=7000,
)
