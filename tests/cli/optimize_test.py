# SPDX-License-Identifier: GPL-3.0-or-later
"""optimize as a user meets it, against closed forms in mpmath."""
import json

import jsonschema
import mpmath
from mpmath import mpf
from program import ROOT, ProgramTest, main

ISOTROPIC = str(ROOT / "pencils/ridge/isotropic.pencil")
MIXING = str(ROOT / "pencils/optimal_mixing/min_norm_infinite.pencil")
COLLAPSE = str(ROOT / "pencils/strong_model_collapse/corollary_1.pencil")
GENERATIONS = str(ROOT / "pencils/model_collapse_demystified/ridge.pencil")
TWO_VALLEYS = """\
parameter p = 0 in [-2,2]
parameter depth = 1/10
dimension n
random Z[n,n] gaussian variance 1/n
output g = tr(Z'*Z)*((p^2 - 1)^2 + depth*p)
"""


def isotropic_risk(lam, phi, sigma_squared, r=1, p2=0, c2=0):
    """Strong model collapse, isotropic ridge: the theory of section A3 with kappa in closed form."""
    kappa = (lam + phi - 1 + mpmath.sqrt((lam + phi - 1)**2 + 4*lam))/2
    df2 = phi/(1 + kappa)**2
    u = df2/(1 - df2)
    shift = c2/(1 + kappa)**2*(p2**2*(1 + (1 - p2)*u) + p2*u*(1 - p2 + kappa)**2)
    return r**2*kappa**2/(1 + kappa)**2/(1 - df2) + sigma_squared*u + shift


