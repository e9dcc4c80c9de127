"""Funnels of proportions against FunnelPlotR 0.6.0; a departure is a rule on a set of units."""

import math

import numpy as np
import pandas as pd
import pytest

from metrics.funnel import funnel
from tests.golden.found import by_series, number, table

SERIES = [s for s in table("funnel", "series") if s["data_type"] == "PR"]
INPUTS, OUTPUTS = by_series(table("funnel", "inputs")), by_series(table("funnel", "outputs"))
LIMITS = {
    "lcl95": "lower_95",
    "ucl95": "upper_95",
    "lcl99": "lower_998",
    "ucl99": "upper_998",
    "od_lcl95": "adjusted_lower_95",
    "od_ucl95": "adjusted_upper_95",
    "od_lcl99": "adjusted_lower_998",
    "od_ucl99": "adjusted_upper_998",
}
OUTSIDE = {"95": {"very low", "low", "high", "very high"}, "99": {"very low", "very high"}}
pytestmark = pytest.mark.skipif(not SERIES, reason="the folder of golden figures has no PR sets")


def ours(series):
    rows = INPUTS[series["series_id"]]
    names = [row["group"] for row in rows]
    part, whole = (
        pd.Series([number(row[name]) for row in rows], names)
        for name in ("numerator", "denominator")
    )
    adjusted = series["draw_adjusted_requested"] == "TRUE"
    return funnel(part, whole, adjusted=adjusted, trim=float(series["trim_by"]))


def reference(series):
    """The reference's units that have a denominator, by name: those without have no figures."""
    rows = {row["group"]: row for row in OUTPUTS[series["series_id"]]}
    return {name: row for name, row in sorted(rows.items()) if number(row["denominator"]) > 0}


def is_alone(series):
    """DEPARTURE: one unit differs from no other: no variance, where the reference has nought by
    nought.
    """
    return len(ours(series).units) == 1


def named(rows):
    return [pytest.param(s, id=s["series_id"]) for s in rows]


WELL = named(s for s in SERIES if s["status"] == "ok" and not is_alone(s))


@pytest.mark.parametrize("series", WELL)
def test_units_and_their_scores_agree(series):
    found, theirs = ours(series), reference(series)

    assert found.units.index.tolist() == list(theirs)
    assert not set(found.left_out) & set(theirs)
    pairs = {
        "numerator": "part",
        "denominator": "whole",
        "rr": "rate",
        "uzscore": "z",
        "wuzscore": "trimmed_z",
    }
    for name, column in pairs.items():
        expected = [number(row[name]) for row in theirs.values()]
        assert found.units[column].tolist() == pytest.approx(expected, rel=1e-9, abs=1e-12), name


@pytest.mark.parametrize("series", WELL)
def test_centre_and_dispersion_agree(series):
    found = ours(series)

    assert found.dispersion.centre == pytest.approx(number(series["target"]), rel=1e-9)
    assert found.adjusted == (series["draw_adjusted_used"] == "TRUE")
    if series["draw_adjusted_requested"] == "TRUE":
        assert found.dispersion.phi == pytest.approx(number(series["phi"]), rel=1e-9)
        assert found.dispersion.tau2 == pytest.approx(number(series["tau2"]), rel=1e-9)
    else:
        # DEPARTURE: the reference says nought where it was not asked; it is measured here
        assert number(series["phi"]) == number(series["tau2"]) == 0
        z, n = (
            np.array([number(row[name]) for row in reference(series).values()])
            for name in ("wuzscore", "denominator")
        )
        excess = max((z**2).sum() - (len(z) - 1), 0)
        tau2 = excess / (4 * n.sum() - 4 * (n**2).sum() / n.sum())
        assert found.dispersion.phi == pytest.approx((z**2).mean(), rel=1e-9)
        assert found.dispersion.tau2 == pytest.approx(tau2, rel=1e-9)


def turned(series, name):
    """DEPARTURE: units whose limit lies beyond 0 or 100%, and the angle whose sine, squared, it is.

    There it is 0 or 100% here. In the reference too, but for the denominator in its table at which
    the squared sine turns back: that one keeps it, a lower limit above 0 or an upper one below 100%
    that a unit at 0 or 100% can then be outside of.
    """
    n = np.array([number(row["denominator"]) for row in reference(series).values()])
    more = number(series["tau2"]) if name.startswith("od_") else 0
    q = 1.959964 if name.endswith("95") else 3.090232
    away = q * np.sqrt(1 / (4 * n) + more)
    angle = np.arcsin(np.sqrt(number(series["target"]))) + (away if "ucl" in name else -away)
    return (angle > np.pi / 2 if "ucl" in name else angle < 0), np.sin(angle) ** 2


@pytest.mark.parametrize("series", WELL)
def test_limits_agree_to_a_billionth(series):
    found, theirs, scale = ours(series), reference(series), float(series["multiplier"])
    near = {"rel": 1e-9, "abs": 1e-12 * scale}

    curves = found.curves(found.units["whole"].to_numpy())
    for name, column in LIMITS.items():
        if series["draw_adjusted_requested"] != "TRUE":  # it then has the same limits twice
            column = column.removeprefix("adjusted_")
        expected = np.array([number(row[name]) for row in theirs.values()])
        beyond, back = turned(series, name)
        for frame in (found.units, curves):
            limit = frame[column].to_numpy() * scale
            assert limit[~beyond] == pytest.approx(expected[~beyond], **near), name
            assert set(limit[beyond]) <= {scale if "ucl" in name else 0}
        for there, turns in zip(expected[beyond], back[beyond], strict=True):
            end = scale if "ucl" in name else 0
            assert there == end or there == pytest.approx(turns * scale, **near), name


@pytest.mark.parametrize("series", WELL)
def test_outliers_are_the_same(series):
    found, theirs, scale = ours(series), reference(series), float(series["multiplier"])
    expected = np.array([int(row["outlier"]) for row in theirs.values()])
    rate = np.array([number(row["rr"]) for row in theirs.values()]) * scale
    # by the others where φ is no more than 1, though τ² be above nought and od_ the wider for it
    kind = "od_" if series["draw_adjusted_used"] == "TRUE" else ""
    for side in ("lcl", "ucl"):
        name = f"{kind}{side}{series['limit']}"
        limit = np.array([number(row[name]) for row in theirs.values()])
        outside = rate < limit if side == "lcl" else rate > limit
        expected[turned(series, name)[0] & outside] = 0

    place = found.units["place"].isin(OUTSIDE[series["limit"]])
    assert place.astype(int).tolist() == expected.tolist()


def test_what_the_reference_cannot_do_is_done_without_an_error():
    """As where all units are at 100%, which it takes for a slip: nobody is outside of anything."""
    for series in SERIES:
        if series["status"] != "ok" or is_alone(series):
            found = ours(series)
            assert np.isfinite(found.units.drop(columns="place").to_numpy(float)).all()
            assert math.isnan(found.dispersion.centre) == found.units.empty
            if found.units["rate"].nunique() == 1:
                assert found.dispersion.tau2 == 0
                assert set(found.units["place"]) == {"usual"}
