"""What has changed since a pack was issued is listed with what it is out of."""

from dataclasses import replace
from datetime import date

import pytest

from packs.content import Point
from packs.issuing.late_figures import point_words
from packs.issuing.since import since
from packs.making.rows import rows
from tests.packs.made import pack as made_pack
from tests.packs.sources import AREA, KNOWN, MONTH, Made

PACK = made_pack()
STEADY = [0.80, 0.82] * 15


def matrix(**lines):
    """A pack of one measure, of these lines."""
    source = Made(series={"charging_28_day": lines})
    found = rows(
        source, AREA, {"charging_28_day": KNOWN["charging_28_day"]}, MONTH, is_sample=False
    )
    return replace(PACK, rows=found, actions=(), data=(), standing=())


def changed(pack, **more):
    (row,) = pack.rows
    return replace(pack, rows=(replace(row, **more),))


def test_the_same_has_nothing_to_list():
    assert since(PACK, PACK) == []


def test_a_late_case_is_listed_with_its_denominator_in_its_unit_and_in_the_area():
    unit = {"Unit A": STEADY}
    before = matrix(**{"": STEADY, **unit})
    after = matrix(**{"": [*STEADY[:-1], 0.79], "Unit A": [0.70, *STEADY[1:]]})
    assert [
        (d.kind, d.measure, d.unit, d.month, d.before, d.after)
        for d in since(before, after)
        if d.kind == "figure"
    ] == [
        (
            *("figure", "Charging decisions in 28 days", "Area", MONTH),
            *("82% (82 of 100)", "79% (79 of 100)"),
        ),
        (
            *("figure", "Charging decisions in 28 days", "A", date(2024, 5, 1)),
            *("80% (80 of 100)", "70% (70 of 100)"),
        ),
    ]
    (first, *_) = [d for d in since(before, after) if d.kind == "figure"]
    assert first.says == (
        "Late data: Charging decisions in 28 days, Area, October 2026: was 82% (82 of 100), now "
        "79% (79 of 100)."
    )


def test_figures_that_read_alike_are_told_apart():
    before, after = matrix(**{"": STEADY}), matrix(**{"": [*STEADY[:-1], 0.821]})
    point = after.rows[0].area.points[-1]
    after = changed(
        after,
        area=replace(
            after.rows[0].area, points=(*after.rows[0].area.points[:-1], replace(point, part=82))
        ),
    )
    (found,) = [d for d in since(before, after) if d.kind == "figure"]
    assert (found.before, found.after) == (
        "82% (82 of 100), exactly 82.000%",
        "82% (82 of 100), exactly 82.100%",
    )


def test_a_unit_and_a_month_that_were_not_there_are_listed():
    before, after = matrix(**{"": STEADY}), matrix(**{"": STEADY, "Unit A": [0.5]})
    (found,) = [d for d in since(before, after) if d.kind == "figure"]
    assert (found.unit, found.before, found.after) == ("A", "–", "50% (50 of 100)")
    (back,) = [d for d in since(after, before) if d.kind == "figure"]
    assert (back.before, back.after) == ("50% (50 of 100)", "–")


def test_a_month_left_out_since_is_listed_though_its_figure_is_the_same():
    before = matrix(**{"": STEADY})
    line = before.rows[0].area
    after = changed(
        before,
        area=replace(line, points=(*line.points[:-1], replace(line.points[-1], left_out=True))),
    )
    (found,) = since(before, after)
    assert found.after == "82% (82 of 100), exactly 82.000%, left out of what is judged"


def test_verdicts_targets_and_ranges_are_listed():
    before = matrix(**{"": STEADY, "Unit A": STEADY})
    unit = replace(before.rows[0].units[0], variation="concern")
    after = changed(before, target="85%", change="Worse: it fell", units=(unit,))
    assert [d.says for d in since(before, after)] == [
        "Charging decisions in 28 days, Area, verdict: was “No change beyond chance”, now “Worse: "
        "it fell”.",
        "Charging decisions in 28 days, A, verdict: was “As usual”, now “Worse”.",
        "Charging decisions in 28 days, Area, target: was “–”, now “85%”.",
    ]


