"""Tables as texts: months, effects and extracts as a reader finds them."""

from dataclasses import replace
from datetime import date

import pytest

from packs.content import EffectLine
from packs.words.month_tables import area_months, judged, unit_months, usual, verdict
from packs.words.plan_tables import actions, evidence
from packs.words.tables import data, figure_in, matrices, standing
from tests.packs import made

PACK, ROW = made.pack(), made.row(2)
POINT = replace(ROW.area.points[-1], value=0.744, part=1204, whole=1618, meaning="concern")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Worse"),
        ({"meaning": "improvement"}, "Better"),
        ({"meaning": "change"}, "Changed"),
        ({"meaning": "usual"}, "As usual"),
        ({"meaning": "not judged"}, "–"),
        ({"small": True}, "Too few"),
        ({"small": True, "left_out": True}, "Left out"),
    ],
)
def test_each_month_says_how_it_was_judged(changes, said):
    assert judged(replace(POINT, **changes)) == said


def test_a_usual_range_is_within_what_can_be():
    assert usual("share", replace(POINT, lower=-0.1, upper=1.2)) == "0% to 100%"
    assert usual("days", replace(POINT, lower=2.25, upper=120.0)) == "2.3 to 120"
    assert usual("share", replace(POINT, lower=None)) == "–"


def test_the_areas_months_have_figure_denominator_and_what_they_are_judged_by():
    point = replace(POINT, mean=0.7, lower=0.6, upper=0.8, target=0.9)
    row = replace(ROW, area=replace(ROW.area, points=(*ROW.area.points[:-1], point)))
    table = area_months(row, 13)
    assert len(table.header) == 14
    assert [cells[-1] for cells in (table.header, *table.rows)] == [
        "Oct 2026", "74%", "1,204 of 1,618", "70%", "60% to 80%", "90%", "Worse",
    ]  # fmt: skip
    assert table.rows[1][0] == "Submissions"


def test_a_unit_without_a_month_has_a_dash_in_it():
    units = (replace(ROW.units[0], points=(POINT,), assurance=""), ROW.units[-1])
    table = unit_months(replace(ROW, units=units), 2)
    assert table.header == ("Unit", "Change and target", "Sep 2026", "Oct 2026")
    assert table.rows[0] == ("GM Magistrates", "Worse", "–", "74% (1,204 of 1,618)")
    assert table.rows[1] == ("Area casework", "Too few to judge", "–", "–")


def test_a_count_is_its_own_denominator():
    row = made.row(5)
    points = (replace(POINT, value=1204.0, part=None, whole=1204),)
    table = unit_months(replace(row, units=(replace(row.units[0], points=points),)), 1)
    assert table.rows[0][2] == "1,204"


def test_a_verdict_says_its_change_and_its_target():
    assert verdict(replace(ROW.area, assurance="will not reach")) == "Worse; will not reach"
    assert verdict(replace(ROW.area, variation="not judged", assurance="")) == "Too few to judge"


def test_what_was_found_of_an_action_is_short_in_the_table_and_whole_below():
    effects = (
        EffectLine(measure="charging_28_day", verdict="worked", sentence="It seems so: 60% to 83%"),
        EffectLine(measure="review_score", verdict="cannot tell", sentence="It began too late."),
        EffectLine(measure="gone", verdict="cannot tell", sentence="It began too late."),
    )
    one = replace(PACK.actions[0], what="Daily reporting", units=(), effects=effects, due=None)
    table = actions(replace(PACK, actions=(one,)))
    assert table.rows == (
        (
            "Overdue",
            "Daily reporting",
            "Deputy Chief Crown Prosecutor",
            "Every unit",
            "–",
            "It seems to have worked: Charging within 28 days\n"
            "It cannot be told whether it worked: Review score; gone",
        ),
    )
    assert table.header[0] == "State at 1 Nov 2026"
    assert evidence(replace(PACK, actions=(one,))).rows == (
        ("Daily reporting", "Charging within 28 days", "It seems so: 60% to 83%"),
        ("Daily reporting", "Review score; gone", "It began too late."),
    )
    early = replace(
        one, what="Early", state="done", effects=(replace(effects[0], verdict="too early"),)
    )
    late = replace(one, what="Late", state="overdue", effects=effects[1:2])
    rows = evidence(replace(PACK, actions=(late, early, one))).rows
    assert [cells[0] for cells in rows] == ["Daily reporting", "Early", "Late", "Daily reporting"]
    assert actions(replace(PACK, actions=())).below == (
        "No action has been entered in the improvement plan.",
    )


