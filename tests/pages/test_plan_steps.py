"""Step changes on the plan's page: looked at, set, seen in what is judged, withdrawn; who may."""

import re
from datetime import UTC, date, datetime

import pytest

from extracts.area import DEFAULT
from extracts.store import Store
from pages import data
from plan.steps import steps, withdraw_step
from tests.pages.made import put
from tests.pages.planning import PAGE, press, signed_in, words

MEASURE = "charging_28_day"
UNIT = "Cumbria Magistrates Hub"
PART = {"part": "Step changes"}


@pytest.fixture
def cases(own_store):
    """A case a week for two years, decided in time in the first year and late in the second."""
    rows = []
    for month in range(24):
        for n in range(12):
            year, number = divmod(month, 12)
            received = date(2024 + year, number + 1, 1 + n)
            late = 40 if year else 10
            decided = date.fromordinal(received.toordinal() + late)
            rows.append(
                {
                    "received_on": f"{received:%d/%m/%Y}",
                    "decided_on": f"{decided:%d/%m/%Y}",
                    "decision": "Charge",
                    "urn": f"00SB{len(rows):07}",
                }
            )
    put(own_store, "charging", "2026-03-20", *rows)


def ask(at, day: str, reason: str, unit: str = "All units"):
    """Fill in the form and look."""
    at.selectbox(key="step measure").set_value(MEASURE)
    at.selectbox(key="step unit").set_value(unit)
    at.text_input(key="step day").set_value(day)
    at.text_input(key="step reason").set_value(reason)
    return press(at, "step-look")


def alts(at) -> list[str]:
    return [chart.proto.alt for chart in at.get("plotly_chart")]


def listed(at) -> list[str]:
    """The lines of those that there are."""
    (found,) = [m.value for m in at.main.markdown if m.value.startswith("- ")]
    return found.splitlines()


def test_a_step_change_is_looked_at_set_and_withdrawn(cases, own_store, opened):
    at = opened(PAGE, **PART)
    assert "No step change is set." in words(at)
    ask(at, "01/01/2025", "A new way to count", UNIT)
    before, after = alts(at)
    assert before.startswith("Charging decisions in 28 days by month, Cumbria Magistrates.")
    assert before != after
    charts = [chart.proto.spec for chart in at.get("plotly_chart")]
    assert ["A new way to count" in chart for chart in charts] == [False, True]
    assert not steps(Store(own_store))  # nothing is set yet

    press(at, "step-set")
    (step,) = steps(Store(own_store))
    assert (step.measure, step.unit, step.starts_on) == (MEASURE, UNIT, date(2025, 1, 1))
    assert (step.reason, step.holds) == ("A new way to count", True)
    assert data.area().step_changes == (step.as_judged(),)
    (line,) = listed(at)
    what = "Charging decisions in 28 days, Cumbria Magistrates, from Wed 1 Jan 2025"
    by = r".+ at \d\d:\d\d on \d+ .+"
    says = rf"- \*\*{what}\*\*: A new way to count\. Set by {by} It stands\."
    assert re.fullmatch(says, line)

    press(at, "step-withdraw-look")
    assert [e.value for e in at.error] == ["Say why the step change is withdrawn."]
    assert "step-withdraw-it" not in [b.key for b in at.button]
    at.text_input(key="step withdrawn reason").set_value("It was not new.")
    press(at, "step-withdraw-look")
    assert alts(at) == [after, before]  # as it is, and as it will be
    charts = [chart.proto.spec for chart in at.get("plotly_chart")]
    assert ["A new way to count" in chart for chart in charts] == [True, False]
    assert steps(Store(own_store))[0].holds  # nothing is withdrawn yet
    press(at, "step-withdraw-it")
    (step,) = steps(Store(own_store))
    assert (step.holds, step.withdrawn_reason) == (False, "It was not new.")
    assert data.area().step_changes == ()
    assert "It stands" not in listed(at)[0]
    assert listed(at)[0].endswith(": It was not new.")
    assert "Withdraw a step change" not in words(at)


