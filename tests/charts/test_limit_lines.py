"""The band, the average and the target behind a line: where they begin, break and end."""

import numpy as np
import pandas as pd
import pytest

from charts.limit_lines import clipped, edges, limit_shapes
from tests.charts.made import judged

NAN = float("nan")


def paths(points: pd.DataFrame, **options: object) -> list[str]:
    return [s["path"] for s in limit_shapes(points, "light", **options)]


def test_each_period_reaches_half_way_to_its_neighbours():
    months = pd.Series(
        pd.to_datetime(["2026-01-01", "2026-02-01", "2026-03-01"], format="%Y-%m-%d")
    )

    assert edges(months) == ["2025-12-16", "2026-01-16", "2026-02-15", "2026-03-15"]


def test_a_single_period_has_a_width_and_no_period_has_none():
    one = pd.Series(pd.to_datetime(["2026-01-16"], format="%Y-%m-%d"))

    assert edges(one) == ["2026-01-01", "2026-01-31"]
    assert edges(one.head(0)) == []


def test_limits_that_stay_have_no_corner_between_their_ends():
    band, dotted, mean, target = paths(judged(0.4, 0.5, 0.6))

    assert band == ("M2025-12-16,0.7L2026-03-15,0.7L2026-03-15,0.3L2025-12-16,0.3Z")
    assert dotted == "M2025-12-16,0.3L2026-03-15,0.3M2025-12-16,0.7L2026-03-15,0.7"
    assert mean == "M2025-12-16,0.5L2026-03-15,0.5"
    assert target == "M2025-12-16,0.8L2026-03-15,0.8"


def test_limits_that_differ_by_month_are_stairs():
    _, dotted, *_ = paths(judged(0.4, 0.5, 0.6, upper=[0.7, 0.8, 0.7]))

    assert dotted.split("M")[2] == (
        "2025-12-16,0.7L2026-01-16,0.7L2026-01-16,0.8L2026-02-15,0.8L2026-02-15,0.7L2026-03-15,0.7"
    )


def test_limits_break_where_a_step_begins_and_a_target_does_not():
    points = judged(0.4, 0.5, 0.6, 0.7, step=[0, 0, 1, 1])

    band, dotted, mean, target = paths(points)

    assert [path.count("M") for path in (band, dotted, mean, target)] == [2, 4, 2, 1]


def test_a_target_that_changes_is_one_line_with_a_stair():
    *_, target = paths(judged(0.4, 0.5, target=[0.7, 0.8]))

    assert target == "M2025-12-16,0.7L2026-01-16,0.7L2026-01-16,0.8L2026-02-16,0.8"


def test_there_is_a_gap_where_there_are_no_limits():
    points = judged(*[0.5] * 4, mean=[0.5, NAN, 0.5, 0.5], upper=[0.7, 0.7, NAN, 0.7])

    band, _, mean, _ = paths(points)

    assert (band.count("M"), mean.count("M")) == (2, 2)


def test_nothing_is_drawn_of_what_there_is_not():
    nothing = judged(0.5, mean=NAN, lower=NAN, upper=NAN, target=NAN)

    assert paths(nothing) == []
    assert paths(nothing[["period", "value", "small", "hover"]]) == []
    assert paths(nothing.head(0)) == []


@pytest.mark.parametrize(("top", "expected"), [(1.0, [0, 0.4, 1]), (None, [0, 0.4, 1.2])])
def test_limits_are_drawn_no_further_than_figures_can_be(top, expected):
    assert clipped(pd.Series([-0.2, 0.4, 1.2]), top).tolist() == expected


def test_the_band_of_a_share_ends_at_nought_and_at_all():
    band, *_ = paths(judged(0.5, 0.6, lower=-0.1, upper=1.3), top=1.0)

    values = {float(corner.split(",")[1]) for corner in band.strip("MZ").split("L")}
    assert values == {0.0, 1.0}


def test_lines_differ_in_more_than_colour():
    _, dotted, mean, target = limit_shapes(judged(0.5, 0.6), "dark")

    assert [s["line"]["dash"] for s in (dotted, mean, target)] == ["dot", "solid", "dash"]


def test_thin_lines_are_thinner():
    usual, thin = (
        np.array([s["line"]["width"] for s in limit_shapes(judged(0.5), "light", thin=t)])
        for t in (False, True)
    )

    assert (thin <= usual).all()
    assert thin.sum() < usual.sum()
