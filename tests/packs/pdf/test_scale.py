"""Scales of charts, and where their lines are parted."""

from dataclasses import replace

import pytest

from packs.pdf.scale import scale, stretches, within
from tests.packs import made

POINT = made.row(2).area.points[-1]


def line_to(highest):
    none = {"mean": None, "lower": None, "upper": None, "target": None}
    return replace(made.row(4).area, points=(replace(POINT, value=highest, **none),))


@pytest.mark.parametrize(
    ("shown_as", "highest", "ticks"),
    [
        ("share", 0.2, [0, 0.25, 0.5, 0.75, 1]),
        ("count", 922.0, [0, 250, 500, 750, 1000]),
        ("count", 1180.0, [0, 500, 1000, 1500]),
        ("count", 3.0, [0, 1, 2, 3]),
        ("days", 33.5, [0, 10, 20, 30, 40]),
        ("days", 1.0, [0, 0.25, 0.5, 0.75, 1]),
        ("days", 0.0, [0, 0.25, 0.5, 0.75, 1]),
    ],
)
def test_a_scale_goes_from_nought_in_round_steps_to_over_all_that_is_drawn(
    shown_as, highest, ticks
):
    assert scale(shown_as, [line_to(highest)]).ticks == pytest.approx(ticks)


def test_lines_without_points_have_a_scale():
    assert scale("count", []).ticks == pytest.approx([0, 1])


def test_a_scale_has_room_for_limits_and_targets():
    points = (replace(POINT, value=1.0, upper=90.0, target=7.0),)
    assert scale("days", [replace(line_to(1.0), points=points)]).top == 100


def test_a_limit_is_drawn_no_lower_than_nought_and_no_share_over_all():
    assert within(-0.2, "share") == 0
    assert within(1.3, "share") == 1
    assert within(130.0, "count") == 130
    assert within(None, "share") is None


def test_a_level_is_parted_where_it_changes_and_where_it_is_missing():
    levels = [0.5, 0.5, 0.6, None, 0.6, 0.6]
    points = [replace(POINT, mean=level, target=level) for level in levels]
    assert [[p.mean for p in s] for s in stretches(points, "mean")] == [[0.5] * 2, [0.6], [0.6] * 2]
    assert [len(s) for s in stretches(points, "target")] == [2, 1, 2]
