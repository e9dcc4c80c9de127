import math

import pandas as pd
import pytest

from metrics.compare import Compared, Consistency
from metrics.compare_words import apart, sentence
from metrics.registry import MEASURES

SHARE, DAYS = MEASURES["charging_28_day"], MEASURES["charging_end_to_end"]
RETURNED, WAITING = MEASURES["charging_returned"], MEASURES["charging_waiting"]


def compared(units=9, at=4, *, ends=(0.58, 0.91), target=0.8, with_target=None, small=0):
    with_target = units if with_target is None else with_target
    return Compared(
        units=units,
        lowest=ends[0],
        highest=ends[1],
        with_target=with_target,
        at_target=at,
        target=target,
        small=small,
    )


def of(now, then=None, said=(2, 1, 0, 6, 0), measure=SHARE):
    """said: improving, getting worse, changed, unchanged, not judged."""
    names = ("improving", "getting_worse", "changed", "unchanged", "not_judged")
    return Consistency(
        measure=measure,
        period=pd.Timestamp("2026-10-01"),
        now=now,
        then=then,
        funnel=None,
        **dict(zip(names, said, strict=True)),
    )


def untargeted(**more):
    return compared(at=0, target=math.nan, with_target=0, **more)


YEAR_BEFORE = compared(at=3, ends=(0.4, 0.9))
IN = "in October 2026"
RANGED = " Units ranged from 58% to 91%."


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            of(compared(), YEAR_BEFORE),
            "4 of 9 units were at the target of 80% in October 2026, 3 a year before; 2 are "
            "better than they were and 1 is worse. Units ranged from 58% to 91%; a year before "
            "from 40% to 90%.",
        ),
        (
            of(compared(at=1), compared(8, 0, target=0.75), (1, 0, 0, 8, 0)),
            "1 of 9 units was at the target of 80% in October 2026, none of 8 a year before, when "
            "it was 75%; 1 is better than it was and none is worse. Units ranged from 58% to 91%; "
            "a year before from 58% to 91%.",
        ),
        (
            of(compared(at=0), said=(0, 2, 0, 4, 3)),
            "None of 9 units was at the target of 80% in October 2026; none is better than it was, "
            "2 are worse, and 3 cannot be judged yet." + RANGED,
        ),
        (
            of(compared(target=math.nan), untargeted(), (0, 0, 0, 9, 0)),
            "4 of 9 units were at their targets in October 2026; none is better or worse "
            "than it was. Units ranged from 58% to 91%; a year before from 58% to 91%.",
        ),
        (
            of(compared(small=2), compared(target=math.nan), (0, 0, 0, 8, 3)),
            "4 of 9 units were at the target of 80% in October 2026, 4 a year before; of 11 units, "
            "none is better or worse than it was, and 3 cannot be judged yet. Units ranged from "
            "58% to 91%; a year before from 58% to 91%. 2 more units had too few submissions to be "
            "compared.",
        ),
        (
            of(compared(small=1), said=(0, 0, 0, 0, 9)),
            "4 of 9 units were at the target of 80% in October 2026; none can be judged yet. Units "
            "ranged from 58% to 91%. 1 more unit had too few submissions to be compared.",
        ),
    ],
)
def test_units_with_a_target(found, said):
    assert sentence(found) == said


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            of(untargeted(), said=(2, 1, 0, 6, 0)),
            "Of 9 units, 2 are better than they were and 1 is worse. Units ranged from 58% to 91% "
            "in October 2026.",
        ),
        (
            of(untargeted(), said=(0, 0, 0, 0, 9)),
            "No unit can be judged yet. Units ranged from 58% to 91% in October 2026.",
        ),
        (
            of(untargeted(), said=(0, 0, 3, 6, 0), measure=RETURNED),
            "Of 9 units, 3 have changed. Units ranged from 58% to 91% in October 2026.",
        ),
        (
            of(untargeted(), said=(0, 0, 1, 6, 2), measure=RETURNED),
            "Of 9 units, 1 has changed, and 2 cannot be judged yet. Units ranged from 58% to 91% "
            "in October 2026.",
        ),
        (
            of(untargeted(), said=(0, 0, 0, 9, 0), measure=RETURNED),
            "Of 9 units, none has changed. Units ranged from 58% to 91% in October 2026.",
        ),
    ],
)
def test_units_without_a_target(found, said):
    assert sentence(found) == said


@pytest.mark.parametrize(
    ("now", "then", "said", "words"),
    [
        (
            compared(1, 1),
            None,
            (1, 0, 0, 0, 0),
            f"was at the target of 80% {IN}; it is better than it was",
        ),
        (
            compared(1, 0),
            None,
            (0, 1, 0, 0, 0),
            f"was not at the target of 80% {IN}; it is worse than it was",
        ),
        (
            compared(1, 0, target=math.nan),
            None,
            (0, 0, 0, 1, 0),
            f"was not at its target {IN}; it has not changed",
        ),
        (
            compared(1, 1),
            compared(1, 1),
            (0, 0, 1, 0, 0),
            f"was at the target of 80% {IN}, 1 of 1 a year before; it has changed",
        ),
    ],
)
def test_one_unit_with_a_target(now, then, said, words):
    found = sentence(of(now, then, said))

    assert found.startswith(f"The only unit {words}. The only unit compared was at 91%")


