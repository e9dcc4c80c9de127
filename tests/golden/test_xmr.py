"""XmR charts against NHSRplotthedots 0.2.2; a departure is a rule on a series, with its reason."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from metrics.lines import steps_from
from metrics.presets import PRESETS
from metrics.signals import fired, labelled
from metrics.spc import judge
from metrics.xmr import Limits
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


def preset_of(series):
    return replace(PRESETS["plot_the_dots"], screened=series["screen_outliers"] != "FALSE")


def fix_after(series):
    return int(series["fix_after_n_points"]) if series["fix_after_n_points"] else None


def judged(series, **changed):
    return judge(
        points(series, **changed),
        preset=preset_of(series),
        better=BETTER[series["improvement_direction"]],
        fix_after=fix_after(series),
    )


def in_the_data(series):
    """The step changes whose day is one of the data's: the reference ignores the others."""
    days = {r["date"] for r in INPUTS[series["series_id"]]}
    return [d for d in series["rebase_dates"].split(";") if d in days]


def is_between_points(series):
    """DEPARTURE 1: a step change between two points begins with the next one; it is not ignored."""
    return in_the_data(series) != [d for d in series["rebase_dates"].split(";") if d]


def column(rows, name):
    return np.array([number(r[name]) for r in rows])


def same(ours, theirs, *, nought=0.0):
    np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=nought, equal_nan=True)


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


def is_without_width(series, out):
    """DEPARTURE 2: no range of the baseline is above nought, so the limits are the mean.

    Screening drops every range of nought, which is not below 3.267 times nought: the reference then
    has no limits, and nothing is outside of them, whatever comes after the baseline or a gap.
    """
    ranges = slow_ranges(out)
    return series["screen_outliers"] == "TRUE" and bool(ranges) and not any(ranges)


def off_the_mean(ours):
    return ours["value"].notna() & (ours["value"] != ours["mean"])


def without_limits(ours):
    """The points of a stretch with the rules and sides that follow from its mean alone."""
    names = ("lower", "upper", "near_lower", "near_upper")
    none = {name: np.full(len(ours), np.nan) for name in names}
    limits = Limits(mean=ours["mean"].to_numpy(), **none)
    preset, one = PRESETS["plot_the_dots"], np.zeros(len(ours), np.int64)
    found = fired(ours["value"].to_numpy(), limits, one, preset, 0)
    label = labelled(found, 0, preset)
    return ours.assign(rule=np.array([*found, ""], object)[label.rule], side=label.side)


def trend_moves(values):
    """Of each point of a stretch, the way to the next one where that is one of 6 the same, or 0."""
    moves = np.sign(np.diff(values))
    found = np.zeros(len(values))
    for i in range(len(moves) - 5):
        if abs(moves[i : i + 6].sum()) == 6:
            found[i : i + 6] = moves[i]
    return found


def is_mislabelled(ours, i):
    """DEPARTURE 3: the end of a trend, when another begins at the very next point.

    The reference takes its direction from the step between the two, which is part of neither.
    """
    if ours["rule"].iloc[i] != "trend" or not 0 < i < len(ours) - 1:
        return False
    before, between, after = trend_moves(ours["value"].to_numpy())[i - 1 : i + 2]
    rises = ours["value"].iloc[i + 1] > ours["value"].iloc[i]
    return between == 0 != after and before == (-1 if rises else 1)


def meant(rule, side, better):
    if not rule:
        return "usual"
    if better == "neither":
        return "change"
    return "improvement" if (side > 0) == (better == "higher") else "concern"


def reference_words(rule, side, better):
    """The reference's type of cause and of point."""
    if not rule:
        return RULES[rule], "common_cause"
    kind = meant(rule, side, better)
    named = f"neutral_{'high' if side > 0 else 'low'}" if kind == "change" else kind
    return RULES[rule][int(side > 0)], f"special_cause_{named}"


@pytest.mark.parametrize("series", WELL, ids=lambda s: s["series_id"])
def test_limits(series):
    found = judged(series, rebase=in_the_data(series)).points
    # a mean, or a limit, of nought has only its rounding to compare
    nought = 1e-12 * np.nanmax(np.abs(found["value"].to_numpy()), initial=0)
    for ours, theirs in stretches(series, found):
        same(ours["value"], column(theirs, "y"))
        same(ours["mean"], column(theirs, "mean"), nought=nought)
        if is_without_width(series, theirs):
            assert all(r["lpl"] == r["upl"] == "NaN" for r in theirs)
            for name in ("lower", "upper", "near_lower", "near_upper"):
                assert (ours[name] == ours["mean"]).all()
            continue
        same(ours["lower"], column(theirs, "lpl"), nought=nought)
        same(ours["upper"], column(theirs, "upl"), nought=nought)


@pytest.mark.parametrize("series", WELL, ids=lambda s: s["series_id"])
def test_what_is_outside_near_and_on_which_side(series):
    found = judged(series, rebase=in_the_data(series)).points
    for ours, theirs in stretches(series, found):
        assert list(ours["step"] - ours["step"].iloc[0]) == [0] * len(theirs)
        outside = (ours["value"] > ours["upper"]) | (ours["value"] < ours["lower"])
        if is_without_width(series, theirs):
            assert "TRUE" not in {r["outside_limits"] for r in theirs}
            assert list(outside) == list(off_the_mean(ours))
        else:
            assert list(outside) == [r["outside_limits"] == "TRUE" for r in theirs]
        side = np.nan_to_num(np.sign(ours["value"] - ours["mean"]))
        assert list(side) == [float(r["relative_to_mean"] or 0) for r in theirs]
        far = (ours["value"] > ours["near_upper"]) | (ours["value"] < ours["near_lower"])
        assert list(far & ~outside) == [r["close_to_limits"] == "TRUE" for r in theirs]