def test_what_the_board_would_be_told_first_comes_first():
    """Late data of an older month, of a unit and of the Area, a verdict, the plan, words, data."""
    units = {"Unit A": STEADY}
    before = matrix(**{"": STEADY, **units})
    after = matrix(**{"": [*STEADY[:-2], 0.7, 0.1], "Unit A": [*STEADY[:-1], 0.1]})
    row = replace(after.rows[0], commentary="A strike.")
    first, *others = PACK.data
    after = replace(after, rows=(row,), actions=PACK.actions[1:], data=(first, *others))
    before = replace(before, actions=PACK.actions, data=(replace(first, says="x"), *others))
    found = [(d.kind, d.unit, d.month) for d in since(before, after)]
    kinds = [kind for kind, *_ in found]
    order = ("headline", "verdict", "figure", "judgement", "plan", "words", "data")
    assert kinds == sorted(kinds, key=order.index)
    assert [f for f in found if f[0] == "verdict"] == [
        ("verdict", "Area", None),
        ("verdict", "A", None),
    ]
    assert [f for f in found if f[0] == "figure"] == [
        ("figure", "Area", MONTH),
        ("figure", "A", MONTH),
        ("figure", "Area", date(2026, 9, 1)),
    ]
    assert set(kinds) >= {"headline", "plan", "words", "data"}


def test_the_areas_verdict_is_listed_once():
    before = matrix(**{"": STEADY})
    line = replace(before.rows[0].area, variation="concern")
    after = changed(before, area=line, change="Worse: it fell")
    assert [d.of for d in since(before, after)] == ["The headline", "verdict"]


def test_commentary_that_was_written_since_is_listed():
    before = matrix(**{"": STEADY})
    (found,) = since(before, changed(before, commentary="A strike."))
    assert (found.kind, found.before, found.after) == ("words", "none", "A strike.")


def test_the_data_is_compared_extract_by_extract():
    first, *rest = PACK.data
    (found,) = since(PACK, replace(PACK, data=(replace(first, says="To Fri 27 Nov."), *rest)))
    assert (found.kind, found.of, found.after) == ("data", first.title, "To Fri 27 Nov.")


def test_what_was_overdue_at_the_months_end_is_compared_unit_by_unit():
    first, *others = PACK.standing
    found = since(PACK, replace(PACK, standing=(replace(first, overdue=9), *others)))
    assert [d.says for d in found] == [
        "Late data: pre-charge submissions overdue at 31 Oct 2026, GM Magistrates: was 0, now 9."
    ]


def test_packs_of_two_months_are_not_compared():
    with pytest.raises(AssertionError):
        since(PACK, replace(PACK, month=date(2026, 9, 1)))


@pytest.mark.parametrize(
    ("shown_as", "point", "words"),
    [
        ("share", {"value": 0.5, "part": 1, "whole": 2}, "50% (1 of 2)"),
        ("share", {"value": 0.5, "part": None, "whole": 24}, "50% (24 submissions)"),
        ("share", {"value": None, "part": 0, "whole": 0}, "– (no submissions)"),
        ("days", {"value": 24.5, "part": None, "whole": 9}, "24.5 days (median of 9 submissions)"),
        ("count", {"value": 1204.0, "part": None, "whole": 1204}, "1,204 submissions"),
    ],
)
def test_a_figure_has_what_it_is_out_of(shown_as, point, words):
    (row,) = matrix(**{"": STEADY}).rows
    whole = Point(
        period=MONTH,
        small=False,
        left_out=False,
        meaning="usual",
        mean=None,
        lower=None,
        upper=None,
        target=None,
        **point,
    )
    assert point_words(replace(row, shown_as=shown_as), whole) == words
