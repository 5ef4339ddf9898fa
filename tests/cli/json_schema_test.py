# SPDX-License-Identifier: GPL-3.0-or-later
"""The program's JSON obeys the schemas of docs/reference."""
import copy
import json
import math

import jsonschema
from program import GOLDEN, ROOT, ProgramTest, main

COMPLEX_MODEL = """\
dimension n
random X[n,n] gaussian variance 1/n
output g = tr(inv(X + X' - 3i*I))
"""


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
