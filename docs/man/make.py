# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes freepencil.1 from what `--help` prints, so that there is one place where an option is explained.

    docs/man/make.py build/release/freepencil            writes docs/man/freepencil.1
    docs/man/make.py build/release/freepencil --check    fails where it would change
"""
import re
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).with_name("freepencil.1")

HEAD = r"""'\" t
.TH FREEPENCIL 1 "" "freepencil {version}" "User commands"
.SH NAME
freepencil \- exact asymptotics of rational expressions in random matrices
.SH SYNOPSIS
.B freepencil
.I COMMAND
.I FILE
[\fIOPTION\fR...]
.SH DESCRIPTION
A .pencil file defines outputs: limits of normalised traces of rational expressions in random matrices, as functions of
parameters. freepencil finds the minimal linear pencil of the expressions, derives the matrix Dyson equation in as few
unknowns as it takes, solves it on the physical branch to as many digits as asked, proves bounds, checks claims, and
simulates the same expressions at finite sizes by a separate road.
"""
TAIL = r""".SH EXIT STATUS
.TP
.B 0
done
.TP
.B 1
a claim or a validation failed
.TP
.B 2
wrong usage or input
.TP
.B 3
the accuracy asked for was not reached; no number is printed that is not vouched for
.SH FILES
The language of .pencil files is described in docs/reference/language.md of the sources.
"""


def shown(program, *words):
    return subprocess.run([program, *words], text=True, stdout=subprocess.PIPE, check=True).stdout


def roff(text):
    text = text.replace("\\", r"\e").replace("-", r"\-")
    return re.sub(r"^([.'])", r"\\&\1", text, flags=re.MULTILINE)


def options(help_text):
    """(option with its value, explanation) of every line of the section Options, continued lines joined."""
    section = re.search(r"^Options:\n(.*?)(?:\n\n|\Z)", help_text, re.MULTILINE | re.DOTALL).group(1)
    found = []
    for line in section.splitlines():
        start = re.match(r"  (\S.*?)(?:  +(.*))?$", line)
        if start:
            found.append([start.group(1), start.group(2) or ""])
        else:
            found[-1][1] = f"{found[-1][1]} {line.strip()}".strip()
    return found


def command_part(program, command, purpose):
    text = shown(program, command, "--help")
    parts = [f".SS freepencil {roff(command)}\n{roff(purpose)}\n"]
    for option, explanation in options(text):
        parts.append(f".TP\n.B {roff(option)}\n{roff(explanation)}\n")
    foot = text.split("\n\n")[-1] if "Examples:" in text else ""
    foot = text[text.index("Examples:"):] if foot or "Examples:" in text else ""
    before = re.search(r"\n\n((?:(?!Options:|Positionals:).)+?)\nExamples:", text, re.DOTALL)
    if before and not before.group(1).lstrip().startswith("-"):
        parts.append(f".PP\n{roff(before.group(1).strip())}\n")
    if foot:
        examples = [line.strip() for line in foot.splitlines() if line.startswith("  ")]
        remarks = [line for line in foot.splitlines()[1:] if line and not line.startswith("  ")]
        parts.append(".PP\nExamples:\n.nf\n" + "".join(f"    {roff(line)}\n" for line in examples) + ".fi\n")
        if remarks:
            parts.append(f".PP\n{roff(chr(10).join(remarks))}\n")
    return "".join(parts)


def page(program):
    text = shown(program, "--help")
    section = re.search(r"^Subcommands:\n(.*?)(?:\n\n|\Z)", text, re.MULTILINE | re.DOTALL).group(1)
    commands = []
    for line in section.splitlines():
        start = re.match(r"  (\w+)\s+(.*)", line)
        if start:
            commands.append([start.group(1), start.group(2)])
        else:
            commands[-1][1] += " " + line.strip()
    version = shown(program, "--version").split()[-1]
    body = "".join(command_part(program, *command) for command in commands)
    return HEAD.format(version=version) + ".SH COMMANDS\n" + body + TAIL


def main():
    made = page(sys.argv[1])
    if "--check" not in sys.argv[2:]:
        PAGE.write_text(made, encoding="utf-8")
        return 0
    if made == PAGE.read_text(encoding="utf-8"):
        return 0
    print(f"{PAGE.name} is not what --help says: make it anew with docs/man/make.py")
    return 1


if __name__ == "__main__":
    sys.exit(main())
