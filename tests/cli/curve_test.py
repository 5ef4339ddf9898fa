# SPDX-License-Identifier: GPL-3.0-or-later
"""curve: grids, gaps, thresholds, threads, checkpoints, simulated points and figures."""
import csv
import io
import json
import math
import re
import shutil
import signal
import subprocess
import time
import unittest

import jsonschema
from program import GOLDEN, ROOT, ProgramTest, main

RIDGELESS = """\
parameter phi = 2 in (0,4) "features per sample, d/n"
parameter sigma = 1 > 0 "label noise"
dimension n
dimension d = phi*n
random Z[n,d] gaussian variance 1/n
vector e[n] variance sigma^2/n
output risk = mean |pinv(Z)*e|^2
"""
POLE = """\
parameter phi = 1/2 in (0,4)
dimension n
dimension d = n
random Z[n,d] gaussian variance 1/n
output sharp = tr(inv(Z'*Z + I))/(1 - phi)^2
output smooth = tr(inv(Z'*Z + I))/(1/100 + (1 - phi)^2)
"""
CURVE = ("curve", "model.pencil", "--output", "mp")


def marchenko_pastur(lam, phi):
    """The positive root of lambda*phi*g^2 + (1 + lambda - phi)*g - 1 = 0."""
    b = 1 + lam - phi
    return 2/(b + math.sqrt(b*b + 4*lam*phi))


def fnv(text):
    """FNV-1a with 64 bits."""
    check = 14695981039346656037
    for byte in text:
        check = (check ^ byte)*1099511628211 % 2**64
    return check


class Grids(ProgramTest):
    def rows(self, *arguments):
        return list(csv.reader(io.StringIO(self.check_done(*CURVE, *arguments, "--format", "csv"))))

    def test_values_are_those_of_the_quadratic_equation(self):
        rows = self.rows("--sweep", "lambda=1/1000:10:150:log", "--sweep", "phi=1/2,1,3")
        self.assertEqual(rows[0], ["lambda", "phi", "mp"])
        self.assertEqual(len(rows), 1 + 150*3)
        for lam, phi, value in rows[1:]:
            expected = marchenko_pastur(float(lam), float(phi))
            self.assertLess(abs(float(value) - expected), 1e-10*expected)
        lambdas = [float(row[0]) for row in rows[1:151]]
        self.assertEqual((lambdas[0], lambdas[-1]), (0.001, 10))
        for before, after in zip(lambdas, lambdas[1:]):
            self.assertLess(abs(math.log(after/before) - math.log(1e4)/149), 1e-12)
        self.assertEqual([row[1] for row in rows[1::150]], ["0.5", "1", "3"])

    def test_a_point_of_a_curve_is_what_solve_says(self):
        rows = self.rows("--sweep", "lambda=1/7:3:5", "--digits", "40")
        for k, row in enumerate(rows[1:]):
            here = f"lambda={4 + 20*k}/28"  # 1/7 + (3 - 1/7)*k/4
            done = self.check_done("solve", "model.pencil", "--output", "mp", "--digits", "40", "--format", "csv",
                                   "--set", here)
            self.assertEqual(done.splitlines()[1].split(",")[1], row[1])

    def test_the_number_of_threads_changes_nothing(self):
        arguments = (*CURVE, "--sweep", "phi=1/10:4:333", "--sweep", "lambda=1/10,2", "--format", "json")
        self.assertEqual(self.check_done(*arguments, "--threads", "1"), self.check_done(*arguments, "--threads", "3"))

    def test_bounds_and_terms_of_order_one_over_n(self):
        document = json.loads(self.check_done(*CURVE, "--sweep", "lambda=1,2", "--certify", "--finite-size",
                                              "--format", "json"))
        self.assertEqual(document["columns"],
                         ["lambda", "mp", "mp_lower", "mp_upper", "mp_certified_digits", "mp_finite_size"])
        for row in document["rows"]:
            self.assertLess(row[2], row[3])
            self.assertTrue(row[2] <= marchenko_pastur(row[0], 1) <= row[3])

    def test_json_obeys_its_schema(self):
        schema = json.loads((ROOT/"docs/reference/curve.schema.json").read_text(encoding="utf-8"))
        (self.folder/"model.pencil").write_text(RIDGELESS)
        document = json.loads(self.check_done("curve", "model.pencil", "--sweep", "phi=1/2:3/2:3", "--format", "json",
                                              "--quiet"))
        validator = jsonschema.Draft202012Validator(schema)
        validator.validate(document)
        for key in document:
            self.assertFalse(validator.is_valid({k: v for k, v in document.items() if k != key}), key)
        self.assertIsNone(document["rows"][1][1])

    def test_what_is_wrong_with_a_sweep_is_pointed_at(self):
        for sweep, sentence in (("lambda", "expected name=values"), ("lambda=0:1:3", "outside its range"),
                                ("mu=1,2", "unknown parameter 'mu'"), ("lambda=1:2", "expected from:to:number"),
                                ("lambda=1:2:1", "how many values"), ("lambda=1:2:9:lg", "expected log"),
                                ("lambda=1,3,2", "must increase"), ("lambda=1,x", "expected an exact number"),
                                ("lambda=1:1:5", "both ends are the same")):
            message = self.check_refused(2, sentence, *CURVE, "--sweep", sweep)
            self.assertIn("--sweep:1:", message)
            self.assertIn("^", message)
        self.check_refused(2, "fixed by --set", *CURVE, "--sweep", "lambda=1,2", "--set", "lambda=1")
        self.check_refused(2, "swept twice", *CURVE, "--sweep", "lambda=1,2", "--sweep", "lambda=3,4")
        self.check_refused(2, "needs --sweep", *CURVE)
        self.check_refused(2, "add --validate", *CURVE, "--sweep", "lambda=1,2", "--trials", "9")


