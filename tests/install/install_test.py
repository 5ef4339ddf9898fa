# SPDX-License-Identifier: GPL-3.0-or-later
"""What is installed: a project of its own links with the library, the manual page shows, completions complete.

    install_test.py BUILD_FOLDER CMAKE
"""
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "pencils/ridge/isotropic.pencil"
BUILD, CMAKE = Path(sys.argv[1]).resolve(), sys.argv[2]


def run(*command, **options):
    done = subprocess.run([str(word) for word in command], text=True, timeout=280, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, **options)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))}\nexit status {done.returncode}\n{done.stdout}")
    return done.stdout


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.prefix = Path(cls.scratch.name) / "prefix"
        run(CMAKE, "--install", BUILD, "--prefix", cls.prefix)
        cls.program = cls.prefix / "bin/freepencil"

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    def test_a_project_of_its_own(self):
        build = Path(self.scratch.name) / "consumer"
        run(CMAKE, "-S", ROOT / "tests/install/consumer", "-B", build, f"-DCMAKE_PREFIX_PATH={self.prefix}")
        run(CMAKE, "--build", build)
        shown = run(build / "consumer", FILE, "1/100", "40").splitlines()
        table = run(self.program, "solve", FILE, "--set", "lambda=1/100", "--digits", "40", "--format", "csv").splitlines()
        self.assertEqual([line.split() for line in shown], [line.split(",")[:2] for line in table[1:]])
        wrong = subprocess.run([build / "consumer", FILE, "-1", "40"], text=True, stdout=subprocess.PIPE, check=False)
        self.assertIn("outside its range > 0", wrong.stdout)
        self.assertNotEqual(wrong.returncode, 0)

    def test_the_manual_page(self):
        page = self.prefix / "share/man/man1/freepencil.1"
        shown = run("man", "-l", page, env={**os.environ, "MANPAGER": "cat", "MANWIDTH": "100"})
        self.assertIn("freepencil solve", shown)

    def complete(self, *words):
        script = self.prefix / "share/bash-completion/completions/freepencil"
        line = f'source {script}; COMP_WORDS=({" ".join(words)}); COMP_CWORD={len(words) - 1}; compopt() {{ :; }}; ' \
               '_freepencil; printf "%s\\n" "${COMPREPLY[@]}"'
        return run("bash", "-c", line, cwd=ROOT).split()

    def test_completion(self):
        self.assertEqual(self.complete(str(self.program), "sol"), ["solve"])
        self.assertIn("--certify", self.complete(str(self.program), "solve", "--c"))
        self.assertEqual(self.complete(str(self.program), "solve", str(FILE), "--set", "la"), ["lambda="])
        self.assertEqual(self.complete(str(self.program), "solve", str(FILE), "--output", "va"), ["variance"])
        self.assertIn("sympy", self.complete(str(self.program), "derive", str(FILE), "--format", "s"))
        self.assertEqual(self.complete(str(self.program), "solve", str(FILE), "--format", "s"), [])
        self.assertEqual(self.complete(str(self.program), "solve", "pencils/ridge/iso"), ["pencils/ridge/isotropic.pencil"])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
