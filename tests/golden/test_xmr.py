"""XmR charts against NHSRplotthedots 0.2.2; a departure is a rule on a series, with its reason."""

from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from metrics.lines import steps_from
from metrics.presets import PRESETS
from metrics.spc import judge
from tests.golden.found import by_series, number, table
from tests.metrics.slow_spc import slow_signals

SERIES = table("xmr", "series")
INPUTS, OUTPUTS = by_series(table("xmr", "inputs")), by_series(table("xmr", "outputs"))
ICONS = {row["series_id"]: row for row in table("xmr", "icons")}
RULES = {
    "": "Common Cause",
    "outside": ("Below LCL", "Above UCL"),
    "trend": ("7 Point Trend (Decreasing)", "7 Point Trend (Increasing)"),
    "two_in_three": ("2 in 3 Below CL", "2 in 3 Above CL"),
    "shift": ("7 Points Below CL", "7 Points Above CL"),
}
BETTER = {"increase": "higher", "decrease": "lower", "neutral": "neither"}
ASSURANCE = {
    "will reach": "consistent_pass",
    "will not reach": "consistent_fail",
    "may or may not reach": "inconsistent",
    "": "",
}
pytestmark = pytest.mark.skipif(not SERIES, reason="the folder of golden figures has no xmr")
WELL = [s for s in SERIES if s["status"] == "ok"]


def points(series, *, rebase=None):
    """The points of a series as judge() takes them, in the order of the file."""
    rows = INPUTS[series["series_id"]]
    frame = pd.DataFrame(
        {
            "period": pd.to_datetime([r["date"] for r in rows]),
            "value": [number(r["value"]) for r in rows],
        }
    ).sort_values("period", ignore_index=True)
    wanted = series["rebase_dates"].split(";") if rebase is None else rebase
    days = [date.fromisoformat(d) for d in wanted if d]
    return frame.assign(
        starts_step=steps_from(frame["period"], days), target=number(series["target"])
    )


def judged(series, **changed):
    preset = PRESETS["plot_the_dots"]
    if series["screen_outliers"] == "FALSE":
        preset = type(preset)(**(vars(preset) | {"screened": False}))
    return judge(
        points(series, **changed),
        preset=preset,
        better=BETTER[series["improvement_direction"]],
        fix_after=int(series["fix_after_n_points"]) if series["fix_after_n_points"] else None,
    )


def in_the_data(series):
    """The step changes whose day is one of the data's: the reference ignores the others."""
    days = {r["date"] for r in INPUTS[series["series_id"]]}
    return [d for d in series["rebase_dates"].split(";") if d in days]


def is_between_points(series):
    """DEPARTURE 1: a step change between two points begins with the next one; it is not ignored."""
    return in_the_data(series) != [d for d in series["rebase_dates"].split(";") if d]


def is_constant(out):
    """DEPARTURE 2: screening drops every range of a constant line; its limits are its mean here."""
    return all(r["upl"] == "NaN" for r in out) and any(r["fix_y"] for r in out)


def column(rows, name):
    return np.array([number(r[name]) for r in rows])


def same(ours, theirs):
    np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=0, equal_nan=True)


def stretches(series, found):
    """Of each step: our points and the reference's rows."""
    rows = OUTPUTS[series["series_id"]]
    for step in found["step"].unique():
        at = (found["step"] == step).to_numpy()
        yield found[at], [r for r, here in zip(rows, at, strict=True) if here]


def slow_ranges(out):
    """Ranges between neighbours of the baseline, none beside a missing value."""
    fixed = [r["fix_y"] for r in out]
    return [abs(float(b) - float(a)) for a, b in pairwise(fixed) if a and b]


@pytest.mark.parametrize("series", WELL, ids=lambda s: s["series_id"])
def test_limits(series):
    found = judged(series, rebase=in_the_data(series)).points
    for ours, theirs in stretches(series, found):
        same(ours["value"], column(theirs, "y"))
        same(ours["mean"], column(theirs, "mean"))
        ranges = slow_ranges(theirs)
        if ranges and not any(ranges) and series["screen_outliers"] == "TRUE":
            assert all(r["upl"] == "NaN" for r in theirs), "the reference has no limits"
            same(ours["lower"], ours["mean"])
            same(ours["upper"], ours["mean"])
            assert set(ours["meaning"]) <= {"usual", "not judged"}
            continue
        same(ours["lower"], column(theirs, "lpl"))
        same(ours["upper"], column(theirs, "upl"))


@pytest.mark.parametrize("series", WELL, ids=lambda s: s["series_id"])
def test_what_is_outside_near_and_on_which_side(series):
    found = judged(series, rebase=in_the_data(series)).points
    for ours, theirs in stretches(series, found):
        assert list(ours["step"] - ours["step"].iloc[0]) == [0] * len(theirs)
        outside = (ours["value"] > ours["upper"]) | (ours["value"] < ours["lower"])
        assert list(outside) == [r["outside_limits"] == "TRUE" for r in theirs]
        side = np.nan_to_num(np.sign(ours["value"] - ours["mean"]))
        assert list(side) == [float(r["relative_to_mean"] or 0) for r in theirs]
        far = (ours["value"] > ours["near_upper"]) | (ours["value"] < ours["near_lower"])
        assert list(far & ~outside) == [r["close_to_limits"] == "TRUE" for r in theirs]


