import json
from dataclasses import dataclass
from datetime import date
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extracts.area import Area, AreaUnit
from extracts.intake import publish, undo
from extracts.layouts import Layout
from extracts.read import read
from extracts.registry import EXTRACTS
from extracts.saved_layouts import save_layout
from extracts.store import Store
from extracts.waiting import COLUMNS, waiting
from extracts.waiting_file import by_unit, of_unit, to_send
from tests.extracts.small import (
    NOW,
    OPENED,
    SMALL,
    csv_of,
    day,
    put,
    read_small,
    thing,
)

KNOWN = {SMALL.key: SMALL}
CHARGING = EXTRACTS["charging"]


def faulty(name: str, colour: str = "red") -> tuple:
    """A row that is closed before it was opened."""
    return thing(name, colour, OPENED.replace(year=2025))


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


def names(store: Store) -> list[tuple[str, int, int, date, int]]:
    """Of each row that waits: thing, publication, row, since, of how many files."""
    rows = waiting(store, SMALL, known=KNOWN).rows
    return [
        (json.loads(r.cells)["Thing"], r.publication, r.row, r.since, r.files)
        for r in rows.itertuples()
    ]


def test_nothing_waits_in_an_empty_store(store):
    found = waiting(store, SMALL, known=KNOWN)

    assert list(found.rows.columns) == list(found.unread.columns) == list(COLUMNS)
    assert (len(found.rows), len(found.unread)) == (0, 0)
    assert by_unit({"small": found}).empty
    assert to_send(SMALL, found.rows).empty


def test_a_rejected_row_waits_until_a_later_file_brings_its_case(store):
    put(store, day(2), thing("A"), faulty("B"))
    assert names(store) == [("B", 1, 3, day(2), 1)]

    put(store, day(3), thing("A", "blue"))
    assert names(store) == [("B", 1, 3, day(2), 1)]

    put(store, day(4), thing("B"))
    assert names(store) == []


def test_a_corrected_file_of_the_same_day_settles_it(store):
    put(store, day(2), faulty("B"), thing("A"))
    put(store, day(2), thing("B"), thing("A"))

    assert names(store) == []


def test_a_case_that_is_accepted_unchanged_is_brought_too(store):
    put(store, day(1), thing("B"), thing("A"))
    put(store, day(2), faulty("B"), thing("A"))
    assert names(store) == [("B", 2, 2, day(2), 1)]

    put(store, day(3), thing("B"))  # as the store has it: nothing is changed

    assert names(store) == []


def test_an_older_file_that_comes_late_does_not_settle_it(store):
    put(store, day(3), faulty("B"), thing("A"))
    put(store, day(2), thing("B"))

    assert names(store) == [("B", 1, 2, day(3), 1)]


def test_nor_does_what_the_store_says_again_because_an_older_file_came_late(store):
    put(store, day(1), thing("B"))
    put(store, day(4), thing("B"))  # unchanged, and the last that was accepted
    put(store, day(5), faulty("B"), thing("A"))
    put(store, day(6), thing("A", "blue"))
    put(store, day(2), thing("B", "blue"))  # so the store says again that B was red on day 4

    assert names(store) == [("B", 3, 2, day(5), 1)]


def test_the_same_case_of_several_files_waits_once_as_the_newest_has_it(store):
    put(store, day(2), faulty("B", "red"), thing("A"))
    put(store, day(3), faulty("B", "blue"), thing("A", "blue"))

    assert names(store) == [("B", 2, 2, day(2), 2)]
    (cells,) = waiting(store, SMALL, known=KNOWN).rows["cells"]
    assert json.loads(cells)["Colour"] == "blue"


def test_waiting_begins_anew_after_the_case_was_brought(store):
    put(store, day(2), faulty("B"), thing("A"))
    put(store, day(3), thing("B"))
    put(store, day(4), faulty("B"), thing("A", "blue"))

    assert names(store) == [("B", 3, 2, day(4), 1)]


def test_two_rows_of_one_case_that_differ_wait_both(store):
    put(store, day(2), thing("B", "red"), thing("B", "blue"), thing("A"))

    assert names(store) == [("B", 1, 2, day(2), 1), ("B", 1, 3, day(2), 1)]


def test_a_good_row_beside_the_faulty_one_of_the_same_file_is_no_later_one(store):
    put(store, day(2), faulty("B"), thing("B", "blue"))

    assert names(store) == [("B", 1, 2, day(2), 1)]


