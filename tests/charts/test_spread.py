"""How far apart units are: the band, the dots, the line of all, and the words at the end."""

import pandas as pd
import pytest

from charts.spread import spread_chart
from charts.theme import colour
from tests.charts.made import drawn, nothing_without_hover, overlapping

NAN = float("nan")
MONTHS = pd.date_range("2026-01-01", periods=3, freq="MS")


def spread(**columns: object) -> pd.DataFrame:
    usual = {"lowest": [0.4, 0.5, 0.45], "highest": [0.9, 0.8, 0.85], "mean": [0.6, 0.65, 0.7]}
    hover = ["in words"] * 3
    return pd.DataFrame({"period": MONTHS, "hover": hover} | usual | columns)


def units() -> pd.DataFrame:
    made = [("Low & Co", [0.4, 0.5, 0.45]), ("A unit with a long name", [0.9, NAN, 0.85])]
    return pd.concat(
        pd.DataFrame(
            {"unit": n, "name": n, "period": MONTHS, "value": v, "small": False, "hover": n}
        )
        for n, v in made
    )


def spec(band=None, **options):
    band = spread() if band is None else band
    return drawn(spread_chart(band, units(), **{"theme": "light"} | options))


def words(figure: dict) -> list[str]:
    return [a["text"] for a in figure["layout"].get("annotations", ())]


def test_it_has_a_band_the_dots_of_all_units_in_one_trace_and_the_area():
    figure = spec()

    lowest, highest, dots, area = figure["data"]
    assert (lowest.get("fill"), highest["fill"]) == (None, "tonexty")
    assert (dots["mode"], len(dots["x"])) == ("markers", 5)  # one month has no figure
    assert (area["mode"], area["line"]["color"]) == ("lines", colour("average", "light"))
    assert nothing_without_hover(figure)


def test_a_chosen_unit_is_joined_and_named():
    figure = spec(chosen="Low & Co")

    own = figure["data"][3]
    assert own["mode"] == "lines+markers"
    assert own["line"]["color"] == colour("accent", "light")
    assert "<b>Low &amp; Co 45%</b>" in words(figure)


def test_the_ends_are_named():
    assert words(spec()) == ["Highest 85%", "<b>Area 70%</b>", "Lowest 45%"]


def test_a_measure_without_a_share_has_no_line_of_all():
    band = spread(mean=NAN, lowest=[10, 12, 11], highest=[30, 31, 29])
    figure = drawn(
        spread_chart(
            band,
            units().head(0),
            theme="light",
            top=None,
            value_format=",.0f",
            unit=" days",
        )
    )

    assert words(figure) == ["Highest 29 days", "Lowest 11 days"]
    assert figure["layout"]["yaxis"]["range"] == [0, pytest.approx(31 * 1.04)]


@pytest.mark.parametrize("narrow", [False, True])
def test_words_do_not_cover_each_other(narrow):
    band = spread(lowest=0.7, highest=0.71)
    figure = spec(band, chosen="A unit with a long name", narrow=narrow)

    assert len(words(figure)) == 4
    assert overlapping(figure) == []
    assert max(len(line) for text in words(figure) for line in text.split("<br>")) < (
        22 if narrow else 40
    )


def test_small_numbers_are_hollow():
    frame = units().assign(small=True)
    figure = spread_chart(spread(), frame, theme="dark")

    assert set(figure.data[2].marker.color) == {colour("ground", "dark")}


def test_no_months_make_an_empty_figure():
    figure = drawn(spread_chart(spread().head(0), units(), theme="light"))

    assert words(figure) == []
    assert figure["layout"]["yaxis"]["range"] == [0, 1.04]
