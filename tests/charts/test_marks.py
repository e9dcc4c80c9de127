"""The mark of each meaning: told apart by shape alone, hollow where the number is small."""

import pytest

from charts.marks import LEFT_OUT, MARKS, coloured_glyph, glyph, marker
from charts.theme import colour
from tests.charts.made import judged

SIGNALS = ["improvement", "concern", "change", "usual"]


def test_meanings_differ_in_shape_and_not_in_colour_alone():
    for found in (
        [MARKS[m].symbol for m in SIGNALS],
        [MARKS[m].glyph for m in SIGNALS],
        [MARKS[m].hollow for m in SIGNALS],
    ):
        assert len(set(found)) == len(SIGNALS)


def test_what_was_not_judged_looks_like_what_is_usual_but_for_being_hollow():
    assert MARKS["not judged"].symbol == MARKS["usual"].symbol
    assert (glyph("usual"), glyph("not judged")) == ("●", "○")


def test_usual_points_are_smaller_than_signals():
    assert all(MARKS["usual"].size < MARKS[m].size for m in SIGNALS if m != "usual")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("meaning", MARKS)
def test_a_small_number_has_its_shape_and_colour_and_is_hollow(meaning, theme):
    found = marker(judged(1, 2, meaning=meaning, small=[True, False]), theme)

    own = colour(MARKS[meaning].meaning, theme)
    assert found["symbol"] == MARKS[meaning].symbol
    assert found["color"] == [colour("ground", theme), own]
    assert found["line"]["color"] == own
    assert found["opacity"] == 1


def test_a_point_that_was_left_out_is_an_open_cross():
    found = marker(judged(1, 2, left_out=[True, False]), "light")

    assert found["symbol"] == [LEFT_OUT, "circle"]
    assert found["line"]["width"] == [2.0, 1.2]


def test_points_that_nobody_judged_have_the_accent():
    points = judged(1, 2).drop(columns=["meaning", "left_out"])

    assert marker(points, "dark")["color"] == [colour("accent", "dark")] * 2


def test_sizes_can_be_scaled():
    assert marker(judged(1), "light", scale=0.5)["size"] == MARKS["usual"].size / 2


@pytest.mark.parametrize(
    ("meaning", "small", "letter"),
    [("concern", False, "■"), ("concern", True, "□"), ("change", True, "△")],
)
def test_text_has_the_same_shapes(meaning, small, letter):
    assert glyph(meaning, small=small) == letter
    assert coloured_glyph(meaning, "light", small=small) == (
        f'<span style="color:{colour(meaning, "light")};font-size:15px">{letter}</span>'
    )
