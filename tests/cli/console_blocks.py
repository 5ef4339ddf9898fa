# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the `$ ` commands of fenced ```console blocks and compares what they print with what the page shows.

    console_blocks.py --program build/release/freepencil README.md docs

`...` stands for any text (seconds differ from run to run). A command that is to fail shows its message, and its status
by `; echo $?`.
"""
import argparse
import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


def commands(text):
    """(command, what it is to print) of every console block; a command goes on after a backslash."""
    for block in BLOCK.findall(text):
        command, shown = None, []
        for line in block.splitlines():
            if line.startswith("$ "):
                if command:
                    yield command, "".join(shown)
                command, shown = line[2:], []
            elif command is None:
                raise ValueError(f"a console block begins with {line!r}, not with a command")
            elif command.endswith("\\") and not shown:
                command = command[:-1] + line
            else:
                shown.append(line + "\n")
        if command:
            yield command, "".join(shown)


def run(command, program):
    path = f"{program.resolve().parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(["bash", "-c", command], cwd=ROOT, env={**os.environ, "PATH": path}, text=True, timeout=300,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)


def failures(page, program):
    """What is wrong with the commands of one page, and how many there are."""
    wrong, count = [], 0
    for command, shown in commands(page):
        count += 1
        done = run(command, program)
        same = doctest.OutputChecker().check_output(shown, done.stdout, doctest.ELLIPSIS)
        if done.returncode != 0 or not same:
            wrong.append(f"$ {command}\nexit status {done.returncode}; the page shows\n{shown}but it printed\n{done.stdout}")
    return wrong, count


def below(place):
    """The pages of a folder, or the one page."""
    return sorted(place.rglob("*.md")) if place.is_dir() else [place]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", type=Path, required=True)
    parser.add_argument("pages", nargs="+", type=Path)
    arguments = parser.parse_args()
    pages = [page for place in arguments.pages for page in below(ROOT / place)]
    bad = 0
    for page in pages:
        wrong, count = failures(page.read_text(encoding="utf-8"), arguments.program)
        bad += len(wrong)
        if count:
            print(f"{page.relative_to(ROOT)}: {count - len(wrong)} of {count} commands do what the page shows")
        for message in wrong:
            print(message)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
