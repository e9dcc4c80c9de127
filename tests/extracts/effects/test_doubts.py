"""Every warning by hand-worked examples, on both sides of each edge."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest

from extracts.effects.compare import Change
from extracts.effects.doubt_rules import RULES
from extracts.effects.doubts import GRAVE, doubts
from extracts.effects.preview import preview
from extracts.inbox.settings import InboxRules
from extracts.intake import publish
from extracts.publications import Publication
from extracts.store import Store
from tests.extracts.hostile import AREA, CHARGING, csv_of, read_it
from tests.extracts.small import NOW

TODAY = date(2026, 11, 20)  # a Friday
CUMBRIA, LANCASHIRE = (unit.name for unit in AREA.units)
QUIET = replace(AREA, daily_extracts=())
DAILY = replace(AREA, daily_extracts=("charging",))


def file_of(n, on=TODAY, **changes):
    """A reading of so many rows that differ in their reference; `changes` are cells of all."""
    rows = [CHARGING | {"URN": f"06AA{i:07}"} | changes for i in range(n)]
    data = csv_of(rows) if n else csv_of([CHARGING]).splitlines()[0]
    return read_it(data, extract_day=on, today=TODAY)


def published(number, on=TODAY, rows=100, **more):
    """A publication of so many accepted rows of a day."""
    return Publication(
        number=number,
        extract="charging",
        at=NOW,
        extract_day=on,
        n_rows=rows,
        **{"n_accepted": rows, "units": {CUMBRIA: rows}} | more,
    )


def days_before(n):
    return TODAY - timedelta(days=n)


def told(reading, history, *, area=QUIET, rule=None, full=False):
    found = doubts(reading, history, area=area, today=TODAY, full=full)
    return [d.message for d in found if d.rule == rule] if rule else [d.rule for d in found]


def test_nothing_is_doubtful_of_the_first_file():
    assert told(file_of(1), [], area=DAILY) == []


def test_a_file_as_the_last_ones_is_not_doubtful():
    history = [published(n, days_before(4 - n), 100) for n in (1, 2, 3)]
    assert told(file_of(100), history, area=DAILY) == []


# older, later


def test_a_file_older_than_the_newest_is_told():
    history = [published(1, days_before(1)), published(2, days_before(3))]
    assert told(file_of(100, days_before(2)), history, rule="older") == [
        "It is of 18/11/2026, older than the newest extract (19/11/2026): it counts as at its own "
        "day, and what later extracts said stays."
    ]


def test_a_file_of_the_day_of_the_newest_is_not_older():
    assert told(file_of(100, days_before(1)), [published(1, days_before(1))]) == []


def test_what_was_undone_is_not_the_newest():
    history = [
        published(1, days_before(3)),
        published(2, days_before(1), is_undone=True),
        Publication(number=3, extract="charging", at=NOW, mode="undo", undoes=(2,)),
    ]
    assert told(file_of(100, days_before(2)), history) == []


def test_an_own_day_after_today_is_told():
    tomorrow = TODAY + timedelta(days=1)
    assert told(file_of(1, tomorrow), [], rule="later") == [
        "Its own day, 21/11/2026, is after today, 20/11/2026."
    ]
    assert told(file_of(1, TODAY), [], rule="later") == []


# a day missing


def test_working_days_without_an_extract_are_told():
    history = [published(1, date(2026, 11, 12))]  # a Thursday; 13 and 16 to 19 are working days
    assert told(file_of(100), history, area=DAILY, rule="day_missing") == [
        "There are no extracts for 5 working days between the newest (12/11/2026) and this one: "
        "Fri 13/11/2026, Mon 16/11/2026, Tue 17/11/2026, Wed 18/11/2026 and Thu 19/11/2026."
    ]
    history = [published(1, date(2026, 11, 18))]
    assert told(file_of(100), history, area=DAILY, rule="day_missing") == [
        "There is no extract for 1 working day between the newest (18/11/2026) and this one: "
        "Thu 19/11/2026."
    ]


def test_more_than_five_days_are_counted():
    (message,) = told(
        file_of(100), [published(1, date(2026, 11, 10))], area=DAILY, rule="day_missing"
    )
    assert "for 7 working days" in message
    assert message.endswith("Tue 17/11/2026 and 2 more.")


@pytest.mark.parametrize(
    ("newest", "own"),
    [
        (date(2026, 11, 13), date(2026, 11, 16)),  # over a weekend
        (date(2026, 11, 13), date(2026, 11, 15)),  # on a Sunday
        (date(2025, 12, 24), date(2025, 12, 29)),  # over Christmas and a weekend
        (date(2026, 11, 19), date(2026, 11, 20)),
        (date(2026, 11, 20), date(2026, 11, 20)),
        (date(2026, 11, 20), date(2026, 11, 10)),  # older than the newest
        (date(2026, 11, 19), date(2199, 1, 1)),  # a wrong day, which is told of as such
    ],
)
def test_no_working_day_lies_between(newest, own):
    file = replace(file_of(100), extract_day=own)
    assert told(file, [published(1, newest)], area=DAILY, rule="day_missing") == []


def test_days_are_missed_of_daily_extracts_alone():
    assert told(file_of(100), [published(1, date(2026, 11, 2))], rule="day_missing") == []


# smaller


@pytest.mark.parametrize(
    ("sizes", "rows", "is_told"),
    [
        ([100, 100], 1, False),  # two files do not say what is usual
        ([100, 100, 100], 50, True),
        ([100, 100, 100], 51, False),
        ([10, 100, 1000], 50, True),  # the middle one is 100
        ([100, 100, 110, 110], 52, True),  # the middle is 105, half of it 52.5
        ([100, 100, 110, 110], 53, False),
        ([0, 0, 0], 0, False),
        ([1000, *[100] * 10], 60, False),  # ten files are looked back at, and no more
        ([10] * 8 + [1000] * 3, 6, False),  # of the last ten, seven had 10
    ],
)
def test_half_its_usual_size_or_less_is_told(sizes, rows, is_told):
    history = [published(n, rows=size) for n, size in enumerate(sizes, 1)]
    assert bool(told(file_of(rows), history, rule="smaller")) == is_told


def test_the_usual_size_is_said():
    history = [published(n, rows=1200 + n) for n in (1, 2, 3)]
    assert told(file_of(7), history, rule="smaller") == [
        "It has 7 rows; usually it has about 1,202 (the middle of the last 3 files)."
    ]


def test_the_usual_size_is_that_of_files_of_the_same_mode():
    history = [published(n, rows=100) for n in (1, 2, 3)]
    history += [published(n, rows=10, mode="full") for n in (4, 5, 6)]
    assert told(file_of(20), history, rule="smaller") != []
    assert told(file_of(20), history, rule="smaller", full=True) == []
    assert told(file_of(5), history, rule="smaller", full=True) != []


def test_rejected_rows_are_part_of_a_files_size():
    history = [published(n, rows=20) for n in (1, 2, 3)]
    rows = [CHARGING | {"URN": f"06AA{i:07}", "Submission": "x" if i else "1"} for i in range(20)]
    file = read_it(csv_of(rows), extract_day=TODAY, today=TODAY)
    assert (file.n_rows, file.n_accepted) == (20, 1)
    assert told(file, history, rule="smaller") == []


# a unit missing


@pytest.mark.parametrize(
    ("lancashire", "is_told"),
    [
        ([5, 5], False),  # two files do not say what is usual
        ([5, 5, 5], True),
        ([4, 4, 9], False),  # the middle one is 4: fewer than five are missing by chance
        ([0, 5, 6], True),
        ([0, 0, 90], False),
    ],
)
def test_a_unit_that_usually_has_rows_is_missed(lancashire, is_told):
    history = [
        published(n, units={CUMBRIA: 90} | ({LANCASHIRE: rows} if rows else {}))
        for n, rows in enumerate(lancashire, 1)
    ]
    assert bool(told(file_of(90), history, rule="unit_missing")) == is_told
    assert told(file_of(90, Unit="Lancs CC"), history, rule="unit_missing")[1:] == []


def test_the_unit_and_its_usual_rows_are_said():
    units = {CUMBRIA: 40, LANCASHIRE: 1200, "Other": 7}
    history = [published(n, units=units) for n in (1, 2, 3)]
    assert told(file_of(90, Unit="Elsewhere"), history, rule="unit_missing") == [
        f"It has no rows of {LANCASHIRE} (usually about 1,200), {CUMBRIA} (usually about 40) and "
        "Other (usually about 7)."
    ]


def test_publications_of_earlier_programs_do_not_say_which_units_they_had():
    known = [published(n, units={LANCASHIRE: 9}) for n in (1, 2, 3)]
    unknown = [published(n, units={}) for n in range(4, 9)]
    empty = [published(n, rows=0, units={}) for n in range(4, 9)]
    assert told(file_of(90), known + unknown, rule="unit_missing") != []
    assert told(file_of(90), known[1:] + unknown, rule="unit_missing") == []
    assert told(file_of(90), known + empty, rule="unit_missing") == []  # they had none of it


# an unknown unit


def test_units_that_the_area_does_not_know_are_told():
    rows = [
        CHARGING | {"URN": f"06AA{i:07}", "Unit": unit}
        for i, unit in enumerate(["Mars", "Mars", "Cumbria MC", "Moon", LANCASHIRE])
    ]
    file = read_it(csv_of(rows), extract_day=TODAY, today=TODAY)
    assert told(file, [], rule="unknown_unit") == [
        '2 units are none of CPS North West\'s: "Mars" (2 rows) and "Moon" (1 row). Their rows are '
        "kept under those names."
    ]
    assert told(file, [], rule="unknown_unit", area=replace(QUIET, units=())) == []
    assert told(file_of(3), [], rule="unknown_unit") == []
    assert told(file_of(3, Unit="Mars"), [], rule="unknown_unit") == [
        '1 unit is not one of CPS North West\'s: "Mars" (3 rows). Their rows are kept under that '
        "name."
    ]


def test_an_unknown_unit_is_told_with_the_nearest_and_with_the_cases_that_it_takes(tmp_path):
    store = Store(tmp_path)
    of = file_of(5, TODAY - timedelta(days=1), Unit=CUMBRIA)
    publish(store, of, who="Ann", now=NOW)
    # Five cases, of which one stays; two new ones.
    rows = [CHARGING | {"URN": f"06AA{i:07}", "Unit": f"{CUMBRIA}b"} for i in range(1, 7)]
    rows.append(CHARGING | {"URN": "06AA0000000"})
    file = read_it(csv_of(rows), extract_day=TODAY, today=TODAY)
    (found,) = preview(store, file, area=AREA, today=TODAY).doubts
    assert found.rule == "unknown_unit"
    assert found.message == (
        '1 unit is not one of CPS North West\'s: "Cumbria Magistrates Hubb" (6 rows; did you mean '
        '"Cumbria Magistrates Hub"?). Their rows are kept under that name; 4 cases would leave '
        "their units."
    )
    assert not found.is_grave
    publish(store, file, who="Ann", now=NOW)
    again = replace(file, extract_day=TODAY + timedelta(days=1), sha256="another")
    (found,) = preview(store, again, area=AREA, today=again.extract_day).doubts
    assert found.message.endswith("Their rows are kept under that name.")  # they left it before


def test_of_many_unknown_units_five_are_named():
    rows = [CHARGING | {"URN": f"06AA{i:07}", "Unit": f"Planet {i}"} for i in range(9)]
    file = read_it(csv_of(rows), extract_day=TODAY, today=TODAY)
    (message,) = told(file, [], rule="unknown_unit")
    assert message.startswith(
        '9 units are none of CPS North West\'s: "Planet 0" (1 row), "Planet 1"'
    )
    assert '"Planet 4" (1 row) and 4 more. Their rows are kept under those names.' in message


# blanks


@pytest.mark.parametrize(
    ("before", "now", "is_told"),
    [
        ([0, 0], 50, False),  # two files do not say what is usual
        ([0, 0, 0], 10, True),  # of 50 rows: 20%, and 10 rows more
        ([0, 0, 0], 5, True),  # 10%, and 5 rows more
        ([0, 0, 0], 4, False),  # 8%
        ([10, 20, 30], 20, True),  # 40%, 10 points above the most of them, and 5 rows more
        ([10, 20, 30], 19, False),  # 38%
        ([10, 20, 30], 15, False),  # 30%: as the most
    ],
)
def test_a_jump_in_blanks_is_told(before, now, is_told):
    history = [published(n, blanks={"outcome": b}) for n, b in enumerate(before, 1)]
    rows = [
        CHARGING | {"URN": f"06AA{i:07}"} | ({"Outcome": "", "Date decided": ""} if i < now else {})
        for i in range(50)
    ]
    file = read_it(csv_of(rows), extract_day=TODAY, today=TODAY)
    assert bool(told(file, history, rule="blanks")) == is_told


@pytest.mark.parametrize(("now", "is_told"), [(9, False), (10, True)])
def test_many_rows_are_a_jump_only_as_a_share(now, is_told):
    history = [published(n, blanks={"outcome": 0}) for n in (1, 2, 3)]
    rows = [
        CHARGING | {"URN": f"06AA{i:07}"} | ({"Outcome": ""} if i < now else {}) for i in range(100)
    ]
    file = read_it(csv_of(rows), extract_day=TODAY, today=TODAY)
    assert bool(told(file, history, rule="blanks")) == is_told


def test_a_few_rows_are_no_jump():
    history = [published(n, blanks={"outcome": 0}) for n in (1, 2, 3)]
    assert told(file_of(4, Outcome=""), history, rule="blanks") == []
    assert told(file_of(5, Outcome=""), history, rule="blanks") != []


def test_the_field_and_its_shares_are_said():
    blanks = {"outcome": 20, "decided_on": 100, "police_due_on": 100}
    history = [published(n, rows=100 + n, blanks=blanks) for n in range(1, 4)]
    assert told(file_of(10, Outcome=""), history, rule="blanks") == [
        "Outcome is blank in 100% of the rows; in the last 3 files it was in 20% at most."
    ]


def test_a_file_without_accepted_rows_has_no_share_of_blanks():
    history = [published(n, blanks={"outcome": 0}) for n in (1, 2, 3)]
    assert told(file_of(0), history, rule="blanks") == []
    nothing = [published(n, rows=0, blanks={"outcome": 0}) for n in (1, 2, 3)]
    assert told(file_of(9, Outcome=""), nothing, rule="blanks") == []


# sample data


@pytest.mark.parametrize(
    ("prefix", "held_sample", "held_rows", "message"),
    [
        ("00SA", 0, 5, "It is sample data (2 rows), and what is published holds real data."),
        ("06AA", 5, 5, "It is real data (2 rows), and what is published holds sample data."),
        ("06AA", 1, 5, "It is real data (2 rows), and what is published holds sample data."),
        ("00SA", 5, 5, None),
        ("06AA", 0, 5, None),
        ("00SA", 0, 0, None),
    ],
)
def test_sample_data_and_real_data_are_not_put_together(prefix, held_sample, held_rows, message):
    rows = [CHARGING | {"URN": f"{prefix}{i:07}"} for i in range(2)]
    file = read_it(csv_of(rows), extract_day=TODAY, today=TODAY)
    history = [published(1, rows=held_rows, sample_rows=held_sample)]
    assert told(file, history, rule="sample") == ([message] if message else [])
    assert told(file, [replace(history[0], is_undone=True)], rule="sample") == []


def test_a_file_that_mixes_sample_data_and_real_data_is_told():
    rows = [CHARGING | {"URN": "00SA0000001"}, CHARGING | {"URN": "06AA0000001"}]
    file = read_it(csv_of(rows), extract_day=TODAY, today=TODAY)
    assert told(file, [], rule="sample") == ["It mixes 1 row of sample data with 1 row of others."]


# rejected


def of_whom_wrong(n, of):
    rows = [
        CHARGING | {"URN": f"06AA{i:07}"} | ({"Submission": "x"} if i < n else {})
        for i in range(of)
    ]
    return read_it(csv_of(rows), extract_day=TODAY, today=TODAY)


@pytest.mark.parametrize(
    ("n", "of", "most", "is_told"),
    [
        (1, 20, 0.05, False),
        (2, 39, 0.05, True),
        (0, 5, 0, False),
        (1, 5, 0, True),
        (5, 5, 1, False),
    ],
)
def test_more_rejected_rows_than_the_area_leaves_out_are_told(n, of, most, is_told):
    area = replace(QUIET, inbox=InboxRules(most_rejected_share=most))
    assert bool(told(of_whom_wrong(n, of), [], area=area, rule="rejected")) == is_told


def test_how_many_rows_are_rejected_is_said_with_what_the_area_leaves_out():
    assert told(of_whom_wrong(3, 40), [], rule="rejected") == [
        "3 rows of 40 (7.5%) cannot be accepted; the Area lets 5.0% be left out without a question."
    ]
    assert told(file_of(0), [], rule="rejected") == []


# what somebody is asked about


def asked(area, *, rejected=0):
    history = [published(n, TODAY + timedelta(days=1), rows=200) for n in (1, 2, 3)]
    found = doubts(of_whom_wrong(rejected, 20), history, area=area, today=TODAY)
    return {d.rule: d.is_grave for d in found}


def test_somebody_is_asked_about_what_the_area_has_the_inbox_refuse_and_nothing_else():
    assert asked(QUIET) == {"older": False, "smaller": True}
    other = replace(QUIET, inbox=InboxRules(refuse_doubts=("older",)))
    assert asked(other, rejected=10) == {"rejected": True, "older": True, "smaller": False}


@pytest.mark.parametrize("rule", RULES)
def test_some_doubts_are_asked_about_whatever_the_area_says(rule):
    assert (rule in GRAVE) == (rule in ("later", "start_days", "column_missing", "emptied"))
    assert InboxRules(refuse_doubts=()).refuses(rule) == (rule == "rejected")


def test_a_day_to_come_is_asked_about_whatever_the_area_says():
    area = replace(QUIET, inbox=InboxRules(refuse_doubts=()))
    (found,) = doubts(file_of(1, TODAY + timedelta(days=1)), [], area=area, today=TODAY)
    assert (found.rule, found.is_grave) == ("later", True)


# start_days


def rewritten(n, known):
    store = Change(
        table=None,
        number=2,
        rows=file_of(1).rows,
        n_new=3,
        n_changed=known // 2,
        n_unchanged=known - known // 2,
        n_withdrawn=0,
        n_open_missing=0,
        changed_fields={"received_on": n, "outcome": 50},
        emptied={},
        moved={},
        examples=(),
        withdrawn=pd.DataFrame(),
    )
    found = doubts(file_of(100), [], area=QUIET, today=TODAY, change=store)
    return [d.message for d in found if d.rule == "start_days"]


def test_days_that_begin_clocks_and_change_in_many_cases_are_told():
    assert rewritten(20, 100) == [
        "Date received changes in 20 of the 100 rows that are known already, and hardly ever "
        "should. Look whether days and months have changed places in this file."
    ]
    assert rewritten(19, 100) == []  # fewer than a fifth
    assert rewritten(9, 10) == []  # nearly all, and few
    assert len(rewritten(10, 10)) == 1
    assert rewritten(0, 0) == []
