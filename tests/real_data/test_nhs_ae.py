"""NHS England's four-hour standard by organisation and month: a measure of another office.

Nothing here is a case: each row is a count. So the figures are brought to the form of series()
with the product's own sums, and judged and drawn as any measure is.
"""

import json
import math
from datetime import date
from itertools import pairwise
from statistics import fmean

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pytest

from charts.control_chart import control_chart
from charts.multiples import Panel, small_multiples
from extracts.days import numbers
from metrics.compare import spread
from metrics.funnel import funnel
from metrics.grid import grid, share
from metrics.presets import BASELINE_LEAST, PRESETS
from metrics.series import percent
from metrics.spc import judge
from tests.pages.screen_charts import numbers as drawn
from tests.real_data import found

FILES = found.files("nhs_ae_4hour/ae_attendances.csv")
pytestmark = found.needs(FILES)
AS_OF = date(2019, 3, 31)
SMALL = 20
TARGET = 0.95  # the NHS Constitution's: 95% within four hours
TARGETS = {"target": TARGET}
MADE = PRESETS["making_data_count"]


@pytest.fixture(scope="module")
def reference():
    return found.reference(found.FOLDER / "nhs_ae_4hour" / "reference.json")


@pytest.fixture(scope="module")
def rows() -> pa.Table:
    (file,) = FILES
    return pyarrow.csv.read_csv(file)


@pytest.fixture(scope="module")
def monthly(rows) -> pd.DataFrame:
    return series(rows)


@pytest.fixture(scope="module")
def by_unit(rows) -> pd.DataFrame:
    return series(rows, by=("unit",))


def series(rows: pa.Table, *, by: tuple[str, ...] = (), period: str = "month") -> pd.DataFrame:
    """The share seen within four hours, in the form of metrics.series.series()."""
    found = grid(
        {"unit": rows["org_code"]},
        numbers(rows["period"]),
        by=by,
        period=period,
        first=None,
        last=None,
        as_of=AS_OF,
    )
    whole = found.sums(rows["attendances"].to_numpy())
    part = whole - found.sums(rows["breaches"].to_numpy())
    return found.frame().assign(
        value=share(part, whole),
        part=pd.array(part, "Int64"),
        whole=whole,
        small=whole < SMALL,
        hover=[f"{p} of {w}" for p, w in zip(part, whole, strict=True)],
    )


def only(rows: pa.Table, **values: str) -> pa.Table:
    for name, value in values.items():
        rows = rows.filter(pc.equal(rows[name], value))
    return rows


def cells(frame: pd.DataFrame, names: "pd.Series[str]") -> dict:
    """The figures in the shape of the reference, without groups that have no cases."""
    each = zip(names, frame["whole"], frame["part"], frame["value"], strict=True)
    return {
        name: {"total": whole, "within_target": part, "pct": round(100 * value, 4)}
        for name, whole, part, value in each
        if whole
    }


def months(frame: pd.DataFrame) -> "pd.Series[str]":
    return frame["period"].dt.strftime("%Y-%m")


def test_its_rows_are_those_of_the_reference(rows, reference):
    first, last, n = reference["months"]

    assert rows.num_rows == reference["rows"]
    assert len(set(rows["org_code"].to_pylist())) == reference["orgs"]
    assert sorted({f"{d:%Y-%m}" for d in rows["period"].to_pylist()})[:: n - 1] == [first, last]
    assert pc.sum(pc.greater(rows["breaches"], rows["attendances"])).as_py() == 0
    assert pc.sum(pc.equal(rows["attendances"], 0)).as_py() == 0


def test_the_share_of_all_is_weighted_and_not_the_mean_of_rows(rows, reference):
    (line,) = series(rows, period="all").to_dict("records")
    overall = reference["overall"]

    assert (line["whole"], line["part"]) == (overall["total"], overall["within_target"])
    assert round(100 * line["value"], 4) == overall["pct"] == 88.4819
    assert percent(line["value"]) == "88%"
    each = share(
        pc.subtract(rows["attendances"], rows["breaches"]).to_numpy(),
        rows["attendances"].to_numpy(),
    )
    assert round(100 * each.mean(), 4) == reference["mean_of_row_pcts(wrong way)"] == 93.0583


