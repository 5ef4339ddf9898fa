# SPDX-License-Identifier: GPL-3.0-or-later
from estimator import experiment, label, ridge, ridgeless, source, stage
from figure import Family, Figure, Panel, Points
from fractions import Fraction

# One direction an atom, as in the file.
SPECTRUM = [{"weight": "1/300", "Sigma": f"1/{k * k}", "Gamma": f"300/{k}"} for k in range(1, 301)]


def family(exponent):
    def estimator(samples, generations):
        chain = stage(ridgeless(), source(600 / samples, label("model", "1/5")), rounds=int(generations), design="same")
        last = stage(ridge(float(samples) ** -float(Fraction(exponent))), source(1, label("model", "1/10")))
        return experiment(300 / samples, *([chain] if generations else []), last, spectrum=SPECTRUM)

    return Family("validation/figures/pencils/power_law.pencil", "T", "30:10000:60:log",
                  Points(["50", "120", "300", "800", "2000"], estimator, lambda samples, _: samples, 100),
                  by="gens", values=["0", "1", "5", "20"], set={"l": exponent}, label="{{/:Italic n}} = {}".format)


FIGURE = Figure(
    name="power_law",
    title="Error against the number of samples on a power-law spectrum",
    source="Model Collapse Demystified, arXiv:2402.07712, Section 5",
    text="""The penalty follows the number of samples, as T to the power -l. Left the power that is best for clean labels
(l = 2/3, so that the error falls like T to the -2/3): with synthetic labels the error ends its fall and grows again as the
penalty vanishes. Right a smaller power, l = 1/2, adapted to synthetic labels: slower on clean ones.""",
    setting="Eigenvalues k^-2 and signal k^-1 in their directions, k = 1..300, 600 rows for every generator, label noise 0.1 "
    "of the last model and 0.2 of the generators.",
    panels=[Panel("number of samples, {/:Italic T}", "test error, {/:Italic E}", [family(exponent)],
                  title=f"{{/:Italic λ}} = {{/:Italic T}} ^{{-{exponent}}}", log_x=True, log_y=True, x_range="[30:10000]", y_range="[0.001:0.3]", key="bottom left")
            for exponent in ["2/3", "1/2"]],
    seed=2000,
)
