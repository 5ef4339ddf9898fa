# SPDX-License-Identifier: GPL-3.0-or-later
"""--digits, --certify, --derivative and --limit as a user meets them, against closed forms in mpmath."""
import json
import re
import sys

import mpmath
from mpmath import mpf
from program import ROOT, ProgramTest, main

MARCHENKO_PASTUR = str(ROOT / "pencils/marchenko_pastur.pencil")
ISOTROPIC = str(ROOT / "pencils/ridge/isotropic.pencil")

POINTS = (("1/10", "1/2"), ("3", "7/3"), ("1e-12", "1"), ("1/1000000", "999999/1000000"), ("1e-9", "1000"), ("1e30", "1"))

# Zero at every parameter, and nothing but cancellation shows it.
ZERO = """\
parameter lambda = 1/10 > 0
parameter phi = 1/2 > 0
dimension n
dimension d = phi*n
random Z[n,d] gaussian variance 1/n
output g = tr(inv(Z'*Z + lambda*I))
output v = phi*lambda*g^2 + (1 - phi + lambda)*g - 1
"""

COMPLEX = """\
parameter y = 1 > 0
dimension n
random X[n,n] gaussian variance 1/n
output g = tr(inv(X + X' - (1 + y*3i)*I))
"""


def exact(text):
    over, _, under = text.partition("/")
    return mpf(over)/mpf(under or 1)


def transform(lam, phi):
    """phi*lambda*g^2 + (1 - phi + lambda)*g - 1 = 0, g > 0 (Marchenko and Pastur 1967)."""
    b = 1 - phi + lam
    return 2/(b + mpmath.sqrt(b*b + 4*phi*lam))


def ridge(lam, phi, r, sigma):
    """Bias and variance with identity covariance (Dobriban and Wager 2018), from R^2 = -dR/dlambda."""
    g = transform(lam, phi)
    slope = -g*(1 + phi*g)/(1 - phi + lam + 2*phi*lam*g)
    return -r**2*lam**2*slope, sigma**2*phi*(g + lam*slope)


def significant(text):
    return len(re.sub("^-?0*[.]?0*|e.*|[.]", "", text))


class Precision(ProgramTest):
    def outputs(self, *arguments, **options):
        document = json.loads(self.check_done("solve", *arguments, "--format", "json", **options))
        return {output["name"]: output for output in document["outputs"]}

    def check_close(self, text, expected, digits):
        """To one unit in the last digit."""
        self.assertEqual(significant(text), digits, text)
        self.assertLessEqual(abs(mpf(text) - expected), abs(expected)*mpf(10)**(1 - digits), text)


