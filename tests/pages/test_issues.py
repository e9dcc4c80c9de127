"""The pages of the three issues, every word and figure, against a second implementation."""

import json

import pytest

from tests.pages.conftest import assert_shows
from tests.pages.expected import MEASURES, Chosen
from tests.pages.expected_issue import ASKED, PATHS, issue
from tests.pages.screen import shown

VIEWS = {
    "everything": {},
    "a unit": {"unit": "Western Magistrates Unit"},
    "a casework type": {"casework_type": "Crown Court", "period": "12 months"},
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
# Every measure once in full, and every view with measures of each kind.
LOOKED_AT = [
    *(("everything", key) for key in MEASURES),
    *(("a unit", key) for key in ("charging_28_day", "charging_end_to_end", "letters_enhanced")),
    *(("a casework type", key) for key in ("charging_waiting", "letters_other", "review_score")),
    *(("a unit and a casework type", key) for key in ("charging_end_to_end", "letters_sent")),
    *(("a unit without such cases", key) for key in ("charging_28_day", "review_score")),
    *(("a day before", key) for key in ("charging_returned", "letters_on_time")),
    ("the first day", "police_response"),
]


@pytest.mark.parametrize(("view", "key"), LOOKED_AT)
@pytest.mark.usefixtures("sample")
def test_everything_on_the_page_of_an_issue_is_as_counted_a_second_time(
    view, key, opened, downloads
):
    number, chosen = MEASURES[key].issue, Chosen(VIEWS[view])
    asked = {ASKED[number]: MEASURES[key].title}

    at = opened(f"{PATHS[number]}.py", **asked, **chosen.address)

    assert_shows(at, downloads, issue(number, chosen, key))


@pytest.mark.usefixtures("sample")
def test_a_chart_has_the_colours_of_the_readers_theme(opened):
    def improvement(theme: str | None) -> str:
        at = opened("victim_letters.py", theme=theme)
        return json.loads(at.get("plotly_chart")[0].proto.spec)["data"][0]["marker"]["color"][-1]

    assert [improvement(t) for t in ("dark", "light", None)] == ["#7cb9f2", "#1d5fa8", "#1d5fa8"]


@pytest.mark.usefixtures("sample")
def test_the_row_of_the_measure_that_is_chosen_below_is_marked(opened, downloads):
    at = opened("victim_letters.py")

    def marked() -> list[str]:
        return [item[4] for item in shown(at, downloads) if item[0] == "measures"]

    letters = [m.title for m in MEASURES.values() if m.issue == 3]
    assert marked() == [letters[:1]]
    for title in letters[3:1:-1]:
        at.selectbox(key="letters").set_value(title).run()
        assert marked() == [[title]]
