"""The pack of the sample data beside the pages, and beside a second count of the rows."""

from datetime import date, timedelta

import pytest

from extracts.area import load_area
from extracts.registry import EXTRACTS
from extracts.store import Store
from metrics import sentences
from packs.content import to_json
from packs.making.board import board
from packs.making.store_source import StoreSource
from pages import counted, data, judged
from pages.board_page import pack_source
from pages.filters import Filters
from plan.area import with_plan

MONTH, DAY = date(2026, 10, 1), date(2026, 11, 20)
EVERYTHING = Filters(unit=None, casework_type=None, months=0, as_at=None)


@pytest.fixture(scope="module")
def store(built_store):
    return Store(built_store("sample"))


@pytest.fixture(scope="module")
def made(store):
    """Makes packs of the sample data, whose cases are counted once."""
    area = with_plan(load_area(), store)
    source = StoreSource(store, area)
    return lambda month: board(source, area, month, today=DAY)


@pytest.fixture(scope="module")
def pack(made):
    return made(MONTH)


def test_a_second_count_of_the_rows_gives_the_same_figures(store, pack):
    rows = store.current(EXTRACTS["charging"]).to_pylist()
    counted_by_hand: dict[str, list[int]] = {}
    for row in rows:
        due = row["received_on"] + timedelta(days=28)
        if row["review_track"] == "28 day" and (due.year, due.month) == (2026, 10):
            is_in_time = row["decided_on"] is not None and row["decided_on"] <= due
            figures = counted_by_hand.setdefault(row["unit"], [0, 0])
            figures[0] += is_in_time
            figures[1] += 1
    row = pack.row("charging_28_day")
    found = {u.unit: [u.points[-1].part, u.points[-1].whole] for u in row.units}
    assert found == counted_by_hand
    assert row.area.points[-1].whole == sum(whole for _, whole in counted_by_hand.values())


def test_a_second_count_of_the_rows_gives_what_was_overdue_at_the_months_end(store, pack):
    end, overdue = date(2026, 10, 31), dict.fromkeys((u.unit for u in pack.standing), 0)
    for row in store.current(EXTRACTS["charging"]).to_pylist():
        days = {"28 day": 28, "5 day": 5}.get(row["review_track"])
        if days is None or (days == 28 and row["in_custody"] == "Yes"):
            continue
        is_open = row["decided_on"] is None or row["decided_on"] > end
        overdue[row["unit"]] += is_open and row["received_on"] + timedelta(days=days) < end
    assert {u.unit: u.overdue for u in pack.standing} == overdue
    assert sum(overdue.values()) > 0


def test_the_pack_says_what_the_pages_say(store, pack, monkeypatch):
    monkeypatch.setenv("DASHBOARD_STORE", store.address)
    for measure in data.all_measures().values():
        found = judged.told(measure, EVERYTHING)
        assert found is not None
        line, verdict = judged.newest(found)
        row = pack.row(measure.key)
        assert row.drafted == sentences.sentence(measure, line, verdict)
        assert row.change == sentences.short(measure, verdict, line)
        units = judged.told(measure, EVERYTHING, ("unit",)).verdicts
        assert {u.unit: u.variation for u in row.units} == dict(
            zip(units["unit"].astype(str), units["variation"], strict=True)
        )


@pytest.mark.parametrize("month", [MONTH, date(2026, 3, 1)])
def test_the_page_makes_the_same_pack(store, made, monkeypatch, month):
    monkeypatch.setenv("DASHBOARD_STORE", store.address)
    assert to_json(pack_source.pack(month)) == to_json(made(month))
    assert pack_source.months()[0] == MONTH


def test_letters_without_entitlement_are_those_of_the_pages(store, pack, monkeypatch):
    monkeypatch.setenv("DASHBOARD_STORE", store.address)
    rows = store.current(EXTRACTS["victim_letters"]).to_pylist()
    of_month = [r for r in rows if (r["decided_on"].year, r["decided_on"].month) == (2026, 10)]
    unknown = sum(r["enhanced"] == "Unknown" for r in of_month)
    said = f"entitlement not recorded: {unknown} of {len(of_month)} letters owed"
    (line,) = [d for d in pack.data if d.extract == "victim_letters"]
    assert said in line.says
    assert said in pack.in_one_minute[-1]
    assert counted.letters_unknown(EVERYTHING)[0] >= unknown


def test_the_stories_of_the_sample_are_told(pack):
    assert pack.row("charging_28_day").worse_units == ("Western Magistrates",)
    verdicts = {(a.key, e.measure): e.verdict for a in pack.actions for e in a.effects}
    assert verdicts[("cradle-to-grave", "charging_28_day")] == "worked"
    assert verdicts[("pre-charge-manager", "charging_28_day")] == "not clear"
    assert verdicts[("legal-training", "review_score")] == "too early"
    assert [a.key for a in pack.actions if a.state == "overdue"]