class Digits(Precision):
    def test_all_digits_are_those_of_the_closed_form(self):
        for lam, phi in POINTS:
            for digits in (1, 15, 40, 300):
                with mpmath.workdps(2*digits + 60):
                    found = self.outputs(MARCHENKO_PASTUR, "--set", f"lambda={lam}", "--set", f"phi={phi}",
                                         "--digits", str(digits))
                    self.check_close(found["g"]["value"], transform(exact(lam), exact(phi)), digits)

    def test_a_thousand_digits_and_ten_thousand(self):
        for digits in (1000, 10000):
            with mpmath.workdps(digits + 30):
                found = self.outputs(MARCHENKO_PASTUR, "--output", "g", "--digits", str(digits))
                self.check_close(found["g"]["value"], transform(mpf(1)/10, mpf(1)/2), digits)

    def test_few_digits_are_the_rounding_of_many(self):
        for name in ("ridge/anisotropic", "random_features/linear", "random_projections/r4"):
            path = str(ROOT / f"pencils/{name}.pencil")
            many = self.outputs(path, "--digits", "60")
            for digits in (2, 17, 30):
                for output, entry in self.outputs(path, "--digits", str(digits)).items():
                    value, longer = entry["value"], many[output]["value"]
                    self.assertEqual(significant(value), digits)
                    with mpmath.workdps(80):
                        unit = mpf(10)**(mpmath.floor(mpmath.log10(abs(mpf(longer)))) - digits + 1)
                        self.assertLessEqual(abs(mpf(value) - mpf(longer)), 0.51*unit)

    def test_complex_values(self):
        # A semicircle of variance 2 at z: (sqrt(z^2 - 8) - z)/4.
        for y in ("1", "1e-20", "1e40"):
            with mpmath.workdps(150):
                z = mpmath.mpc(1, 3*mpf(y))
                root = mpmath.sqrt(z*z - 8)
                expected = ((root if root.imag > 0 else -root) - z)/4
                value = self.outputs("-", "--set", f"y={y}", "--digits", "30", stdin=COMPLEX)["g"]["value"]
                self.assertLess(abs(mpmath.mpc(value["re"], value["im"]) - expected), abs(expected)*mpf(10)**-29)

    def test_an_output_that_is_zero_to_every_precision_has_no_digits(self):
        for options in ((), ("--digits", "25"), ("--certify",), ("--digits", "25", "--derivative", "lambda")):
            message = self.check_refused(3, "digits of precision do not show", "solve", "-", "--output", "v", *options,
                                         stdin=ZERO)
            self.assertTrue(message.startswith("<stdin>:7:8: error: output 'v' is lost to rounding"), message)
            # The report: on what, and by which methods.
            self.assertIn("note: what was tried on 1 unknowns (1 nonlinear, 0 linear)", message)
            self.assertRegex(message, r"\n  newton: [0-9]+ steps?, residual ")
        # The other output has its value where it is asked for alone.
        self.assertIn("1.48331477", self.check_done("solve", "-", "--output", "g", "--digits", "9", stdin=ZERO))

    def test_an_exact_zero_is_shown(self):
        for options in ((), ("--digits", "5"), ("--certify",), ("--digits", "5", "--certify", "--derivative", "r")):
            bias = self.outputs(ISOTROPIC, "--set", "r=0", "--output", "bias", *options)["bias"]
            self.assertEqual(float(bias["value"]), 0)
            if "--certify" in options:
                self.assertEqual((float(bias["lower"]), float(bias["upper"])), (0, 0))


class Certificates(Precision):
    def check_bounds(self, output, expected, digits):
        self.assertLessEqual(mpf(output["lower"]), expected)
        self.assertGreaterEqual(mpf(output["upper"]), expected)
        self.assertLessEqual(mpf(output["lower"]), mpf(output["value"]))
        self.assertGreaterEqual(mpf(output["upper"]), mpf(output["value"]))
        self.assertEqual(output["certified_digits"], digits)
        width = mpf(output["upper"]) - mpf(output["lower"])
        self.assertLessEqual(width, 2*abs(expected)*mpf(10)**(1 - digits))

    def test_bounds_hold_the_closed_form(self):
        for lam, phi in POINTS:
            settings = ("--set", f"lambda={lam}", "--set", f"phi={phi}", "--certify")
            for digits in (3, 40):
                with mpmath.workdps(150):
                    l, p = exact(lam), exact(phi)
                    found = self.outputs(MARCHENKO_PASTUR, *settings, "--digits", str(digits))
                    self.check_bounds(found["g"], transform(l, p), digits)
                    found = self.outputs(ISOTROPIC, *settings, "--digits", str(digits))
                    bias, variance = ridge(l, p, mpf(1), mpf(1)/2)
                    self.check_bounds(found["bias"], bias, digits)
                    self.check_bounds(found["variance"], variance, digits)
                    self.check_bounds(found["risk"], bias + variance, digits)

    def test_bounds_hold_as_text_without_digits_too(self):
        for lam, phi in POINTS:
            text = self.check_done("solve", ISOTROPIC, "--certify", "--set", f"lambda={lam}", "--set", f"phi={phi}",
                                   "--format", "csv")
            rows = {row[0]: row[2:] for row in (line.split(",") for line in text.splitlines()[1:])}
            with mpmath.workdps(150):
                bias, variance = ridge(exact(lam), exact(phi), mpf(1), mpf(1)/2)
                for name, expected in (("bias", bias), ("variance", variance), ("risk", bias + variance)):
                    self.assertLessEqual(mpf(rows[name][0]), expected)
                    self.assertGreaterEqual(mpf(rows[name][1]), expected)
                    self.assertEqual(rows[name][2], "15")

    def test_both_parts_of_a_complex_value_are_bounded(self):
        output = self.outputs("-", "--digits", "25", "--certify", stdin=COMPLEX)["g"]
        with mpmath.workdps(80):
            z = mpmath.mpc(1, 3)
            expected = (mpmath.sqrt(z*z - 8) - z)/4
            for key, part in (("re", expected.real), ("im", expected.imag)):
                self.assertLess(mpf(output["lower"][key]), part)
                self.assertGreater(mpf(output["upper"][key]), part)


