"""Every measure: its declaration, and its figure for a few rows that can be counted by eye."""

import runpy
import sys
from datetime import date
from pathlib import Path

import pytest

from extracts.area import DEFAULT, Area, load_area
from extracts.errors import AreaError
from extracts.judgement import LeftOut, StepChange, Target
from extracts.registry import EXTRACTS
from metrics.clocks import CalendarDays, Clock, NoLimit, WorkingDays
from metrics.document import document
from metrics.measure import ISSUES, Measure
from metrics.presets import PRESETS
from metrics.registry import MEASURES, check_area, measures
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
        "began": "received",
        "ended": "decided",
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
        ({"began": ""}, "began and ended"),
        ({"ended": ""}, "began and ended"),
        ({"clock": None, "needs": ("urn",)}, "began and ended"),
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


def test_what_a_day_of_a_measure_is():
    working = Clock(
        extract="charging", starts="received_on", stops="decided_on", limit=WorkingDays(5)
    )
    assert declared(clock=working).day == "working day"
    assert declared().day == "day"
    assert declared(clock=None, needs=("urn",), began="", ended="").day == "day"


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


DAY = date(2026, 4, 1)


def aimed(measure, value=0.8) -> Area:
    one = Target(measure=measure, value=value, starts_on=DAY, source="The Board.")
    return Area(name="X", targets=(one,))


WHY = {"reason": "Why.", "set_by": "Who"}


@pytest.mark.parametrize(
    ("area", "words"),
    [
        (
            Area(name="X", rules="plot_the_dot"),
            'The Area\'s settings have "plot_the_dot" as rules; they may be making_data_count and '
            'plot_the_dots. Did you mean "plot_the_dots"?',
        ),
        (
            aimed("charging_28_days"),
            'In the Area\'s settings, a target names the measure "charging_28_days", which is not '
            'there. Did you mean "charging_28_day"?',
        ),
        (
            aimed("zzz"),
            'In the Area\'s settings, a target names the measure "zzz", which is not there. The '
            f"measures are {', '.join(list(MEASURES)[:-1])} and {list(MEASURES)[-1]}.",
        ),
        (
            Area(name="X", step_changes=(StepChange(measure="letters", starts_on=DAY, **WHY),)),
            'In the Area\'s settings, a step change names the measure "letters", which is not '
            'there. Did you mean "letters_sent"?',
        ),
        (
            Area(name="X", left_out=(LeftOut(measure="review_scor", month=DAY, **WHY),)),
            'In the Area\'s settings, a point left out names the measure "review_scor", which is '
            'not there. Did you mean "review_score"?',
        ),
        (
            aimed("charging_28_day", 80.0),
            "In the Area's settings, a target of charging_28_day is 80: that measure is a share, "
            "so write a number from 0 to 1, as 0.8 for 80%.",
        ),
    ],
)
def test_settings_that_name_what_is_not_there_are_refused(area, words):
    for refused in (measures, lambda area: check_area(area, MEASURES)):
        with pytest.raises(AreaError) as why:
            refused(area)
        assert str(why.value) == words


def test_settings_that_name_what_is_there_are_taken():
    for rules in PRESETS:
        assert measures(Area(name="X", rules=rules)).keys() == MEASURES.keys()
    for measure, value in (("charging_28_day", 1.0), ("charging_end_to_end", 28.0)):
        check_area(aimed(measure, value), MEASURES)


def test_the_area_beside_the_program_names_measures_that_are_there():
    area = load_area(DEFAULT)

    assert measures(area).keys() == MEASURES.keys()
    assert {t.measure for t in area.targets} <= set(MEASURES)