@pytest.mark.parametrize("series", WELL, ids=lambda s: s["series_id"])
def test_rules_and_what_they_mean(series):
    found = judged(series, rebase=in_the_data(series)).points
    better = BETTER[series["improvement_direction"]]
    for ours, theirs in stretches(series, found):
        assert list(ours["meaning"]) == [
            meant(rule, side, better) if row["y"] else "not judged"
            for rule, side, row in zip(ours["rule"], ours["side"], theirs, strict=True)
        ]
        labels = ours
        if is_without_width(series, theirs):
            labels, off = without_limits(ours), off_the_mean(ours)
            assert set(ours["rule"][off]) <= {"outside"}
            assert (ours["side"] == np.sign(ours["value"] - ours["mean"]))[off].all()
            same_label = (ours["rule"] == labels["rule"]) & (ours["side"] == labels["side"])
            assert same_label[~off].all()
        for i, row in enumerate(theirs):
            rule, side = labels["rule"].iloc[i], labels["side"].iloc[i]
            if is_mislabelled(labels, i):
                assert side == np.sign(labels["value"].iloc[i] - labels["value"].iloc[i - 1])
                side = -side
            said = (row["special_cause_type"], row["point_type"])
            assert said == reference_words(rule, side, better), (i, row)
            assert (rule != "") == (row["special_cause_flag"] == "TRUE"), (i, row)


@pytest.mark.parametrize("series", WELL, ids=lambda s: s["series_id"])
def test_verdicts(series):
    found = judged(series, rebase=in_the_data(series))
    (verdict,) = found.verdicts.to_dict("records")
    icon, better = ICONS[series["series_id"]], BETTER[series["improvement_direction"]]
    *_, (ours, theirs) = stretches(series, found.points)
    newest, no_width = ours.iloc[-1], is_without_width(series, theirs)
    if theirs[-1]["y"] == "":
        # DEPARTURE 4: where the newest value is missing, the verdict is of the newest there is, but
        # never of one before a step change
        assert icon["variation_type"] == "common_cause"
        there = ours[ours["judged"]]
        if there.empty:
            assert (verdict["variation"], verdict["side"]) == ("not judged", 0)
            assert verdict["reason"]
        else:
            last = there.iloc[-1]
            assert (verdict["period"], verdict["variation"]) == (last["period"], last["meaning"])
    elif no_width and newest["value"] != newest["mean"]:
        side = np.sign(newest["value"] - newest["mean"])
        assert (verdict["rule"], verdict["side"]) == ("outside", side)
        assert verdict["variation"] == meant("outside", side, better)
        assert verdict["reason"]
    elif icon["variation_type"] == "common_cause":
        assert verdict["variation"] == "usual"
        assert verdict["reason"] == ""
    else:
        named = "neutral" if better == "neither" else verdict["variation"]
        high_or_low = "high" if verdict["side"] > 0 else "low"
        assert icon["variation_icon"] == f"{named}_{high_or_low}"
        assert verdict["reason"]
    if series["target"] == "" or better == "neither" or np.isnan(newest["upper"]):
        # DEPARTURE 5: no target or no limits, no icon; the reference may show "inconsistent"
        assert verdict["assurance"] == ""
        assert icon["assurance_type"] in ("", "inconsistent")
    elif no_width:  # DEPARTURE 2: both limits are the mean, and the target is held against it
        assert icon["assurance_type"] == "inconsistent"
        above = float(theirs[-1]["mean"]) - number(series["target"])
        good = above if better == "higher" else -above
        told = "will reach" if good > 0 else "will not reach" if good else "may or may not reach"
        assert verdict["assurance"] == told
    else:
        assert ASSURANCE[verdict["assurance"]] == icon["assurance_type"]


@pytest.mark.parametrize(
    "series", [s for s in WELL if is_between_points(s)], ids=lambda s: s["series_id"]
)
def test_a_step_change_between_two_points_begins_with_the_next(series):
    asked = [date.fromisoformat(d) for d in series["rebase_dates"].split(";") if d]
    days = sorted(date.fromisoformat(r["date"]) for r in INPUTS[series["series_id"]])
    following = [min(d for d in days if d >= day).isoformat() for day in asked if day <= days[-1]]
    found = judged(series).points
    pd.testing.assert_frame_equal(found, judged(series, rebase=following).points)
    # several may begin with one point, and nothing is before the first
    assert len(set(following) - {days[0].isoformat()}) == found["step"].max()


@pytest.mark.parametrize(
    "series", [s for s in SERIES if s["status"] == "error"], ids=lambda s: s["series_id"]
)
def test_what_the_reference_refuses_or_cannot_do(series):
    fixed = fix_after(series)
    if fixed and fixed < 12:
        with pytest.raises(ValueError, match=f"needs 12 points or more, not {fixed}"):
            judged(series)
        return
    if "duplicate rows found" in series["error"]:
        with pytest.raises(AssertionError, match="two points of one period"):
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
        preset=preset_of(series),
        fix_after=fixed,
    )
    assert list(zip(found["rule"], found["side"], strict=True)) == expected