def test_every_month(rows, monthly, reference):
    type_1 = series(only(rows, type="1"))

    assert cells(monthly, months(monthly)) == reference["by_month"]
    assert cells(type_1, months(type_1)) == reference["type1_by_month"]


def test_every_organisation(rows, reference):
    found = series(rows, by=("unit",), period="all")

    assert cells(found, found["unit"]) == reference["by_org"]


def test_one_organisation_month_by_month(rows, reference):
    found = series(only(rows, type="1", org_code="RF4"))

    mine = [
        {"month": month, "total": c["total"], "within": c["within_target"], "pct": c["pct"]}
        for month, c in cells(found, months(found)).items()
    ]
    assert mine == reference["RF4_type1_series"]


def test_months_without_a_row_have_no_figure_and_no_case_is_lost(by_unit, monthly, reference):
    """Units come and go: every unit has every month, blank where it had nothing."""
    _, _, n = reference["months"]
    there = by_unit["whole"] > 0

    assert len(by_unit) == n * reference["orgs"]
    assert (by_unit["value"].notna() == there).all()
    full = by_unit[there].groupby("unit", observed=True).size() == n
    assert full.sum() == reference["orgs_with_all_months"]
    for name in ("part", "whole"):
        sums = by_unit.groupby("period")[name].sum()
        assert sums.tolist() == monthly[name].tolist()


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_england_is_judged_as_it_is_by_hand(monthly, reference, preset):
    judged = judge(monthly.assign(**TARGETS), preset=preset, better="higher")
    (verdict,) = judged.verdicts.to_dict("records")

    value = [c["within_target"] / c["total"] for c in reference["by_month"].values()]
    first = value[: preset.baseline]
    moves = [abs(b - a) for a, b in pairwise(first)]
    if preset.screened:
        moves = [m for m in moves if m < 3.267 * fmean(moves)]
    mean, room = fmean(first), 2.66 * fmean(moves)
    assert verdict["mean"] == pytest.approx(mean)
    assert verdict["lower"] == pytest.approx(mean - room)
    assert verdict["upper"] == pytest.approx(mean + room)
    assert mean + room < TARGET
    assert verdict["assurance"] == "will not reach"
    outside = [abs(v - mean) > room for v in value]
    assert (judged.points["rule"] == "outside").tolist() == outside
    low = [v < mean - room for v in value]
    in_winter = {m[-2:] for m, is_low in zip(months(monthly), low, strict=True) if is_low}
    assert in_winter
    assert in_winter <= {"12", "01", "02", "03"}


def test_one_unit_gets_worse_since_its_run_began(rows, reference):
    points = series(only(rows, type="1", org_code="RF4")).assign(**TARGETS)
    (verdict,) = judge(points, preset=MADE, better="higher").verdicts.to_dict("records")

    value = [c["within"] / c["total"] for c in reference["RF4_type1_series"]]
    average = fmean(value[: MADE.baseline])
    run = next(i for i, v in enumerate(reversed(value)) if v > average)
    assert run >= MADE.shift
    assert verdict["variation"] == "concern"
    assert f"the last {run} months are below the average" in verdict["reason"]
    assert f"{verdict['since']:%Y-%m}" == reference["RF4_type1_series"][-run]["month"]
    assert run < BASELINE_LEAST  # too few to say more of a target far above them
    assert verdict["assurance"] == "may or may not reach"