class Gaps(ProgramTest):
    def test_a_threshold_is_a_gap_with_its_reason(self):
        (self.folder/"model.pencil").write_text(RIDGELESS)
        text = self.check_done("curve", "model.pencil", "--sweep", "phi=1/2:3/2:5")
        self.assertIn("threshold at phi = 1: d = n\n", text)
        self.assertIn("no value at phi = 1: pinv has no limit", text)
        for phi in (0.5, 0.75, 1.25, 1.5):
            value = float(re.search(rf"^ *{phi} +([0-9.]+)$", text, re.MULTILINE)[1])
            expected = min(phi, 1)/abs(1 - phi)
            self.assertLess(abs(value - expected), 1e-9*expected)

    def test_a_threshold_between_points_is_found_exactly(self):
        (self.folder/"model.pencil").write_text(RIDGELESS)
        done = self.run_program("curve", "model.pencil", "--sweep", "phi=1/3:2:7", "--format", "json")
        document = json.loads(done.stdout)
        self.assertEqual([mark["exact"] for mark in document["marks"]], ["1"])
        self.assertEqual((document["marks"][0]["after_row"], document["gaps"]), (2, []))

    def test_a_pole_is_a_divergence_and_a_resonance_is_not(self):
        (self.folder/"model.pencil").write_text(POLE)
        done = self.run_program("curve", "model.pencil", "--sweep", "phi=1/2:8/5:24", "--format", "json")
        marks = json.loads(done.stdout)["marks"]
        self.assertEqual([(mark["kind"], mark["output"]) for mark in marks], [("divergence", "sharp")])
        self.assertLess(abs(marks[0]["position"] - 1), 1e-4)

    def test_where_no_point_has_a_value_there_is_no_table(self):
        (self.folder/"model.pencil").write_text("dimension n\nparameter c = 1\nrandom X[n,n] gaussian variance 1/n\n"
                                                "output g = tr(inv(X + X' - c*I))\n")
        self.check_refused(2, "no value at", "curve", "model.pencil", "--sweep", "c=1/2,1")

    def test_one_output_fails_alone(self):
        (self.folder/"model.pencil").write_text(
            "dimension n\nparameter c = 1\nrandom X[n,n] gaussian variance 1/n\noutput g = tr(inv(X + X' - c*I))\n"
            "output h = tr(inv(X'*X + (1 + c^2)*I))\n")
        rows = self.check_done("curve", "model.pencil", "--sweep", "c=1,4", "--format", "csv", "--quiet").splitlines()
        self.assertEqual(rows[1].split(",")[1], "")
        self.assertTrue(rows[1].split(",")[2])
        self.assertTrue(all(rows[2].split(",")))


    def test_a_matrix_without_an_inverse_costs_the_outputs_that_have_it(self):
        (self.folder/"model.pencil").write_text(
            "dimension n\ndimension d = n\nparameter c = 2\nrandom Z[n,d] gaussian variance 1/n\n"
            "spectrum d {\n  1/2 : S = 1\n  1/2 : S = 3\n}\noutput a = tr(inv(Z'*Z + inv(S - c*I)^2))\n"
            "output b = tr(inv(Z'*Z + I))\n")
        done = self.run_program("curve", "model.pencil", "--sweep", "c=1,2", "--format", "csv")
        rows = [row.split(",") for row in done.stdout.splitlines()]
        self.assertEqual(rows[1][1], "")
        self.assertLess(abs(float(rows[1][2]) - GOLDEN), 1e-10)
        self.assertIn("no value of a at c = 1", done.stderr)


