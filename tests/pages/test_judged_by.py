"""What an Area sets is on the pages: step changes, months left out, targets; and what changed."""

from datetime import date

import pytest

from plan.actions import PlanAction
from tests.pages import obvious_judgement
from tests.pages.expected import MEASURES, clipped
from tests.pages.expected_charts import limits
from tests.pages.made import plan, put
from tests.pages.obvious import month_after, months_back
from tests.pages.obvious_judgement import Line, p_prime, xmr
from tests.pages.screen import shown
from tests.pages.screen_charts import Chart

UNIT = "Cumbria Magistrates Hub"
IN_28_DAYS = {"timeliness": "Charging decisions in 28 days", "period": "All months"}
SETTINGS = """
name = "CPS Elsewhere"
[[units]]
name = "Cumbria Magistrates Hub"
short = "Cumbria"
[[targets]]
measure = "charging_28_day"
value = 0.5
from = 2024-01-01
source = "The board."
[[targets]]
measure = "charging_28_day"
value = 0.7
from = 2024-01-01
unit = "Cumbria Magistrates Hub"
source = "The unit's own plan."
[[targets]]
measure = "charging_28_day"
value = 0.95
from = 2027-04-01
unit = "Cumbria Magistrates Hub"
source = "The unit's own plan."
[[step_changes]]
measure = "charging_28_day"
from = 2025-06-01
reason = "Triage <moved> to the hub"
set_by = "The head of *pre-charge*"
[[left_out]]
measure = "charging_28_day"
month = 2026-03-01
reason = "The system was down."
set_by = "The business manager"
"""
SECOND_LAWYER = PlanAction(
    what="A second lawyer",
    short="Second lawyer",
    issue=2,
    owner="Head of the unit",
    measures=("charging_28_day",),
    started=date(2026, 2, 9),
)


def months_of(on_time: list[int | tuple[int, int]], last: date) -> list[dict[str, str]]:
    """Submissions that fall due in each month from May 2024 on, so many of them on time, of 12.

    A pair says of how many.
    """
    month, rows = date(2024, 5, 1), []
    for each in on_time:
        n, of = each if isinstance(each, tuple) else (each, 12)
        received = months_back(month, 1).replace(day=20)  # due on the 17th to the 20th
        for i in range(of):
            decided = month.replace(day=10 if i < n else 25)
            row = {"received_on": f"{received:%d/%m/%Y}", "decided_on": f"{decided:%d/%m/%Y}"}
            rows.append(row | {"urn": f"00SA{month:%y%m}{i:02}", "outcome": "Charge"})
        month = month_after(month)
    assert month == month_after(last)
    return rows


def judged(on_time: list[tuple[int, int]], step: int = 0, left_out: int = -1) -> Line:
    """The same months as the second way judges them; step, left_out: the places of months."""
    month, months = date(2024, 5, 1), []
    for i, (n, of) in enumerate(on_time):
        figures = {"value": n / of if of else None, "part": n, "whole": of, "small": False}
        where = {"step": int(0 < step <= i), "left_out": i == left_out}
        months.append({"period": month} | figures | where)
        month = month_after(month)
    return obvious_judgement.judged(months, "charging_28_day")


def assert_limits(drawn: Chart, line: Line) -> None:
    """The chart has the average and the usual range of a line, as far as a share goes."""
    (found,) = drawn.lines
    ends = [clipped(MEASURES["charging_28_day"], m) for m in line.months]
    assert found.average == limits([m["mean"] for m in line.months])
    assert found.usual == (limits([a for a, _ in ends]), limits([z for _, z in ends]))


BEFORE = [8, 9] * 6 + [8]  # May 2024 to May 2025
SINCE = [3, 4] * 8 + [3]  # June 2025 to October 2026


@pytest.fixture
def items(own_store, area_file, opened, downloads):
    area_file(SETTINGS)
    plan(own_store, SECOND_LAWYER)
    rows = months_of([*BEFORE, *SINCE[:9], 0, *SINCE[10:]], date(2026, 10, 1))
    put(own_store, "charging", "2026-11-20", *rows)

    def look(**address: str) -> list[tuple]:
        return shown(opened("charging_and_disclosure.py", **IN_28_DAYS, **address), downloads)

    return look


def line_of(items: list[tuple]) -> Chart:
    return next(item[1] for item in items if item[0] == "chart")


