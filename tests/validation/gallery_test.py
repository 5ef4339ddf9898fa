# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/gallery.md: every claim of every file is in it, and the generator prints what it shows."""
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/gallery.md"
PROGRAM = sys.argv.pop()


def claims(text):
    """Pairs of a file and the title of a claim, as the page lists them."""
    found, file = [], None
    for line in text.splitlines():
        if match := re.fullmatch(r"### \[.*\]\(\.\./(.*)\)", line):
            file = match.group(1)
        elif line.startswith("| ") and not line.startswith("| claim |"):
            found.append((file, line.split(" | ")[0].removeprefix("| ")))
    return found


def without_proofs(text):
    """Without the column that grows as the program learns to prove more."""
    lines = []
    for line in text.splitlines():
        cells = line.split(" | ")
        lines.append(" | ".join(cells[:5] + cells[6:]) if len(cells) == 7 else line)
    return "\n".join(lines)


class Gallery(unittest.TestCase):
    def generate(self, status, *files):
        done = subprocess.run([sys.executable, "-B", ROOT / "validation/gallery.py", "--program", PROGRAM, *files],
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done

    def test_every_claim_is_in_the_page(self):
        files = []
        for path in sorted((ROOT / "pencils").rglob("*.pencil")):
            titles = re.findall(r'^claim "(.*)"', path.read_text(encoding="utf-8"), re.MULTILINE)
            files += [(str(path.relative_to(ROOT)), title) for title in titles]
        self.assertEqual(claims(PAGE.read_text(encoding="utf-8")), files)

    def test_the_generator_prints_what_the_page_shows(self):
        files = [ROOT / f"pencils/{name}.pencil" for name in ("classical/marchenko_pastur", "classical/ridge", "optimal_mixing/min_norm")]
        page = without_proofs(PAGE.read_text(encoding="utf-8"))
        sections = re.split(r"^(?=### )", without_proofs(self.generate(0, *files).stdout), flags=re.MULTILINE)[1:]
        self.assertEqual(len(sections), len(files))
        for section in sections:
            self.assertTrue(section.rstrip() + "\n" in page, section)

    def test_a_claim_that_is_false_is_found(self):
        text = (ROOT / "pencils/classical/marchenko_pastur.pencil").read_text(encoding="utf-8")
        with tempfile.NamedTemporaryFile("w", suffix=".pencil") as file:
            file.write(text.replace("== kappa", "== 2*kappa"))
            file.flush()
            done = self.generate(1, file.name)
        self.assertIn("**refuted**", done.stdout)
        self.assertIn("Closed form", done.stderr)


if __name__ == "__main__":
    unittest.main()