def is_mislabelled(ours, i):
    """DEPARTURE 3: the end of a trend, when another begins at the very next point.

    The reference takes its direction from the step between the two, which is part of neither.
    """
    if i + 1 >= len(ours) or not (ours["rule"].iloc[[i, i + 1]] == "trend").all():
        return False
    rises = ours["value"].iloc[i + 1] > ours["value"].iloc[i]
    return (1 if rises else -1) != ours["side"].iloc[i]


@pytest.mark.parametrize("series", WELL, ids=lambda s: s["series_id"])
def test_rules_and_what_they_mean(series):
    found = judged(series, rebase=in_the_data(series)).points
    better = BETTER[series["improvement_direction"]]
    for ours, theirs in stretches(series, found):
        for i, row in enumerate(theirs):
            rule, side = ours["rule"].iloc[i], ours["side"].iloc[i]
            label = RULES[rule] if not rule else RULES[rule][int(side > 0)]
            meaning = ours["meaning"].iloc[i]
            assert (rule != "") == (row["special_cause_flag"] == "TRUE"), (i, row)
            if is_mislabelled(ours, i):
                assert row["special_cause_type"] == RULES["trend"][int(side < 0)]
                continue
            assert label == row["special_cause_type"], (i, row)
            if rule:
                kind = row["point_type"].removeprefix("special_cause_")
                if better == "neither":
                    assert (meaning, kind) == ("change", f"neutral_{'high' if side > 0 else 'low'}")
                else:
                    assert meaning == kind
            else:
                assert row["point_type"] == "common_cause"
                assert meaning == ("usual" if row["y"] else "not judged")


@pytest.mark.parametrize("series", WELL, ids=lambda s: s["series_id"])
def test_verdicts(series):
    found = judged(series, rebase=in_the_data(series))
    (verdict,) = found.verdicts.to_dict("records")
    icon, rows = ICONS[series["series_id"]], OUTPUTS[series["series_id"]]
    better = BETTER[series["improvement_direction"]]
    ours = found.points
    if rows[-1]["y"] == "":
        # DEPARTURE 4: where the newest value is missing, the verdict is of the newest there is
        last = ours[ours["judged"]].iloc[-1]
        assert (verdict["period"], verdict["variation"]) == (last["period"], last["meaning"])
    elif is_mislabelled(ours, len(ours) - 1):
        raise AssertionError("the newest point has no next one")
    elif icon["variation_type"] == "common_cause":
        assert verdict["variation"] == "usual"
        assert verdict["reason"] == ""
    else:
        named = "neutral" if better == "neither" else verdict["variation"]
        high_or_low = "high" if verdict["side"] > 0 else "low"
        assert icon["variation_icon"] == f"{named}_{high_or_low}"
        assert verdict["reason"]
    latest = rows[-1]
    if series["target"] == "" or better == "neither" or np.isnan(ours["upper"].iloc[-1]):
        # DEPARTURE 5: no target or no limits, no icon; the reference may show "inconsistent"
        assert verdict["assurance"] == ""
        assert icon["assurance_type"] in ("", "inconsistent")
    elif latest["upl"] == "NaN":  # DEPARTURE 2: a constant line is judged by its value
        above = float(latest["mean"]) - number(series["target"])
        good = above if better == "higher" else -above
        told = "will reach" if good > 0 else "will not reach" if good else "may or may not reach"
        assert verdict["assurance"] == told
    else:
        assert ASSURANCE[verdict["assurance"]] == icon["assurance_type"]


@pytest.mark.parametrize(
    "series", [s for s in WELL if is_between_points(s)], ids=lambda s: s["series_id"]
)
def test_a_step_change_between_two_points_begins_with_the_next(series):
    asked = [date.fromisoformat(d) for d in series["rebase_dates"].split(";")]
    days = sorted(date.fromisoformat(r["date"]) for r in INPUTS[series["series_id"]])
    following = [min(d for d in days if d >= day).isoformat() for day in asked if day <= days[-1]]
    pd.testing.assert_frame_equal(judged(series).points, judged(series, rebase=following).points)
    assert len(following) == judged(series).points["step"].max() + (days[0] in asked)


@pytest.mark.parametrize(
    "series", [s for s in SERIES if s["status"] == "error"], ids=lambda s: s["series_id"]
)
def test_what_the_reference_refuses_or_cannot_do(series):
    fixed = series["fix_after_n_points"]
    if fixed and int(fixed) < 12:
        with pytest.raises(ValueError, match=f"needs 12 points or more, not {fixed}"):
            judged(series)
        return
    # DEPARTURE 6: a missing value among points that otherwise all rise ends the reference's run
    frame = points(series)
    assert frame["value"].isna().any()
    found = judged(series).points
    expected = slow_signals(
        frame["value"].tolist(),
        found["step"].tolist(),
        better=BETTER[series["improvement_direction"]],
        preset=PRESETS["plot_the_dots"],
    )
    assert list(zip(found["rule"], found["side"], strict=True)) == expected
