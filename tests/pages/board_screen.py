"""What a test reads of the Board page, as plain values."""

import json
import re
from base64 import b64decode
from html import unescape

from streamlit.testing.v1 import AppTest

from metrics.measure import ISSUES
from tests.pages import screen_charts
from tests.pages.screen import html, table, walk

OCTOBER = "October 2026"


def matrix(at: AppTest) -> dict[str, list[str]]:
    """The words of each measure's cells: figure, target, differences, usual range, the rest."""
    found = {}
    for _, label, _, lines, _ in _tables(at):
        assert label.split(":")[0] in ISSUES.values()
        for line in lines:
            cells = [[part for part in cell if isinstance(part, str)] for cell in line]
            found[line[1][0][3]] = [" ".join(cell) for cell in cells[2:-1]]
    return found


def icons(at: AppTest) -> dict[str, list[str]]:
    """What the icons of each measure say: its change, and its target."""
    return {
        line[1][0][3]: [part[1] for cell in line[:-1] for part in cell if part[0] == "image"]
        for *_, lines, _ in _tables(at)
        for line in lines
    }


def _tables(at: AppTest) -> list[tuple]:
    return [html(e) for e in walk(at.main) if e.type == "html" and "<table" in e.proto.body]


def charts(at: AppTest) -> list[screen_charts.Chart]:
    """The charts that are drawn, in the order of the page."""
    specs = [e.proto.spec for e in walk(at.main) if e.type == "plotly_chart"]
    return [screen_charts.read(json.loads(spec)) for spec in specs]


def said(at: AppTest) -> str:
    """Every word of texts, headings and captions."""
    kinds = ("header", "subheader", "markdown", "caption", "error", "success")
    return "\n".join(e.value for e in walk(at.main) if e.type in kinds)


def key(at: AppTest) -> list[tuple[list[str], list[bytes]]]:
    """The lines of the key of the matrix: their words, and their pictures as drawn."""
    (body,) = [
        e.proto.body for e in walk(at.main) if e.type == "html" and 'class="key"' in e.proto.body
    ]
    return [
        (
            [" ".join(words.split()) for words in re.findall(r">([^<>]+)<", line) if words.strip()],
            [b64decode(drawn) for drawn in re.findall(r"base64,([^\"]+)", line)],
        )
        for line in body.split("<p ")[1:]
    ]


def notices(at: AppTest) -> list[tuple[str, str]]:
    """What stands at the top of the pack's corrections: the words, and where their link leads."""
    bodies = [e.proto.body for e in walk(at.main) if e.type == "html"]
    return [
        (unescape(re.sub("<[^>]+>", "", body)), unescape(re.findall('href="([^"]*)"', body)[0]))
        for body in bodies
        if 'class="notice"' in body
    ]


def html_table(at: AppTest, head: str) -> list[list[str]]:
    """The cells of the table with a heading."""
    (found,) = [table(e) for e in at.main.table if head in list(e.value.columns)]
    return [found[0], *found[1]]
