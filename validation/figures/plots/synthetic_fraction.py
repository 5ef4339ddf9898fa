# SPDX-License-Identifier: GPL-3.0-or-later
from estimator import experiment, label, ridge, source, stage
from figure import Family, Figure, Panel, Points

FILE = "validation/figures/pencils/synthetic_fraction.pencil"


def estimator(samples, fraction, quality):
    last = stage(ridge("1/20"), source(1 - fraction, label("truth", "1/2")), source(fraction, label("second_truth", "1/2")))
    return experiment(60 / samples, last, second=quality)


FRACTIONS = Family(FILE, "p2", "1/100:99/100:99",
                   Points(["1/10", "3/10", "1/2", "7/10", "9/10"], lambda fraction, quality: estimator(200, fraction, quality),
                          lambda *_: 200, 300),
                   by="c2", values=["1/10", "1/4", "1/2", "1"], label="{{/:Italic c}}^2 = {}".format)
SIZES = Family(FILE, "size", "10:100000:120:log",
               Points(["20", "60", "200", "600", "2000"], lambda samples, fraction: estimator(samples, fraction, "1/2"),
                      lambda samples, _: samples, 100),
               by="p2", values=["1/100", "1/10", "1/5", "1/2"], label="{{/:Italic p}}_2 = {}".format)

FIGURE = Figure(
    name="synthetic_fraction",
    title="Strong model collapse: a fraction of synthetic labels, and their quality",
    source="Strong Model Collapse, arXiv:2410.04840, Theorem 1 and Corollary 1",
    text="""Ridge regression on real and synthetic labels. Left against the synthetic fraction, for labels of several
squared distances c^2 from the truth. Right against the number of samples, c^2 = 1/2: real data alone would bring the error
down to the bias of the penalty (about 0.002); with any fixed fraction of synthetic labels it stays above p2^2*c^2 or so,
however much data there is.""",
    setting="Isotropic, d = 60, ridge 1/20, label noise 0.5, 200 samples on the left.",
    panels=[Panel("synthetic fraction, {/:Italic p}_2", "test error, {/:Italic E}", [FRACTIONS], title="200 samples", key="top left"),
            Panel("number of samples, {/:Italic n}", "test error, {/:Italic E}", [SIZES], title="{/:Italic c}^2 = 1/2", log_x=True, log_y=True)],
    seed=4000,
)
