# SPDX-License-Identifier: GPL-3.0-or-later
"""The runner of what the pages tell to type notices what it is to notice."""
from pathlib import Path

import shell_blocks
from program import ProgramTest, main


def page(*lines):
    return "\n".join(["Text.", "", "```sh", *lines, "```", ""])


class ShellBlocks(ProgramTest):
    def check_wrong(self, sentence, *lines):
        wrong, _ = shell_blocks.failures(page(*lines), Path(self.program))
        self.assertEqual(len(wrong), 1, wrong)
        self.assertIn(sentence, wrong[0])

    def check_right(self, *lines):
        wrong, count = shell_blocks.failures(page(*lines), Path(self.program))
        self.assertEqual(wrong, [])
        return count

    def test_commands(self):
        text = page("a 'b c' \\", "  d  # e", "f && g | h", "for x in 1 2 3; do i --set=l=$x; done")
        self.assertEqual(list(shell_blocks.commands(text)),
                         [["a", "b c", "d"], ["f"], ["g"], ["h"], ["i", "--set=l=1"], ["i", "--set=l=3"]])
        self.assertEqual(list(shell_blocks.commands("```console\n$ false\n```\n```\nfalse\n```\n")), [])

    def test_less_to_do(self):
        def words(line):
            return " ".join(shell_blocks.smaller(line.split()))
        self.assertEqual(words("freepencil curve f --sweep=a=1:9:50:log --sweep b=1,2,3"),
                         "freepencil curve f --sweep=a=1:9:2:log --sweep b=1,2")
        self.assertEqual(words("freepencil validate f --trials 400"), "freepencil validate f --sizes 10,20 --trials 2")
        self.assertEqual(words("freepencil exponent f --as T=1e5:1e11"), "freepencil exponent f --as T=1e5:1000000")

    def test_what_is_right(self):
        self.assertEqual(self.check_right("./dev test  # all", "freepencil check pencils/ridge/isotropic.pencil",
                                          "validation/compare.py --approve > table"), 3)

    def test_arguments_of_the_program(self):
        file = "pencils/ridge/isotropic.pencil"
        self.check_wrong("no option '--sweeps'", f"freepencil curve {file} --sweeps=phi=1:2:100")
        self.check_wrong("outside its range", f"freepencil curve {file} --sweep=phi=-1:2:100")
        self.check_wrong("outside its range", f"freepencil curve {file} --sweep=phi=2,1,1/2,0")
        self.check_wrong("no output 'risks'", f"freepencil curve {file} --output=risks --sweep=phi=1:2:100")
        self.check_wrong("absent.pencil", "freepencil solve pencils/absent.pencil")
        self.check_wrong("unknown command", f"freepencil solves {file}")

    def test_verbs_and_scripts(self):
        self.check_wrong("has the verbs", "./dev tests")
        self.check_wrong("has the verbs", "./dev")
        self.check_wrong("no program", "validation/absent.py")
        self.check_wrong("does not know --absent", "validation/compare.py --absent")
        self.check_wrong("no CMakeLists.txt builds", "build/release/estimator validation/experiments")
        self.check_wrong("absent: ", "build/release/estimators validation/experiment")
        self.check_wrong("nobody looks after", "make")


if __name__ == "__main__":
    main()