def test_a_step_change_parts_the_limits_and_says_who_set_it_and_why(items):
    found = items()

    chart = line_of(found)
    assert chart.events == [
        ("1 June 2025: Triage &lt;moved&gt; to the hub", "solid"),
        (
            "9 February 2026: Second lawyer Not shown to have worked, not clear either way: "
            "between 13 percentage points worse and 60 better; every unit had it, so other causes "
            "cannot be told apart.",
            "dot",
        ),
    ]
    (line,) = chart.lines
    assert line.average == pytest.approx([110 / 13 / 12] * 13 + [55 / 16 / 12] * 17, rel=1e-5)
    words = [words for kind, words, *_ in found if kind == "markdown"]
    (done,) = [w for w in words if w.startswith("- 9 February 2026: **A second lawyer** (every")]
    assert done.endswith(
        "\n- 1 June 2025: judged anew from here, because Triage \\<moved\\> to the hub "
        "(set by The head of \\*pre-charge\\*)"
    )


def test_a_month_that_is_left_out_is_drawn_and_not_judged(items):
    (line,) = line_of(items()).lines

    place = line.months.index("2026-03-01")
    assert line.values[place] == 0
    assert line.marks[place] == "x-thin"
    assert line.hover[place].endswith("March 2026: 0% (0 of 12)<br>left out of the judgement")
    assert set(line.marks) == {"circle", "x-thin"}


def test_a_unit_is_held_to_its_own_target_and_the_area_to_the_areas(items):
    of_unit, of_area = items(unit=UNIT), items()

    assert set(line_of(of_area).lines[0].target) == {0.5}
    assert set(line_of(of_unit).lines[0].target) == {0.7}
    words = [words for kind, words, *_ in of_unit if kind == "markdown"]
    assert "**Target:** 70%. The unit's own plan." in words
    assert "From 1 April 2027 the target is 95%." in words
    assert any("it will not reach the target." in w for w in words)
    assert "**Target:** 50%. The board." in [w for kind, w, *_ in of_area if kind == "markdown"]


def test_what_the_newest_extracts_made_new_is_said_to_be(own_store, opened, downloads):
    steady = [8, 9] * 14 + [8]  # May 2024 to September 2026
    put(own_store, "charging", "2026-10-30", *months_of(steady, date(2026, 9, 1)))
    put(own_store, "charging", "2026-11-02", *months_of([*steady, 0], date(2026, 10, 1))[-12:])

    found = shown(opened(), downloads)

    place = found.index(("header", "What changed"))
    assert found[place + 1][1].endswith(
        "fewer than 1 would come by chance alone. 4 of them since the extracts of Fri 30 Oct."
    )  # and the days from submission to charge
    listed = [line for line in found[place + 2][1] if "28 days" in line[2][3]]
    worse = ": worse: October 2026 is below the usual range"
    assert [(words, link[3], says) for _, words, link, says in listed] == [
        ("New:", name, f"{worse} (new since the extracts before)")
        for name in (
            "Charging decisions in 28 days",
            "Cumbria Magistrates, charging decisions in 28 days",
        )
    ]


def test_without_extracts_before_nothing_is_said_of_them(own_store, opened, downloads):
    put(own_store, "charging", "2026-11-02", *months_of([8, 9] * 15, date(2026, 10, 1)))

    found = shown(opened(), downloads)

    words = found[found.index(("header", "What changed")) + 1][1]
    assert words.endswith("by chance alone.")


def look(opened, downloads, unit: str = UNIT) -> list[tuple]:
    return shown(opened("charging_and_disclosure.py", unit=unit, **IN_28_DAYS), downloads)


def sentence(items: list[tuple]) -> str:
    """What is said of the measure that is chosen."""
    return items[items.index(("header", "Charging decisions in 28 days")) + 1][1].replace("\\", "")


def test_each_stretch_has_the_chart_that_suits_it(own_store, area_file, opened, downloads):
    area_file(SETTINGS)
    uneven = [(8, 12), (33, 40), (9, 12), (30, 40)] * 3 + [(8, 12)]
    even = [(n, 12) for n in [*SINCE[:9], 0, *SINCE[10:]]]
    put(own_store, "charging", "2026-11-20", *months_of([*uneven, *even], date(2026, 10, 1)))

    items = look(opened, downloads)

    line = judged([*uneven, *even], step=13, left_out=22)
    assert [line.months[i]["chart"] for i in (0, -1)] == ["P′", "XmR"]
    assert_limits(line_of(items), line)
    assert any("on an XmR chart of whole months" in str(item[1]) for item in items)


