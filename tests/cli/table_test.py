# SPDX-License-Identifier: GPL-3.0-or-later
"""table: the same numbers as solve, formats, and what is wrong with a .table file."""
import csv
import io
import json

import jsonschema
from program import ROOT, ProgramTest, main

MODEL = """\
parameter lambda = 1/10 > 0
parameter phi = 1/2 > 0
dimension n
dimension d = phi*n
random Z[n,d] gaussian variance 1/n
output g = tr(inv(Z'*Z + lambda*I))
output h = phi*g
"""
TABLE = """\
title = "Transforms"
digits = 30
parameters = ["phi", "lambda"]
columns = ["g", {output = "h", heading = "companion"}]

[[row]]
label = "small"
file = "mp.pencil"
set = {phi = ["1/2", 2], lambda = "1e-1"}

[[row]]
label = "ridgeless"
file = "mp.pencil"
limit = "lambda=0+"
"""


class Table(ProgramTest):
    def setUp(self):
        super().setUp()
        (self.folder / "mp.pencil").write_text(MODEL, encoding="utf-8")
        self.table = self.folder / "t.table"
        self.table.write_text(TABLE, encoding="utf-8")

    def solved(self, *settings):
        options = [word for setting in settings for word in ("--set", setting)]
        document = json.loads(self.check_done("solve", str(self.folder / "mp.pencil"), "--digits", "30", "--format", "json",
                                              *options))
        return [output["value"] for output in document["outputs"]]

    def test_the_numbers_are_those_of_solve(self):
        document = json.loads(self.check_done("table", str(self.table), "--format", "json"))
        schema = json.loads((ROOT / "docs/reference/table.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator(schema).validate(document)
        self.assertEqual(document["columns"], ["g", "companion"])
        self.assertEqual([row["parameters"]["phi"] for row in document["rows"]], ["1/2", "2", "1/2"])
        self.assertEqual(document["rows"][1]["values"], self.solved("phi=2"))
        self.assertEqual(document["rows"][2]["parameters"]["lambda"], "0+")
        # phi < 1: 1/(1 - phi)
        self.assertRegex(document["rows"][2]["values"][0], r"^2\.0{29}$")

    def test_formats(self):
        rows = list(csv.reader(io.StringIO(self.check_done("table", str(self.table), "--format", "csv"))))
        self.assertEqual(rows[0], ["label", "file", "phi", "lambda", "g", "companion"])
        self.assertEqual(rows[1][4:], self.solved())
        self.assertIn("| small | 1/2 | 1/10 |", " ".join(self.check_done("table", str(self.table), "--format", "markdown").split()))
        latex = self.check_done("table", str(self.table), "--format", "latex")
        self.assertIn("\\caption{Transforms}", latex)
        self.assertIn("\\multicolumn{2}{c}{$\\varphi$}", latex.replace("\\phi", "\\varphi"))
        self.assertEqual(latex.count("\\\\"), 4)
        self.assertIn("Transforms\n", self.check_done("table", str(self.table)))

    def refused(self, old, new, *sentences):
        self.table.write_text(TABLE.replace(old, new), encoding="utf-8")
        done = self.run_program("table", str(self.table))
        self.assertEqual(done.returncode, 2, done.stderr)
        for sentence in sentences:
            self.assertIn(sentence, done.stderr)
        self.assertEqual(done.stdout, "")

    def test_what_is_wrong_is_located(self):
        self.refused('title = "Transforms"', "title = 3\ndigit = 4", ":1:9: error: the title is a text", "did you mean 'digits'?")
        self.refused('"1e-1"', "0.1", ":9:35: error: numbers are exact", "in quotes")
        self.refused('"1e-1"', '"one"', "expected an exact number")
        self.refused("[[row]]", "[[row]", "error:")
        self.refused('columns = ["g", {output = "h", heading = "companion"}]', "", "a table needs `columns`")
        self.refused('file = "mp.pencil"\nlimit', 'file = "none.pencil"\nlimit', "cannot read", "this row cannot be computed")
        self.refused("phi = [", "psi = [", "unknown parameter 'psi'; did you mean 'phi'?", ":6:1: error: this row")
        self.refused('columns = ["g", {output = "h", heading = "companion"}]', 'columns = ["q"]', "the file has no output 'q'")

    def test_a_number_that_is_not_there_is_a_dash(self):
        self.table.write_text(TABLE.replace('columns = ["g"', 'columns = ["q", "g"'), encoding="utf-8")
        rows = list(csv.reader(io.StringIO(self.check_done("table", str(self.table), "--format", "csv"))))
        self.assertEqual(rows[1][4], "")
        self.assertEqual(rows[1][5], self.solved()[0])

    def test_the_shipped_table(self):
        document = json.loads(self.check_done("table", str(ROOT / "pencils/model_collapse_demystified/generations.table"),
                                              "--format", "json"))
        self.assertEqual(len(document["rows"]), 6)


if __name__ == "__main__":
    main()
