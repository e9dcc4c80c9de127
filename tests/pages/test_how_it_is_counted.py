"""How it is counted: every measure and every extract in full, and templates that load."""

import re
from datetime import date

import pytest

from extracts.kinds import Choice, Date
from extracts.read import read
from extracts.registry import EXTRACTS
from extracts.templates import heading_line
from metrics.measure import ISSUES
from metrics.sources import SOURCES
from tests.pages.expected import MEASURES, Chosen, definition, heading, plain
from tests.pages.expected_issue import USUAL_RANGES
from tests.pages.made import USUAL
from tests.pages.screen import shown

pytestmark = pytest.mark.usefixtures("sample")


@pytest.fixture
def items(opened, downloads):
    return shown(opened("how_it_is_counted.py"), downloads)


def of_extract(extract) -> list[tuple]:
    table = [
        [
            plain(f.title),
            plain(f.says),
            plain(f.expects()),
            "left out" if f.absent else "blank" if f.blank else "–",
            plain(", ".join(f.aliases)),
        ]
        for f in extract.fields
    ]
    heads = ["Heading", "What it holds", "A cell is", "May be", "Other headings"]
    keys = ", ".join(extract[k].title for k in extract.keys)
    return [
        ("expander", f"{extract.title}: one row is {extract.one_row_is}"),
        ("table", heads, table),
        (
            "markdown",
            f"{plain(keys)} tell one row from another. A column that is not listed is never kept.",
        ),
        (
            "download_button",
            f"Template for {extract.title.lower()}",
            f"{extract.key}.csv",
            "\ufeff" + ",".join(f.title for f in extract.fields) + "\r\n",
        ),
    ]


def test_every_measure_and_every_extract_is_there_with_its_words(items):
    expected = [
        *heading("How it is counted", Chosen()),
        ("header", "What holds for every measure"),
        items[3],  # the rules, below
        ("header", "How a change is told from chance"),
        *items[5:8],  # below too
    ]
    for number, title in ISSUES.items():
        expected.append(("header", f"Issue {number}: {title}"))
        for measure in MEASURES.values():
            if measure.issue == number:
                expected += [("expander", measure.title), *definition(measure)]
    expected += [("header", "Sources"), ("markdown", sources())]
    expected.append(("header", "What the extracts hold"))
    for extract in EXTRACTS.values():
        expected += of_extract(extract)

    assert items == expected


def sources() -> str:
    """Those that measures name, in the order of their list."""
    named = "".join(m.standard_source + m.caveats + m.says for m in MEASURES.values())
    return "\n".join(
        f"- {plain(f'[{s.mark}]')} [{plain(s.title)}]({s.address})"
        for s in SOURCES.values()
        if re.search(rf"\b{s.mark}\b", named)
    )


def test_the_rules_are_those_of_the_documentation(items):
    kind, rules = items[3]

    assert kind == "markdown"
    for words in (
        "**On time, of those that fell due**, is the headline",
        "Cases still open count as late",
        "**A day is judged when it is over.**",
        "**Day 0 is the day the clock starts.**",
        "fewer than **10 cases** is a small number",
        "**Median and 90th percentile** are exact",
    ):
        assert words in rules


def test_how_a_change_is_told_from_chance(items):
    (_, first), (_, rules), (_, rest) = items[5:8]

    assert "by the rules of Making Data Count, as NHS England's tools have it from 2023 on" in first
    assert rules.split("\n") == [
        "- A point outside the usual range.",
        "- Points that all rise or all fall, 7 in a row.",
        "- Three points in a row on one side of the average, two of them in the last third of the "
        "usual range or beyond it.",
        "- Points on one side of the average, 7 in a row.",
    ]
    for words in (
        "are those of its first 24 months, or of those there are",
        "**At least 13 months** are needed.",
        f"- **On an XmR chart:** {plain(USUAL_RANGES['XmR'])}\n",
        "- **On a P′ chart**, used for shares where one month has three times the cases of another"
        f": {plain(USUAL_RANGES['P′'])}\n",
        "**◆ better than before, ■ worse than before, ▲ changed**",
        "since then, which of fewer than 12 months says only that it may or may not.",
        "about 2 show a new change in a month",
    ):
        assert words in rest


@pytest.mark.parametrize("key", EXTRACTS)
def test_a_template_that_is_filled_in_loads(key, items):
    extract = EXTRACTS[key]
    words = f"Template for {extract.title.lower()}"
    template = next(item[3] for item in items if item[:2] == ("download_button", words))
    cells = []
    for f in extract.fields:
        usual = {extract.keys[0]: "00SA0000001"} | USUAL[key]
        cells.append(usual.get(f.name, "" if f.blank else example(f)))

    reading = read(
        (template + ",".join(cells) + "\r\n").encode(), name="filled.csv", today=date(2026, 11, 20)
    )

    assert (reading.extract.key, reading.n_accepted, len(reading.findings)) == (key, 1, 0)
    assert template.lstrip("\ufeff") == heading_line(extract)  # as the command line gives it


def example(field) -> str:
    if isinstance(field, Choice):
        return field.values[0]
    return "20/11/2026" if isinstance(field, Date) else "1"
