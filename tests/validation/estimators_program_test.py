# SPDX-License-Identifier: GPL-3.0-or-later
"""The program `estimators`: what it prints, how it refuses, and that its means agree with closed forms."""
import json
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

VALIDATION = Path(__file__).resolve().parents[2] / "validation"
REPLACE = VALIDATION / "experiments/accumulating_data/replace.json"
PROGRAM = sys.argv.pop(1)


def run(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, check=False)


class Independence(unittest.TestCase):
    def test_the_estimators_share_streams_and_threads_with_the_engine_and_nothing_else(self):
        shared = set()
        for file in (VALIDATION / "estimators").glob("*.?pp"):
            shared |= set(re.findall(r'#include ["<]((?!estimators/)[a-z_]+/[a-z_]+\.hpp)[">]', file.read_text(encoding="utf-8")))
        shared.remove("nlohmann/json.hpp")
        self.assertEqual(shared, {"support/parallel.hpp", "support/random_stream.hpp", "support/suggest.hpp"})


class Program(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def refused(self, message, *arguments):
        result = run(*arguments)
        self.assertEqual((result.returncode, result.stdout), (2, ""))
        self.assertIn(message, result.stderr)

    def changed(self, change):
        description = json.loads(REPLACE.read_text(encoding="utf-8"))
        change(description)
        file = self.folder / "changed.json"
        file.write_text(json.dumps(description), encoding="utf-8")
        return file

    def test_list(self):
        result = run("--list", REPLACE.parent)
        self.assertEqual(result.returncode, 0)
        self.assertEqual(len(result.stdout.splitlines()), 3)
        self.assertIn("replace.json: Four generations, each on the labels of the last one alone\n", result.stdout)

    def test_options(self):
        def small(description):
            description["sizes"] = [{"n": 20, "trials": 4}]

        file = self.changed(small)
        (first,) = json.loads(run(file, "--seed", 5, "--trials", 2, "--threads", 1).stdout)
        (second,) = json.loads(run(file, "--seed", 5, "--trials", 2, "--threads", 2).stdout)
        self.assertEqual(first, second)
        self.assertEqual((first["seed"], first["sizes"][0]["trials"]), (5, 8))
        self.assertEqual(first["theory"], json.loads(REPLACE.read_text(encoding="utf-8"))["theory"])

    def test_refusals(self):
        self.refused("changed.json: unknown key 'sead'", self.changed(lambda d: d.update(sead=1)))
        self.refused("changed.json: the key 'risk' is missing", REPLACE, self.changed(lambda d: d.pop("risk")))
        self.refused("absent.json: cannot be read", self.folder / "absent.json")
        self.refused("--trials", REPLACE, "--trials", -1)
        self.refused("cannot be written", REPLACE, "--trials", 0.001, "--output", self.folder / "absent/out.json")
        self.refused("experiments", "--list")

    def test_means_agree_with_closed_forms(self):
        results = self.folder / "results.json"
        self.assertEqual(run(REPLACE.parent, VALIDATION / "experiments/classical/ridge.json", "--trials", 0.05,
                             "--output", results).returncode, 0)
        check = [sys.executable, "-B", VALIDATION / "check_experiments.py", results]
        self.assertEqual(subprocess.run(check, stdout=subprocess.DEVNULL, check=False).returncode, 0)
        wrong = json.loads(results.read_text(encoding="utf-8"))
        for size in wrong[0]["sizes"]:
            size["mean"] *= 1.3
        results.write_text(json.dumps(wrong), encoding="utf-8")
        self.assertEqual(subprocess.run(check, stdout=subprocess.DEVNULL, check=False).returncode, 1)


if __name__ == "__main__":
    unittest.main()
