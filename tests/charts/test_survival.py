"""The chart of how long it takes: every curve, dot, label and line from its figures."""

import base64
import json

import numpy as np
import pandas as pd
import pytest

from charts.survival import Curve, survival_chart
from charts.theme import colour
from metrics.survival import survival
from metrics.survival_words import Words
from tests.pages.screen_charts import numbers

WORDS = Words(counting_unit="submissions", one="submission", began="received", ended="decided")


def curve(name: str, stopped: list[int], still_open: list[int] = ()) -> Curve:
    """Cases that stopped after so many days, and others open after so many."""
    days = [*stopped, *still_open]
    frame = pd.DataFrame({"days": days, "n": [1] * len(days)})
    frame["stopped"] = [True] * len(stopped) + [False] * len(still_open)
    return Curve(name=name, points=survival(frame))


MINE = curve("A Unit", [0, 3, 3, 5], [2, 3, 6])
OTHERS = curve("Area", [1, 1, 2, 4, 4, 4, 6, 8])


def spec(*curves: Curve, words: Words = WORDS, **options) -> dict:
    return json.loads(survival_chart(curves, words, **{"theme": "light"} | options).to_json())


def lines(figure: dict) -> dict[str, dict]:
    """The curves by their names."""
    return {t["name"]: t for t in figure["data"] if "name" in t}


def days(x: list | dict) -> list[int]:
    if isinstance(x, dict):
        x = np.frombuffer(base64.b64decode(x["bdata"]), x["dtype"]).tolist()
    return x


def test_a_curve_is_the_share_finished_step_by_step():
    line = lines(spec(MINE))["A Unit"]

    still_open = MINE.points["still_open"]
    assert days(line["x"]) == [0, 1, 2, 3, 4, 5, 6]
    assert numbers(line["y"]) == pytest.approx((1 - still_open).tolist(), abs=1e-4)
    assert line["line"]["shape"] == "hv"


def test_hover_names_the_group_the_days_the_interval_and_the_denominator():
    found = lines(spec(MINE, OTHERS))

    assert found["A Unit"]["text"][3] == (
        "<b>A Unit</b><br>49% decided within 3 days<br>95% interval 19% to 88%<br>"
        "7 submissions; 5 ran for 3 days or more"
    )
    assert found["Area"]["text"][:2] == [
        "<b>Area</b><br>0% decided within 0 days<br>8 submissions; 8 ran for 0 days or more",
        "<b>Area</b><br>25% decided within 1 day<br>95% interval 7% to 69%<br>"
        "8 submissions; 8 ran for 1 day or more",
    ]