def test_what_was_undone_no_longer_waits_and_no_longer_settles(store):
    put(store, day(2), faulty("B"), thing("A"))
    put(store, day(3), thing("B"))
    undo(store, SMALL, who="Ann", now=NOW)
    assert names(store) == [("B", 1, 2, day(2), 1)]

    undo(store, SMALL, who="Ann", now=NOW)
    assert names(store) == []


def test_a_case_that_a_full_extract_withdraws_still_waits(store):
    put(store, day(2), thing("A"), thing("B"))
    put(store, day(3), thing("A"), faulty("B"))
    put(store, day(4), thing("A"), full=True, withdraw=1)

    assert names(store) == [("B", 2, 3, day(3), 1)]


def test_rows_whose_case_cannot_be_read_stand_apart_and_the_same_once(store):
    nobody = ("", "red", OPENED, None)
    put(store, day(2), nobody, thing("A"))
    put(store, day(3), nobody, thing("A"))
    put(store, day(4), ("", "blue", OPENED, None), thing("A"))

    found = waiting(store, SMALL, known=KNOWN)

    assert len(found.rows) == 0
    assert found.unread[["publication", "row", "since", "files"]].values.tolist() == [
        [2, 2, day(2), 2],
        [3, 2, day(4), 1],
    ]


def test_rows_of_a_wrong_width_are_all_listed_as_nothing_of_them_is_kept(store):
    wide = csv_of([thing("A"), (*thing("B"), "one", "more"), (*thing("C"), "one", "more")])
    for n in (2, 3):
        publish(store, read_small(wide, day(n)), who="Ann", now=NOW)

    found = waiting(store, SMALL, known=KNOWN)

    assert found.unread[["publication", "row", "cells"]].values.tolist() == [
        [1, 3, "{}"],
        [1, 4, "{}"],
        [2, 3, "{}"],
        [2, 4, "{}"],
    ]
    assert to_send(SMALL, found.unread)["What to do"].str.len().min() > 0


AREA = Area(
    name="CPS Somewhere",
    units=(
        AreaUnit(name="Northern Unit", short="North", aliases=("N",)),
        AreaUnit(name="Southern Unit", short="South"),
    ),
)
HEADINGS = ["URN", "Submission", "Unit", "Casework type", "Review track", "In custody"]
HEADINGS += ["Date received", "Date accepted", "Date decided", "Outcome"]


def submission(urn: str, unit: str, *, bad: bool = False) -> list[str]:
    """A submission; a bad one was decided before it was received."""
    decided = ["01/01/2026", "Charge"] if bad else ["", ""]
    return [urn, "1", unit, "RASSO", "28 day", "No", "02/10/2026", "", *decided]


def load(store: Store, n: int, *rows: list[str], layout: Layout | None = None, **how) -> None:
    headings = how.get("headings", HEADINGS)
    data = csv_of(rows, headings)
    reading = read(
        data, name=f"{n}.csv", today=day(n), extract_day=day(n), area=AREA, layout=layout
    )
    publish(store, reading, who="Ann", now=NOW)


def test_the_unit_is_the_areas_name_of_what_the_row_says(store):
    load(
        store,
        2,
        submission("06AA1", "n", bad=True),
        submission("06AA2", "South", bad=True),
        submission("06AA3", "Elsewhere", bad=True),
        submission("06AA4", "South"),
    )

    found = waiting(store, CHARGING, AREA)

    assert found.rows["unit"].tolist() == ["Elsewhere", "Northern Unit", "Southern Unit"]


def test_a_row_without_a_unit_is_of_the_unit_that_holds_the_case(store):
    load(store, 2, submission("06AA1", "North"), submission("06AA2", "South"))
    load(
        store,
        3,
        submission("06AA1", "", bad=True),
        submission("06AA9", "", bad=True),
        submission("06AA2", "North"),
    )

    found = waiting(store, CHARGING, AREA).rows

    assert [json.loads(c)["URN"] for c in found["cells"]] == ["06AA9", "06AA1"]
    assert found["unit"].tolist() == ["", "Northern Unit"]


