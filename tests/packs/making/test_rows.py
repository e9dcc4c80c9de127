"""The Board's matrix: what needs a decision comes first, and nothing after the month is in it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from math import nan

import pytest

from extracts.judgement import Action, StepChange, Target
from packs.content import Mark
from packs.making.rows import rows, urgency
from plan.commentary import Commentary
from tests.packs.sources import AREA, KNOWN, MONTH, Made

EVEN = [0.80, 0.82] * 12
FALLING = [*EVEN, 0.81, 0.80, 0.70, 0.60, 0.50, 0.40]
RISING = [*EVEN, 0.81, 0.85, 0.90, 0.92, 0.95, 0.98]
STEADY = [*EVEN, *[0.80, 0.82] * 3]
KEYS = ("charging_28_day", "charging_5_day", "police_response", "charging_returned")


def matrix(area=AREA, measures=KEYS, month=MONTH, **given):
    source = Made(area, **given)
    known = {key: KNOWN[key] for key in measures}
    return rows(source, area, known, month, is_sample=False)


def target(measure, value):
    return Target(measure=measure, value=value, starts_on=date(2024, 1, 1), source="The Board.")


def test_what_needs_a_decision_comes_first():
    area = replace(AREA, targets=(target("police_response", 0.95),))
    found = matrix(
        area,
        measures=(*KEYS, "charging_waiting", "review_score"),
        series={
            "charging_28_day": {"": STEADY},
            "charging_5_day": {"": FALLING},
            "police_response": {"": STEADY},  # out of reach
            "charging_returned": {"": FALLING},  # neither way is better
            "review_score": {"": RISING},
        },
    )
    assert [(r.key, r.area.variation) for r in found] == [
        ("review_score", "improvement"),  # issue 1 before issue 2
        ("charging_5_day", "concern"),
        ("police_response", "usual"),
        ("charging_returned", "change"),
        ("charging_28_day", "usual"),
        ("charging_waiting", "not judged"),  # without data, and still there
    ]
    assert found[2].area.assurance == "will not reach"
    assert [urgency(r) for r in found] == [3, 0, 1, 2, 4, 5]


def test_what_is_worse_stays_first_though_its_target_is_out_of_reach_too():
    area = replace(AREA, targets=(target("charging_28_day", 0.99),))
    (row,) = matrix(area, ("charging_28_day",), series={"charging_28_day": {"": FALLING}})
    assert (row.area.variation, row.area.assurance) == ("concern", "will not reach")
    assert urgency(row) == 0


def test_a_measure_without_data_says_so():
    (row,) = matrix(measures=("charging_28_day",))
    assert (row.area.month, row.area.figure, row.area.points, row.units) == (None, "–", (), ())
    assert row.sentence == (
        "There is no figure of October 2026 or before: the charging extracts hold none of these "
        "submissions."
    )


def test_a_figure_has_its_denominator_and_a_point_what_it_is_of():
    (row,) = matrix(measures=("charging_28_day",), series={"charging_28_day": {"": FALLING}})
    assert (row.area.month, row.area.figure) == (MONTH, "40% (40 of 100)")
    last = row.area.points[-1]
    assert (last.value, last.part, last.whole) == (pytest.approx(0.4), 40, 100)
    assert (last.meaning, row.area.side) == ("concern", -1)
    assert row.change.startswith("Worse: October 2026 is below the usual range")
    assert row.drafted.startswith(
        "In October 2026, 40% of the submissions that fell due were on time (40 of 100)."
    )


def test_months_after_the_packs_are_cut_off_and_verdicts_are_as_then():
    series = {"charging_28_day": {"": FALLING, "Unit A": FALLING}}
    (row,) = matrix(measures=("charging_28_day",), month=date(2026, 6, 1), series=series)
    for line in (row.area, *row.units):
        assert line.points[-1].period == date(2026, 6, 1)
        assert line.variation == "usual"
    assert row.area.figure == "80% (80 of 100)"


def test_limits_go_no_further_than_a_share_can():
    wild = [0.05, 0.95] * 13
    (row,) = matrix(measures=("charging_28_day",), series={"charging_28_day": {"": wild}})
    assert {(p.lower, p.upper) for p in row.area.points} == {(0.0, 1.0)}


def test_a_month_without_cases_is_none_and_never_nan():
    (row,) = matrix(measures=("charging_28_day",), series={"charging_28_day": {"": [*STEADY, nan]}})
    last = row.area.points[-1]
    assert (last.value, last.part, last.whole) == (None, 0, 0)
    assert last.target is None
    assert row.area.figure == "– (no submissions)"


def test_only_the_last_months_are_kept():
    (row,) = matrix(
        measures=("charging_28_day",), series={"charging_28_day": {"": [0.8, 0.82] * 30}}
    )
    assert len(row.area.points) == 30
    assert row.area.points[0].period == date(2024, 5, 1)


def test_units_come_with_those_of_most_concern_first():
    lines = {"": STEADY, "Unit A": STEADY, "Unit B": FALLING}
    (row,) = matrix(measures=("charging_28_day",), series={"charging_28_day": lines})
    assert [(u.name, u.unit, u.variation) for u in row.units] == [
        ("B", "Unit B", "concern"),
        ("A", "Unit A", "usual"),
    ]
    assert row.worse_units == ("B",)
    assert row.consistent.startswith("Of 2 units, none is better than it was and 1 is worse.")


def test_one_unit_is_not_compared():
    lines = {"": STEADY, "Unit A": STEADY}
    (row,) = matrix(measures=("charging_28_day",), series={"charging_28_day": lines})
    assert row.consistent == ""


def test_what_was_written_stands_in_place_of_the_draft_with_who_and_when():
    at = datetime(2026, 11, 9, 10, tzinfo=UTC)
    comment = Commentary(
        month=MONTH,
        measure="charging_28_day",
        text="The queue of August is worked off.",
        drafted="x",
        who="A secretary",
        at=at,
        revision=1,
    )
    (row,) = matrix(
        measures=("charging_28_day",),
        series={"charging_28_day": {"": STEADY}},
        written={"charging_28_day": comment},
    )
    assert row.sentence == "The queue of August is worked off."
    assert (row.commentary_by, row.commentary_at) == ("A secretary", at.isoformat())
    assert row.drafted.startswith("In October 2026, 82%")


def test_marks_are_those_of_the_areas_line_up_to_the_month():
    def action(short, started, units=()):
        return Action(
            title=short,
            short=short,
            issue=2,
            measures=("charging_28_day",),
            started=started,
            units=units,
        )

    area = replace(
        AREA,
        actions=(
            action("All units", date(2026, 10, 31)),
            action("One unit", date(2026, 3, 1), ("Unit A",)),
            action("Later", date(2026, 11, 1)),
        ),
        step_changes=(
            StepChange(
                measure="charging_28_day",
                starts_on=date(2025, 2, 1),
                reason="New ways",
                set_by="Board",
            ),
        ),
    )
    (row,) = matrix(area, ("charging_28_day",), series={"charging_28_day": {"": STEADY}})
    assert row.marks == (
        Mark(day=date(2025, 2, 1), label="New ways", kind="step"),
        Mark(day=date(2026, 10, 31), label="All units", kind="action"),
    )
