"""Charts as SVG: whole XML, every figure at its height, and nothing told by colour alone."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from packs.content import Mark
from packs.pdf.drawing import large, little
from packs.pdf.plot import Plot
from packs.pdf.scale import Scale, months_of, scale
from packs.pdf.shapes import mark
from tests.packs import made

SVG = "{http://www.w3.org/2000/svg}"
SHARE = Scale(1.0, 0.25)


def drawn(line, shown_as="share", marks=(), size=(768, 200)):
    on = scale(shown_as, [line])
    return ET.fromstring(large(line, on, shown_as=shown_as, marks=marks, size=size))


def words(svg):
    return [t.text for t in svg.iter(f"{SVG}text")]


def test_a_month_stands_in_the_middle_of_its_place_and_a_day_where_it_falls():
    months = [date(2026, 1, 1), date(2026, 2, 1)]
    plot = Plot(months, SHARE, (0, 0, 200, 100))
    assert plot.middle(months[0]) == pytest.approx(50)
    assert plot.middle(months[1]) == pytest.approx(150)
    assert plot.across(date(2026, 2, 1)) == pytest.approx(100)
    assert plot.across(date(2026, 2, 15)) == pytest.approx(100 + 100 * 14 / 28)


def test_a_value_stands_at_its_height_and_a_limit_beyond_the_scale_on_its_edge():
    plot = Plot(made.months(3), SHARE, (0, 0, 200, 100))
    assert [plot.down(v) for v in (0, 0.25, 1, 1.4, -0.3)] == [100, 75, 0, 0, 100]


def test_every_figure_has_a_mark():
    line = made.row(2).area
    svg = drawn(line)
    there = [p for p in line.points if p.value is not None]
    squares = list(svg.iter(f"{SVG}rect"))[1:]  # without the ground
    worse = [p for p in there if p.meaning == "concern" and not p.left_out]
    usual = [p for p in there if p.meaning == "usual" and not p.left_out]
    assert len(squares) == len(worse) == 4
    assert len(list(svg.iter(f"{SVG}circle"))) == len(usual)
    assert len(there) == len(worse) + len(usual) + 1  # one month is left out: a cross


def test_the_line_is_broken_where_a_month_has_no_figure():
    points = made.row(2, n_months=6).area.points
    gap = (*points[:2], replace(points[2], value=None), *points[3:])
    svg = drawn(replace(made.row(2).area, points=gap))
    (figures,) = [p.get("d") for p in svg.iter(f"{SVG}path") if p.get("stroke-width") == "1.1"
                  and "stroke-dasharray" not in p.attrib]  # fmt: skip
    assert figures.count("M") == 2


@pytest.mark.parametrize(
    ("meaning", "tag"),
    [("concern", "rect"), ("improvement", "path"), ("change", "path"), ("usual", "circle")],
)
def test_each_meaning_has_a_shape_of_its_own(meaning, tag):
    point = replace(made.row(2).area.points[-1], meaning=meaning)
    own = ET.fromstring(mark(point, 10, 10))
    assert own.tag == tag
    hollow = ET.fromstring(mark(replace(point, small=True), 10, 10))
    assert (own.get("fill"), hollow.get("fill")) == (own.get("stroke"), "#ffffff")
    others = {mark(replace(point, meaning=m), 10, 10).split("fill")[0]
              for m in ("concern", "improvement", "change", "usual")}  # fmt: skip
    assert len(others) == 4


def test_the_right_end_says_what_the_lines_are():
    points = made.row(2).area.points
    last = replace(points[-1], value=0.744, mean=0.7, lower=-0.1, upper=1.2, target=0.8)
    said = words(drawn(replace(made.row(2).area, points=(*points[:-1], last))))
    assert {"Area 74%", "Average 70%", "Target 80%", "Usual 0% to 100%"} <= set(said)


def test_a_line_without_limits_has_none_at_its_end():
    points = tuple(replace(p, lower=None, upper=None) for p in made.row(2).area.points)
    assert not any(
        w.startswith("Usual") for w in words(drawn(replace(made.row(2).area, points=points)))
    )


def test_no_two_texts_at_the_right_end_stand_on_one_another():
    points = made.row(2).area.points
    last = replace(points[-1], value=0.8, mean=0.8, lower=0.79, upper=0.81, target=0.8)
    svg = drawn(replace(made.row(2).area, points=(*points[:-1], last)))
    ends = sorted(
        float(t.get("y")) for t in svg.iter(f"{SVG}text") if t.text.split()[0] in
        ("Area", "Average", "Target", "Usual")
    )  # fmt: skip
    assert len(ends) == 4
    assert all(b - a > 9.9 for a, b in pairwise(ends))


def test_what_happened_is_named_and_what_was_before_the_first_month_is_not():
    marks = (
        Mark(day=date(2026, 4, 1), label="New <system> & more", kind="step"),
        Mark(day=date(2019, 4, 1), label="Long ago", kind="action"),
    )
    said = words(drawn(made.row(2).area, marks=marks))
    assert "New <system> & more, 1 Apr 2026" in said
    assert not any("Long ago" in text for text in said)


@pytest.mark.parametrize("points", [(), made.row(2, n_months=1).area.points])
def test_no_month_and_one_month_can_be_drawn(points):
    line = replace(made.row(2).area, points=points)
    said = words(drawn(line))
    assert ("No figures" in said) == (not points)
    months = [p.period for p in line.points]
    small = ET.fromstring(little(line, SHARE, months, shown_as="share", size=(185, 66)))
    assert ("Oct 2026" in words(small)) == bool(points)


def test_a_unit_that_began_late_is_drawn_over_the_months_of_the_others():
    whole = made.row(2).area
    late = replace(whole, points=whole.points[-6:])
    both = [
        ET.fromstring(
            little(one, SHARE, months_of([whole, late]), shown_as="share", size=(185, 66))
        )
        for one in (whole, late)
    ]
    assert [("May 2024" in words(svg), "Oct 2026" in words(svg)) for svg in both] == [
        (True, True),
        (True, True),
    ]
    october = [list(svg.iter(f"{SVG}rect"))[-1].attrib for svg in both]
    assert october[0] == october[1]  # in one place


def test_all_stands_inside_the_chart():
    for line, shown_as in ((made.row(2).area, "share"), (made.row(5).area, "count")):
        svg = drawn(line, shown_as, made.row(2).marks)
        for text in svg.iter(f"{SVG}text"):
            assert 0 <= float(text.get("x")) <= 768
            assert 0 <= float(text.get("y")) <= 200
