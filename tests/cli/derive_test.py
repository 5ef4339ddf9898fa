# SPDX-License-Identifier: GPL-3.0-or-later
"""The command derive: its options, and what its formulas mean."""
import json
import re

from program import MODEL, ProgramTest, main


class Derive(ProgramTest):
    def document(self, *arguments):
        return json.loads(self.check_done("derive", "model.pencil", "--format", "json", *arguments))

    def test_the_last_line_counts(self):
        last = self.check_done("derive", "model.pencil").splitlines()[-1]
        self.assertRegex(last, r"^pencil \d+ x \d+; \d+ unknowns? \(\d+ nonlinear, \d+ linear\); [0-9.e-]+ s$")

    def test_parameters_stay_letters(self):
        here, there = self.document(), self.document("--set", "lambda=1/7", "--set", "phi=3")
        self.assertEqual(there["parameters"], {"lambda": "1/7", "phi": "3"})
        for document in (here, there):
            del document["parameters"], document["seconds"]
        self.assertEqual(here, there)

    def test_formulas_are_in_the_file_language(self):
        # The equation of each unknown as a further output, the unknowns as parameters, is a file that checks.
        document = self.document()
        lines = [f"parameter {unknown['name']} = 1" for unknown in document["unknowns"]]
        lines += [f"output value_{entry['lhs']} = {entry['rhs']}" for entry in document["equations"]]
        lines += [f"output shown_{output['name']} = {output['formula']}" for output in document["outputs"]]
        lines += [f"output defined_{unknown['name']} = {unknown['definition']}" for unknown in document["unknowns"]]
        self.check_done("check", "-", "--quiet", stdin=MODEL + "\n".join(lines) + "\n")

    def test_only_the_outputs_asked_for(self):
        outputs = self.document("--output", "double_mp")["outputs"]
        self.assertEqual([output["name"] for output in outputs], ["double_mp"])

    def test_latex_says_how_it_was_made_and_brings_no_document(self):
        text = self.check_done("derive", "model.pencil", "--format", "latex")
        self.assertTrue(text.startswith("% freepencil derive model.pencil: lambda = 1, phi = 1\n"))
        self.assertNotIn("documentclass", text)
        self.assertEqual(re.findall(r"\\begin\{(\w+)\}", text).count("align"), text.count("\\end{align}"))


if __name__ == "__main__":
    main()
