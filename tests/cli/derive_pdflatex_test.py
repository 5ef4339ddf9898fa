# SPDX-License-Identifier: GPL-3.0-or-later
"""The LaTeX that derive writes compiles in a paper that loads amsmath and nothing else."""
import subprocess

from program import HARD_NAMES, ROOT, ProgramTest, main

PAPER = "\\documentclass{article}\n\\usepackage{amsmath}\n\\begin{document}\n%s\n\\end{document}\n"


class Pdflatex(ProgramTest):
    def test_a_paper(self):
        fragments = [
            self.check_done("derive", str(ROOT / "pencils" / file), "--format", "latex", "--quiet")
            for file in ("ridge/anisotropic.pencil", "two_sources/r3.pencil")
        ]
        fragments.append(self.check_done("derive", "-", "--format", "latex", stdin=HARD_NAMES))
        (self.folder / "paper.tex").write_text(PAPER % "\n".join(fragments), encoding="utf-8")
        done = subprocess.run(["pdflatex", "-halt-on-error", "-interaction=nonstopmode", "paper.tex"],
                              cwd=self.folder, text=True, errors="replace", capture_output=True, timeout=120,
                              check=False)
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertTrue((self.folder / "paper.pdf").exists())


if __name__ == "__main__":
    main()
