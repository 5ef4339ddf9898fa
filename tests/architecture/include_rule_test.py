# SPDX-License-Identifier: GPL-3.0-or-later
"""No #include goes against the direction of data that docs/architecture.md draws."""
import sys
import tempfile
import unittest
from pathlib import Path

from include_rule import read_rule, violations

ROOT = Path(__file__).resolve().parents[2]
RULE = """
```include-rule
support
syntax      only: expr cli
expr
montecarlo  only: compare cli
pencil
compare
cli
```
"""


class TheTree(unittest.TestCase):
    def test_obeys_the_rule(self):
        rule = read_rule((ROOT / "docs/architecture.md").read_text(encoding="utf-8"))
        self.assertEqual(violations(ROOT, rule), [])

    def test_rule_separates_simulation_from_theory(self):
        rule = read_rule((ROOT / "docs/architecture.md").read_text(encoding="utf-8"))
        self.assertFalse(rule["montecarlo"] & {"pencil", "dyson", "solve", "equivalent"})
        self.assertEqual({folder for folder in rule if "montecarlo" in rule[folder]}, {"montecarlo", "compare", "cli"})


class PlantedIncludes(unittest.TestCase):
    """The check must be able to fail: every kind of violation, planted in a tree of its own."""

    def found_in(self, path, line):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for name in ("support", "syntax", "expr", "montecarlo", "pencil", "compare", "cli"):
                (root / "src" / name).mkdir(parents=True)
            (root / "include/freepencil").mkdir(parents=True)
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(line + "\n", encoding="utf-8")
            return violations(root, read_rule(RULE))

    def test_what_is_allowed(self):
        for path, line in (
            ("src/pencil/a.cpp", '#include "expr/model.hpp"'),
            ("src/pencil/a.cpp", "#include <freepencil/status.hpp>"),
            ("src/pencil/a.cpp", '#include "pencil/b.hpp"'),
            ("src/expr/a.hpp", '#include "syntax/ast.hpp"'),
            ("src/compare/a.cpp", '#include "montecarlo/run.hpp"'),
            ("src/cli/a.cpp", "#include <expected>"),
        ):
            self.assertEqual(self.found_in(path, line), [], (path, line))

    def test_what_is_not(self):
        for path, line in (
            ("src/expr/a.cpp", '#include "pencil/pencil.hpp"'),  # against the direction
            ("src/pencil/a.hpp", '  #  include "montecarlo/run.hpp"'),  # theory sees simulation
            ("src/montecarlo/a.hpp", '#include "pencil/pencil.hpp"'),  # simulation sees theory
            ("src/pencil/a.cpp", '#include "syntax/ast.hpp"'),  # the syntax tree is for expr and cli
            ("src/pencil/a.cpp", "#include <syntax/ast.hpp>"),
            ("src/pencil/a.cpp", '#include "../expr/model.hpp"'),  # a path around the rule
            ("include/freepencil/a.hpp", '#include "expr/model.hpp"'),
            ("src/elsewhere/a.cpp", ""),  # a folder that nobody placed
        ):
            self.assertEqual(len(self.found_in(path, line)), 1, (path, line))


if __name__ == "__main__":
    sys.exit(unittest.main())
