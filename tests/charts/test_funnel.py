"""The funnel: marks by where a unit is, and the names of those outside and of the reader's own."""

import numpy as np
import pandas as pd
import pytest

from charts.funnel import funnel_chart
from charts.labels import HALF, LINE, across, width
from charts.theme import colour
from metrics.funnel import PLACES, funnel
from tests.charts.made import drawn, nothing_without_hover, overlapping


def made(rates: dict[str, float], whole: int = 400):
    part = pd.Series({unit: rate * whole for unit, rate in rates.items()})
    found = funnel(part, pd.Series(float(whole), index=part.index), adjusted=False)
    units = found.units.reset_index(names="unit")
    units = units.assign(name=units["unit"], hover=[f"hover {u}" for u in units["unit"]])
    return units, found.curves(np.geomspace(50, whole, 20)), found.dispersion.centre


RATES = {f"Unit {i}": 0.7 for i in range(8)} | {"Best": 0.95, "Worst": 0.4}


def spec(rates=RATES, **options):
    units, curves, centre = made(rates)
    usual = {"theme": "light", "better": "higher", "counting_unit": "cases", "centre": centre}
    return drawn(funnel_chart(units, curves, **usual | options))


def names(figure: dict) -> list[str]:
    return [a["text"] for a in figure["layout"]["annotations"] if a["x"] != 1]


@pytest.mark.parametrize(
    ("better", "best", "worst"),
    [
        ("higher", "diamond", "square"),
        ("lower", "square", "diamond"),
        ("neither", "triangle-up", "triangle-up"),
    ],
)
def test_a_unit_far_outside_has_the_mark_of_its_meaning(better, best, worst):
    (marks,) = spec(better=better)["data"]

    by_unit = dict(zip(marks["text"], marks["marker"]["symbol"], strict=True))
    assert by_unit["hover Best"] == best
    assert by_unit["hover Worst"] == worst
    assert by_unit["hover Unit 1"] == "circle"


@pytest.mark.parametrize("place", PLACES)
def test_one_in_twenty_is_no_signal_but_has_its_name(place):
    units, curves, centre = made(RATES)
    units["place"] = ["usual"] * (len(units) - 1) + [place]
    figure = drawn(
        funnel_chart(
            units, curves, centre=centre, theme="light", better="higher", counting_unit="cases"
        )
    )

    assert names(figure) == [] if place == "usual" else [units["name"].iloc[-1]]
    symbols = figure["data"][0]["marker"]["symbol"]
    assert (symbols != "circle") == place.startswith("very")


def test_those_outside_have_names():
    assert names(spec()) == ["Best", "Worst"]


def test_my_unit_has_its_name_and_a_ring_wherever_it_is():
    figure = spec(chosen="Unit 3")

    ring, _ = figure["data"]
    assert names(figure) == ["<b>Unit 3</b>", "Best", "Worst"]
    assert ring["marker"]["symbol"] == "circle-open"
    assert ring["marker"]["color"] == colour("text", "light")
    assert nothing_without_hover(figure)


def test_a_unit_that_is_not_there_has_no_ring():
    assert len(spec(chosen="Elsewhere")["data"]) == 1


@pytest.mark.parametrize("narrow", [False, True])
def test_names_do_not_cover_each_other(narrow):
    rates = {f"A unit with a name {i}": 0.9 + i / 100 for i in range(6)} | {"All": 0.3, "B": 0.25}
    figure = spec(rates, chosen="A unit with a name 2", narrow=narrow)

    assert "<b>A unit with a name 2</b>" in names(figure)
    assert overlapping(figure) == []
    plot = figure["layout"]["height"] - 62
    margin = figure["layout"]["margin"]
    plot_width = across(margin["l"], margin["r"], narrow=narrow, wide=HALF)
    boxes = []
    for a in (a for a in figure["layout"]["annotations"] if a["x"] != 1):
        long = width(a["text"].replace("<b>", "").replace("</b>", ""))
        x = a["x"] / (400 * 1.04) * plot_width + a.get("xshift", a.get("ax", 0))
        y = a["y"] / 1.04 * plot + a.get("yshift", -a.get("ay", 0))
        left = x - {"left": 0, "center": long / 2, "right": long}[a["xanchor"]]
        boxes.append((left, left + long, y - LINE / 2, y + LINE / 2))
    assert not [
        (one, other)
        for i, one in enumerate(boxes)
        for other in boxes[:i]
        if one[0] < other[1]
        and other[0] < one[1]
        and one[2] < other[3] - 0.01
        and other[2] < one[3] - 0.01
    ]


def test_curves_stay_within_nought_and_all():
    units, curves, centre = made({"A": 0.98, "B": 0.99}, whole=60)
    figure = drawn(
        funnel_chart(
            units, curves, centre=centre, theme="dark", better="higher", counting_unit="cases"
        )
    )

    for shape in figure["layout"]["shapes"]:
        if shape["type"] == "path":
            corners = shape["path"].replace("M", "L").strip("LZ").split("L")
            assert all(0 <= float(corner.split(",")[1]) <= 1 for corner in corners)


def test_the_curves_are_those_that_were_asked_for():
    units, curves, centre = made({f"U{i}": 0.4 + i / 20 for i in range(9)})
    plain, wide = (
        drawn(
            funnel_chart(
                units,
                curves,
                centre=centre,
                theme="light",
                better="higher",
                counting_unit="cases",
                adjusted=adjusted,
            )
        )["layout"]["shapes"][0]["path"]
        for adjusted in (False, True)
    )

    assert plain != wide


def test_it_says_what_is_along_and_what_the_curves_are():
    figure = spec()

    assert figure["layout"]["xaxis"]["title"]["text"] == "Number of cases"
    assert [a["text"] for a in figure["layout"]["annotations"] if a["x"] == 1] == [
        "Area 70%",
        "99.8% limits",
        "95% limits",
    ]
    assert figure["layout"]["yaxis"]["range"] == [0, 1.04]


def test_small_numbers_are_hollow():
    units, curves, centre = made(RATES)
    units["small"] = units["unit"] == "Unit 0"
    (marks,) = funnel_chart(
        units, curves, centre=centre, theme="light", better="higher", counting_unit="cases"
    ).data

    hollow = [c == colour("ground", "light") for c in marks.marker.color]
    assert hollow == units["small"].tolist()


def test_no_units_make_an_empty_figure():
    units, curves, _ = made(RATES)
    figure = funnel_chart(
        units.head(0),
        curves.head(0),
        centre=float("nan"),
        theme="light",
        better="higher",
        counting_unit="cases",
    )

    assert names(drawn(figure)) == []
