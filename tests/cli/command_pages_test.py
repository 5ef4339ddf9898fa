# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/reference has a page for every command, and every option of --help is on it."""
import re

from console_blocks import ROOT, commands
from program import ProgramTest, main

REFERENCE = ROOT/"docs"/"reference"


def option_cells(text, columns):
    """The rows of the tables of options: those whose first cell names one."""
    rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in text.splitlines() if line.startswith("| `--")]
    return [[cell.strip() for cell in row] for row in rows if len(row) == columns]


def named(cell):
    return set(re.findall(r"`(--[a-z-]+)", cell))


class CommandPages(ProgramTest):
    def known(self, *words):
        """What the section of --help lists."""
        section, help_text = words[-1], self.check_done(*words[:-1], "--help")
        return re.search(rf"^{section}:\n(.*?)(?:\n\n|\Z)", help_text, re.MULTILINE | re.DOTALL).group(1)

    def setUp(self):
        super().setUp()
        self.names = re.findall(r"^  (\w+)", self.known("Subcommands"), re.MULTILINE)
        self.common = (REFERENCE/"cli.md").read_text(encoding="utf-8")

    def common_options(self, command):
        """Those that the common page gives this command: `all` and `all but ..`."""
        options = set()
        for option, _, of in option_cells(self.common, 3):
            self.assertRegex(of, r"^all( but (`\w+`(, )?)+)?$")
            if command not in re.findall(r"`(\w+)`", of):
                options |= named(option)
        return options

    def test_every_command_has_its_page(self):
        pages = {page.stem for page in (REFERENCE/"commands").glob("*.md")}
        self.assertEqual(pages, set(self.names))
        linked = re.findall(r"^\| \[`(\w+)`\]\(commands/\1\.md\)", self.common, re.MULTILINE)
        self.assertEqual(sorted(linked), sorted(self.names))

    def test_options_are_those_of_help(self):
        for command in self.names:
            text = (REFERENCE/"commands"/f"{command}.md").read_text(encoding="utf-8")
            with self.subTest(command=command):
                own = set().union(*(named(option) for option, _ in option_cells(text, 2)))
                known = set(re.findall(r"^  (?:-h,)?(--[a-z-]+)", self.known(command, "Options"), re.MULTILINE))
                self.assertEqual(own | self.common_options(command), known)

    def test_formats_are_those_that_are_taken(self):
        rows = re.findall(r"^\| `(\w+)` \| (`text`[^|]*)\|", self.common, re.MULTILINE)
        self.assertEqual(sorted(command for command, _ in rows), sorted(self.names))
        for command, formats in rows:
            told = self.run_program(command, "absent", "--format", "?", *self.needed(command)).stderr
            taken = re.search(r"it has (.*)", told).group(1)
            self.assertEqual(re.findall(r"`(\w+)`", formats), re.findall(r"\w+", taken.replace(" and ", " ")), command)

    @staticmethod
    def needed(command):
        return {"optimize": ("--minimize", "f", "--over", "p"), "exponent": ("--as", "p=1:10"),
                "curve": ("--sweep", "p=1,2")}.get(command, ())

    def test_a_page_shows_its_command(self):
        for command in self.names:
            text = (REFERENCE/"commands"/f"{command}.md").read_text(encoding="utf-8")
            with self.subTest(command=command):
                self.assertTrue(text.startswith(f"# `freepencil {command}`\n"))
                self.assertRegex(text, rf"\n```\nfreepencil {command} ")
                self.assertTrue(any(f"freepencil {command} " in line for line, _ in commands(text)))
                self.assertIn("**Exit status.**", text)
                self.assertIn("/theory/", text)


if __name__ == "__main__":
    main()