class Optimize(ProgramTest):
    def optimum(self, *arguments, **options):
        done = self.run_program("optimize", *arguments, "--format", "json", **options)
        self.assertEqual(done.returncode, 0, done.stderr)
        document = json.loads(done.stdout)
        schema = json.loads((ROOT / "docs/reference/optimize.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator(schema).validate(document)
        return document

    def assert_digits(self, text, expected, digits):
        """Equal to one unit in the last of so many digits."""
        with mpmath.workdps(digits + 20):
            self.assertLessEqual(abs(mpf(text) - expected), abs(expected)*mpf(10)**(1 - digits), text)

    def test_best_ridge(self):
        # Dobriban and Wager 2018: lambda = sigma^2*phi/r^2.
        for phi, r, sigma in (("1/2", "1", "1/2"), ("3", "2/3", "7/5"), ("1", "1/10", "1")):
            document = self.optimum(ISOTROPIC, "--minimize", "risk", "--over", "lambda", "--digits", "60", "--set",
                                    f"phi={phi}", "--set", f"r={r}", "--set", f"sigma={sigma}")
            with mpmath.workdps(80):
                phi, r, sigma = (mpf(x.split("/")[0])/mpf((x + "/1").split("/")[1]) for x in (phi, r, sigma))
                best = sigma**2*phi/r**2
                self.assert_digits(document["argmin"]["lambda"], best, 60)
                self.assert_digits(document["value"], isotropic_risk(best, phi, sigma**2, r), 60)
                second = mpmath.diff(lambda lam: isotropic_risk(lam, phi, sigma**2, r), best, 2)
                self.assert_digits(document["second_derivative"], second, 25)
            self.assertFalse(document["boundary"])

    def test_golden_ratio(self):
        document = self.optimum(MIXING, "--minimize", "risk", "--over", "w", "--digits", "200", "--quiet")
        with mpmath.workdps(230):
            self.assert_digits(document["argmin"]["w"], (mpmath.sqrt(5) - 1)/2, 200)
        solved = json.loads(self.check_done("solve", MIXING, "--set", "w=" + document["argmin"]["w"], "--digits", "200",
                                            "--format", "json"))
        # The value is stationary: 200 digits of w give 400 of it.
        self.assertEqual(solved["outputs"][0]["value"], document["value"])

    def test_synthetic_data_want_more_regularisation(self):
        document = self.optimum(COLLAPSE, "--minimize", "ridge_risk", "--over", "lambda", "--digits", "30")
        with mpmath.workdps(50):
            phi, sigma_squared = mpf(1)/2, mpf(3)/4 + mpf(1)/16
            slope = lambda lam: mpmath.diff(
                lambda x: isotropic_risk(x, phi, sigma_squared, 1, mpf(1)/4, mpf(1)/2), lam)
            best = mpmath.findroot(slope, mpf(document["argmin"]["lambda"]))
            self.assert_digits(document["argmin"]["lambda"], best, 25)
            self.assertGreater(best, sigma_squared*phi)  # the best for real data of this noise

    def test_generations_want_more_regularisation(self):
        best = [float(self.optimum(GENERATIONS, "--minimize", "risk", "--over", "lambda", "--set", f"T={t}")
                       ["argmin"]["lambda"]) for t in (1, 2, 3)]
        self.assertLess(best[0], best[1])
        self.assertLess(best[1], best[2])

    def test_several_parameters(self):
        document = self.optimum(COLLAPSE, "--minimize", "ridge_risk", "--over", "lambda,p2", "--digits", "25")
        with mpmath.workdps(40):
            risk = lambda lam, p2: isotropic_risk(lam, mpf(1)/2, 1 - p2 + p2/4, 1, p2, mpf(1)/2)
            x = [mpf(document["argmin"][name]) for name in ("lambda", "p2")]
            best = mpmath.findroot([lambda a, b: mpmath.diff(risk, (a, b), (1, 0)),
                                    lambda a, b: mpmath.diff(risk, (a, b), (0, 1))], x)
            for k, name in enumerate(("lambda", "p2")):
                self.assert_digits(document["argmin"][name], best[k], 20)
            self.assert_digits(document["value"], risk(*best), 25)
            mixed = mpmath.diff(risk, tuple(best), (1, 1))
            self.assert_digits(document["second_derivative"]["lambda"]["p2"], mixed, 15)

    def test_ends(self):
        document = self.optimum(ISOTROPIC, "--minimize", "risk", "--over", "lambda=1:2")
        self.assertTrue(document["boundary"] and document["attained"])
        self.assertEqual(document["argmin"]["lambda"], 1)
        self.assertGreater(document["ends"]["lambda"]["derivative"], 0)
        for settings, end in ((("r=0",), "inf"), (("sigma=0",), "0+")):
            document = self.optimum(ISOTROPIC, "--minimize", "risk", "--over", "lambda",
                                    *(word for setting in settings for word in ("--set", setting)))
            self.assertEqual((document["argmin"]["lambda"], document["attained"]), (end, False))
            self.assertEqual(document["value"], 0)
            self.assertIsNone(document["second_derivative"])
        document = self.optimum(ISOTROPIC, "--minimize", "risk", "--over", "lambda,phi=1/2:2")
        self.assertAlmostEqual(document["argmin"]["lambda"], 0.125, delta=1e-15)
        self.assertEqual(document["ends"]["phi"]["end"], "1/2")

    def test_the_deeper_of_two_valleys(self):
        # (p^2 - 1)^2 + p/10: minima near -1 and 1; the derivative is 4*p^3 - 4*p + 1/10.
        with mpmath.workdps(30):
            roots = sorted(mpmath.polyroots([4, 0, -4, mpf(1)/10]))
        document = self.optimum("-", "--minimize", "g", "--over", "p", "--digits", "20", stdin=TWO_VALLEYS)
        self.assert_digits(document["argmin"]["p"], roots[0], 20)
        (rival,) = document["rivals"]
        self.assertAlmostEqual(rival["at"]["p"], float(roots[2]), delta=1e-3)
        document = self.optimum("-", "--maximize", "g", "--over", "p=-1/2:1/2", "--digits", "20", stdin=TWO_VALLEYS)
        self.assert_digits(document["argmin"]["p"], roots[1], 20)
        self.assertLess(float(document["second_derivative"]), 0)

    def test_no_optimum(self):
        self.check_refused(2, "does not change with r", "optimize", ISOTROPIC, "--minimize", "variance", "--over", "r")
        self.check_refused(2, "has no bound", "optimize", ISOTROPIC, "--maximize", "variance", "--over", "lambda",
                           "--set", "phi=1")

    def test_usage(self):
        for sentence, *arguments in (
                ("either --minimize OUTPUT or --maximize OUTPUT", ISOTROPIC, "--over", "lambda"),
                ("needs --over", ISOTROPIC, "--minimize", "risk"),
                ("has no output 'rsk'; did you mean 'risk'?", ISOTROPIC, "--minimize", "rsk", "--over", "lambda"),
                ("did you mean 'lambda'?", ISOTROPIC, "--minimize", "risk", "--over", "lamda"),
                ("expected two bounds", ISOTROPIC, "--minimize", "risk", "--over", "lambda=1"),
                ("expected an exact number", ISOTROPIC, "--minimize", "risk", "--over", "lambda=a:2"),
                ("nothing between these bounds", ISOTROPIC, "--minimize", "risk", "--over", "lambda=2:1"),
                ("named twice", ISOTROPIC, "--minimize", "risk", "--over", "lambda,lambda"),
                ("is set and varied", ISOTROPIC, "--minimize", "risk", "--over", "lambda", "--set", "lambda=1"),
                ("decides on the structure", GENERATIONS, "--minimize", "risk", "--over", "T")):
            self.check_refused(2, sentence, "optimize", *arguments)


if __name__ == "__main__":
    main()
