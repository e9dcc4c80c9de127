"""The colours of the theme can be read: WCAG 2.2, 1.4.3 (text) and 1.4.11 (edges and marks)."""

import tomllib
from itertools import product
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
TEXT = 4.5
EDGE = 3.0

GROUNDS = ("backgroundColor", "secondaryBackgroundColor")
PAIRS = [  # (ink, ground, least contrast)
    *((ink, ground, TEXT) for ink in ("textColor", "linkColor") for ground in GROUNDS),
    *((f"{c}TextColor", ground, TEXT) for c in ("blue", "gray") for ground in GROUNDS),
    *(("borderColor", ground, EDGE) for ground in GROUNDS),
]
IN_THE_MAIN_PART = [
    *(
        (f"{c}TextColor", ground, TEXT)
        for c in ("blue", "gray", "green", "orange", "red", "violet", "yellow")
        for ground in (f"{c}BackgroundColor", "backgroundColor", "secondaryBackgroundColor")
    ),
    ("primaryColor", "backgroundColor", TEXT),  # the label of the chosen tab
    ("primaryColor", "secondaryBackgroundColor", TEXT),
    ("codeTextColor", "codeBackgroundColor", TEXT),
    ("dataframeHeaderTextColor", "dataframeHeaderBackgroundColor", TEXT),
]


def luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#777777", "#ffffff", 4.48)],
)
def test_contrast_is_as_the_standard_defines_it(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize(
    ("mode", "part", "pair"),
    [
        *product(("light", "dark"), ("main", "sidebar"), PAIRS),
        *product(("light", "dark"), ("main",), IN_THE_MAIN_PART),
    ],
)
def test_ink_can_be_told_from_its_ground(mode, part, pair):
    colours = THEME[mode] | (THEME[mode]["sidebar"] if part == "sidebar" else {})
    ink, ground, least = pair
    assert contrast(colours[ink], colours[ground]) >= least, (colours[ink], colours[ground])


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_colours_of_a_chart_can_be_told_from_its_ground(mode):
    ground = THEME[mode]["backgroundColor"]
    assert all(contrast(c, ground) >= EDGE for c in THEME[mode]["chartCategoricalColors"])


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_sidebar_can_be_told_from_the_page(mode):
    assert THEME[mode]["sidebar"]["backgroundColor"] != THEME[mode]["backgroundColor"]


def test_light_and_dark_set_the_same_colours():
    assert THEME["light"].keys() == THEME["dark"].keys()
    assert THEME["light"]["sidebar"].keys() == THEME["dark"]["sidebar"].keys()


def test_no_font_comes_from_elsewhere():
    assert not [key for key in THEME if "font" in key.lower() and "Size" not in key]
