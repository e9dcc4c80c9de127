"""The look that charts share, and that its colours can be read and told apart."""

from itertools import pairwise, product

import plotly.graph_objects as go
import pytest

from charts.marks import MARKS
from charts.theme import AGES, CONFIG, FONT, MEANINGS, SHADES, colour, look
from tests.architecture.test_theme import EDGE, TEXT, contrast

THEMES = ("light", "dark")
GROUNDS = ("ground", "grid", "band")  # what others stand on, or hardly see
INKS = [meaning for meaning in MEANINGS if meaning not in GROUNDS]
SECOND = {"light": "#f3f5f7", "dark": "#1a2129"}  # the sidebar's, where a mark may stand


@pytest.mark.parametrize("meaning", MEANINGS)
def test_a_meaning_has_a_colour_on_either_ground(meaning):
    light, dark = colour(meaning, "light"), colour(meaning, "dark")

    assert light != dark
    assert all(len(c) == 7 and c.startswith("#") for c in (light, dark))


@pytest.mark.parametrize(("theme", "meaning"), [*product(THEMES, INKS)])
def test_a_colour_can_be_read_on_the_page(theme, meaning):
    assert contrast(colour(meaning, theme), colour("ground", theme)) >= TEXT


@pytest.mark.parametrize(("theme", "meaning"), [*product(THEMES, INKS)])
def test_a_mark_can_be_seen_on_the_band_and_on_the_second_ground(theme, meaning):
    for ground in (colour("band", theme), SECOND[theme]):
        assert contrast(colour(meaning, theme), ground) >= EDGE


@pytest.mark.parametrize("theme", THEMES)
def test_text_can_be_read_and_marks_can_be_seen_on_every_shade(theme):
    marks = {colour(mark.meaning, theme) for mark in MARKS.values()}
    for shade in SHADES[theme]:
        assert contrast(colour("text", theme), shade) >= TEXT
        assert all(contrast(mark, shade) >= EDGE for mark in marks), shade


@pytest.mark.parametrize("theme", THEMES)
def test_the_first_shade_is_none(theme):
    assert SHADES[theme][0] == colour("ground", theme)


@pytest.mark.parametrize(("theme", "shades"), [*product(THEMES, (SHADES, AGES))])
def test_shades_stand_out_more_and_more_from_the_ground_in_greyscale(theme, shades):
    steps = [contrast(shade, colour("ground", theme)) for shade in shades[theme]]

    assert all(two > one * 1.08 for one, two in pairwise(steps))


@pytest.mark.parametrize("theme", THEMES)
def test_ages_beside_each_other_can_be_told_apart_in_greyscale(theme):
    assert all(contrast(one, two) > 1.3 for one, two in pairwise(AGES[theme]))


@pytest.mark.parametrize("theme", THEMES)
def test_every_chart_looks_alike(theme):
    figure = look(go.Figure(go.Scatter(x=[1], y=[1])), theme, height=300)
    layout = figure.layout

    assert (layout.height, layout.showlegend, layout.dragmode) == (300, False, False)
    assert layout.font.family == FONT
    assert layout.font.color == colour("secondary", theme)  # Streamlit's own is too faint
    assert layout.xaxis.tickfont.color == layout.yaxis.tickfont.color == colour("secondary", theme)
    assert (layout.xaxis.fixedrange, layout.yaxis.fixedrange) == (True, True)
    assert layout.yaxis.nticks <= 4  # at most four gridlines
    assert layout.title.text is None  # the sentence above is the title
    assert not CONFIG["displayModeBar"]
