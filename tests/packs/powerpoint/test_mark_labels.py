"""The names of what happened stand where they cover neither lines nor one another."""

from dataclasses import replace

import pytest

from packs.pdf.scale import Scale
from packs.powerpoint.mark_labels import Name, heights
from tests.packs import made

SHARE = Scale(1.0, 0.25)
POINT = replace(made.row(2).area.points[-1], mean=None, lower=None, upper=None, target=None)


def at(*levels, n=30):
    """So many months, with a line at each level."""
    names = ("value", "mean", "lower", "upper", "target")
    return [replace(POINT, **dict(zip(names, levels, strict=False)))] * n


def placed(names, points, wide=8.6):
    return heights(names, points, SHARE, wide, 12)


@pytest.mark.parametrize("levels", [(0.99, 1.0), (0.5,), (0.1, 0.9), (0.2, 0.5, 0.8, 0.97, 1.0)])
def test_a_name_is_clear_of_every_line_that_it_stands_over(levels):
    (high,) = placed([Name(4, "Letter templates, 2 Feb 2026", False)], at(*levels))
    assert min(abs(high - level) for level in levels) >= 0.06
    assert 0 < high < 1


def test_names_that_stand_over_the_same_months_have_heights_of_their_own():
    names = [Name(4, "One long name, 2 Feb 2026", False), Name(6, "Another one, 2 Apr 2026", False)]
    one, other = placed(names, at(0.99))
    assert abs(one - other) >= 0.06
    far = [names[0], Name(28, "Another one, 2 Apr 2026", True)]
    assert len(set(placed(far, at(0.99)))) == 1


def test_where_nothing_is_free_a_name_still_stands_and_a_month_without_figures_bars_none():
    crowded = [
        replace(POINT, value=n / 10, mean=n / 10 + 0.05, target=1 - n / 10) for n in range(10)
    ] * 3
    (high,) = placed([Name(0, "A long name " * 8, False)], crowded)
    assert 0 < high < 1
    assert placed([Name(0, "It", False)], [None] * 3) == [0.95]