class Checkpoints(ProgramTest):
    SWEEP = (*CURVE, "--sweep", "lambda=1/100:10:900:log", "--format", "csv")

    def test_an_interrupted_curve_goes_on_where_it_stopped(self):
        whole = self.check_done(*self.SWEEP)
        self.assertEqual(self.check_done(*self.SWEEP, "--checkpoint", "c"), whole)
        complete = (self.folder/"c").read_bytes()
        lines = complete.splitlines(keepends=True)
        # After some blocks, and in the middle of one.
        for cut in (len(lines[0]), len(b"".join(lines[:4])), len(b"".join(lines[:5])) - 17):
            (self.folder/"c").write_bytes(complete[:cut])
            self.assertEqual(self.check_done(*self.SWEEP, "--checkpoint", "c"), whole)
            self.assertEqual((self.folder/"c").read_bytes(), complete)

    def test_points_of_a_checkpoint_are_taken_from_it(self):
        self.check_done(*self.SWEEP, "--checkpoint", "c")
        lines = (self.folder/"c").read_text().splitlines()
        content = json.loads(lines[1][17:])
        content["points"][2]["cells"][0]["value"][0] = 1234.5
        text = json.dumps(content, separators=(",", ":"))
        lines[1] = f"{fnv(text.encode()):016x} {text}"
        (self.folder/"c").write_text("\n".join(lines) + "\n")
        rows = self.check_done(*self.SWEEP, "--checkpoint", "c").splitlines()
        self.assertEqual(rows[3].split(",")[1], "1234.5")

    def test_that_of_another_curve_is_refused(self):
        self.check_done(*self.SWEEP, "--checkpoint", "c")
        held = (self.folder/"c").read_bytes()
        for arguments, sentence in (((*self.SWEEP, "--set", "phi=2"), "its list of parameters differs"),
                                    ((*self.SWEEP, "--digits", "20"), "its kind of numbers differs"),
                                    (("curve", "model.pencil", *self.SWEEP[4:]), "its list of outputs differs")):
            self.check_refused(2, sentence, *arguments, "--checkpoint", "c")
        (self.folder/"d").write_text("something else\n")
        self.check_refused(2, "it is no checkpoint of a curve", *self.SWEEP, "--checkpoint", "d")
        self.assertEqual((self.folder/"c").read_bytes(), held)
        self.assertEqual((self.folder/"d").read_text(), "something else\n")

    def test_ctrl_c_keeps_the_checkpoint_and_leaves_the_old_file(self):
        sweep = ("curve", "model.pencil", "--output", "mp", "--sweep", "lambda=1/100:10:4000:log", "--digits", "60",
                 "--format", "csv", "--threads", "1")
        (self.folder/"out.csv").write_text("old")
        running = subprocess.Popen([self.program, *sweep, "--checkpoint", "c", "--out", "out.csv"], cwd=self.folder)
        while not (self.folder/"c").exists() or (self.folder/"c").read_bytes().count(b"\n") < 3:
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        self.assertEqual(running.wait(timeout=30), -signal.SIGINT)
        self.assertEqual((self.folder/"out.csv").read_text(), "old")
        self.assertGreater((self.folder/"c").read_bytes().count(b"\n"), 2)


