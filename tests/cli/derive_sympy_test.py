# SPDX-License-Identifier: GPL-3.0-or-later
"""The scripts that derive writes solve its equations without the solver, and find what the solver finds."""
import json
import subprocess
import sys

from program import HARD_NAMES, ROOT, ProgramTest, main

FILES = ("marchenko_pastur", "ridge/anisotropic", "two_sources/r3", "random_projections/r1", "random_features/linear")

# Columns of a table that no Python script could call by their names, a weight, and a size that is no number.
TABLE = """\
parameter lambda = 1/3 > 0
dimension n
dimension in = 2*n
random Z[n,in] gaussian variance 1/n
spectrum in { file "data.csv" : Sigma = eigen^2 + lambda }
output x = tr(Sigma*inv(Z'*Z + lambda*Sigma))
"""


class Sympy(ProgramTest):
    def outputs(self, *arguments):
        (self.folder / "script.py").write_text(self.check_done("derive", *arguments, "--format", "sympy", "--quiet"),
                                               encoding="utf-8")
        done = subprocess.run([sys.executable, "script.py"], cwd=self.folder, text=True, capture_output=True,
                              timeout=120, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return {name: value for name, value in (line.split() for line in done.stdout.splitlines())}

    def check_file(self, *arguments):
        solved = json.loads(self.check_done("solve", *arguments, "--format", "json", "--quiet"))
        found = self.outputs(*arguments)
        self.assertEqual(list(found), [output["name"] for output in solved["outputs"]])
        for output in solved["outputs"]:
            # solve gives doubles that it vouches for to 1e-10 at worst, here to nearly all digits.
            self.assertAlmostEqual(float(found[output["name"]]) / output["value"], 1, delta=1e-12)

    def test_shipped_files(self):
        for file in FILES:
            with self.subTest(file=file):
                self.check_file(str(ROOT / "pencils" / file) + ".pencil")

    def test_other_parameters(self):
        self.check_file("model.pencil", "--set", "lambda=2/7", "--set", "phi=3")

    def test_hard_names(self):
        (self.folder / "hard.pencil").write_text(HARD_NAMES, encoding="utf-8")
        self.check_file("hard.pencil")

    def test_a_table(self):
        (self.folder / "data.csv").write_text("eigen,weight\n1,1/4\n1/2,3/4\n", encoding="utf-8")
        (self.folder / "table.pencil").write_text(TABLE, encoding="utf-8")
        self.check_file("table.pencil")


if __name__ == "__main__":
    main()
