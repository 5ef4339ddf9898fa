# SPDX-License-Identifier: GPL-3.0-or-later
"""verify: exit status, formats, points that solve takes back, claims of the command line."""
import json
import re

import jsonschema
from program import ROOT, ProgramTest, main

MODEL = """\
parameter lambda = 1/10 > 0
parameter phi = 3/2 > 0
dimension n
dimension d = phi*n
random Z[n,d] gaussian variance 1/n
output g = tr(inv(Z'*Z + lambda*I))
"""
TRUE = 'claim "quadratic" {\n  phi*lambda*g^2 + (1 - phi + lambda)*g == 1\n}\n'
FALSE = 'claim "wrong" {\n  g == 1/lambda\n}\n'
UNCLEAR = 'claim "no root" {\n  g == root(x > 0 : x^2 + 1 = 0)\n}\n'


class Verify(ProgramTest):
    def run_verify(self, claims, *arguments, status=0):
        done = self.run_program("verify", "-", *arguments, stdin=MODEL + claims)
        self.assertEqual(done.returncode, status, done.stderr + done.stdout)
        return done

    def document(self, claims, *arguments, status=0):
        document = json.loads(self.run_verify(claims, "--format", "json", *arguments, status=status).stdout)
        schema = json.loads((ROOT / "docs/reference/verify.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator(schema).validate(document)
        return document

    def test_exit_status(self):
        self.run_verify(TRUE)
        self.run_verify(TRUE + FALSE, status=1)
        self.run_verify(TRUE + UNCLEAR, status=3)
        self.run_verify(TRUE + UNCLEAR + FALSE, status=1)
        self.run_verify(FALSE.replace("{", "{\n  expect refuted", 1))

    def test_json(self):
        true, false, unclear = self.document(TRUE + FALSE + UNCLEAR, "--digits", "40", "--points", "3", status=1)["claims"]
        self.assertEqual((true["verdict"], true["digits"], true["points"], true["line"]), ("verified", 40, 3, 8))
        self.assertEqual((false["verdict"], false["passed"]), ("refuted", False))
        self.assertEqual(unclear["verdict"], "undecided")
        self.assertIn("root", unclear["reason"])

    def test_the_worst_point_is_one_for_solve(self):
        claim = self.document(FALSE, "--digits", "30", status=1)["claims"][0]
        settings = [word for name, value in claim["worst"]["parameters"].items() for word in ("--set", f"{name}={value}")]
        done = self.run_program("solve", "-", "--digits", "30", "--format", "json", *settings, stdin=MODEL)
        self.assertEqual(json.loads(done.stdout)["outputs"][0]["value"], claim["worst"]["left"])

    def test_a_wrong_expansion_is_shown_where_it_was_compared(self):
        claim = 'claim "e" {\n  g ~ 1/lambda + 1/lambda^2 as lambda -> inf : O(1/lambda^3)\n}\n'
        worst = self.document(claim, status=1)["claims"][0]["worst"]
        self.assertIn(worst["parameters"]["lambda"], {str(10**k) for k in (6, 9, 12)})
        settings = [word for name, value in worst["parameters"].items() for word in ("--set", f"{name}={value}")]
        done = self.run_program("solve", "-", "--digits", "20", "--format", "json", *settings, stdin=MODEL)
        self.assertEqual(json.loads(done.stdout)["outputs"][0]["value"], worst["left"])

    def test_the_first_digit_that_differs_is_one_of_the_numbers_shown(self):
        for claim in ["g == 1/lambda", "g ~ 1/lambda + 1/lambda^2 as lambda -> inf : O(1/lambda^3)", "g > 1/lambda"]:
            shown = self.run_verify("", "--that", claim, status=1).stdout
            left, right, number = (re.search(pattern, shown).group(1) for pattern in
                                   (r"left +([0-9.]+?)(?:\.\.|e|$)", r"right +([0-9.]+?)(?:\.\.|e|$)", r"is number (\d+)"))
            left, right = (text.replace(".", "").lstrip("0") for text in (left, right))
            self.assertEqual(left[:int(number) - 1], right[:int(number) - 1])
            self.assertNotEqual(left[int(number) - 1], right[int(number) - 1])

    def test_a_claim_of_the_command_line(self):
        self.run_verify("", "--that", "g < 1/lambda")
        done = self.run_verify(FALSE, "--that", "x = 1/lambda; g == x", status=1)
        self.assertNotIn("wrong", done.stdout)
        message = self.run_verify("", "--that", "gg == 1", status=2).stderr
        self.assertIn("--that:1:1: error: unknown name 'gg'", message)

    def test_proofs(self):
        root = 'claim "c" {\n  s = sqrt((1 - phi + lambda)^2 + 4*phi*lambda)\n  g == (%ss - (1 - phi + lambda))/(2*phi*lambda)\n}\n'
        limit = 'claim "l" {\n  limit(lambda = inf, lambda*g) == 1\n}\n'
        true, branch, unproved = self.document(TRUE + root % "" + limit, "--prove", "--digits", "20")["claims"]
        for claim in (true, branch):
            self.assertEqual((claim["verdict"], claim["proof"], claim["no_proof"]), ("proved", "proved", None))
        self.assertEqual((unproved["verdict"], unproved["proof"]), ("verified", None))
        self.assertIn("limit", unproved["no_proof"])
        other = self.document(root % "-", "--prove", status=1)["claims"][0]
        self.assertEqual((other["verdict"], other["proof"]), ("refuted", None))
        text = self.run_verify(TRUE + limit, "--prove", "--digits", "20").stdout
        self.assertIn("      proved\n", text)
        self.assertIn("      no proof: ", text)

    def test_the_form_of_a_proof(self):
        done = self.run_program("verify", str(ROOT / "pencils/classical/ridge.pencil"), "--prove", "--digits",
                                "20", "--points", "1", "--format", "json")
        self.assertEqual(done.returncode, 0, done.stderr)
        forms = {claim["identity"]: claim["proof"] for claim in json.loads(done.stdout)["claims"]}
        self.assertEqual(forms["g == kappa/lambda*tr(G)"], "proved on two symbolic atoms")

    def test_set_keeps_a_parameter(self):
        claim = self.document(FALSE, "--set", "phi=2/3", status=1)["claims"][0]
        self.assertEqual(claim["worst"]["parameters"]["phi"], "2/3")

    def test_certify_and_prove(self):
        self.assertTrue(self.document(TRUE, "--certify", "--digits", "30")["claims"][0]["certified"])
        proved = self.document('claim "c" {\n  (phi + lambda)^2 == phi^2 + 2*phi*lambda + lambda^2\n}\n', "--prove")
        self.assertEqual(proved["claims"][0]["verdict"], "proved")

    def test_threads_change_nothing(self):
        one, two = (self.document(TRUE + FALSE, "--threads", n, status=1)["claims"] for n in ("1", "2"))
        self.assertEqual(one, two)

    def test_several_files(self):
        files = [str(path) for path in sorted((ROOT / "pencils/classical").glob("[mr]*.pencil"))]
        done = self.run_program("verify", *files, "--digits", "20", "--points", "2", "--format", "csv")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual({line.split(",")[0] for line in done.stdout.splitlines()[1:]}, set(files))


if __name__ == "__main__":
    main()
