# SPDX-License-Identifier: GPL-3.0-or-later
"""The theorems of the shipped files compile in one paper, fit its lines, and say what verify measured."""
import json
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor

from program import ROOT, ProgramTest, main

PAPER = ("\\documentclass{article}\n\\usepackage{amsmath,amssymb,amsthm}\n\\newtheorem{theorem}{Theorem}\n"
         "\\begin{document}\n%s\n\\end{document}\n")
CLAIMING = sorted(file for file in (ROOT / "pencils").glob("classical/*.pencil") if re.search("^claim", file.read_text("utf-8"), re.M))
RIDGE = str(ROOT / "pencils/classical/ridge.pencil")
QUICK = ("--sizes", "16,32", "--trials", "6", "--threads", "1")
widest_excess = 10.0  # points: what TeX may let stand out of a line


class Theorems(ProgramTest):
    def theorem(self, file):
        # So few trials may leave the simulation undecided: the statement is printed all the same.
        return self.run_program("theorem", str(file), "--format", "latex", "--digits", "20", "--points", "1", "--quiet",
                                *QUICK)

    def test_all_in_one_paper(self):
        with ThreadPoolExecutor(2) as pool:
            theorems = list(pool.map(self.theorem, CLAIMING))
        for file, done in zip(CLAIMING, theorems):
            self.assertIn("\\begin{theorem}", done.stdout, (file, done.stderr))
        self.assertGreater(len(theorems), 3)
        (self.folder / "paper.tex").write_text(PAPER % "\n".join(done.stdout for done in theorems), encoding="utf-8")
        done = subprocess.run(["pdflatex", "-halt-on-error", "-interaction=nonstopmode", "paper.tex"], cwd=self.folder,
                              text=True, errors="replace", capture_output=True, timeout=120, check=False)
        self.assertEqual(done.returncode, 0, done.stdout)
        excess = [float(points) for points in re.findall(r"Overfull \\hbox \(([0-9.]+)pt", done.stdout)]
        self.assertEqual([points for points in excess if points > widest_excess], [], done.stdout)

    def test_certificate_has_the_digits_of_verify(self):
        options = ("--digits", "25", "--points", "2", "--seed", "3", "--quiet")
        text = self.run_program("theorem", RIDGE, *options, *QUICK).stdout
        verified = json.loads(self.run_program("verify", RIDGE, *options, "--format", "json").stdout)
        digits = min(claim["digits"] for claim in verified["claims"])
        self.assertIn(f"verified to 25 digits at 2 random parameter points (seed 3), fewest agreeing digits {digits}",
                      text)
        self.assertRegex(text, r"Simulation of what is stated, in sizes 16 and 32 with 6 trials each \(seed 3\)")

    def test_false_claim_is_not_stated(self):
        text = (ROOT / "pencils/classical/marchenko_pastur.pencil").read_text("utf-8")
        wrong = text.replace("kappa/lambda/(1 + kappa)", "kappa/lambda/(2 + kappa)")
        self.check_refused(1, 'the claim "Closed form" is not stated: `g == kappa/lambda/(2 + kappa)` is refuted',
                           "theorem", "-", "--digits", "20", "--points", "1", *QUICK, stdin=wrong)
        both = text + wrong[wrong.index("claim"):].replace("Closed form", "Wrong form")
        done = self.run_program("theorem", "-", "--digits", "20", "--points", "1", *QUICK, stdin=both)
        self.assertEqual(done.returncode, 1)
        self.assertIn('claim "Closed form"', done.stdout)
        self.assertNotIn('claim "Wrong form"', done.stdout)

    def test_expected_refutation_is_not_stated(self):
        done = self.theorem(ROOT / "pencils/strong_model_collapse/weighted_mixing.pencil")
        self.assertNotIn("The form that one meets", done.stdout)

    def test_usage(self):
        self.check_refused(2, "no claim is made", "theorem", "model.pencil")
        self.check_refused(2, "theorem has no format 'json'; it has text and latex", "theorem", RIDGE, "--format", "json")
        self.check_refused(2, "theorem has no option '--output'", "theorem", RIDGE, "--output", "risk")


if __name__ == "__main__":
    main()
