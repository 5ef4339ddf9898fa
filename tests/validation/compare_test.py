# SPDX-License-Identifier: GPL-3.0-or-later
"""compare.py: a part of the comparison agrees with the limits and the approved table, and what does not is found."""
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

VALIDATION = Path(__file__).resolve().parents[2] / "validation"
APPROVED = VALIDATION / "approved.json"
ESTIMATORS, PROGRAM = sys.argv.pop(), sys.argv.pop()
PART = ["classical", "accumulating_data/replace.json", "model_collapse_demystified/least_squares.json",
        "optimal_mixing/ridge_infinite.json", "strong_model_collapse/theorem_1.json", "strong_model_collapse/corollary_4.json"]

sys.path.insert(0, str(VALIDATION))
import compare  # noqa: E402
import scores  # noqa: E402


class Compare(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = Path(cls.temporary.name)
        cls.results = cls.folder / "results.json"
        subprocess.run([ESTIMATORS, *(f"validation/experiments/{path}" for path in PART), "--trials", "0.05", "--output", cls.results],
                       cwd=VALIDATION.parent, check=True)

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def compared(self, status, results, *arguments):
        done = subprocess.run([sys.executable, "-B", VALIDATION / "compare.py", "--program", PROGRAM, "--results", results, *arguments],
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done

    def changed(self, path, change):
        """A copy of a JSON file after `change`."""
        document = json.loads(path.read_text(encoding="utf-8"))
        change(document)
        copy = self.folder / f"changed_{path.name}"
        copy.write_text(json.dumps(document), encoding="utf-8")
        return copy

    def test_a_part_is_as_approved(self):
        self.assertIn("9 z-scores", self.compared(0, self.results).stdout)

    def test_means_that_are_off_are_found(self):
        def shift(results):
            for size in results[0]["sizes"]:
                size["mean"] += 10 * size["stderr"]

        self.compared(1, self.changed(self.results, shift))

    def test_other_limits_than_approved_are_found(self):
        def shift(rows):
            (row,) = (row for row in rows if row["experiment"] == "classical/ridge")
            row["limit"] *= 1 + 1e-8
            row["slope"] *= 1 + 1e-6

        message = self.compared(1, self.results, "--approved", self.changed(APPROVED, shift)).stderr
        self.assertEqual(message.count("\n"), 2)
        self.assertIn("classical/ridge: limit is", message)
        self.assertIn("classical/ridge: slope is", message)

    def test_another_spectrum_is_refused(self):
        experiment = self.folder / "other.json"
        ridge = self.changed(VALIDATION / "experiments/classical/ridge.json", lambda d: d["spectrum"][0].update(Sigma=3))
        ridge.rename(experiment)
        results = self.changed(self.results, lambda rows: rows[0].update(experiment=str(experiment)))
        self.assertIn("another spectrum than that of the experiment", self.compared(2, results).stderr)

    def test_the_page_shows_the_approved_comparison_of_every_experiment(self):
        rows = json.loads(APPROVED.read_text(encoding="utf-8"))
        self.assertEqual(APPROVED.with_suffix(".md").read_text(encoding="utf-8"), compare.page(rows))
        files = {f"{path.parent.name}/{path.stem}" for path in (VALIDATION / "experiments").rglob("*.json")}
        self.assertEqual({row["experiment"] for row in rows}, files)
        self.assertTrue(scores.plausible([row["z"] for row in rows]))


class Scores(unittest.TestCase):
    def test_extrapolation_finds_the_constant_of_what_it_fits(self):
        for slope, power in [(None, 1), (3, 2)]:
            sizes = [{"n": n, "mean": 2 + (slope or 0) / n + 5 / n**power, "stderr": 1 / n} for n in (50, 100, 200)]
            value, _ = scores.extrapolate(sizes, slope)
            self.assertAlmostEqual(value, 2, delta=1e-12)

    def test_chi_squared_of_two(self):
        # exp(-x/2)
        squares, probability = scores.chi_squared([1, 2])
        self.assertEqual(squares, 5)
        self.assertAlmostEqual(probability, 0.0820849986238988, delta=1e-15)


if __name__ == "__main__":
    unittest.main()