class Simulations(ProgramTest):
    def test_simulated_points_stand_beside_the_curve(self):
        arguments = (*CURVE, "--sweep", "lambda=1/2,1,2", "--validate", "--sizes", "20,40,80", "--trials", "40")
        document = json.loads(self.check_done(*arguments, "--format", "json"))
        self.assertEqual(document["columns"], ["lambda", "mp", "mp_simulated", "mp_error"])
        for lam, value, mean, error in document["rows"]:
            self.assertLess(abs(mean - marchenko_pastur(lam, 1)), 4*error)
            self.assertLess(abs(value - marchenko_pastur(lam, 1)), 1e-10)
            self.assertGreater(error, 0)


class Figures(ProgramTest):
    SWEEP = ("--sweep", "lambda=1/100:10:30:log")

    def test_latex_has_a_caption_with_all_parameters(self):
        text = self.check_done(*CURVE, *self.SWEEP, "--format", "latex", "--set", "phi=1/3")
        self.assertIn("\\caption{Marchenko-Pastur. $\\phi = 1/3$.}", text)
        self.assertIn("\\toprule", text)
        self.check_compiles("\\usepackage{booktabs}", text)

    def test_a_long_table_goes_over_pages(self):
        text = self.check_done(*CURVE, "--sweep", "lambda=1/100:10:200:log", "--format", "latex")
        self.check_compiles("\\usepackage{booktabs,longtable}", text)

    def test_a_pgfplots_figure_compiles(self):
        for further in ((), ("--sweep", "phi=1/2,1,2"), ("--sweep", "phi=1/2:2:12")):
            self.check_done(*CURVE, *self.SWEEP, *further, "--plot", "f.tex", "--quiet")
            self.check_compiles("\\usepackage{pgfplots}\\pgfplotsset{compat=1.18}", (self.folder/"f.tex").read_text())

    def check_compiles(self, preamble, text):
        if not shutil.which("pdflatex"):
            self.skipTest("no pdflatex")
        (self.folder/"t.tex").write_text("\\documentclass{article}" + preamble + "\\begin{document}\n" + text
                                         + "\\end{document}\n", encoding="utf-8")
        done = subprocess.run(["pdflatex", "-halt-on-error", "-interaction=nonstopmode", "t.tex"], cwd=self.folder,
                              capture_output=True, timeout=200, check=False)
        self.assertEqual(done.returncode, 0, done.stdout[-2000:])

    @unittest.skipUnless(shutil.which("gnuplot"), "no gnuplot")
    def test_pictures_are_what_their_names_say(self):
        for ending, begin in ((".svg", b"<?xml"), (".png", b"\x89PNG"), (".pdf", b"%PDF")):
            for further in ((), ("--sweep", "phi=1/2,1,2"), ("--sweep", "phi=1/2:2:12")):
                name = "figure" + ending
                self.check_done(*CURVE, *self.SWEEP, *further, "--plot", name, "--quiet")
                self.assertTrue((self.folder/name).read_bytes().startswith(begin))
                (self.folder/name).unlink()

    @unittest.skipUnless(shutil.which("gnuplot"), "no gnuplot")
    def test_a_line_is_not_drawn_over_a_threshold(self):
        (self.folder/"model.pencil").write_text(RIDGELESS)
        self.check_done("curve", "model.pencil", "--sweep", "phi=1/3:2:7", "--plot", "f.tex", "--quiet")
        text = (self.folder/"f.tex").read_text()
        # phi = 8/9, then a pair without a number, then phi = 7/6.
        self.assertRegex(text, r"\(0\.888\d*,[\d.]+\)\n  \(0\.888\d*,nan\)\n  \(1\.166\d*,[\d.]+\)\n")
        self.assertEqual(text.count("nan"), 1)
        self.assertIn("axis cs:1,0", text)

    def test_figures_that_cannot_be_are_refused_before_the_work(self):
        self.check_refused(2, "ends in .svg", *CURVE, *self.SWEEP, "--plot", "f.jpg")
        self.check_refused(2, "cannot write 'absent/f.tex'", *CURVE, *self.SWEEP, "--plot", "absent/f.tex")
        self.check_refused(2, "one output", "curve", "model.pencil", *self.SWEEP, "--sweep", "phi=1/2:2:12", "--plot", "f.tex")


if __name__ == "__main__":
    main()
