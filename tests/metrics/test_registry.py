"""Every measure: its declaration, and its figure for a few rows that can be counted by eye."""

import runpy
import sys
from pathlib import Path

import pytest

from extracts.area import Area
from extracts.registry import EXTRACTS
from metrics.clocks import CalendarDays, Clock, NoLimit
from metrics.document import document
from metrics.measure import ISSUES, Measure
from metrics.registry import MEASURES, measures
from metrics.sources import SOURCES


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
def test_a_measure_is_declared_whole(measure):
    assert measure.key in MEASURES
    assert measure.issue in ISSUES
    assert set(measure.columns()) <= set(EXTRACTS[measure.extract].schema().names)
    assert measure.one != measure.counting_unit
    assert set(measure.sources()) <= set(SOURCES)
    if measure.standard != "none":
        assert measure.is_our_assumption or measure.sources()


def test_continuing_disclosure_takes_the_number_of_days_that_the_area_sets():
    none, set_ = (
        measures(Area(name="X", continuing_disclosure_days=days))["disclosure_continuing"]
        for days in (None, 28)
    )

    assert none.clock.limit.otherwise is None
    assert "no standard" in none.standard
    assert set_.clock.limit.otherwise == CalendarDays(28)
    assert "28 calendar days (the Area's setting)" in set_.standard


def declared(**changes) -> Measure:
    usual = {
        "key": "x",
        "title": "X",
        "issue": 2,
        "extract": "charging",
        "clock": Clock(
            extract="charging", starts="received_on", stops="decided_on", limit=NoLimit()
        ),
        "headline": "open",
        "shown_as": "count",
        "counting_unit": "cases",
        "better": "lower",
        "standard": "none",
        "says": "It counts.",
        "why_it_matters": "It does.",
    }
    return Measure(**usual | changes)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"standard": "28 days"}, "a standard needs a source"),
        ({"standard": "28 days", "standard_source": "Somebody said so."}, "needs a source"),
        ({"standard": "28 days", "standard_source": "A text [S999]."}, "unknown sources {'S999'}"),
        ({"caveats": "See [S999]."}, "unknown sources"),
        ({"issue": 4}, "there is no issue 4"),
        ({"counting_unit": "things"}, "nobody knows one of things"),
        ({"clock": None}, "needs"),
        ({"needs": ("urn",)}, "needs"),
        ({"clock": None, "needs": ("nothing",)}, "charging lacks some of its needs"),
        ({"extract": "disclosure"}, "its clock is of another extract"),
        ({"says": "It counts"}, "ends in a stop"),
    ],
)
def test_a_measure_that_is_not_whole_is_refused(changes, message):
    with pytest.raises(AssertionError, match=message):
        declared(**changes)


def test_a_standard_may_be_our_assumption_or_a_published_text():
    for source in ("Our assumption: it seems right.", "The scheme's guidance [S10]."):
        assert declared(standard="5 days", standard_source=source).sources() in ([], ["S10"])


def test_the_page_of_measures_is_current():
    page = Path(__file__).parents[2] / "docs" / "measures.md"

    assert page.read_text("utf-8") == document(MEASURES.values()), (
        "run python -m metrics.document > docs/measures.md"
    )


def test_the_page_of_measures_is_printed(capsys):
    runpy.run_path(sys.modules[document.__module__].__file__, run_name="__main__")

    assert capsys.readouterr().out == document(MEASURES.values())


def test_a_measure_with_nothing_to_mind_has_no_such_line():
    assert "- Mind:" not in document([declared()])
    assert "- Mind: This." in document([declared(caveats="This.")])


def test_the_page_of_measures_has_every_measure_and_every_source():
    page = document(MEASURES.values())

    for measure in MEASURES.values():
        assert f'<a id="{measure.key}"></a>{measure.title}' in page
        for words in (measure.says, measure.standard, measure.standard_source, measure.caveats):
            assert words in page
    for mark, source in SOURCES.items():
        assert f"- [{mark}] {source.title}: <{source.address}>" in page
