# SPDX-License-Identifier: GPL-3.0-or-later
"""Every formula of every shipped file, as derive writes it in LaTeX, is one that KaTeX accepts."""
import json
import re
import subprocess

from program import HARD_NAMES, ROOT, ProgramTest, main

CHECK = ROOT / "tests/report/katex_check.js"
MATH = re.compile(r"(\\begin\{align\}.*?\\end\{align\})|(?<!\\)\$(.*?)(?<!\\)\$", re.DOTALL)


def formulas(fragment):
    text = re.sub(r"^%.*$", "", fragment, flags=re.MULTILINE)
    for display, inline in MATH.findall(text):
        yield {"formula": display or inline, "display": bool(display)}


def formulas_of_json(document):
    """Everything under a key `latex`, and the symbols of the unknowns."""
    if isinstance(document, str):
        yield {"formula": document, "display": True}
    elif isinstance(document, list):
        for element in document:
            yield from formulas_of_json(element)


class Katex(ProgramTest):
    def refused(self, formulas):
        done = subprocess.run(["node", str(CHECK)], input=json.dumps(formulas), text=True, capture_output=True,
                              timeout=120, check=False)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return done.stdout

    def test_the_check_refuses(self):
        for wrong in (r"\frac{1}{2", r"\unknown", r"x_1_2", "é"):
            self.assertIn(wrong, self.refused([{"formula": wrong, "display": True}]))

    def test_shipped_files(self):
        files = sorted(file for file in (ROOT / "pencils").rglob("*.pencil") if "\nclaim " not in file.read_text("utf-8"))
        self.assertTrue(files)
        for file in files:
            with self.subTest(file=file.name):
                listed = list(formulas(self.check_done("derive", str(file), "--format", "latex", "--quiet")))
                self.assertGreater(sum(formula["display"] for formula in listed), 2)
                self.assertEqual(self.refused(listed), "")

    def test_hard_names(self):
        listed = list(formulas(self.check_done("derive", "-", "--format", "latex", stdin=HARD_NAMES)))
        self.assertTrue(all(formula["formula"].isascii() for formula in listed))
        self.assertEqual(self.refused(listed), "")

    def test_the_formulas_of_json(self):
        document = json.loads(self.check_done("derive", "model.pencil", "--format", "json", "--eliminate", "mp"))
        listed = list(formulas_of_json(document["pencil"]["latex"]))
        for group in ("unknowns", "equations", "equivalents", "outputs"):
            for entry in document[group]:
                listed += formulas_of_json([entry["latex"], entry.get("symbol", "x")])
        listed += formulas_of_json([entry["latex"] for entry in document["elimination"]["relations"]])
        self.assertEqual(self.refused(listed), "")


if __name__ == "__main__":
    main()
