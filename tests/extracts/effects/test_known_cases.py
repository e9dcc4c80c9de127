"""Values that are known and would go: told by hand-worked files, and counted a second, slow way."""

import random
from datetime import timedelta

import pytest

from extracts.effects.compare import compare
from extracts.effects.preview import preview
from extracts.intake import publish
from extracts.layouts import layout_from
from extracts.store import Store
from tests.extracts.hostile import AREA, CHARGING, LETTERS, TODAY, csv_of, read_it
from tests.extracts.small import NOW, OPENED, day, put, reading_of, thing

DUE = "30/11/2026"


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


def charging(n, **changes):
    row = CHARGING | {"Outcome": "Action plan", "Police due date": DUE} | changes
    return [row | {"URN": f"06AA{i:07}"} for i in range(n)]


def without(rows, *headings):
    return [{k: v for k, v in row.items() if k not in headings} for row in rows]


def hold(store, rows):
    """Publish rows as the file of the day before."""
    reading = read_it(csv_of(rows), extract_day=TODAY - timedelta(days=1))
    publish(store, reading, who="Ann", now=NOW)


def told(store, rows, **how):
    reading = read_it(csv_of(rows), extract_day=TODAY, **how)
    found = preview(store, reading, area=AREA, today=TODAY).doubts
    return {d.rule: d.message for d in found if d.rule in ("column_missing", "emptied")}


# a column that is missing


def test_a_column_that_is_missing_and_would_empty_known_values_is_told(store):
    hold(store, charging(29) + charging(30, **{"Police due date": ""})[29:])
    rows = without(charging(40), "Police due date")  # 30 of them known, and ten new
    assert told(store, rows) == {
        "column_missing": "The file has no column Police due date: publishing it would empty 29 "
        "known values."
    }


def test_each_column_that_is_missing_is_told_and_one_value_is_enough(store):
    hold(store, charging(1))
    rows = without(charging(1), "Date accepted", "Same prosecutor", "Police due date")
    reading = read_it(csv_of(rows), extract_day=TODAY)
    found = preview(store, reading, area=AREA, today=TODAY).doubts
    assert [d.message for d in found] == [
        f"The file has no column {title}: publishing it would empty 1 known value."
        for title in ("Date accepted", "Police due date", "Same prosecutor")
    ]
    assert all(d.is_grave for d in found)


def test_a_column_that_is_missing_and_of_which_nothing_is_known_is_not_told(store):
    rows = without(charging(3), "Police due date")
    assert told(store, rows) == {}  # nothing is known at all
    hold(store, rows)
    assert told(store, rows) == {}
    hold(store, [row | {"URN": f"06CC{i:07}"} for i, row in enumerate(charging(9))])
    assert told(store, rows) == {}  # of other cases


def test_a_column_under_an_alias_or_by_a_layout_is_not_missing(store):
    hold(store, charging(3))
    renamed = [
        {("Action date" if k == "Police due date" else k): v for k, v in row.items()}
        for row in charging(3)
    ]
    assert told(store, renamed) == {}
    foreign = [{("Back by" if k == "Action date" else k): v for k, v in r.items()} for r in renamed]
    assert "column_missing" in told(store, foreign)
    layout = layout_from(
        {"name": "L", "extract": "charging", "columns": {"Back by": "police_due_on"}}
    )
    assert told(store, foreign, layout=layout) == {}


@pytest.mark.parametrize(("value", "is_told"), [("Yes", False), ("", True)])
def test_a_value_that_the_layout_gives_every_row_stands_for_a_column(store, value, is_told):
    hold(store, charging(3))
    layout = layout_from(
        {"name": "L", "extract": "charging", "constants": {"same_prosecutor": value}}
    )
    rows = without(charging(3), "Same prosecutor")
    assert bool(told(store, rows, layout=layout)) == is_told


# values that are emptied though their column is there


@pytest.mark.parametrize(
    ("known", "now", "is_told"),
    [
        (25, 5, True),  # a fifth, and five of them
        (26, 5, False),  # less than a fifth
        (4, 4, False),  # all, and few
        (5, 5, True),
    ],
)
def test_many_values_that_are_emptied_are_told(store, known, now, is_told):
    # Ten more of which it was not known: they are no part of the share.
    blank = charging(known + 10, **{"Police due date": ""})
    hold(store, charging(known) + blank[known:])
    found = told(store, blank[:now] + charging(known)[now:] + blank[known:])
    assert found == (
        {
            "emptied": f"Police due date is blank in {now} of the {known} rows of which it is "
            "known: publishing it would empty them."
        }
        if is_told
        else {}
    )


def test_a_blank_that_stands_for_a_value_empties_what_was_known(store):
    rows = [LETTERS | {"URN": f"06AA{i:07}"} for i in range(6)]
    hold(store, rows)
    assert told(store, [row | {"Enhanced": ""} for row in rows]) == {
        "emptied": "Enhanced is blank in 6 of the 6 rows of which it is known: publishing it would "
        "empty them."
    }
    assert told(store, [row | {"Enhanced": "No"} for row in rows]) == {}
    hold(store, [row | {"Enhanced": "Unknown"} for row in rows])
    assert told(store, [row | {"Enhanced": ""} for row in rows]) == {}


def test_what_is_emptied_is_counted_as_by_looking_at_each_row(store):
    luck = random.Random(20261120)

    def some():
        names = luck.sample([f"T{i}" for i in range(60)], 40)
        return [thing(n, closed=luck.choice([None, OPENED, day(1)])) for n in names]

    held = {}
    for turn in range(2, 7):
        rows = some()
        change = compare(store, reading_of(rows, day(turn)))
        before = [(held[name], closed) for name, _, _, closed in rows if held.get(name)]
        gone = sum(now is None for _, now in before)
        assert bool(gone) == bool(held)
        assert change.emptied == ({"closed_on": (gone, len(before))} if held else {})
        put(store, day(turn), *rows)
        held |= {name: closed for name, _, _, closed in rows}
