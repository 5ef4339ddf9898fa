# SPDX-License-Identifier: GPL-3.0-or-later
"""The runner of the documentation's commands notices what it is to notice."""
import unittest
from pathlib import Path

from console_blocks import commands, failures


def page(*lines):
    return "\n".join(["Text.", "", "```console", *lines, "```", ""])


class ConsoleBlocks(unittest.TestCase):
    def outcome(self, *lines):
        wrong, count = failures(page(*lines), Path("/bin/true"))
        return len(wrong), count

    def test_commands_and_what_they_print(self):
        text = page("$ echo a", "a", "$ echo b \\", "  c", "b c")
        self.assertEqual(list(commands(text)), [("echo a", "a\n"), ("echo b   c", "b c\n")])

    def test_a_page_that_tells_the_truth(self):
        self.assertEqual(self.outcome("$ echo a", "a", "$ echo took 17 s", "took ... s"), (0, 2))
        self.assertEqual(self.outcome("$ false; echo $?", "1"), (0, 1))

    def test_a_page_that_does_not(self):
        self.assertEqual(self.outcome("$ echo a", "b"), (1, 1))
        self.assertEqual(self.outcome("$ false"), (1, 1))
        self.assertEqual(self.outcome("$ echo a"), (1, 1))

    def test_other_blocks_are_not_run(self):
        self.assertEqual(failures("```sh\n$ false\n```\n", Path("/bin/true")), ([], 0))


if __name__ == "__main__":
    unittest.main()
