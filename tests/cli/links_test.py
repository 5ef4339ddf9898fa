# SPDX-License-Identifier: GPL-3.0-or-later
"""Every link of a page of the repository leads to a file that is there, and to a heading of it."""
import re
import unittest
import urllib.parse
from pathlib import Path

from console_blocks import ROOT, below

PLACES = ("README.md", "docs", "src", "tests", "validation", "pencils")
FENCE = re.compile(r"^(```+|~~~+).*?^\1\s*$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)|^\[[^\]]+\]:\s+(\S+)|(?:href|src)=\"([^\"]+)\"",
                  re.MULTILINE)
HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*\s*$", re.MULTILINE)
MENTION = re.compile(r"(?<![\w/.])docs/[\w/.-]*\.(?:md|json|pencil)\b")
TEXTS = {".cpp", ".hpp", ".py", ".cmake", ".txt", ".pencil", ".md", ".sh"}


def links(text):
    """The targets of the links of a page, but for those that code shows."""
    prose = CODE.sub("", FENCE.sub("", text))
    return [next(filter(None, match.groups())) for match in LINK.finditer(prose)]


def anchors(text):
    """What `#..` may name: headings as GitHub writes them, a repeated one with its number."""
    seen, result = {}, set()
    for heading in HEADING.findall(FENCE.sub("", text)):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").replace("*", "")
        slug = re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")
        result.add(slug if slug not in seen else f"{slug}-{seen[slug]}")
        seen[slug] = seen.get(slug, 0) + 1
    return result


def broken(text, page):
    """The links of the text that lead nowhere from this page."""
    wrong = []
    for link in links(text):
        if re.match(r"[a-z][a-z0-9+.-]*:", link, re.IGNORECASE):
            continue
        path, _, anchor = urllib.parse.unquote(link).partition("#")
        target = page.parent/path if path else page
        if not target.exists():
            wrong.append(link)
        elif anchor and (target.suffix != ".md" or anchor not in anchors(text if not path else target.read_text("utf-8"))):
            wrong.append(link)
    return wrong


class Links(unittest.TestCase):
    def test_links_lead_somewhere(self):
        count = 0
        for page in [page for place in PLACES for page in below(ROOT/place)]:
            text = page.read_text("utf-8")
            count += len(links(text))
            with self.subTest(page=str(page.relative_to(ROOT))):
                self.assertEqual(broken(text, page), [])
        self.assertGreater(count, 100)

    def test_every_page_is_in_the_index(self):
        index = ROOT/"docs"/"README.md"
        listed = {(index.parent/link.partition("#")[0]).resolve() for link in links(index.read_text("utf-8"))}
        pages = {page.resolve() for page in below(ROOT/"docs")} - {index.resolve()}
        self.assertEqual(sorted(pages - listed), [])

    def test_pages_that_sources_name(self):
        """`docs/reference/cli.md` in a comment."""
        files = [file for place in ("src", "include", "tests", "validation", "pencils", "cmake")
                 for file in (ROOT/place).rglob("*") if file.suffix in TEXTS]
        for file in [file for file in files if file != Path(__file__).resolve()]:
            for name in MENTION.findall(file.read_text(encoding="utf-8", errors="replace")):
                with self.subTest(file=str(file.relative_to(ROOT))):
                    self.assertTrue((ROOT/name).exists(), name)

    def test_what_a_link_is(self):
        text = "[a](b.md) ![c](d.svg) [`e`](f.md#g \"h\") `[i](j)`\n```\n[k](l)\n```\n[m]: n.md\n<img src=\"o.png\">\n"
        self.assertEqual(links(text), ["b.md", "d.svg", "f.md#g", "n.md", "o.png"])

    def test_what_a_heading_is(self):
        text = "# One: `two`, [three](x) 1/n\n```\n# no\n```\n## Same\n## Same\n"
        self.assertEqual(anchors(text), {"one-two-three-1n", "same", "same-1"})

    def test_a_page_that_leads_nowhere(self):
        text = "[a](absent.md) [b](theory/solve.md#absent) [c](theory/solve.md#strength) [d](#here) [e](#there)\n# Here\n"
        self.assertEqual(broken(text, ROOT/"docs"/"notation.md"), ["absent.md", "theory/solve.md#absent", "#there"])


if __name__ == "__main__":
    unittest.main()
