# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures of the papers: all of them are on their page, their files hold what they claim, and one is remade."""
import json
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "validation/figures"
GALLERY = ROOT / "docs/gallery"
ESTIMATORS, PROGRAM = sys.argv.pop(), sys.argv.pop()
CHEAPEST = "synthetic_fraction"

sys.path.insert(0, str(FOLDER))
import make  # noqa: E402
from page import section, sections_of  # noqa: E402
from simulation import Point, descriptions  # noqa: E402
from theory import commands, pieces  # noqa: E402

FIGURES = {name: make.figure_of(name) for name in make.NAMES}


def drawn(figure):
    return [family for panel in figure.panels for family in panel.drawn]


class Descriptions(unittest.TestCase):
    def test_the_list_is_complete(self):
        self.assertEqual(sorted(make.NAMES), sorted(path.stem for path in (FOLDER / "plots").glob("*.py")))
        self.assertEqual([figure.name for figure in FIGURES.values()], make.NAMES)
        used = {family.file for figure in FIGURES.values() for family in drawn(figure)}
        for path in (FOLDER / "pencils").glob("*.pencil"):
            self.assertIn(str(path.relative_to(ROOT)), used)
        for file in used:
            self.assertTrue((ROOT / file).is_file(), file)

    def test_no_two_points_share_a_seed(self):
        seeds = [described["seed"] for figure in FIGURES.values() for *_, described in descriptions(figure)]
        self.assertEqual(len(seeds), len(set(seeds)))

    def test_estimators_accept_every_experiment(self):
        for name, figure in FIGURES.items():
            with tempfile.TemporaryDirectory() as folder:
                wanted = descriptions(figure)
                for index, (*_, described) in enumerate(wanted):
                    Path(folder, f"{index:04}.json").write_text(json.dumps(described), encoding="utf-8")
                done = subprocess.run([ESTIMATORS, "--list", folder], capture_output=True, text=True, check=False)
            self.assertEqual((done.returncode, len(done.stdout.splitlines())), (0, len(wanted)), f"{name}: {done.stderr}")

    def test_the_files_hold_what_they_claim(self):
        for path in sorted((FOLDER / "pencils").glob("*.pencil")):
            text = path.read_text(encoding="utf-8")
            self.assertIn("\nclaim ", text, path.name)
            # These claims are for more samples than features, which random points are not.
            samples = ["--set", "T=900"] if "assume T > 300" in text else []
            done = subprocess.run([PROGRAM, "verify", path, "--digits", "30", "--points", "2", *samples], capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


class Page(unittest.TestCase):
    def test_every_figure_is_on_the_page_with_the_commands_of_its_description(self):
        page = sections_of((GALLERY / "README.md").read_text(encoding="utf-8"))
        self.assertEqual(list(page), make.NAMES)
        self.assertEqual(sorted(path.stem for path in GALLERY.glob("*.svg")), sorted(make.NAMES))
        for name, figure in FIGURES.items():
            for family in drawn(figure):
                for line in commands(family):
                    self.assertIn(f"\n{line}\n", page[name])
            self.assertIn(" ".join(figure.text.split()), " ".join(page[name].split()))
            self.assertIn(figure.setting, page[name])

    def test_the_page_says_that_its_points_are_noise_around_the_curves(self):
        found = re.findall(r"points: sum of squares [\d.]+, p = ([\d.e-]+)", (GALLERY / "README.md").read_text(encoding="utf-8"))
        self.assertEqual(len(found), len(make.NAMES))
        for probability in found:
            self.assertGreater(float(probability), 1e-3)


class Scores(unittest.TestCase):
    def test_students_t_becomes_normal(self):
        # P(|t| > 1) is 1/2 at one degree of freedom; the normal quantile of that is 0.6745.
        self.assertAlmostEqual(Point(0, 1, 1, 2, 0, None).z, 0.674489750196082, places=12)
        self.assertAlmostEqual(Point(0, -1, 1, 2, 0, None).z, -0.674489750196082, places=12)
        # At many it is the normal itself: z = t - t(1 + t^2)/(4f) + O(f^-2)
        t, freedom = 3.0, 10**5
        self.assertAlmostEqual(Point(0, t, 1, freedom + 1, 0, None).z, t - t * (1 + t * t) / (4 * freedom), delta=50 / freedom**1.5)
        # The term of order 1/n is part of what is expected.
        self.assertEqual(Point(0, 1, 1, 9, 0.75, 0.25).z, 0)

    def test_points_off_their_curve_are_found(self):
        near = [Point(0, 0.5 * (-1) ** k, 1, 100, 0, None) for k in range(20)]
        far = [Point(0, 2.2, 1, 100, 0, None) for _ in range(20)]
        self.assertTrue(make.plausible({(0, 0, 0): near}))
        self.assertFalse(make.plausible({(0, 0, 0): near, (0, 0, 1): far}))
        self.assertFalse(make.plausible({(0, 0, 0): [*near, Point(0, 8, 1, 100, 0, None)]}))
        self.assertIn("the farthest is", section(FIGURES[CHEAPEST], {(0, 0, 0): near}))


class Lines(unittest.TestCase):
    def test_gaps_and_thresholds_break_a_curve(self):
        rows = [[1, 1.0], [2, None], [3, 3.0], [4, 4.0], [5, 5.0]]
        self.assertEqual(pieces([1, 2, 3, 4, 5], rows, 1, {3}), [[(1, 1.0)], [(3, 3.0), (4, 4.0)], [(5, 5.0)]])


@unittest.skipUnless(shutil.which("gnuplot"), "no gnuplot")
class Making(unittest.TestCase):
    def run_make(self, folder, *arguments):
        return subprocess.run([sys.executable, "-B", FOLDER / "make.py", "--program", PROGRAM, "--estimators", ESTIMATORS, "--folder", folder,
                               "--trials", "0.02", *arguments], capture_output=True, text=True, check=False)

    def test_one_figure_is_remade_and_the_others_stay(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            kept = "## Other\n\n![Other](accumulate.svg)\n\nkept\n"
            (folder / "README.md").write_text("# Head\n\n" + kept, encoding="utf-8")
            done = self.run_make(folder, "--only", CHEAPEST)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            page = (folder / "README.md").read_text(encoding="utf-8")
            self.assertEqual(list(sections_of(page)), [CHEAPEST, "accumulate"])
            self.assertIn(kept, page)
            svg = (folder / f"{CHEAPEST}.svg").read_text(encoding="utf-8")
            curves = sum(len(family.values) for family in drawn(FIGURES[CHEAPEST]))
            # gnuplot numbers what it draws: curves and their points in turn, in every panel
            self.assertEqual(len(re.findall(r'<g id="gnuplot_plot_\d+', svg)), 2 * curves)
            points = len(descriptions(FIGURES[CHEAPEST]))
            self.assertEqual(len(re.findall(r"<use xlink:href='#gpPt6'.*color='rgb", svg)), points)

    def test_a_command_that_fails_writes_nothing(self):
        with tempfile.TemporaryDirectory() as name:
            done = self.run_make(name, "--only", CHEAPEST, "--program", "/bin/false")
            self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
            self.assertIn("exit status 1", done.stderr)
            self.assertEqual(list(Path(name).iterdir()), [])


if __name__ == "__main__":
    unittest.main()
