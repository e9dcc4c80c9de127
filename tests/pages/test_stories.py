"""The stories that the sample data was made with (sample_data/README.md): the pages find them."""

import re
from datetime import datetime

import pytest

from tests.pages.expected import MEASURES, SHORT, lower
from tests.pages.expected_issue import ASKED, PATHS
from tests.pages.screen import shown
from tests.pages.screen_charts import Chart, Line

pytestmark = pytest.mark.usefixtures("sample")
IN_28_DAYS = "charging_28_day"
LANCASHIRE, GM = "Lancashire Crown Court Unit", "Greater Manchester Crown Court Unit"
WESTERN = "Western Magistrates Unit"
FEW = "Lancashire/Cumbria Complex Case Unit"


@pytest.fixture
def issue_page(opened, downloads):
    """What the page of an issue shows with a measure chosen, over all months."""

    def look(key: str, **address: str) -> list[tuple]:
        number = MEASURES[key].issue
        asked = {ASKED[number]: MEASURES[key].title, "period": "All months"}
        return shown(opened(f"{PATHS[number]}.py", **asked, **address), downloads)

    return look


def icons(items: list[tuple]) -> dict[str, str]:
    """What the first icon of each measure in the tables says."""
    rows = [line for item in items if item[0] == "measures" for line in item[3]]
    return {name[0][3]: change[0][1] for change, name, *_ in rows}


def sentence(items: list[tuple]) -> str:
    """What is said of the measure that is chosen."""
    place = next(i for i, item in enumerate(items) if item[0] == "header")
    return items[place + 1][1].replace("\\", "")


def since(words: str) -> datetime:
    return datetime.strptime(re.search(r"Since (\w+ \d{4}) it has been ", words)[1], "%B %Y")


def first_words(items: list[tuple]) -> list[str]:
    """What stands before the table of measures, the strip below the title apart."""
    place = next(i for i, item in enumerate(items) if item[0] == "measures")
    return [words for _, words in items[2:place]]


def charts(items: list[tuple]) -> list[Chart]:
    return [item[1] for item in items if item[0] == "chart" and isinstance(item[1], Chart)]


def panel(items: list[tuple], unit: str) -> Line:
    """A unit's own among the small multiples."""
    (found,) = [line for line in charts(items)[1].lines if line.name == SHORT[unit]]
    return found


def marked(line: Line, month: str) -> tuple[str, str]:
    """The mark of a month, and why it has it."""
    place = line.months.index(f"{month}-01")
    return line.marks[place], line.hover[place].split("<br>")[-1]


def test_the_unit_that_improves(issue_page):
    items = issue_page(IN_28_DAYS, unit=LANCASHIRE)

    assert icons(items)[MEASURES[IN_28_DAYS].title] == "Better: higher than usual"
    words = sentence(items)
    assert " it has been better than it was: " in words
    assert datetime(2025, 9, 1) <= since(words) <= datetime(2026, 3, 1)
    chart = charts(items)[0]
    assert chart.events == [("1 September 2025: Cradle-to-grave It seems to have worked.", "dot")]
    (line,) = chart.lines
    begun = line.months.index("2025-09-01")
    assert line.marks[:begun].count("diamond") == 0
    assert line.marks[begun:].count("diamond") >= 9
    among_units = panel(issue_page(IN_28_DAYS), LANCASHIRE)
    assert among_units.figure.startswith("◆ ")


def test_the_unit_that_slides_is_in_the_first_words_of_every_page(issue_page, opened, downloads):
    title = MEASURES[IN_28_DAYS].title

    of_issue = issue_page(IN_28_DAYS)
    of_unit = shown(opened("unit.py", unit=WESTERN), downloads)
    today = shown(opened(), downloads)

    worse = f"Worse than before in 1 unit: **Western Magistrates** ({lower(title)})."
    assert worse in first_words(of_issue)
    (own,) = [w for w in first_words(of_unit) if w.startswith(f"**{title}.**")]
    assert "worse than it was" in own
    assert own == first_words(of_unit)[1]  # the first after what is overdue
    assert icons(of_unit)[title] == "Worse: lower than usual"
    (listed,) = [
        line
        for item in today
        if item[0] == "list"
        for line in item[1]
        if line[0][1] == "Worse: lower than usual"
    ]
    (link,) = [part for part in listed if part[0] == "link"]
    assert link == (
        "link",
        "charging_and_disclosure",
        {"timeliness": title, "unit": WESTERN},
        "Western Magistrates, charging decisions in 28 days",
    )
    panels = charts(of_issue)[1].lines
    assert panels[0].name == "Western Magistrates"  # the most concern first
    assert panels[0].figure.startswith("■ ")