def test_the_unit_is_found_under_the_heading_of_a_layout(store):
    layout = Layout(
        name="Theirs",
        extract="charging",
        columns={"Office": "unit"},
        values={"unit": {"7": "North"}},
    )
    headings = [h if h != "Unit" else "Office" for h in HEADINGS]
    load(
        store,
        2,
        submission("06AA1", "7", bad=True),
        submission("06AA2", "7"),
        layout=layout,
        headings=headings,
    )

    assert waiting(store, CHARGING, AREA).rows["unit"].tolist() == ["Northern Unit"]

    # A layout of the same name for another extract, or one that no longer fits, is let be.
    other = Layout(name="Theirs", extract="disclosure", columns={"Office": "casework_type"})
    save_layout(store, "else", other, who="Ann", now=NOW.replace(year=2027))
    stale = Layout(name="Theirs", extract="charging", columns={"Office": "no such field"})
    save_layout(store, "stale", stale, who="Ann", now=NOW.replace(year=2028))
    assert waiting(store, CHARGING, AREA).rows["unit"].tolist() == ["Northern Unit"]


def test_a_row_a_unit_the_one_with_the_most_first(store):
    load(
        store,
        2,
        submission("06AA1", "South", bad=True),
        submission("06AA2", "South"),
        submission("", "South"),
        submission("06AA3", "", bad=True),
    )
    load(
        store,
        3,
        submission("06AA4", "North", bad=True),
        submission("06AA5", "South", bad=True),
        submission("06AA2", "North"),
    )

    found = by_unit({"charging": waiting(store, CHARGING, AREA)})

    expected = pd.DataFrame(
        {
            "unit": ["Southern Unit", "", "Northern Unit"],
            "every": [3, 1, 1],
            "since": [day(2), day(2), day(3)],
            "charging": [2, 1, 1],
            "unread": [1, 0, 0],
        }
    )
    pd.testing.assert_frame_equal(found, expected, check_dtype=False)


def test_the_file_for_a_unit_says_where_each_row_stands_what_to_do_and_what_it_held(store):
    load(
        store,
        2,
        submission("06AA1", "South", bad=True),
        submission("06AA2", "North", bad=True),
        submission("06AA3", "North"),
    )

    found = waiting(store, CHARGING, AREA).rows
    file = to_send(CHARGING, of_unit(found, "Southern Unit"))

    assert len(to_send(CHARGING, of_unit(found, None))) == 2
    assert file.iloc[0].to_dict() == {
        "Extract": "Charging",
        "Unit": "Southern Unit",
        "File": "2.csv",
        "Extract's own day": day(2),
        "Row": 2,
        "Waiting since": day(2),
        "What to do": file["What to do"][0],
        **dict(zip(HEADINGS, submission("06AA1", "South", bad=True), strict=True)),
        "Unit (in the file)": "South",
    } | {"Unit": "Southern Unit"}
    assert "correct" in file["What to do"][0]


@dataclass(frozen=True)
class Filed:
    """A file as a clerk keeps it: which things it brought, and which it had wrong."""

    number: int
    on: int
    good: frozenset[str]
    bad: frozenset[str]


DEEDS = st.lists(
    st.one_of(
        st.tuples(
            st.just("publish"),
            st.integers(1, 6),
            st.dictionaries(
                st.sampled_from("ABC"),
                st.tuples(st.booleans(), st.sampled_from(["red", "blue"])),
                min_size=1,
            ),
        ),
        st.tuples(st.just("undo"), st.just(0), st.just({})),
    ),
    max_size=7,
)


@settings(max_examples=15)
@given(DEEDS)
def test_what_waits_is_what_a_clerk_with_all_the_files_would_list(deeds):
    with TemporaryDirectory() as folder:
        store, files, last = Store(f"{folder}/store"), [], 0
        for n, (deed, on, rows) in enumerate(deeds):
            if deed == "undo":
                if files:
                    undo(store, SMALL, who="Ann", now=NOW)
                    files.pop()
                    last += 1
                continue
            # One more row, which no other file has, so that every file is another and has one good.
            lines = [faulty(x, c) if bad else thing(x, c) for x, (bad, c) in rows.items()]
            put(store, day(on), *lines, thing(f"Z{n}"))
            last += 1
            bad = frozenset(x for x, (is_bad, _) in rows.items() if is_bad)
            files.append(Filed(last, on, frozenset(rows) - bad, bad))

        expected = []
        for x in "ABC":
            brought = max(((f.on, f.number) for f in files if x in f.good), default=(0, 0))
            since = [f for f in files if x in f.bad and (f.on, f.number) > brought]
            if since:
                newest = max(since, key=lambda f: (f.on, f.number))
                first = day(min(f.on for f in since))
                expected.append((x, newest.number, first, len(since)))
        assert sorted((x, p, s, f) for x, p, _, s, f in names(store)) == expected
