"""What waits day by day: bands on top of each other from nought, the oldest first."""

import pandas as pd
import pytest

from charts.backlog import backlog_chart
from charts.theme import AGES
from tests.charts.made import drawn, nothing_without_hover, overlapping

BANDS = {"new": "0 to 5 days", "old": "6 to 28 days", "oldest": "29 days & more"}


def days(n: int = 40, **columns: object) -> pd.DataFrame:
    usual = {"new": range(n), "old": range(1, n + 1), "oldest": [7] * n, "hover": ["words"] * n}
    return pd.DataFrame({"day": pd.bdate_range("2026-09-28", periods=n)} | usual | columns)


def spec(frame=None, **options):
    frame = days() if frame is None else frame
    return drawn(backlog_chart(frame, **{"theme": "light", "bands": BANDS} | options))


def words(figure: dict) -> list[str]:
    return [a["text"] for a in figure["layout"].get("annotations", ())]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_oldest_is_at_the_bottom_and_stands_out_most(theme):
    figure = spec(theme=theme)

    *areas, total = figure["data"]
    assert [a["fillcolor"] for a in areas] == [AGES[theme][4], AGES[theme][2], AGES[theme][0]]
    assert len({a["stackgroup"] for a in areas}) == 1
    assert "stackgroup" not in total
    assert nothing_without_hover(figure)


@pytest.mark.parametrize("n", range(1, 6))
def test_as_many_bands_as_there_are_shades_or_fewer(n):
    bands = {f"b{i}": f"band {i}" for i in range(n)}
    frame = days(5, **dict.fromkeys(bands, 1))

    *areas, _ = spec(frame, bands=bands)["data"]

    fills = [a["fillcolor"] for a in areas]
    assert len(set(fills)) == n
    assert fills[0] == AGES["light"][-1]


def test_every_band_is_named_with_its_last_count_and_all_of_them_on_top():
    assert words(spec()) == [
        "29 days &amp; more: 7",
        "6 to 28 days: 40",
        "0 to 5 days: 39",
        "<b>All: 86</b>",
    ]


@pytest.mark.parametrize("narrow", [False, True])
def test_words_do_not_cover_each_other(narrow):
    frame = days(3, new=[50, 1, 0], old=[50, 1, 0], oldest=[50, 1, 1])

    assert overlapping(spec(frame, narrow=narrow)) == []


def test_days_stand_side_by_side_with_the_month_at_its_first():
    figure = spec(days(60))

    axis = figure["layout"]["xaxis"]
    assert axis["ticktext"] == ["Oct 2026", "Nov 2026", "Dec 2026"]
    assert axis["tickvals"] == [3, 25, 46]  # Thu 1 Oct is the fourth working day from Mon 28 Sep
    assert axis["range"] == [0, 59]


def test_months_on_a_phone_are_those_that_there_is_room_for():
    wide, narrow = (spec(days(200), narrow=n)["layout"]["xaxis"] for n in (False, True))

    assert len(narrow["tickvals"]) < len(wide["tickvals"])
    assert narrow["ticktext"][-1] == wide["ticktext"][-1]


def test_it_begins_at_nought():
    assert spec()["layout"]["yaxis"]["range"] == [0, pytest.approx(86 * 1.04)]


@pytest.mark.parametrize("frame", [days().head(0), days(1), days(2, new=0, old=0, oldest=0)])
def test_little_or_nothing_waiting_is_drawn_too(frame):
    figure = spec(frame)

    assert figure["layout"]["yaxis"]["range"][1] > 0
    assert bool(words(figure)) == bool(len(frame))
