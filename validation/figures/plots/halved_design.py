# SPDX-License-Identifier: GPL-3.0-or-later
from estimator import experiment, label, ridgeless, source, stage
from figure import Family, Figure, Mark, Panel, Points


def family(design):
    def estimator(samples, generations):
        chain = stage(ridgeless(), source(150 / samples, label("model", 0)), rounds=int(generations), design=design)
        last = stage(ridgeless(), source(1, label("model", "1/2")))
        return experiment(300 / samples, *([chain] if generations else []), last)

    return Family(f"validation/figures/pencils/halved_{design}_design.pencil", "T", "60:5000:160:log",
                  Points(["90", "180", "420", "800", "1800"], estimator, lambda samples, _: samples, 60),
                  by="gens", values=["0", "1", "2", "4"], label="{{/:Italic n}} = {}".format)


FIGURE = Figure(
    name="halved_design",
    title="Generators without noise that have half as many samples as features",
    source="Model Collapse Demystified, arXiv:2402.07712, Theorems 4.6 to 4.9",
    text="""Least squares on T samples labelled by the last of n interpolating models without any label noise. On one design
all that is lost is lost in the first generation, so that the curves of n = 1, 2 and 4 are one curve; on fresh designs
every generation loses half of what is left, and the error goes to that of no model at all.""",
    setting="Isotropic, d = 300, 150 rows for every generator, label noise 0 of the generators and 0.5 of the last model.",
    panels=[Panel("number of samples, {/:Italic T}", "test error, {/:Italic E}", [family(design)], title=title,
                  log_x=True, log_y=True, x_range="[60:5000]", y_range="[0.01:30]", verticals=[Mark(300, "{/:Italic T} = {/:Italic d}", 0.05)])
            for design, title in [("same", "one design"), ("fresh", "fresh designs")]],
    seed=3000,
)