def test_one_case_is_not_several():
    words = Words(
        counting_unit="letters", one="letter", began="decided", ended="sent", day="working day"
    )
    (line,) = lines(spec(curve("A", [1]), words=words)).values()

    assert line["text"][1] == (
        "<b>A</b><br>100% sent within 1 working day<br>1 letter; 1 ran for 1 working day or more"
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_first_is_in_the_accent_and_each_has_its_own_dashes(theme):
    figure = spec(MINE, *[curve(n, [1, 2]) for n in "BCD"], theme=theme)
    found = lines(figure)

    accent, others = colour("accent", theme), colour("others", theme)
    assert [found[n]["line"]["color"] for n in ("A Unit", "B", "C", "D")] == [accent] + [others] * 3
    assert len({t["line"]["dash"] for t in found.values()}) == 4
    assert found["A Unit"]["line"]["dash"] == "solid"
    assert figure["data"][-2]["name"] == "A Unit"  # on top, but for its dot


def test_the_band_is_the_interval_and_closes_up_where_there_is_none():
    figure = spec(MINE)
    lower, upper = figure["data"][:2]

    points = MINE.points
    known = points["lower"].notna()
    wanted = (1 - points["upper"]).where(known, 1 - points["still_open"])
    assert numbers(lower["y"]) == pytest.approx(wanted.tolist(), abs=1e-4)
    wanted = (1 - points["lower"]).where(known, 1 - points["still_open"])
    assert numbers(upper["y"]) == pytest.approx(wanted.tolist(), abs=1e-4)
    assert upper["fill"] == "tonexty"
    assert upper["fillcolor"] == "rgba(29,95,168,0.14)"
    assert lower["hoverinfo"] == upper["hoverinfo"] == "skip"


def test_a_dot_marks_the_day_by_which_half_are_finished():
    def dots(*curves: Curve) -> list[list[int]]:
        return [days(t["x"]) for t in spec(*curves)["data"] if t["mode"] == "markers"][::-1]

    assert dots(MINE) == [[5]]
    assert dots(MINE, OTHERS) == [[5], [4]]
    assert dots(curve("A", [1], [5, 5, 5])) == [[]]


def test_each_curve_has_its_name_beside_it_as_it_is_written():
    figure = spec(curve("<b>A</b> & B", [1, 2]), OTHERS)

    texts = [a["text"] for a in figure["layout"]["annotations"]]
    assert texts == ["<b>&lt;b&gt;A&lt;/b&gt; &amp; B</b>", "Area"]
    assert figure["data"][-2]["text"][0].startswith("<b>&lt;b&gt;A&lt;/b&gt; &amp; B</b><br>")
    one, other = (a["y"] for a in figure["layout"]["annotations"])
    assert abs(one - other) * 248 >= 17  # a line of text
    assert figure["layout"]["margin"]["r"] > 40


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_standard_is_a_dashed_line_with_its_name(theme):
    figure = spec(MINE, limit=4, theme=theme)

    (line,) = figure["layout"]["shapes"]
    label = figure["layout"]["annotations"][-1]
    assert (line["x0"], line["x1"], line["line"]["dash"]) == (4, 4, "dash")
    assert line["line"]["color"] == label["font"]["color"] == colour("target", theme)
    assert (label["text"], label["x"]) == ("standard: 4 days", 4)
    assert spec(MINE, limit=1)["layout"]["annotations"][-1]["text"] == "standard: 1 day"


@pytest.mark.parametrize(("limit", "side"), [(1, "left"), (5, "right")])
def test_the_name_of_the_standard_stays_on_the_chart(limit, side):
    assert spec(MINE, limit=limit)["layout"]["annotations"][-1]["xanchor"] == side


def test_without_a_standard_there_is_no_line():
    figure = spec(MINE)

    assert "shapes" not in figure["layout"]
    assert len(figure["layout"]["annotations"]) == 1


@pytest.mark.parametrize(
    ("of", "options", "until"),
    [
        (MINE, {}, 6),
        (MINE, {"limit": 28}, 35),  # past the standard, with room to see it
        (MINE, {"until": 3}, 3),
        (curve("A", [1] * 99 + [300]), {}, 1),  # 1% is still open after a day
        (curve("A", list(range(100)), list(range(100))), {}, 95),  # then fewer than ten
        (curve("A", [4]), {}, 4),
        (curve("A", [0]), {}, 1),
    ],
)
def test_it_is_drawn_as_far_as_there_is_something_to_see(of, options, until):
    figure = spec(of, **options)

    assert figure["layout"]["xaxis"]["range"] == [0, until]
    assert max(days(figure["data"][-2]["x"])) <= until


def test_a_curve_ends_where_nobody_was_followed_longer_and_stays_where_all_are_finished():
    found = lines(spec(MINE, OTHERS, until=20))

    assert max(days(found["A Unit"]["x"])) == 6
    assert days(found["Area"]["x"]) == list(range(21))
    assert numbers(found["Area"]["y"])[-1] == 1
    assert found["Area"]["text"][-1].endswith("8 submissions; 0 ran for 20 days or more")


def test_the_axes_say_what_they_are():
    layout = spec(MINE)["layout"]

    assert layout["xaxis"]["title"]["text"] == "days after being received"
    assert layout["yaxis"]["range"] == [0, 1.04]
    assert layout["yaxis"]["tickformat"] == ".0%"


def test_curves_without_cases_are_left_out():
    empty = Curve(name="Nobody", points=MINE.points.iloc[:0])

    assert list(lines(spec(empty, MINE))) == ["A Unit"]
    assert spec(empty)["data"] == spec()["data"] == []


def test_more_curves_than_can_be_told_apart_are_refused():
    with pytest.raises(AssertionError, match="told apart"):
        spec(*[MINE] * 5)