def test_one_of_every_unit_says_that_their_lines_are_judged_anew(cases, opened):
    at = ask(opened(PAGE, **PART), "1 January 2025", "A new way to count")
    assert "The line of each unit is judged anew too." in words(at)
    assert all("by month, Area." in alt for alt in alts(at))
    assert "changes nothing" not in words(at)
    assert "are alike" not in words(at)


@pytest.mark.parametrize(
    ("day", "first"),
    [("01/01/2030", "January 2030"), ("01/03/2026", "March 2026"), ("17/03/2026", "April 2026")],
)
def test_one_after_the_last_whole_month_says_that_it_changes_nothing_now(day, first, cases, opened):
    at = ask(opened(PAGE, **PART), day, "A new way to count")
    said = (
        "This changes nothing now: the data reach to Fri 20 Mar 2026, and the last whole month is "
        f"February 2026. It counts from {first} on, once that month is over."
    )
    assert said in words(at).replace("\\", "")
    assert "judged anew" not in words(at)
    press(at, "step-set")
    (told,) = (e.value.replace("\\", "") for e in at.success)
    assert told == f"Set. {said}"


def test_one_of_the_first_month_of_all_says_that_before_and_after_are_alike(cases, opened):
    at = ask(opened(PAGE, **PART), "01/01/2024", "A new way to count")
    assert "Before and after are alike" in words(at)
    assert len(alts(at)) == 2


def test_one_that_others_have_withdrawn_meanwhile_is_not_offered_again(cases, own_store, opened):
    at = press(ask(opened(PAGE, **PART), "01/01/2025", "A new way to count"), "step-set")
    at.text_input(key="step withdrawn reason").set_value("It was not new.")
    press(at, "step-withdraw-look")
    (step,) = steps(Store(own_store))
    withdraw_step(Store(own_store), step.key, reason="Mine", who="Bob", now=datetime.now(UTC))
    press(at, "step-withdraw-it")
    assert steps(Store(own_store))[0].withdrawn_by == "Bob"


@pytest.mark.parametrize(
    ("day", "reason", "part"),
    [
        ("soon", "A reason", '"soon" is not a day\\: write it as dd/mm/yyyy.'),
        ("01/01/2025", "  ", "Say why the work changed on that day"),
    ],
)
def test_what_is_no_step_change_is_refused_in_words(day, reason, part, opened):
    at = ask(opened(PAGE, **PART), day, reason)
    (said,) = (e.value for e in at.error)
    assert part in said
    assert "step-set" not in [b.key for b in at.button]


def test_what_cannot_be_set_says_why(own_store, opened):
    at = press(ask(opened(PAGE, **PART), "01/01/2025", "See 06AA0000126"), "step-set")
    (said,) = (e.value for e in at.error)
    assert "The reason names a case (06AA0000126)" in said
    assert not steps(Store(own_store))


def test_without_data_a_step_change_changes_nothing_yet(opened):
    at = ask(opened(PAGE, **PART), "01/01/2025", "A new way to count")
    assert "There is no whole month to judge" in words(at)
    assert not alts(at)


def test_those_of_the_areas_file_are_listed_and_say_where_they_stand(area_file, opened):
    area_file(
        DEFAULT.read_text("utf-8")
        + '\n[[step_changes]]\nmeasure = "review_score"\nfrom = 2026-03-01\n'
        + 'reason = "New form"\nset_by = "Head of quality"\n'
    )
    assert listed(opened(PAGE, **PART)) == [
        "- **Review score, all units, from Sun 1 Mar 2026**: New form. Set in area.toml by Head of "
        "quality, and changed there alone."
    ]


@pytest.mark.parametrize("role", ["viewer", "manager", "analyst"])
def test_who_does_not_keep_papers_reads_them_and_is_told_who_does(role, own_store, quick):
    at = signed_in(quick, role, **PART)
    assert f"Your role is {role}; the Board's commentary, its packs and step changes are" in words(
        at
    )
    assert not [b for b in at.main.button if b.key.startswith("step-")]


def test_setting_asks_for_itself_who_may(own_store, quick):
    at = ask(signed_in(quick, "secretary", **PART), "01/01/2025", "A new way to count")
    at.user = at.user | {"roles": ["manager"]}
    press(at, "step-set")
    assert not steps(Store(own_store))