def test_a_month_without_a_case_is_none_of_the_first_24(own_store, area_file, opened, downloads):
    area_file(SETTINGS.split("[[step_changes]]")[0].replace("name", "small_number = 0\nname", 1))
    months = [(8, 12), (9, 12), (0, 0), (33, 40), (9, 12)] * 6  # 24 with cases
    months[-2:] = [(12, 12), (1, 12)]
    put(own_store, "charging", "2026-11-20", *months_of(months, date(2026, 10, 1)))

    items = look(opened, downloads)

    line = judged(months)
    assert_limits(line_of(items), line)
    usual = months[:-1]  # the last is outside the usual range
    assert line.months[0]["mean"] == sum(n for n, _ in usual) / sum(of for _, of in usual)


def test_months_of_which_no_two_follow_one_another_are_not_judged(
    own_store, area_file, opened, downloads
):
    area_file(SETTINGS.split("[[step_changes]]")[0].replace("name", "small_number = 0\nname", 1))
    months = [(0, 0), (9, 12)] * 15
    put(own_store, "charging", "2026-11-20", *months_of(months, date(2026, 10, 1)))

    items = look(opened, downloads)

    few = "too few months follow one another to say what is usual"
    assert f"There is too little to say whether it has changed: {few}." in sentence(items)
    line = judged(months[1:])
    assert line.verdict["reason"] == few
    drawn = line_of(items)
    assert drawn.labels == ["Cumbria 75%", "Target 70%"]
    assert_limits(drawn, line)


@pytest.mark.parametrize("of", [12, 40])  # of XmR, and of P′ where there are 12 before
@pytest.mark.parametrize(
    ("months", "says"), [(11, "may or may not reach"), (12, "will reach"), (13, "will reach")]
)
def test_a_target_is_asked_of_a_run_that_is_long_enough(
    months, says, of, own_store, area_file, opened, downloads
):
    area_file(SETTINGS.split("[[step_changes]]")[0])  # 70% of this unit
    on_time = [(8, 12), (5, 12)] * 15  # the average is below any of the run
    run = [(of - 1, of), (of - 1, of), (of, of), (of, of)] * 4
    on_time[-months - 1 :] = [(5, 12), *run[:months]]
    put(own_store, "charging", "2026-11-20", *months_of(on_time, date(2026, 10, 1)))

    items = look(opened, downloads)

    verdict = judged(on_time).verdict
    assert (verdict["chart"], verdict["assured_since"]) == (
        "P′" if of == 40 else "XmR",
        months_back(date(2026, 10, 1), months - 1),
    )
    assert verdict["assurance"] == says
    since = f"{verdict['assured_since']:%B %Y}"
    assert f"As things have been since {since}, it {says} the target." in sentence(items)


def test_a_target_is_asked_of_a_run_by_the_chart_of_its_line(
    own_store, area_file, opened, downloads
):
    area_file(SETTINGS.split("[[step_changes]]")[0].replace("0.7", "0.85"))
    run = [(38, 40), (39, 40), (40, 40)] * 4 + [(12, 12)]  # few in the newest: a wide range
    on_time = [(8, 12), (5, 12)] * 8 + [(5, 12)] + run
    put(own_store, "charging", "2026-11-20", *months_of(on_time, date(2026, 10, 1)))

    items = look(opened, downloads)

    line = judged(on_time)
    months = line.months[-len(run) :]
    assert [way(months, months)[-1]["lower"] >= 0.85 for way in (p_prime, xmr)] == [False, True]
    assert (line.verdict["chart"], line.verdict["assured_since"]) == ("P′", date(2025, 10, 1))
    assert (
        "As things have been since October 2025, it may or may not reach the target."
        in sentence(items)
    )


def test_a_range_that_goes_beyond_all_there_can_be_may_reach_that(
    own_store, area_file, opened, downloads
):
    area_file(SETTINGS.split("[[step_changes]]")[0].replace("0.7", "1.0"))
    on_time = [(12, 12), (11, 12), (38, 40)] * 10
    put(own_store, "charging", "2026-11-20", *months_of(on_time, date(2026, 10, 1)))

    items = look(opened, downloads)

    line = judged(on_time)
    assert (line.verdict["chart"], line.verdict["upper"] > 1) == ("P′", True)
    assert "As things are, it may or may not reach the target." in sentence(items)
    assert " to 100%. There is no change beyond chance." in sentence(items)
    assert_limits(line_of(items), line)
