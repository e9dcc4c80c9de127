"""Today, every word and figure of it, against a second and obvious implementation."""

import pytest

from tests.pages import expected_today
from tests.pages.conftest import assert_shows
from tests.pages.expected import Chosen

VIEWS = {
    "everything": {},
    "a unit": {"unit": "Western Magistrates Unit"},
    "a casework type": {"casework_type": "Crown Court"},
    "a unit and a casework type": {
        "unit": "Lancashire/Cumbria Complex Case Unit",
        "casework_type": "Complex",
    },
    "a unit without such cases": {
        "unit": "North West Area RASSO Unit",
        "casework_type": "Magistrates'",
    },
    "a day before": {"as_at": "2026-11-17"},
    "the first day": {"as_at": "2026-11-13", "unit": "Cumbria Crown Court Hub"},
}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.usefixtures("sample")
def test_everything_on_today_is_as_counted_a_second_time(view, opened, downloads):
    chosen = Chosen(VIEWS[view])

    at = opened(**chosen.address)

    assert_shows(at, downloads, [*expected_today.today(chosen), *expected_today.cases(chosen)])
