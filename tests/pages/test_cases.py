"""Every list of cases of Today, cell by cell, and the file that is downloaded of it."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages import expected_today, obvious
from tests.pages.conftest import WITHIN
from tests.pages.expected import MEASURES, Chosen
from tests.pages.expected_today import LISTED, LISTS
from tests.pages.screen import shown


def script(unit, casework_type, as_at):
    """Only the part of Today that lists cases, so that every list can be looked at."""
    from pages import case_parts
    from pages.filters import Filters

    case_parts.listed(Filters(unit=unit, casework_type=casework_type, months=24, as_at=as_at))


@pytest.fixture
def listed(quick, downloads):
    """What is shown of a list of a measure."""

    def look(chosen: Chosen, measure: str, which: str) -> list[tuple]:
        filters = (*chosen.where, chosen.as_at)
        at = quick(AppTest.from_function(script, args=filters, default_timeout=WITHIN))
        at.query_params.update(cases=MEASURES[measure].title, list=LISTS[which])
        at.run()
        assert not at.exception, at.exception[0].message
        return shown(at, downloads)

    return look


@pytest.mark.parametrize("which", LISTS)
@pytest.mark.parametrize("measure", LISTED)
@pytest.mark.usefixtures("sample")
def test_a_list_holds_the_cases_found_a_second_time(measure, which, listed):
    chosen = Chosen()

    assert listed(chosen, measure, which) == expected_today.cases(chosen, measure, which)


@pytest.mark.parametrize(
    ("address", "measure", "which"),
    [
        ({"unit": "RASSO"}, "letters_other", "open"),  # not a full name, so nobody's
        ({"unit": "North West Area RASSO Unit"}, "letters_enhanced", "late"),
        ({"casework_type": "Crown Court"}, "disclosure_continuing", "open"),
        ({"unit": "Cumbria Crown Court Hub", "casework_type": "Complex"}, "charging_5_day", "late"),
        ({"as_at": "2026-11-17"}, "disclosure_initial", "soon"),  # its own day is the 16th
        ({"as_at": "2026-11-13"}, "charging_28_day", "today"),
        ({"as_at": "2026-11-16", "unit": "Southern Magistrates Unit"}, "letters_other", "on_time"),
    ],
)
@pytest.mark.usefixtures("sample")
def test_a_list_keeps_to_the_filters(address, measure, which, listed):
    chosen = Chosen(address)

    assert listed(chosen, measure, which) == expected_today.cases(chosen, measure, which)


@pytest.mark.parametrize("measure", LISTED)
@pytest.mark.usefixtures("sample")
def test_a_list_is_as_long_as_the_number_it_stands_behind(measure, listed):
    def n(which: str) -> int:
        words = next(
            text for kind, text, *_ in listed(Chosen(), measure, which) if kind == "markdown"
        )
        return int(words.strip("*").split()[0])

    s = obvious.standings([measure], None, None, None)

    assert n("overdue") == s["now"]["overdue"]
    assert n("today") == s["due_today"]
    assert n("soon") == s["due_soon"]
    assert n("on_time") == s["now"]["on_time"]
    assert n("late") + n("on_time") == s["now"]["fell_due"]


@pytest.mark.usefixtures("sample")
def test_a_link_opens_the_list_that_it_names(opened):
    at = opened(cases="Other victim letters on time", list="Due today")

    assert [at.selectbox(key=k).value for k in ("cases", "list")] == ["letters_other", "today"]
    assert at.main.markdown[-1].value.endswith("as at Wed 18 Nov 2026.")
