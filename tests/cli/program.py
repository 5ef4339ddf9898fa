# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the program as a user does. The scripts beside this one take the program's path as their argument."""
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# At lambda = phi = 1 the Stieltjes transform of Marchenko and Pastur is (sqrt(5) - 1)/2.
MODEL = """\
title "Marchenko-Pastur"
parameter lambda = 1 > 0 "regularisation"
parameter phi = 1 in (0,4]
dimension n
dimension d = phi*n
random Z[n,d] gaussian variance 1/n
let R = inv(Z'*Z + lambda*I)
output mp = tr(R) "normalised trace"
output double_mp = 2*tr(R)
"""
GOLDEN = (5**0.5 - 1) / 2


# Names and words that other languages than the program's own take amiss.
HARD_NAMES = r"""title "100% of $x_1$ & {y} ~ #^ \"z\" \\end"
parameter λ = 1/3 > 0 "50% of $x$_{y}"
parameter in = 2 in (0,3]
parameter x_1_2 = 1 <= 1
parameter ἀ1 = 1
dimension n
dimension d = in*n
random sp[n,d] gaussian variance ἀ1/n
spectrum d {
  1/3 : Σ = x_1_2/2, S_hat = exp(-λ)
  2/3 : Σ = 1, S_hat = log(3)
}
output lambda = tr(S_hat*inv(sqrt(Σ)*sp'*sp*sqrt(Σ) + λ*I)) "x_1 & more"
"""


class ProgramTest(unittest.TestCase):
    """A test with a folder of its own that holds model.pencil."""

    program = ""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "model.pencil").write_text(MODEL, encoding="utf-8")

    def run_program(self, *arguments, stdin="", **options):
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", **options.pop("environment", {})}
        return subprocess.run(
            [self.program, *arguments], input=stdin, cwd=self.folder, env=environment, text=True,
            capture_output=True, timeout=120, check=False, **options,
        )

    def check_done(self, *arguments, **options):
        """Runs without a word on standard error; returns standard output."""
        done = self.run_program(*arguments, **options)
        self.assertEqual((done.returncode, done.stderr), (0, ""), arguments)
        return done.stdout

    def check_refused(self, status, sentence, *arguments, **options):
        """Ends with this status and says this on standard error, nothing on standard output."""
        done = self.run_program(*arguments, **options)
        self.assertIn(sentence, done.stderr)
        self.assertEqual((done.returncode, done.stdout), (status, ""), arguments)
        return done.stderr


def main():
    ProgramTest.program = str(Path(sys.argv.pop(1)).resolve())
    unittest.main()
