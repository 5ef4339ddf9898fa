# SPDX-License-Identifier: GPL-3.0-or-later
"""The include rule: reads it from docs/architecture.md and finds the #includes that break it."""
import re
from pathlib import Path

INCLUDE = re.compile(r'^\s*#\s*include\s*["<]([^">]+)[">]', re.MULTILINE)


def read_rule(document):
    """Folder -> the folders that it may include, from the `include-rule` block of a Markdown text."""
    block = re.search(r"^```include-rule\n(.*?)^```", document, re.MULTILINE | re.DOTALL)
    if not block:
        raise ValueError("no include-rule block")
    visible_to, order = {}, []
    for line in block.group(1).splitlines():
        folder, _, only = line.partition("only:")
        order.append(folder.strip())
        visible_to[folder.strip()] = set(only.split()) or None
    unknown = {reader for readers in visible_to.values() for reader in readers or ()} - set(order)
    if unknown:
        raise ValueError(f"the include rule names unknown folders {sorted(unknown)}")
    return {
        folder: {folder} | {above for above in order[:place] if not visible_to[above] or folder in visible_to[above]}
        for place, folder in enumerate(order)
    }


def violations(root, rule):
    """One sentence for every #include below `root` that breaks the rule."""
    root = Path(root)
    found = []
    folders = sorted(path.name for path in (root / "src").iterdir() if path.is_dir())
    found += [f"src/{folder} is not in the include rule" for folder in folders if folder not in rule]
    readers = [(folder, root / "src" / folder, rule.get(folder, set())) for folder in folders]
    readers.append(("include/freepencil", root / "include" / "freepencil", set()))
    for reader, place, allowed in readers:
        for file in sorted(place.rglob("*.?pp")):
            for target in INCLUDE.findall(file.read_text(encoding="utf-8")):
                folder = target.split("/")[0]
                outside = target.startswith("..") or (folder in folders and "/" in target and folder not in allowed)
                if outside:
                    found.append(f"{file.relative_to(root)} includes {target}: {reader} may not see it")
    return found
