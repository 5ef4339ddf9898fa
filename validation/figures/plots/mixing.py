# SPDX-License-Identifier: GPL-3.0-or-later
from estimator import experiment, label, ridgeless, source, stage
from figure import Family, Figure, Mark, Panel, Points


def weighted(weight, quality):
    return experiment("1/5", stage(ridgeless(), source("1/2", label("truth", 1), share=1 - weight),
                                   source("1/2", label("second_truth", 1), share=weight)), second=quality)


def iterated(rounds, fraction):
    mixed = stage(ridgeless(), source(1 - fraction, label("truth", 1)), source(fraction, label("model", 1)), rounds=int(rounds))
    return experiment("1/4", mixed, second="1", initial_model="second_truth")


WEIGHTED = Family("validation/figures/pencils/weighted_mixing.pencil", "alpha", "1/100:99/100:99",
                  Points(["1/20", "1/5", "2/5", "3/5", "4/5", "19/20"], weighted, lambda *_: 300, 300),
                  by="c2", values=["0", "1/4", "1/2", "1"], label="{{/:Italic c}}^2 = {}".format)
ITERATED = Family("pencils/strong_model_collapse/iterative_mixing.pencil", "T", "1,2,3,4",
                  Points(["1", "2", "3", "4"], iterated, lambda *_: 480, 60),
                  by="p2", values=["1/4", "1/2", "3/4"], set={"c0": "1"}, label="{{/:Italic p}}_2 = {}".format, finite_size=False)

FIGURE = Figure(
    name="mixing",
    title="Weighted and iterated mixing of real and synthetic labels",
    source="Strong Model Collapse, arXiv:2410.04840, Corollaries 2 and 3",
    text="""Left least squares with a fraction alpha of the loss on synthetic labels, half of all labels being synthetic: the
best weight goes to zero as the synthetic labels get worse, and none undoes them. Right rounds in which a fraction p2 of
fresh data is labelled by the model of the round before, the first at the squared distance 1: the error goes to a fixed
point above that of real labels alone, 1/3.""",
    setting="Isotropic, label noise 1. Left d = 60, 300 samples; right d = 120, 480 samples a round.",
    panels=[Panel("weight of the synthetic labels, {/:Italic α}", "test error, {/:Italic E}", [WEIGHTED], key="top left"),
            Panel("round, {/:Italic t}", "test error, {/:Italic E}", [ITERATED], key="top right", x_range="[0.8:4.2]", y_range="[0.2:1.2]", counts=True,
                  horizontals=[Mark(1 / 3, "real labels alone", -0.7)])],
    seed=6000,
)
