# SPDX-License-Identifier: GPL-3.0-or-later
"""Tries the commands of fenced ```sh blocks, which show what to type and not what is printed.

    shell_blocks.py --program build/release/freepencil README.md docs validation/README.md

A command of freepencil is run, made smaller first: two points of a sweep, few trials at small sizes.
A verb of ./dev must be one that it lists. A script of validation/ must explain itself by --help, and the options that
are written must be among those. Anything else is a command that nobody looks after, and a failure.
"""
import argparse
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from console_blocks import ROOT, below

BLOCK = re.compile(r"^```(?:sh|bash|shell)\n(.*?)^```", re.MULTILINE | re.DOTALL)
SEPARATORS = {"&&", "||", "|", ";", "&"}
REDIRECTIONS = {">", ">>", "<", "2>", "&>"}

# What a smaller run may end with besides 0: few trials decide nothing, and a short range has no regime.
SMALLER = {"validate": (1,), "theorem": (1,), "exponent": (3,)}


def simple_commands(line):
    """The words between the separators of a line."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=";|&<>")
    lexer.whitespace_split = True
    words = []
    for word in lexer:
        if word in SEPARATORS:
            yield words
            words = []
        else:
            words.append(word)
    if words:
        yield words


def commands(text):
    """The words of every simple command of the sh blocks; a command goes on after a backslash. What a loop repeats,
    `for x in 1 2 3; do ..; done`, with the first and with the last value."""
    for block in BLOCK.findall(text):
        for line in block.replace("\\\n", " ").splitlines():
            name, values = None, [""]
            for words in simple_commands(line):
                if words[:1] == ["for"] and words[2:3] == ["in"] and len(words) > 3:
                    name, values = words[1], list(dict.fromkeys([words[3], words[-1]]))
                elif words == ["done"] and name:
                    name, values = None, [""]
                else:
                    body = words[1:] if name and words[:1] == ["do"] else words
                    for value in values:
                        yield [word.replace(f"${name}", value) for word in body] if name else body


def without_redirections(words):
    kept, skip = [], False
    for word in words:
        if skip or word in REDIRECTIONS:
            skip = not skip
        else:
            kept.append(word)
    return kept


def smaller_sweep(value):
    """The ends of a range, `phi=1/10:3:2:log`, and the first two values of a list."""
    name, _, values = value.partition("=")
    if ":" in values:
        parts = values.split(":")
        return f"{name}={':'.join([*parts[:2], '2', *parts[3:]])}"
    return f"{name}={','.join(values.split(',')[:2])}"


def smaller_scale(value):
    """The first decade of the range of an exponent."""
    name, _, values = value.partition("=")
    start = values.partition(":")[0]
    return f"{name}={start}:{float(start)*10:.17g}" if re.fullmatch(r"[0-9.e+-]+", start) else value


def smaller(words):
    """The same options with less to do."""
    rewritten, rewrite = {"--sweep": smaller_sweep, "--as": smaller_scale}, None
    result = []
    for word in words:
        option, equals, value = word.partition("=")
        if rewrite:
            result.append(rewrite(word))
            rewrite = None
        elif equals and option in rewritten:
            result.append(f"{option}={rewritten[option](value)}")
        else:
            result.append(word)
            rewrite = rewritten.get(word)
    if "--validate" in words or words[1:2] in (["validate"], ["theorem"]):
        for option, value in {"--sizes": "10,20", "--trials": "2"}.items():
            result = without_option(result, option) + [option, value]
    return result


def without_option(words, option):
    result, skip = [], False
    for word in words:
        if skip or word == option:
            skip = not skip
        elif not word.startswith(option + "="):
            result.append(word)
    return result


def run(words, folder, timeout=240):
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.run(words, cwd=folder, env=environment, text=True, timeout=timeout, check=False,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def values_of(words, option):
    """Of an option that is written in one word or two."""
    joined = [word.partition("=")[2] for word in words if word.startswith(option + "=")]
    return joined + [value for word, value in zip(words, words[1:]) if word == option]


def last_values(words):
    """`check` with the last value of every list that is swept: members of families that the smaller run leaves out."""
    file = next((word for word in words[2:] if word.endswith(".pencil")), None)
    lists = [value for value in values_of(words, "--sweep") if ":" not in value]
    if file is None or not lists:
        return []
    ends = [f"{value.partition('=')[0]}={value.rpartition(',')[2]}" for value in lists if "," in value]
    return ["check", file, "--quiet", *(f"--set={value}" for value in values_of(words, "--set") + ends)]


def run_program(words, program):
    """In a folder that shows the repository and takes what is written."""
    with tempfile.TemporaryDirectory() as folder:
        for entry in ROOT.iterdir():
            (Path(folder)/entry.name).symlink_to(entry)
        allowed = (0, *SMALLER.get(words[1] if len(words) > 1 else "", ()))
        for arguments in filter(None, [last_values(words), smaller(words)[1:]]):
            done = run([program, *arguments], folder)
            if done.returncode not in allowed:
                return f"exit status {done.returncode}\n{done.stdout}"
    return ""


def check_verb(words):
    usage = run(["./dev", "--help"], ROOT).stdout
    verbs = re.findall(r"^  (\w+)(?= )", usage, re.MULTILINE)
    return "" if len(words) > 1 and words[1] in verbs else f"./dev has the verbs {', '.join(verbs)}"


def check_script(words):
    script = ROOT/words[0]
    if not os.access(script, os.X_OK):
        return f"{words[0]} is no program of the repository"
    done = run(["/usr/bin/python3", "-B", script, "--help"], ROOT)
    if done.returncode != 0:
        return f"{words[0]} --help: exit status {done.returncode}\n{done.stdout}"
    options = {word.partition("=")[0] for word in words[1:] if word.startswith("-")}
    unknown = sorted(option for option in options if not re.search(rf"(?<![\w-]){option}(?![\w-])", done.stdout))
    return f"{words[0]} --help does not know {', '.join(unknown)}" if unknown else ""


def check_built(words):
    """A program that cmake builds, and the files of the repository that it reads."""
    name = Path(words[0]).name
    targets = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("*/CMakeLists.txt"))
    if f"add_executable({name} " not in targets:
        return f"no CMakeLists.txt builds {name}"
    absent = [word for word in words[1:] if "/" in word and not (ROOT/word).exists()]
    return f"absent: {', '.join(absent)}" if absent else ""


def complaint(words, program):
    """What is wrong with one command; empty where nothing is."""
    if words[0] == "freepencil":
        return run_program(words, program)
    if words[0] == "./dev":
        return check_verb(words)
    if words[0].startswith("validation/"):
        return check_script(words)
    if words[0].startswith("build/release/"):
        return check_built(words)
    return "nobody looks after this command"


def failures(page, program):
    """What is wrong with the commands of one page, and how many there are."""
    wrong, count = [], 0
    for written in commands(page):
        count += 1
        words = without_redirections(written)
        problem = complaint(words, program) if words else "a separator without a command"
        if problem:
            wrong.append(f"$ {shlex.join(written)}\n{problem}")
    return wrong, count


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=Path, required=True)
    parser.add_argument("pages", nargs="+", type=Path)
    arguments = parser.parse_args()
    bad = total = 0
    for page in [page for place in arguments.pages for page in below(ROOT/place)]:
        wrong, count = failures(page.read_text(encoding="utf-8"), arguments.program.resolve())
        bad += len(wrong)
        total += count
        if count:
            print(f"{page.relative_to(ROOT)}: {count - len(wrong)} of {count} commands are accepted")
        for message in wrong:
            print(message)
    if total == 0:
        print("no sh block in these pages")
    return 1 if bad or total == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
