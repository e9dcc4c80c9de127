"""A pack of a store: its figures are those that can be counted by hand."""

from datetime import date
from pathlib import Path

import pytest

from extracts.area import load_area
from extracts.store import Store
from packs.content import from_json, to_json
from packs.errors import PackError
from packs.making.board import board
from packs.making.store_source import StoreSource
from plan.actions import PlanAction
from plan.area import with_plan
from tests.packs.small_store import MONTHS, UNITS, on_time
from tests.pages import made

MONTH, TODAY = date(2026, 10, 1), date(2026, 11, 20)


def pack_of(store, month=MONTH, today=TODAY):
    area = with_plan(load_area(), store)
    return board(StoreSource(store, area), area, month, today=today)


@pytest.fixture(scope="module")
def store(built_store):
    return Store(built_store("two units"))


@pytest.fixture(scope="module")
def pack(store):
    return pack_of(store)


def test_every_figure_is_what_can_be_counted_by_hand(pack):
    row = pack.row("charging_28_day")
    for line in (row.area, *row.units):
        units = [line.unit] if line.unit else UNITS
        counted = [
            (month, sum(on_time(u, n) for u in units), 12 * len(units))
            for n, month in enumerate(MONTHS)
        ]
        assert [(p.period, p.part, p.whole) for p in line.points] == counted
        assert [p.value for p in line.points] == [part / whole for _, part, whole in counted]
    assert row.area.figure == "63% (15 of 24)"  # 11 and 4
    assert [u.name for u in row.units] == ["Western Magistrates", "Cumbria Magistrates"]
    assert row.worse_units == ("Western Magistrates",)


def test_it_says_what_it_is_of(pack, store):
    assert (pack.area, pack.month, pack.data_to) == ("CPS North West", MONTH, TODAY)
    assert pack.classification == "OFFICIAL"
    assert pack.sample == "Sample data: every case is made up"
    assert pack.versions == {
        "charging": store.version_of("charging"),
        "disclosure": -1,
        "victim_letters": -1,
        "reviews": -1,
        "plan": -1,
    }
    assert len(pack.rows) == 14
    assert {r.key for r in pack.rows if r.area.month is None} >= {"review_score", "letters_sent"}
    assert from_json(to_json(pack)) == pack


def test_the_minute_says_what_is_worse_and_what_to_mind(pack):
    first, *_, last = pack.in_one_minute
    assert "charging decisions in 28 days" in first
    assert "Western Magistrates" in first
    assert last == (
        "Mind the data: as at Fri 20 Nov 2026, the data’s own day: no extract was ever published "
        "of disclosure, victim letters and reviews."
    )


def test_an_earlier_month_is_as_it_was_then(two_units):
    pack = pack_of(two_units, date(2026, 4, 1))
    row = pack.row("charging_28_day")
    assert row.area.points[-1].period == date(2026, 4, 1)
    assert row.worse_units == ()


def test_the_standing_item_has_every_unit_of_the_area(pack):
    by_unit = {u.unit: u for u in pack.standing}
    assert len(by_unit) == len(load_area().units)
    assert by_unit[UNITS[1]].figures == {"charging_28_day": "33% (4 of 12)", "charging_5_day": "–"}
    assert by_unit[UNITS[1]].overseer == "Legal manager for pre-charge work"


def test_what_is_overdue_is_as_at_the_end_of_the_month_and_not_of_today(own_store):
    cases = [
        ("01/09/2026", ""),  # due 29 September, open still: overdue then and now
        ("01/09/2026", "10/11/2026"),  # decided since: overdue then alone
        ("02/10/2026", ""),  # due 30 October: overdue on the 31st
        ("03/10/2026", ""),  # due on the 31st itself, which was not over
        ("10/10/2026", ""),  # due 7 November: overdue now alone
        ("01/09/2026", "31/10/2026"),  # late, and decided by then
    ]
    rows = [
        {
            "urn": f"00SA0{n:06}",
            "received_on": received,
            "decided_on": decided,
            "outcome": "Charge" if decided else "",
        }
        for n, (received, decided) in enumerate(cases)
    ]
    made.put(own_store, "charging", "2026-11-20", *rows)
    pack = pack_of(Store(own_store))
    assert sum(u.overdue or 0 for u in pack.standing) == 3


def test_what_was_overdue_is_not_known_where_the_data_ends_within_the_month(own_store):
    made.put(own_store, "charging", "2026-10-15", {"received_on": "01/08/2026"})
    made.put(own_store, "reviews", "2026-11-20", {"reviewed_on": "19/10/2026"})
    assert {u.overdue for u in pack_of(Store(own_store)).standing} == {None}


def test_the_plan_is_in_it(two_units):
    made.plan(
        Path(two_units.address),
        PlanAction(
            what="Daily meetings",
            short="Meetings",
            issue=2,
            owner="Head of unit",
            units=(UNITS[0],),
            measures=("charging_28_day",),
            started=date(2026, 9, 1),
            due=date(2026, 10, 15),
        ),
    )
    pack = pack_of(two_units)
    (action,) = pack.actions
    assert (action.state, action.units) == ("overdue", ("Cumbria Magistrates",))
    assert "Of 1 action begun, 1 is too early to tell. 1 action is overdue." in pack.in_one_minute
    assert pack.versions["plan"] == two_units.version_of("plan")


def test_what_no_pack_can_be_made_of_is_refused_in_words(two_units, tmp_path):
    with pytest.raises(PackError, match="November 2026 is not over"):
        pack_of(two_units, date(2026, 11, 1))
    with pytest.raises(PackError, match="begin in April 2024"):
        pack_of(two_units, date(2024, 3, 1))
    with pytest.raises(PackError, match="no data yet"):
        pack_of(Store(tmp_path / "none"))


def test_a_single_case_makes_a_pack(own_store):
    made.put(own_store, "charging", "2026-11-20", {"received_on": "20/09/2026"})
    pack = pack_of(Store(own_store))
    row = pack.row("charging_28_day")
    assert row.area.figure == "0% (0 of 1)"
    assert row.units[0].points[-1].small
    assert pack.in_one_minute[0] == "No measure has enough months to be judged."
