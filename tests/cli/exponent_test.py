# SPDX-License-Identifier: GPL-3.0-or-later
"""exponent as a user meets it: the scaling laws of ridge regression on power-law spectra of 10^8 eigenvalues."""
import json
import math
from fractions import Fraction

import jsonschema
from program import ROOT, ProgramTest, main

FAKE = str(ROOT / "pencils/scaling_laws/fake_data.pencil")
ADAPTIVE = str(ROOT / "pencils/scaling_laws/adaptive.pencil")
ISOTROPIC = str(ROOT / "pencils/ridge/isotropic.pencil")


class Exponent(ProgramTest):
    def scaling(self, *arguments, **options):
        document = json.loads(self.check_done("exponent", *arguments, "--format", "json", **options))
        schema = json.loads((ROOT / "docs/reference/exponent.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator(schema).validate(document)
        return document

    def assert_exponent(self, regime, expected, largest_error):
        """Within its own error, which must mean something."""
        self.assertLessEqual(abs(regime["exponent"] - float(expected)), regime["error"])
        self.assertLessEqual(regime["error"], largest_error)

    def test_clean_data(self):
        # Section 5 of arXiv:2402.07712: c = 2*beta*r/(2*beta*r + 1) at the best decay of the penalty.
        for beta, r in ((Fraction(3, 2), Fraction(2, 5)), (Fraction(2), Fraction(1, 2))):
            c = 2*beta*r/(2*beta*r + 1)
            document = self.scaling(FAKE, "--output", "clean", "--as", "T=1e6:1e10", "--set", f"beta={beta}", "--set",
                                    f"r={r}", "--set", f"l={beta/(2*beta*r + 1)}")
            (regime,) = document["regimes"]
            self.assert_exponent(regime, -c, 0.01)
            self.assertEqual(document["exponent"], regime["exponent"])

    def test_fake_data(self):
        document = self.scaling(FAKE, "--output", "risk", "--as", "T=1e7:1e13")
        clean, fake = document["regimes"]
        self.assert_exponent(clean, Fraction(-6, 11), 0.05)
        self.assert_exponent(fake, Fraction(5, 11), 0.05)
        (crossover,) = document["crossovers"]
        # T0/(gens*sigma0^2) but for a constant that does not depend on them.
        self.assertLess(abs(math.log10(crossover["at"]/2e9)), 1)
        # Midway between where it changes least on both sides: T to 1e-4, and the exponent changes by (c + 1 - c)^2/4.
        sides = ([p for p in document["points"] if (p["at"] < crossover["at"]) == first] for first in (True, False))
        middle = sum(min(side, key=lambda p: abs(p["slope"]))["exponent"] for side in sides)/2
        self.assertAlmostEqual(crossover["exponent"], middle, delta=1e-4)

    def test_the_crossover_moves_with_the_noise_of_the_generators(self):
        # Ten times more noise: where T is far from the number of directions, a tenth of the crossover.
        at = [self.scaling(FAKE, "--output", "risk", "--as", f"T={a}:{b}", "--set", f"gens={gens}")["crossovers"][0]["at"]
              for gens, a, b in (("1/10", "1e8", "1e14"), ("1/100", "1e9", "1e15"))]
        self.assertAlmostEqual(math.log10(at[1]/at[0]), 1, delta=0.05)

    def test_adaptive_penalty(self):
        # b - a = 1/2: T^(-c/2) at half the decay, and T^(a - b + 1/(2*beta*r + 1)) at the decay for clean data.
        adaptive = self.scaling(ADAPTIVE, "--output", "risk", "--as", "T=1e12:1e17")
        self.assert_exponent(adaptive, Fraction(-3, 11), 0.01)
        naive = self.scaling(ADAPTIVE, "--output", "risk", "--as", "T=1e10:1e13", "--set", "l=15/22")
        self.assert_exponent(naive, Fraction(-1, 22), 0.01)

    def test_ridge(self):
        # The bias is lambda^2*tr(R^2): of order lambda^2 for phi < 1, of order lambda^(1/2) at phi = 1.
        for phi, rational in (("1/2", "2"), ("1", "1/2")):
            document = self.scaling(ISOTROPIC, "--output", "bias", "--as", "lambda=1e-10:1e-3", "--set", f"phi={phi}")
            self.assertEqual(document["rational"], rational)
            self.assert_exponent(document, Fraction(rational), 1e-6)

    def test_digits_of_long_families(self):
        self.check_refused(3, "summed to 27 digits", "solve", FAKE, "--digits", "40")
        self.check_refused(3, "without bounds", "solve", FAKE, "--certify")

    def test_usage(self):
        self.check_refused(3, "follows no power", "exponent", ISOTROPIC, "--output", "bias", "--as", "lambda=1e-1:1e1")
        for sentence, *arguments in (
                ("needs --as", ISOTROPIC),
                ("choose one with --output", ISOTROPIC, "--as", "lambda=1e-4:1"),
                ("expected a range", ISOTROPIC, "--output", "risk", "--as", "lambda"),
                ("at least a factor of ten", ISOTROPIC, "--output", "risk", "--as", "lambda=1:2"),
                ("must be finite", ISOTROPIC, "--output", "risk", "--as", "lambda=1:inf"),
                ("leaves the range of 'beta'", FAKE, "--output", "risk", "--as", "beta=1/2:10"),
                ("unknown parameter 'lamda'", ISOTROPIC, "--output", "risk", "--as", "lamda=1:100")):
            self.check_refused(2, sentence, "exponent", *arguments)


if __name__ == "__main__":
    main()