LETTERS = [key for key, measure in MEASURES.items() if measure.issue == 3]


@pytest.mark.parametrize("key", LETTERS)
def test_the_letter_templates(key, issue_page):
    items = issue_page(key)

    assert icons(items)[MEASURES[key].title] == "Better: higher than usual"
    words = sentence(items)
    assert " it has been better than it was: " in words
    assert datetime(2026, 2, 1) <= since(words) <= datetime(2026, 3, 1)
    ((mark, dash),) = charts(items)[0].events
    found = "Better since it began, but every unit had it"
    if key == "letters_sent":
        found = (
            "Not shown to have worked, not clear either way: between 1 percentage point worse and "
            "2 better; every unit had it"
        )
    assert mark.startswith(f"1 February 2026: Letter templates and leads {found}")
    assert dash == "dot"
    better = "; ".join(lower(MEASURES[k].title) for k in LETTERS)
    assert f"Better than before: {better}." in first_words(items)


def test_the_backlog_of_christmas_is_late_in_january(issue_page):
    (line,) = charts(issue_page(IN_28_DAYS))[0].lines

    for month in ("2025-01", "2026-01"):
        assert marked(line, month) == ("square", "below the usual range")
    assert [m[:7] for m, mark in zip(line.months, line.marks, strict=True) if mark == "square"] == [
        *("2024-12", "2025-01", "2026-01"),
    ]


def test_the_backlog_of_christmas_waits_in_december(issue_page):
    items = issue_page("charging_waiting")

    (line,) = charts(items)[0].lines
    by_most = sorted(zip(line.values, line.months, strict=True), reverse=True)
    assert {month for _, month in by_most[:2]} == {"2024-12-01", "2025-12-01"}
    for unit in ("Greater Manchester Magistrates Court Unit", "North West Area RASSO Unit"):
        assert marked(panel(items, unit), "2025-12") == ("square", "above the usual range")


def test_the_action_that_made_no_difference_is_not_shown_to_have_worked(issue_page):
    items = issue_page(IN_28_DAYS, unit=GM)

    assert icons(items)[MEASURES[IN_28_DAYS].title] == "No change beyond chance"
    assert "There is no change beyond chance" in sentence(items)
    chart = charts(items)[0]
    said = (
        "Not shown to have worked, not clear either way: between 6 percentage points worse and 15 "
        "better."
    )
    assert chart.events == [(f"1 March 2026: Legal manager, pre-charge {said}", "dot")]
    since_then = chart.lines[0].marks[chart.lines[0].months.index("2026-03-01") :]
    assert set(since_then) == {"circle"}


def test_the_review_prompt(issue_page):
    items = issue_page("review_score")

    (line,) = charts(items)[0].lines
    begun = line.months.index("2025-11-01")
    assert "diamond" not in line.marks[:begun]
    assert marked(line, "2025-11") == ("diamond", "part of 11 months in a row above the average")


def test_what_is_too_early_to_tell_is_marked_and_not_judged_a_success(issue_page):
    items = issue_page("review_score")

    assert charts(items)[0].events[-1] == (
        "5 October 2026: Legal training Too early to tell: 1 month since the start.",
        "dot",
    )
    assert "There is no change beyond chance" in sentence(items)


def test_a_unit_of_few_cases_is_not_judged(issue_page):
    items = issue_page(IN_28_DAYS, unit=FEW)

    assert icons(items)[MEASURES[IN_28_DAYS].title] == "Too few to judge"
    assert "There is too little to say whether it has changed" in sentence(items)
    (line,) = charts(items)[0].lines
    assert set(line.marks) == {"circle", "hollow circle"}