def test_the_standing_item_has_a_column_for_each_of_its_measures():
    table = standing(PACK)
    assert table.header == (
        "Unit", "Overseen by", "Charging within 28 days", "Charging within 5 days",
        "Overdue at 31 Oct 2026",
    )  # fmt: skip
    assert table.rows[4] == (
        "Western Magistrates", "Legal manager for pre-charge work", "74% (20 of 27)", "–", "5",
    )  # fmt: skip
    assert "too few" not in table.below[0]
    small = replace(PACK.standing[1], figures={"charging_28_day": "100% (2 of 2) ○"}, overdue=None)
    marked = standing(replace(PACK, standing=(small,)))
    assert marked.rows[0][2:] == ("100% (2 of 2) ○", "–", "–")
    assert marked.below[0].endswith("○ too few to judge.")
    assert standing(replace(PACK, standing=())).below == ("The Area has no units in its settings.",)


def test_a_unit_that_has_changed_has_its_mark_and_word_before_its_figure():
    """Of the pack's own lines by unit, in the order that it had; a dash is not marked."""
    row = PACK.row("charging_28_day")
    kinds = ("concern", "usual", "improvement", "not judged", "concern", "change")
    units = [replace(u, variation=v) for u, v in zip(row.units, kinds, strict=False)]
    shown = list(PACK.standing[:6])
    shown[4] = replace(shown[4], figures={row.key: "–"})
    changed = replace(PACK, rows=(replace(row, units=tuple(units)),), standing=tuple(shown))
    table = standing(changed)
    assert [cells[2] for cells in table.rows] == [
        *("■ worse · 70% (20 of 27)", "71% (20 of 27)", "◆ better · 72% (20 of 27)"),
        *("73% (20 of 27)", "–", "▲ changed · 75% (20 of 27)"),
    ]
    said = "■ worse, ◆ better, ▲ changed: than the unit was, by more than chance."
    assert said in table.below[0]


def test_extracts_that_are_not_expected_daily_have_no_expected_number():
    rows = data(PACK).rows
    assert [cells[2] for cells in rows] == ["22 of 22", "20 of 22", "3"]
    none = replace(PACK.data[2], received=0, newest=None)
    assert data(replace(PACK, data=(none,))).rows[0][1:3] == ("–", "–")


def test_the_matrix_has_what_was_written_with_its_name_or_else_what_changed():
    rows = [cells for table in matrices(PACK) for cells in table.rows]
    assert [cells[0] for cells in rows] == [row.title for row in PACK.rows]
    assert rows[3][6].endswith("Written by Board secretary, 3 Nov 2026.")
    assert rows[2][3:] == ("−8 points", "–", "■ Worse; will not reach", PACK.rows[2].change)
    assert matrices(PACK)[0].header[3:5] == ("On Sep 2026", "On Oct 2025")


def test_a_figure_of_an_older_month_says_so_in_the_matrix():
    assert figure_in(ROW, made.MONTH) == ROW.area.figure
    older = replace(ROW, area=replace(ROW.area, month=date(2026, 8, 1), figure="5% (1 of 20)"))
    assert figure_in(older, made.MONTH) == "Aug 2026: 5% (1 of 20)"


def test_a_figure_that_reads_as_its_target_says_that_it_misses_it_and_a_small_one_is_marked():
    point = replace(POINT, value=149 / 187, part=149, whole=187, target=0.8)
    few = replace(POINT, value=1.0, part=2, whole=2, small=True)
    line = replace(
        ROW.area,
        points=(*ROW.area.points[:-2], replace(few, period=ROW.area.points[-2].period), point),
    )
    row = replace(ROW, area=line, units=(replace(line, name="A"),))
    assert area_months(row, 1).rows[0] == ("Figure", "80%, just short")
    assert unit_months(row, 2).rows[0][2:] == ("100% (2 of 2) ○", "80%, just short (149 of 187)")


def test_a_count_and_a_measure_without_a_target_have_no_empty_lines():
    row = made.row(5)
    assert [cells[0] for cells in area_months(row, 13).rows] == [
        "Figure", "Average", "Usual range", "Judged",
    ]  # fmt: skip
