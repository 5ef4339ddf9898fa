# SPDX-License-Identifier: GPL-3.0-or-later
"""The program's JSON obeys the schemas of docs/reference."""
import copy
import json
import math
import re

import jsonschema
from program import GOLDEN, ROOT, ProgramTest, main

COMPLEX_MODEL = """\
dimension n
random X[n,n] gaussian variance 1/n
output g = tr(inv(X + X' - 3i*I))
"""

# The root of 4*g^2 - 2*g - 1 = 0, the same at lambda = 1 and phi = 4.
GOLDEN_AT_4 = (1 + math.sqrt(5))/4


def refuse_constant(word):
    raise ValueError(f"{word} is not JSON")


class Schemas(ProgramTest):
    def document(self, command, *arguments, optional=frozenset(), **options):
        schema = json.loads((ROOT / f"docs/reference/{command}.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        done = self.run_program(command, *arguments, "--format", "json", **options)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        document = json.loads(done.stdout, parse_constant=refuse_constant)
        validator = jsonschema.Draft202012Validator(schema)
        validator.validate(document)
        # A schema that takes anything would pass as well.
        for key in document.keys() - optional:
            poorer = copy.deepcopy(document)
            del poorer[key]
            self.assertFalse(validator.is_valid(poorer), key)
        self.assertFalse(validator.is_valid({**document, "extra": 1}))
        return document

    def test_solve(self):
        document = self.document("solve", "model.pencil", "--set", "lambda=2/2")
        self.assertEqual(document["file"], "model.pencil")
        self.assertEqual(document["parameters"], {"lambda": "1", "phi": "1"})
        self.assertEqual([output["name"] for output in document["outputs"]], ["mp", "double_mp"])
        self.assertAlmostEqual(document["outputs"][0]["value"], GOLDEN, delta=1e-12)
        self.assertTrue(document["solver"]["physical"])
        self.assertLess(document["solver"]["branch_radius"], 1)

    def test_solve_finite_size(self):
        # Bai and Silverstein 2004 at lambda = phi = 1: the companion is the same g, and x = g/(1 + g).
        (output,) = self.document("solve", "model.pencil", "--output", "mp", "--finite-size")["outputs"]
        x = GOLDEN/(1 + GOLDEN)
        self.assertAlmostEqual(output["finite_size"], x**3/(1 - x**2)**2, delta=1e-8)
        self.assertNotIn("finite_size", self.document("solve", "model.pencil")["outputs"][0])
        value = self.document("solve", "-", "--finite-size", stdin=COMPLEX_MODEL)["outputs"][0]["finite_size"]
        # Johansson 1998: tr inv(z - W) of the GOE of variance 1 has z/(2*(z^2 - 4)) - 1/(2*sqrt(z^2 - 4)) at order 1/n.
        # Here W = (X + X')/sqrt(2) and z = 3i/sqrt(2).
        expected = -(3/math.sqrt(2)/(-8.5) + 1/math.sqrt(8.5))/2/math.sqrt(2)
        self.assertAlmostEqual(value["re"], 0, delta=1e-12)
        self.assertAlmostEqual(value["im"], expected, delta=1e-10)

    def numbers(self, output):
        """Every number of an output, the parts of complex ones alone."""
        found = []

        def collect(value):
            if isinstance(value, dict):
                for key, part in value.items():
                    if key not in ("exponent", "name", "certified_digits"):
                        collect(part)
            elif value is not None:
                found.append(value)

        collect(output)
        return found

    def test_solve_digits(self):
        for options, keys in (
            ((), set()),
            (("--certify",), set()),
            (("--derivative", "lambda", "--derivative", "phi"), {"derivatives", "second_derivatives"}),
            (("--certify", "--derivative", "phi"), {"derivatives", "second_derivatives"}),
        ):
            plain = self.document("solve", "model.pencil", *options)
            self.assertIsNone(plain["digits"])
            document = self.document("solve", "model.pencil", "--digits", "30", *options)
            self.assertEqual(document["digits"], 30)
            for output, double in zip(document["outputs"], plain["outputs"]):
                self.assertEqual(output.keys(), {"name", "value", "certified_digits", "lower", "upper"} | keys)
                self.assertEqual(output.keys(), double.keys())
                for long, short in zip(self.numbers(output), self.numbers(double)):
                    self.assertIs(type(long), str)
                    self.assertEqual(len(re.sub("^-?0?[.]?0*|e.*|[.]", "", long)), 30, long)
                    self.assertIs(type(short), float)
                    self.assertAlmostEqual(float(long), short, delta=1e-14*abs(short))
                self.assertEqual(output["certified_digits"], 30 if "--certify" in options else None)
                self.assertEqual(output["lower"] is None, "--certify" not in options)
                self.assertEqual(output["upper"] is None, "--certify" not in options)
            self.assertEqual("branch_bound" in document["solver"], "--certify" in options)

    def test_solve_derivatives(self):
        # g = (sqrt(1 + 4/lambda) - 1)/2 at phi = 1: g' = -1/sqrt(5) and g'' = 8/(5 sqrt(5)) at lambda = 1.
        (output,) = self.document("solve", "model.pencil", "--output", "mp", "--derivative", "lambda")["outputs"]
        self.assertAlmostEqual(output["derivatives"]["lambda"], -1/math.sqrt(5), delta=1e-15)
        self.assertAlmostEqual(output["second_derivatives"]["lambda"], 8/(5*math.sqrt(5)), delta=1e-15)

    def test_solve_limit(self):
        for limit, values, leading in (
            ("lambda=0+", (None, None), ((1, "-1/2"), (2, "-1/2"))),
            ("lambda=inf", (0, 0), ((1, "-1"), (2, "-1"))),
            ("phi=4-", (GOLDEN_AT_4, 2*GOLDEN_AT_4), ((GOLDEN_AT_4, "0"), (2*GOLDEN_AT_4, "0"))),
        ):
            for digits in ((), ("--digits", "20")):
                document = self.document("solve", "model.pencil", "--limit", limit, *digits)
                name, goes = limit.split("=")
                self.assertEqual(document["parameters"][name], goes)
                for output, value, (coefficient, exponent) in zip(document["outputs"], values, leading):
                    self.assertEqual(output["leading"]["exponent"], exponent)
                    self.assertAlmostEqual(float(output["leading"]["coefficient"]), coefficient, delta=1e-15)
                    if value is None:
                        self.assertIsNone(output["value"])
                    else:
                        self.assertAlmostEqual(float(output["value"]), value, delta=1e-15)
                        self.assertIs(type(output["value"]), str if digits else float)

    def test_solve_complex_with_all_options(self):
        (output,) = self.document("solve", "-", "--digits", "20", "--certify", stdin=COMPLEX_MODEL)["outputs"]
        for key in ("value", "lower", "upper"):
            self.assertEqual(output[key].keys(), {"re", "im"})
            self.assertIs(type(output[key]["re"]), str)
        self.assertLessEqual(float(output["lower"]["re"]), 0)
        self.assertGreaterEqual(float(output["upper"]["re"]), 0)
        self.assertAlmostEqual(float(output["value"]["im"]), (math.sqrt(17) - 3)/4, delta=1e-15)

    def test_solve_next_to_a_threshold(self):
        # The branch radius is 1 - 1e-16 there, which is no double.
        solver = self.document("solve", "model.pencil", "--set", "lambda=1e-32", "--digits", "20")["solver"]
        self.assertTrue(solver["physical"])
        self.assertLess(solver["branch_radius"], 1)

    def test_solve_complex(self):
        # A semicircle of variance 2 at 3i: i*(sqrt(3^2 + 4*2) - 3)/(2*2).
        value = self.document("solve", "-", stdin=COMPLEX_MODEL)["outputs"][0]["value"]
        self.assertAlmostEqual(value["re"], 0, delta=1e-12)
        self.assertAlmostEqual(value["im"], (math.sqrt(17) - 3) / 4, delta=1e-12)

    def test_derive(self):
        document = self.document("derive", "model.pencil")
        pencil = document["pencil"]
        self.assertEqual(pencil["size"], len(pencil["rows"]))
        self.assertEqual([len(row) for row in pencil["entries"]], [pencil["size"]] * pencil["size"])
        self.assertEqual([equation["lhs"] for equation in document["equations"]],
                         [unknown["name"] for unknown in document["unknowns"]])
        self.assertEqual([output["name"] for output in document["outputs"]], ["mp", "double_mp"])

    def test_derive_eliminate(self):
        # Without the option the object is absent, and a document without it is valid.
        plain = json.loads(self.check_done("derive", "model.pencil", "--format", "json"))
        self.assertNotIn("elimination", plain)
        found = self.document("derive", "model.pencil", "--eliminate", "mp,e_1", optional={"elimination"})["elimination"]
        self.assertEqual(found["quantities"], ["mp", "e_1"])
        self.assertEqual(len(found["relations"]), 2)
        for relation in found["relations"]:
            (physical,) = [factor for factor in relation["factors"] if factor["physical"]]
            self.assertEqual(physical["polynomial"], relation["polynomial"])

    def test_validate(self):
        document = self.document("validate", "model.pencil", "--sizes", "20,40,80", "--trials", "50", "--output", "mp")
        (output,) = document["outputs"]
        self.assertEqual([(size["n"], size["trials"]) for size in output["sizes"]], [(20, 50), (40, 50), (80, 50)])
        self.assertAlmostEqual(output["theory"], GOLDEN, delta=1e-12)
        x = GOLDEN/(1 + GOLDEN)
        self.assertAlmostEqual(output["finite_size"], x**3/(1 - x**2)**2, delta=1e-8)
        for size in output["sizes"]:  # realised exactly
            self.assertAlmostEqual(size["theory"], GOLDEN, delta=1e-12)
            self.assertAlmostEqual(size["correction"], output["finite_size"]/size["n"], delta=1e-9)
        self.assertAlmostEqual(output["z"], (output["extrapolated"] - output["theory"]) / output["stderr"], delta=1e-9)


if __name__ == "__main__":
    main()
