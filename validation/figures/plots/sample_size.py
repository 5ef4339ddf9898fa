# SPDX-License-Identifier: GPL-3.0-or-later
from estimator import experiment, label, ridge, ridgeless, source, stage
from figure import Family, Figure, Panel, Points
from fractions import Fraction

RIDGES = ["1/1000", "1/5"]


def family(penalty):
    def estimator(samples, generations):
        chain = stage(ridgeless(), source(600 / samples, label("model", "1/5")), rounds=int(generations), design="same")
        last = stage(ridge(Fraction(penalty)), source(1, label("model", "1/10")))
        return experiment(300 / samples, *([chain] if generations else []), last)

    return Family("validation/figures/pencils/sample_size.pencil", "T", "30:10000:160:log",
                  Points(["60", "120", "220", "400", "700", "1500", "4000"], estimator, lambda samples, _: samples, 60),
                  by="gens", values=["0", "1", "3", "9"], set={"lambda": penalty}, label="{{/:Italic n}} = {}".format)


FIGURE = Figure(
    name="sample_size",
    title="Error against the number of samples, generation after generation",
    source="Model Collapse Demystified, arXiv:2402.07712, Theorem 4.3",
    text="""Ridge regression on T samples that are labelled by the last of n least-squares models. Every generation adds
the same amount; a larger penalty costs accuracy on clean labels (n = 0) and pays on synthetic ones, and hides the peak
at T = d = 300.""",
    setting="Isotropic, d = 300, 600 rows for every generator, label noise 0.1 of the last model and 0.2 of the generators.",
    panels=[Panel("number of samples, {/:Italic T}", "test error, {/:Italic E}", [family(penalty)], title=f"ridge {{/:Italic λ}} = {penalty}",
                  log_x=True, log_y=True, x_range="[30:10000]", y_range="[0.002:2]", key="bottom left") for penalty in RIDGES],
    seed=1000,
)
