"""The page of a unit, every word and figure of it, against a second implementation."""

import pytest

from tests.pages.conftest import assert_shows
from tests.pages.expected import Chosen
from tests.pages.expected_unit import unit

VIEWS = {
    "no unit": {},
    "no unit, and a casework type": {"casework_type": "Complex"},
    "a unit": {"unit": "Western Magistrates Unit"},
    "another": {"unit": "Greater Manchester Crown Court Unit", "period": "6 months"},
    "a unit of few cases": {
        "unit": "Lancashire/Cumbria Complex Case Unit",
        "casework_type": "Complex",
    },
    "a unit without such cases": {
        "unit": "North West Area RASSO Unit",
        "casework_type": "Magistrates'",
    },
    "a day before": {"unit": "Lancashire Crown Court Unit", "as_at": "2026-11-17"},
}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.usefixtures("sample")
def test_everything_on_the_page_of_a_unit_is_as_counted_a_second_time(view, opened, downloads):
    chosen = Chosen(VIEWS[view])

    at = opened("unit.py", **chosen.address)

    assert_shows(at, downloads, unit(chosen))


@pytest.mark.usefixtures("sample")
def test_a_list_of_cases_can_be_chosen_there_too(opened):
    at = opened("unit.py", unit="Western Magistrates Unit", list="Open")

    assert at.selectbox(key="list").value == "open"
