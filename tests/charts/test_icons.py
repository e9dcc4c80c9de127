"""Icons: drawings that say in words what they show, and differ without their colours."""

import re
from itertools import product
from xml.etree import ElementTree

import pytest

from charts.icons import assurance_icon, sparkline, variation_icon
from charts.marks import MARKS
from charts.theme import colour

NAN = float("nan")
SVG = "{http://www.w3.org/2000/svg}"
WORDS = {
    ("improvement", 1): "Better: higher than usual",
    ("improvement", -1): "Better: lower than usual",
    ("concern", 1): "Worse: higher than usual",
    ("concern", -1): "Worse: lower than usual",
    ("change", 1): "Changed: higher than usual",
    ("change", 0): "Changed: different from usual",
    ("usual", 0): "No change beyond chance",
    ("usual", 1): "No change beyond chance",
    ("not judged", 0): "Too few to judge",
}
ASSURANCES = {
    "will reach": "Will reach the target as things are",
    "may or may not reach": "May or may not reach the target as things are",
    "will not reach": "Will not reach the target as things are",
    "": "Not judged against a target",
}


def read(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def says(svg: str, words: str) -> bool:
    root = read(svg)
    return (
        root.tag == f"{SVG}svg"
        and root.get("role") == "img"
        and root.get("aria-label") == words == root.findtext(f"{SVG}title")
    )


def without_colours(svg: str) -> str:
    return re.sub(r"#[0-9a-f]{6}", "#", svg.split("</title>")[1])


@pytest.mark.parametrize(("meaning", "side"), WORDS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_icon_says_what_changed(meaning, side, theme):
    svg = variation_icon(meaning, side, theme)

    assert says(svg, WORDS[meaning, side])
    assert colour(MARKS[meaning].meaning, theme) in svg


@pytest.mark.parametrize("assurance", ASSURANCES)
@pytest.mark.parametrize("better", ["higher", "lower"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_icon_says_whether_the_target_will_be_reached(assurance, better, theme):
    assert says(assurance_icon(assurance, theme, better=better), ASSURANCES[assurance])


def test_icons_differ_without_their_colours():
    kinds = [(m, s) for m, s in WORDS if (m, s) != ("usual", 1)]
    drawings = [without_colours(variation_icon(m, s, "light")) for m, s in kinds]
    drawings += [without_colours(assurance_icon(a, "light")) for a in ASSURANCES]

    assert len(set(drawings)) == len(drawings)


def test_the_band_is_on_the_good_side_of_the_line_or_on_the_other():
    def above(assurance: str, better: str) -> bool:
        root = read(assurance_icon(assurance, "light", better=better))
        band, line = root.find(f"{SVG}rect"), root.findall(f"{SVG}path")[0]
        bottom = float(band.get("y")) + float(band.get("height"))
        return bottom <= float(re.match(r"M1 ([\d.]+)h", line.get("d"))[1])

    found = {(a, b): above(a, b) for a, b in product(list(ASSURANCES)[:3:2], ("higher", "lower"))}
    assert found == {
        ("will reach", "higher"): True,
        ("will reach", "lower"): False,
        ("will not reach", "higher"): False,
        ("will not reach", "lower"): True,
    }


@pytest.mark.parametrize("size", [24, 28])
def test_icons_have_the_size_that_is_asked_for(size):
    for svg in (
        variation_icon("usual", 0, "light", size=size),
        assurance_icon("", "dark", size=size),
    ):
        root = read(svg)
        assert (root.get("width"), root.get("viewBox")) == (str(size), "0 0 28 28")


def test_an_unknown_verdict_is_no_icon():
    with pytest.raises(KeyError):
        assurance_icon("probably", "light")


@pytest.mark.parametrize("meaning", MARKS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_sparkline_ends_in_the_mark_of_its_last_point(meaning, theme):
    root = read(sparkline([0.2, 0.4, 0.3], ["usual", "usual", meaning], theme))

    assert root.get("aria-hidden") == "true"
    (mark,) = root.find(f"{SVG}g")
    own = colour(MARKS[meaning].meaning, theme)
    hollow = meaning == "not judged"
    assert mark.get("stroke") == own
    assert mark.get("fill") == (colour("ground", theme) if hollow else own)


def test_a_small_last_number_is_hollow():
    (mark,) = read(sparkline([1, 2], ["usual"] * 2, "light", small=True)).find(f"{SVG}g")

    assert mark.get("fill") == colour("ground", "light")


def test_a_sparkline_has_the_last_thirty_points_with_their_gaps():
    values = [float(i) for i in range(50)]
    values[30] = NAN
    path = read(sparkline(values, ["usual"] * 50, "light")).find(f"{SVG}path").get("d")

    assert len(re.findall("[ML]", path)) == 29
    assert path.count("M") == 2


def test_a_sparkline_stays_within_its_drawing():
    path = read(sparkline([5, 900, -3, NAN], ["usual"] * 4, "light")).find(f"{SVG}path").get("d")

    places = [tuple(map(float, p.split())) for p in re.split("[ML]", path)[1:]]
    assert all(0 < x < 120 and 0 < y < 28 for x, y in places)


@pytest.mark.parametrize("values", [[], [NAN], [0.5], [0.5, 0.5]])
def test_a_sparkline_of_little_or_nothing_is_a_drawing_too(values):
    root = read(sparkline(values, ["usual"] * len(values), "light"))

    assert (root.find(f"{SVG}g") is not None) == any(v == v for v in values)