class Derivatives(Precision):
    def test_closed_forms(self):
        for lam, phi in POINTS:
            with mpmath.workdps(200):
                l, p = exact(lam), exact(phi)
                found = self.outputs(ISOTROPIC, "--set", f"lambda={lam}", "--set", f"phi={phi}", "--digits", "30",
                                     "--derivative", "lambda", "--derivative", "phi", "--derivative", "sigma")
                for name, function in (
                    ("bias", lambda x, y: ridge(x, y, mpf(1), mpf(1)/2)[0]),
                    ("risk", lambda x, y: sum(ridge(x, y, mpf(1), mpf(1)/2))),
                ):
                    for order, key in ((1, "derivatives"), (2, "second_derivatives")):
                        # Relative steps: mpmath's own are absolute, and lambda may be 1e-12.
                        by_lambda = mpmath.diff(lambda t: function(l*t, p), 1, order)/l**order
                        by_phi = mpmath.diff(lambda t: function(l, p*t), 1, order)/p**order
                        self.check_close(found[name][key]["lambda"], by_lambda, 30)
                        self.check_close(found[name][key]["phi"], by_phi, 30)
                variance = ridge(l, p, mpf(1), mpf(1))[1]
                self.check_close(found["variance"]["derivatives"]["sigma"], variance, 30)
                self.check_close(found["variance"]["second_derivatives"]["sigma"], 2*variance, 30)
                self.assertEqual(mpf(found["bias"]["derivatives"]["sigma"]), 0)

    def test_each_name_counts_once(self):
        text = self.check_done("solve", MARCHENKO_PASTUR, "--derivative", "phi", "--derivative", "phi", "--format", "csv")
        self.assertEqual(text.splitlines()[0], "output,value,d/dphi,d2/dphi2")

    def test_a_parameter_that_is_not_used(self):
        model = ZERO.replace("parameter phi", "parameter unused = 1\nparameter phi")
        output = self.outputs("-", "--quiet", "--output", "g", "--derivative", "unused", stdin=model)["g"]
        self.assertEqual((output["derivatives"], output["second_derivatives"]), ({"unused": 0}, {"unused": 0}))


