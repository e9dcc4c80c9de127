"""The second way of comparing units, against tables of χ²."""

import math

import pytest

from tests.pages.obvious_compare import between, by_chance


@pytest.mark.parametrize(
    ("free", "q", "share"),
    [  # NIST/SEMATECH e-Handbook, 1.3.6.7.4: upper critical values
        *((1, 3.841, 0.05), (2, 5.991, 0.05), (5, 11.070, 0.05), (9, 16.919, 0.05)),
        *((30, 43.773, 0.05), (100, 124.342, 0.05), (1, 10.828, 0.001), (9, 27.877, 0.001)),
    ],
)
def test_how_often_chance_is_so_large(free, q, share):
    assert by_chance(q, free) == pytest.approx(share, rel=2e-3)
    assert by_chance(0.0, free) == 1


def test_units_alike_are_no_distance_apart_beyond_chance():
    def of(*parts: tuple[int, int]) -> dict[str, dict]:
        return {str(i): {"part": p, "whole": n} for i, (p, n) in enumerate(parts)}

    assert between(of((50, 100), (50, 100))) == 0
    assert between(of((45, 100), (55, 100))) == 0  # q is 2: chance makes as much of it
    # 2√(p(1-p)) times √((q - 1) / 400) of two units of 100, here with p of a half and q of 21.2
    assert between(of((34, 100), (66, 100))) == pytest.approx(5 * math.sqrt(20.22), abs=0.01)
