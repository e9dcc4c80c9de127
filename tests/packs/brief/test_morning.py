"""The morning brief: the figures of Today, in words that can be mailed."""

import re
from dataclasses import replace
from datetime import date

import pytest

from extracts.area import load_area
from extracts.store import Store
from packs.brief.changed import Changed
from packs.brief.morning import brief
from packs.brief.words import to_html, to_text
from packs.errors import PackError
from packs.making.store_source import StoreSource
from plan.actions import PlanAction
from tests.packs.small_store import UNITS
from tests.pages import made

TODAY = date(2026, 11, 20)  # a Friday


def brief_of(store, unit="", today=TODAY):
    area = load_area()
    return brief(StoreSource(Store(store), area), area, unit=unit, today=today)


@pytest.fixture
def few(own_store):
    """Five submissions: two overdue in one unit, one overdue and one due today in another."""
    made.put(
        own_store,
        "charging",
        "2026-11-20",
        {"received_on": "01/10/2026"},  # due on 29 October
        {"received_on": "19/10/2026"},  # due on Monday 16 November
        {"received_on": "01/10/2026", "unit": UNITS[1]},
        {"received_on": "23/10/2026", "unit": UNITS[1]},  # due on Friday 20 November
        {
            "received_on": "01/10/2026",
            "decided_on": "10/10/2026",
            "outcome": "Charge",
            "unit": UNITS[1],
        },
    )
    return own_store


def test_what_is_overdue_due_and_on_time(few):
    found = brief_of(few)
    charging, disclosure, letters = found.work
    now = charging.standings.now
    assert (now.overdue, now.fell_due, now.on_time) == (3, 4, 1)
    assert charging.standings.due_today == 1
    assert (disclosure.standings, letters.standings, found.scores) == (None, None, None)
    text = to_text(found)
    assert (
        "3 are overdue: 3 submissions, without disclosure and victim letters, of which there is no "
        "data. Cumbria Magistrates holds the most, 2."
    ) in " ".join(text.split())
    assert "Charging 2 (22 days), Disclosure –, Victim letters –\n" in text
    assert '<td role="cell" data-of="Disclosure" class="number">–</td>' in to_html(found)
    assert "Overdue: 3 (no change since Thu 19 Nov; +3 since Fri 23 Oct)" in text
    assert "Due: 1 today, 0 in the five working days after" in text
    assert "On time, of those due in the last 28 days: 25% (1 of 4)" in text
    assert "Overdue: – (no data)" in text
    assert "Disclosure: no extract yet." in text


def test_of_a_unit_it_has_its_own_figures_alone(few):
    found = brief_of(few, "Western Magistrates")
    assert found.unit == UNITS[1]
    assert found.work[0].standings.now.overdue == 1
    text = to_text(found)
    assert text.count("Cumbria") == 0
    assert "1 is overdue: 1 submission, without disclosure and victim letters," in text
    assert "WHERE IT IS OVERDUE" not in text


def test_it_names_no_case(few):
    for words in (to_text(brief_of(few)), to_html(brief_of(few))):
        assert not re.search("00SA", words)


def test_days_are_named_where_the_data_is_behind(few):
    text = to_text(brief_of(few, today=date(2026, 11, 24)))
    assert "Due: 1 on Fri 20 Nov, 0 in the five working days after" in text
    assert "Charging: late, to Fri 20 Nov 2026, 2 working days behind." in text


def test_nothing_overdue_is_said(own_store):
    made.put(own_store, "charging", "2026-11-20", {"received_on": "19/11/2026"})
    text = to_text(brief_of(own_store))
    assert "Nothing is overdue, without disclosure and victim letters, of which" in text
    assert "Nothing is new with the last whole month, and nothing is worse than before." in text
    assert "No action is overdue, and none is due this month." in text


def test_what_has_no_due_day_is_not_called_fine(own_store):
    made.put(own_store, "reviews", "2026-11-20", {"reviewed_on": "19/11/2026"})
    text = " ".join(to_text(brief_of(own_store)).split())
    assert "There is no data yet of what falls due." in text
    assert "score of the last 28 days: 100% (1 answer in 1 review); on Fri 23 Oct:" in text


def test_what_changed_and_the_plan_are_told(two_units):
    folder = two_units.address
    for what, due, units in (("Late", 19, ()), ("Soon", 20, ()), ("Elsewhere", 1, (UNITS[0],))):
        made.plan(
            folder,
            PlanAction(
                what=f"{what} thing.",
                short=what,
                issue=2,
                owner="Head of unit",
                due=date(2026, 11, due),
                units=units,
            ),
        )
    found = brief_of(folder)
    worse = [c for c in found.changed if c.variation == "concern" and c.unit]
    assert {(c.unit, c.measure) for c in worse} == {
        ("Western Magistrates", "Charging decisions in 28 days"),
        ("Western Magistrates", "From first submission to charge"),
    }
    text = to_text(found)
    assert "- Overdue since 1 November 2026: Elsewhere thing (Head of unit).\n" in text
    assert "- Overdue since 19 November 2026: Late thing (Head of unit).\n" in text
    assert "- Due 20 November 2026: Soon thing (Head of unit).\n" in text
    of_unit = to_text(brief_of(folder, UNITS[1]))
    assert "Elsewhere" not in of_unit
    assert "- As before. Charging decisions in 28 days: worse since" in of_unit


def test_many_changes_are_counted(few):
    change = Changed(variation="concern", is_new=True, unit="A", measure="IQA score", says="x")
    found = replace(brief_of(few), changed=(change,) * 8)
    text = to_text(found)
    assert text.count("- New. A, IQA score: x.") == 6
    assert "- And 2 more; the dashboard marks them all." in text


def test_without_data_there_is_none(tmp_path):
    with pytest.raises(PackError, match="There is no data yet"):
        brief_of(tmp_path / "none")


def test_a_unit_that_is_not_there_is_offered_the_nearest(few):
    with pytest.raises(
        PackError, match=r'"Westen Mags".* Did you mean "Western Magistrates Unit"\?'
    ):
        brief_of(few, "Westen Mags")
    with pytest.raises(PackError, match="The units are Cumbria Crown Court Hub,"):
        brief_of(few, "zzz")


def test_both_forms_say_whose_it_is_and_that_it_is_a_sample(few):
    found = brief_of(few)
    for words in (to_text(found), to_html(found)):
        assert words.count("OFFICIAL · Sample data: every case is made up") == 2
        assert "Morning brief: CPS North West, Friday 20 November 2026" in words
    assert all(len(line) <= 76 for line in to_text(found).splitlines())


def test_the_page_asks_nothing_of_another_machine_and_runs_nothing(few):
    words = to_html(replace(brief_of(few), area="<script>alert(1)</script> & Co"))
    assert "<script" not in words
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Co" in words
    assert not re.search(r"https?:|src=|url\(|@import|<link|<iframe", words)