@pytest.mark.parametrize(("at", "words"), [(1, "was"), (0, "was not")])
def test_the_only_one_of_several_units_that_has_a_target(at, words):
    found = sentence(of(compared(9, at, with_target=1), said=(0, 0, 0, 9, 0)))

    assert found == (
        f"The only unit with a target {words} at the target of 80% in October 2026; of 9 units, "
        "none is better or worse than it was." + RANGED
    )


def test_one_unit_without_a_target():
    assert sentence(of(untargeted(units=1), said=(0, 0, 0, 1, 0))) == (
        "The only unit has not changed. The only unit compared in October 2026 was at 91%."
    )


@pytest.mark.parametrize(
    ("now", "then", "measure", "words"),
    [
        ((9, (12, 31)), None, DAYS, "Units ranged from 12 to 31 days"),
        ((9, (0.5, 1)), (9, (1, 1)), DAYS, "Units ranged from 0.5 to 1 day"),
        ((9, (12.5, 12.5)), None, DAYS, "All units were at 12.5 days"),
        ((9, (1200, 1300)), None, WAITING, "Units ranged from 1,200 to 1,300"),
        ((9, (0.801, 0.804)), None, SHARE, "All units were at 80%"),
    ],
)
def test_the_range_in_the_measures_own_unit(now, then, measure, words):
    now, then = (m and untargeted(units=m[0], ends=m[1]) for m in (now, then))

    assert f" {words} in October 2026" in sentence(of(now, then, measure=measure))


@pytest.mark.parametrize(
    ("units", "ends", "words"),
    [
        (1, (0.4, 0.4), "a year before the only one was at 40%."),
        (2, (0.4, 0.4), "a year before all were at 40%."),
        (2, (0.4, 0.5), "a year before from 40% to 50%."),
    ],
)
def test_the_range_a_year_before(units, ends, words):
    found = sentence(of(compared(), compared(units, ends=ends)))

    assert found.endswith("Units ranged from 58% to 91%; " + words)


def test_of_a_score_it_is_reviews_that_are_too_few_and_not_answers():
    score = MEASURES["review_score"]

    assert sentence(of(compared(small=8), measure=score)).endswith(
        "8 more units had too few reviews to be compared."
    )
    assert sentence(of(untargeted(units=0), measure=score)) == (
        "No unit had enough reviews to be compared in October 2026."
    )


def test_nothing_to_compare():
    assert sentence(of(untargeted(units=0))) == (
        "No unit had enough submissions to be compared in October 2026."
    )


def test_weeks_are_named_as_weeks():
    assert "in the week of Thu 01 Oct 2026" in sentence(of(compared()), noun="week")


def months(*rows):
    names = ["period", "units", "lowest", "highest", "mean", "between"]
    frame = pd.DataFrame(rows, columns=names)
    return frame.assign(period=pd.to_datetime(frame["period"], format="%Y-%m-%d"))


OCTOBER = ("2026-10-01", 9, 0.58, 0.91, 0.78, 5.2)


@pytest.mark.parametrize(
    ("measure", "found", "said"),
    [
        (
            SHARE,
            months(("2025-10-01", 9, 0.40, 0.90, 0.7, 7.0), OCTOBER),
            "33 points apart in October 2026, 50 points a year before; chance apart, two units in "
            "three lie within 5 points of the average.",
        ),
        (
            SHARE,
            months(("2026-10-01", 2, 0.58, 0.59, 0.585, 1.2)),
            "1 point apart in October 2026; chance apart, two units in three lie within 1 point of "
            "the average.",
        ),
        (
            SHARE,
            months((*OCTOBER[:5], 0.0)),
            "33 points apart in October 2026; chance alone would explain it.",
        ),
        (  # beyond chance, however little: many cases
            SHARE,
            months(("2026-10-01", 9, 0.58, 0.59, 0.585, 0.2)),
            "1 point apart in October 2026; chance apart, two units in three lie within 1 point of "
            "the average.",
        ),
        (  # 12.5 points, of which half goes up, though 0.35 less 0.225 is a little less
            SHARE,
            months(("2026-10-01", 9, 0.225, 0.35, 0.3, math.nan)),
            "13 points apart in October 2026.",
        ),
        (
            SHARE,
            months(("2026-10-01", 9, 0.5, 0.625, 0.6, math.nan)),
            "13 points apart in October 2026.",
        ),
        (
            SHARE,
            months(("2026-10-01", 9, 0.5, 0.5, 0.5, math.nan)),
            "0 points apart in October 2026.",
        ),
        (
            SHARE,
            months(("2025-10-01", 1, 0.4, 0.4, 0.4, math.nan), (*OCTOBER[:5], math.nan)),
            "33 points apart in October 2026.",
        ),
        (
            DAYS,
            months(("2026-10-01", 9, 21.0, 36.0, math.nan, math.nan)),
            "15 days apart in October 2026.",
        ),
        (
            DAYS,
            months(
                ("2025-10-01", 9, 20.0, 21.0, math.nan, math.nan),
                ("2026-10-01", 9, 21.0, 36.5, math.nan, math.nan),
            ),
            "15.5 days apart in October 2026, 1 day a year before.",
        ),
        (
            WAITING,
            months(("2026-10-01", 9, 5.0, 1240.0, math.nan, math.nan)),
            "1,235 apart in October 2026.",
        ),
        (
            SHARE,
            months(("2026-10-01", 1, 0.4, 0.4, 0.4, math.nan)),
            "Only 1 unit can be compared in October 2026.",
        ),
        (SHARE, months(), "No month has units to compare."),
    ],
)
def test_how_far_apart_units_are(measure, found, said):
    assert apart(measure, found) == said