class Limits(Precision):
    def check_limit(self, output, value, coefficient, exponent, digits=30):
        self.assertEqual(output["leading"]["exponent"], exponent)
        self.check_close(output["leading"]["coefficient"], coefficient, digits)
        if value is None:
            self.assertIsNone(output["value"])
        elif value == 0:
            self.assertEqual(mpf(output["value"]), 0)
        else:
            self.check_close(output["value"], value, digits)

    def limit(self, path, limit, *settings, digits=30):
        arguments = [word for setting in settings for word in ("--set", setting)]
        return self.outputs(path, "--limit", limit, *arguments, "--digits", str(digits))

    def test_ridgeless(self):
        # Hastie, Montanari, Rosset and Tibshirani 2022, theorem 1.
        with mpmath.workdps(60):
            for phi in ("1/2", "99/100"):
                p = exact(phi)
                found = self.limit(ISOTROPIC, "lambda=0+", f"phi={phi}")
                self.check_limit(found["bias"], 0, 1/(1 - p)**3, "2")
                self.check_limit(found["variance"], p/(1 - p)/4, p/(1 - p)/4, "0")
            for phi in ("101/100", "2"):
                p = exact(phi)
                found = self.limit(ISOTROPIC, "lambda=0+", f"phi={phi}")
                self.check_limit(found["bias"], 1 - 1/p, 1 - 1/p, "0")
                self.check_limit(found["variance"], 1/(p - 1)/4, 1/(p - 1)/4, "0")
            found = self.limit(ISOTROPIC, "lambda=0+", "phi=1")
            self.check_limit(found["bias"], 0, mpf(1)/2, "1/2")
            self.check_limit(found["variance"], None, mpf(1)/8, "-1/2")

    def test_at_a_finite_value_both_sides_agree(self):
        with mpmath.workdps(80):
            for lam in ("1/1000", "1e-12"):
                bias, variance = ridge(exact(lam), mpf(1), mpf(1), mpf(1)/2)
                for limit in ("phi=1-", "phi=1+"):
                    found = self.limit(ISOTROPIC, limit, f"lambda={lam}")
                    self.check_limit(found["bias"], bias, bias, "0")
                    self.check_limit(found["variance"], variance, variance, "0")

    def test_on_either_side_of_a_threshold_of_sizes(self):
        # sigma^2*phi/(1 - phi) below, sigma^2/(phi - 1) + r^2*(1 - 1/phi) above, with sigma = 1/2 and r = 1.
        path = str(ROOT / "pencils/classical/ridgeless_isotropic.pencil")
        with mpmath.workdps(60):
            for limit in ("phi=1-", "phi=1+"):
                found = self.limit(path, limit, digits=17)
                self.check_limit(found["risk"], None, mpf(1)/4, "-1", digits=17)
            found = self.limit(path, "phi=0+", digits=17)
            self.check_limit(found["risk"], 0, mpf(1)/4, "1", digits=17)

    def test_ends_of_the_range(self):
        with mpmath.workdps(60):
            lam, phi = mpf(1)/10, mpf(1)/2
            found = self.limit(MARCHENKO_PASTUR, "phi=0+")
            self.check_limit(found["g"], 1/(1 + lam), 1/(1 + lam), "0")
            found = self.limit(MARCHENKO_PASTUR, "phi=inf")
            self.check_limit(found["companion"], 0, mpf(1), "-1")
            found = self.limit(MARCHENKO_PASTUR, "lambda=inf")
            self.check_limit(found["g"], 0, mpf(1), "-1")
            variance = ridge(lam, phi, mpf(1), mpf(1))[1]
            found = self.limit(ISOTROPIC, "sigma=0+")
            self.check_limit(found["variance"], 0, variance, "2")
            found = self.limit(ISOTROPIC, "sigma=inf")
            self.check_limit(found["variance"], None, variance, "2")
            self.check_limit(found["bias"], ridge(lam, phi, 1, 1)[0], ridge(lam, phi, 1, 1)[0], "0")

    def test_a_limit_at_a_regular_point_is_the_value_there(self):
        mpmath.mp.dps = 60
        self.addCleanup(setattr, mpmath.mp, "dps", 15)
        for limit, setting in (("lambda=1/3+", "lambda=1/3"), ("lambda=1/3-", "lambda=1/3"), ("phi=2-", "phi=2")):
            there = self.outputs(MARCHENKO_PASTUR, "--set", setting, "--digits", "40")
            for name, output in self.limit(MARCHENKO_PASTUR, limit, digits=40).items():
                value = mpf(there[name]["value"])
                self.check_limit(output, value, value, "0", 40)

    def test_what_follows_no_power_is_refused(self):
        model = ZERO.replace("output v", "output w = log(lambda)*g\noutput v")
        self.check_refused(3, "output 'w' does not follow a power near the limit", "solve", "-", "--output", "w",
                           "--limit", "lambda=0+", stdin=model)


# Python's own limit on the conversion of texts to numbers.
sys.set_int_max_str_digits(20_000)

if __name__ == "__main__":
    main()
