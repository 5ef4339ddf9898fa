# SPDX-License-Identifier: GPL-3.0-or-later
from estimator import experiment, label, ridge, source, stage
from figure import Family, Figure, Mark, Panel, Points

RIDGES = ["1/100", "1/10"]


def family(penalty):
    def estimator(size, fraction):
        last = stage(ridge(penalty, projection=size),
                     source(1 - fraction, label("truth", "1/2")), source(fraction, label("second_truth", "1/2")))
        return experiment(2, last, second="1/2")

    return Family("validation/figures/pencils/model_size.pencil", "gamma", "1/20:5:120:log",
                  Points(["1/5", "1", "3"], estimator, lambda *_: 80, 150),
                  by="p2", values=["1/100", "1/2", "9/10"], set={"lambda": penalty, "phi": "2"}, label="{{/:Italic p}}_2 = {}".format)


FIGURE = Figure(
    name="model_size",
    title="Error against the size of the model: double descent on synthetic labels",
    source="Strong Model Collapse, arXiv:2410.04840, Theorem 2",
    text="""Random projections of width m = gamma*d in front of ridge regression. Without much penalty there is a peak where
the width passes the number of samples (gamma = 1/2); the synthetic fraction moves the curves up. A larger
penalty flattens the peak and leaves the collapse.""",
    setting="Isotropic, d = 160, 80 samples, squared distance of the synthetic model 1/2, label noise 0.5.",
    panels=[Panel("model size, {/:Italic γ} = {/:Italic m/d}", "test error, {/:Italic E}", [family(penalty)],
                  title=f"ridge {{/:Italic λ}} = {penalty}", log_x=True, x_range="[0.05:5]", y_range="[0:5]", verticals=[Mark(0.5, "{/:Italic m} = {/:Italic n}", 0.05)],
                  key="top right") for penalty in RIDGES],
    seed=5000,
)
