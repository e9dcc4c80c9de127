"""The pages of the three issues, every word and figure, against a second implementation."""

import json

import pytest

from metrics.measure import ISSUES
from tests.pages import expected
from tests.pages.expected import MEASURES, Chosen
from tests.pages.screen import shown

PAGES = {
    1: "legal_decision_quality.py",
    2: "charging_and_disclosure.py",
    3: "victim_letters.py",
}
ASKED = {1: "quality", 2: "timeliness", 3: "letters"}
VIEWS = {
    "everything": {},
    "a unit": {"unit": "Western Magistrates Unit"},
    "a casework type": {"casework_type": "Crown Court", "period": "24 months"},
    "a unit and a casework type": {
        "unit": "Lancashire/Cumbria Complex Case Unit",
        "casework_type": "Complex",
        "period": "All months",
    },
    "a unit without such cases": {
        "unit": "North West Area RASSO Unit",
        "casework_type": "Magistrates'",
    },
    "a day before": {"as_at": "2026-11-17", "period": "6 months"},
    "the first day": {"as_at": "2026-11-13", "period": "All months"},
}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("key", MEASURES)
@pytest.mark.usefixtures("sample")
def test_everything_on_the_page_of_an_issue_is_as_counted_a_second_time(
    key, view, opened, downloads
):
    measure, chosen = MEASURES[key], Chosen(VIEWS[view])

    at = opened(PAGES[measure.issue], **{ASKED[measure.issue]: measure.title}, **chosen.address)

    assert shown(at, downloads) == expected.issue(measure.issue, ISSUES[measure.issue], chosen, key)


@pytest.mark.usefixtures("sample")
def test_a_chart_has_the_colours_of_the_readers_theme(opened):
    def accent(theme: str | None) -> str:
        at = opened("victim_letters.py", theme=theme)
        return json.loads(at.get("plotly_chart")[0].proto.spec)["data"][1]["line"]["color"]

    assert (accent("dark"), accent("light"), accent(None)) == ("#7cb9f2", "#1d5fa8", "#1d5fa8")