def test_units_are_judged_together_as_each_by_itself(by_unit):
    points = by_unit.assign(**TARGETS)
    together = judge(points, by=("unit",), preset=MADE, better="higher", chosen=True).verdicts

    for unit in ("RF4", "RRK", "C82010", "8J094"):  # two large ones, two that come and go
        alone = judge(
            points[points["unit"] == unit], by=("unit",), preset=MADE, better="higher", chosen=True
        ).verdicts
        mine = together[together["unit"] == unit].reset_index(drop=True)
        assert mine.astype({"unit": str}).equals(alone.astype({"unit": str}))
    counted = points[~points["small"]].groupby("unit", observed=False).size()
    assert together["points"].tolist() == counted.tolist()
    few = counted.to_numpy() < MADE.least_points
    newest = points.groupby("unit", observed=False)["small"].apply(
        lambda s: s.tail(MADE.stale_after)
    )
    ended = newest.groupby(level=0, observed=False).all().to_numpy()
    assert ended.any()
    assert ((together["variation"] == "not judged") == (few | ended)).all()


def test_units_beyond_chance(rows, reference):
    found = series(rows, by=("unit",), period="all").set_index("unit")
    narrow, wide = (funnel(found["part"], found["whole"], adjusted=a) for a in (False, True))

    centre = reference["overall"]["within_target"] / reference["overall"]["total"]
    assert narrow.dispersion.centre == wide.dispersion.centre == pytest.approx(centre)
    outside = set()
    for unit, cell in reference["by_org"].items():
        rate = cell["within_target"] / cell["total"]
        angle = math.asin(math.sqrt(rate)) - math.asin(math.sqrt(centre))
        if abs(angle) * 2 * math.sqrt(cell["total"]) > 3.0902:
            outside.add(unit)
    places = narrow.units["place"]
    assert set(places.index[places.str.startswith("very")]) == outside
    # With so many attendances nearly everyone differs beyond chance, which tells nobody anything.
    assert len(outside) > 0.9 * reference["orgs"]
    assert not wide.units["place"].str.startswith("very").any()


def test_the_spread_between_units(by_unit, reference):
    found = spread(by_unit)

    kept = by_unit[by_unit["whole"] >= SMALL]
    assert found["units"].tolist() == kept.groupby("period").size().tolist()
    assert found["lowest"].tolist() == kept.groupby("period")["value"].min().tolist()
    wanted = [c["pct"] / 100 for c in reference["by_month"].values()]  # few cases are in small ones
    assert found["mean"].tolist() == pytest.approx(wanted, abs=1e-5)
    assert (found["between"] > 0).all()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_is_drawn_as_any_measure_is(monthly, by_unit, reference, theme):
    judged = judge(monthly.assign(**TARGETS), preset=MADE, better="higher").points
    figure = json.loads(control_chart(judged, theme=theme, label="England").to_json())

    (line,) = figure["data"]
    wanted = [c["pct"] / 100 for c in reference["by_month"].values()]
    assert drawn(line["y"]) == pytest.approx(wanted, abs=5.1e-5)
    assert [day[:7] for day in line["x"]] == list(reference["by_month"])
    texts = " · ".join(a["text"] for a in figure["layout"]["annotations"])
    assert "England 87%" in texts
    assert "Target 95%" in texts

    together = judge(by_unit.assign(**TARGETS), by=("unit",), preset=MADE, better="higher")
    worst = [u for u, cell in reference["by_org"].items() if cell["pct"] < 80]
    panels = [
        Panel(
            name=unit,
            figure=f"{reference['by_org'][unit]['pct']:.0f}%",
            points=together.points[together.points["unit"] == unit],
            meaning=together.verdicts.set_index("unit").loc[unit, "variation"],
        )
        for unit in worst
    ]
    figure = json.loads(small_multiples(panels, theme=theme, columns=4).to_json())
    assert len(figure["data"]) == len(worst) > 4
    for line, panel in zip(figure["data"], panels, strict=True):
        assert drawn(line["y"]) == pytest.approx(
            panel.points["value"].tolist(), abs=5.1e-5, nan_ok=True
        )
        assert np.sum(np.isnan(drawn(line["y"]))) == (panel.points["whole"] == 0).sum()
